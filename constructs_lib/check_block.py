"""Terraform's ``check`` block: a warning in the plan and after the apply, and never a failure."""

from cdktf import TerraformDataSource, TerraformElement

from constructs_lib.tree import stack_of


def check_block(element: TerraformElement, name: str, *, condition: str, message: str) -> None:
    """Warn, wherever the element is planned, that a condition does not hold.

    Names data sources by their `address`: cdktf takes no token in an expression of an override.

    Follows https://developer.hashicorp.com/terraform/language/checks
    """
    block = {"assert": [{"condition": condition, "error_message": message}]}
    address = f"check.{element.friendly_unique_id}_{name}"
    stack_of(element).add_override(address, block)  # cdktf has no class for it


def address(data_source: TerraformDataSource) -> str:
    """A data source's Terraform address, in plain text."""
    return f"data.{data_source.terraform_resource_type}.{data_source.friendly_unique_id}"
