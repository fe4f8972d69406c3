"""The region, and the account, of what a reference names."""

from constructs import Construct

from constructs_lib.account import check_in_account
from constructs_lib.construct import AwsConstruct
from constructs_lib.problems import gathered
from constructs_lib.refs import HasArn, HasId
from constructs_lib.region import check_in_region, region_of
from constructs_lib.tree import find_stack, path_of, stack_of
from constructs_lib.validation import arn_region


@gathered
def check_reference_in_region(field: str, reference: HasArn | HasId, scope: Construct) -> None:
    """That what is referred to is in the stack's own region, where both are known.

    By its ARN, or by the stack that a construct of this library is in.
    """
    value = str(getattr(reference, "arn", None) or getattr(reference, "id", ""))
    found = arn_region(value)
    if found is None and isinstance(reference, AwsConstruct):
        resource = getattr(reference, "resource", None)
        if find_stack(reference) is not stack_of(scope) and not getattr(resource, "provider", None):
            found = region_of(reference)
            value = f"{path_of(reference)} in {found}"
    check_in_region(field, value, found, scope)


def check_reference_of_stack(field: str, reference: HasArn | HasId, scope: Construct) -> None:
    """That what is referred to is in the stack's own region and account, where they are known."""
    check_reference_in_region(field, reference, scope)
    check_in_account(field, str(getattr(reference, "arn", None) or ""), scope)
