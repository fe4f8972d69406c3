"""The actions that end a rule: AWS requires exactly one of them."""

from collections.abc import Iterator
from typing import TypeAlias

from constructs_lib._core.errors import error_message
from constructs_lib.listener.fixed_response import FixedResponse
from constructs_lib.listener.forward import Forward, WeightedForward
from constructs_lib.listener.redirect import Redirect

FinalAction: TypeAlias = Forward | WeightedForward | Redirect | FixedResponse
"""An action that ends a rule; an HTTP listener accepts no others."""

FINAL_ACTIONS = "a Forward, a WeightedForward, a Redirect or a FixedResponse"


def final_action_errors(name: str, action: object) -> Iterator[str]:
    """Check for an action that ends a rule."""
    if not isinstance(action, FinalAction):
        yield error_message(name, FINAL_ACTIONS, action)
