"""Language features of Terraform that cdktf has no class for, or that several resources share."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from constructs import Construct, IConstruct
from constructs_lib._core.compat import (
    TerraformDataSource,
    TerraformResource,
    TerraformResourceLifecycle,
)
from constructs_lib._core.tree import stack_of

CREATE_BEFORE_DESTROY: Final = TerraformResourceLifecycle(create_before_destroy=True)
"""Create the replacement before destroying the original, which is in use until then."""


def add_check_block(scope: Construct, name: str, *, condition: str, message: str) -> None:
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


def address(item: TerraformResource | TerraformDataSource) -> str:
    """Return the Terraform address of a resource or data source, as text without tokens."""
    prefix = "data." if isinstance(item, TerraformDataSource) else ""
    return f"{prefix}{_resource_type(type(item))}.{item.friendly_unique_id}"


def find_resources(scope: IConstruct, *resource_types: str) -> Iterator[Any]:
    """Return the resources and data sources of some types in a construct, raw ones included."""
    for item in scope.node.find_all():
        if getattr(type(item), "TF_RESOURCE_TYPE", None) in resource_types:
            yield item


@cache
def _resource_type(item_class: type[TerraformResource | TerraformDataSource]) -> str:
    # Each class of the provider has this attribute, but their base classes have not.
    return str(getattr(item_class, "TF_RESOURCE_TYPE"))  # noqa: B009 - for mypy
