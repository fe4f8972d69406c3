"""Language features of Terraform that cdktf has no class for, or that several resources share."""

from functools import cache
from typing import Final

from constructs import Construct
from constructs_lib._core.compat import TerraformDataSource, TerraformResourceLifecycle
from constructs_lib._core.tree import stack_of

CREATE_BEFORE_DESTROY: Final = TerraformResourceLifecycle(create_before_destroy=True)
"""Create the replacement before destroying the original, which is in use until then."""


def check_block(scope: Construct, name: str, *, condition: str, message: str) -> None:
    """Add a ``check`` block to a stack: a warning in plans and applies, never a failure.

    Args:
        scope: A construct in the stack.
        name: The name of the block, unique in the stack.
        condition: An expression that refers to data sources by their `address`, as cdktf does not
            resolve tokens in overrides.
        message: The warning that Terraform reports if the condition is false.

    Follows https://developer.hashicorp.com/terraform/language/checks
    """
    block = {"assert": [{"condition": condition, "error_message": message}]}
    stack_of(scope).add_override(f"check.{name}", block)


def address(data_source: TerraformDataSource) -> str:
    """Return the Terraform address of a data source, as text without tokens."""
    return f"data.{_resource_type(type(data_source))}.{data_source.friendly_unique_id}"


@cache
def _resource_type(data_source_class: type[TerraformDataSource]) -> str:
    # Each class of the provider has this attribute, but their base class has not.
    return str(getattr(data_source_class, "TF_RESOURCE_TYPE"))  # noqa: B009 - for mypy
