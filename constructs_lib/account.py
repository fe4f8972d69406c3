"""The account that a stack's AWS provider is held to."""

from constructs import Construct

from constructs_lib.region import default_provider
from constructs_lib.tokens import is_known


def account_of(scope: Construct) -> str | None:
    """The one account of the ``allowed_account_ids`` of the stack's default ``AwsProvider``.

    ``None`` where it can't be told at synth.
    """
    allowed = getattr(default_provider(scope), "allowed_account_ids", None) or ()
    known = [str(one) for one in allowed if is_known(one)]
    return known[0] if len(known) == len(allowed) == 1 else None
