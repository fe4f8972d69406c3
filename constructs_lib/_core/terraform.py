"""Terraform's ``check`` block: a warning in the plan and after the apply, and never a failure."""

from functools import cache

from constructs import Construct
from constructs_lib._core.compat import TerraformDataSource
from constructs_lib._core.tree import stack_of


def check_block(scope: Construct, name: str, *, condition: str, message: str) -> None:
    """Warn, in every plan of the scope's stack, that a condition does not hold.

    The name is the check's own in the stack. The condition names data sources by their `address`:
    cdktf takes no token in an expression of an override.

    Follows https://developer.hashicorp.com/terraform/language/checks
    """
    block = {"assert": [{"condition": condition, "error_message": message}]}
    stack_of(scope).add_override(f"check.{name}", block)  # cdktf has no class for it


def address(data_source: TerraformDataSource) -> str:
    """A data source's Terraform address, in plain text."""
    return f"data.{_resource_type(type(data_source))}.{data_source.friendly_unique_id}"


@cache
def _resource_type(kind: type[TerraformDataSource]) -> str:
    return str(getattr(kind, "TF_RESOURCE_TYPE"))  # noqa: B009 - each class of the provider has it
