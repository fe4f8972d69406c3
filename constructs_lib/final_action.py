"""The actions that end a rule: one of them answers the request, or has a target answer it."""

from typing import TypeAlias

from constructs_lib.fixed_response import FixedResponse
from constructs_lib.forward import Forward, WeightedForward
from constructs_lib.problems import gathered
from constructs_lib.redirect import Redirect
from constructs_lib.validation import fail

FinalAction: TypeAlias = Forward | WeightedForward | Redirect | FixedResponse
"""What may stand last, and on an HTTP listener alone."""

FINAL_ACTIONS_IN_WORDS = "a Forward, a WeightedForward, a Redirect or a FixedResponse"


@gathered
def check_final_action(field: str, action: FinalAction) -> None:
    """An action that may stand last."""
    if not isinstance(action, FinalAction):
        fail(field, FINAL_ACTIONS_IN_WORDS, action)
