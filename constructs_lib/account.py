"""The account that a stack's AWS provider is held to."""

from typing import cast

from constructs import Construct

from constructs_lib.problems import gathered
from constructs_lib.region import default_provider
from constructs_lib.tokens import is_known
from constructs_lib.tree import stack_of
from constructs_lib.validation import fail

_ATTRIBUTE = "_constructs_lib_account"  # of a stack, so that jsii is asked once


def account_of(scope: Construct) -> str | None:
    """The one account of the ``allowed_account_ids`` of the stack's default ``AwsProvider``.

    ``None`` where it can't be told at synth.
    """
    known = vars(stack_of(scope))
    if _ATTRIBUTE not in known and (provider := default_provider(scope)) is not None:
        allowed: list[str] = getattr(provider, "allowed_account_ids", None) or []
        known[_ATTRIBUTE] = allowed[0] if len(allowed) == 1 and is_known(allowed[0]) else None
    return cast("str | None", known.get(_ATTRIBUTE))


@gathered
def check_in_account(field: str, arn: str, scope: Construct) -> None:
    """That a written ARN is of the stack's own account, where that is known."""
    if not is_known(arn) or not arn.startswith("arn:"):
        return
    found, account = arn.split(":")[4], account_of(scope)
    if account is not None and found not in ("", account):
        fail(field, f"in the account {account} that the provider is held to", arn)
