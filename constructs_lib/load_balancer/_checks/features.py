"""Checks that the installed bindings of the provider have what listeners use."""

from collections.abc import Iterator

from constructs_lib._core.features import JWT_VALIDATION, REGEX_VALUES, REWRITE
from constructs_lib.listener.actions import Action
from constructs_lib.listener.conditions import regex_values
from constructs_lib.listener.jwt_validation import JwtValidation
from constructs_lib.listener.listener_rule import ListenerRule


def feature_errors(name: str, action: Action, rule: ListenerRule | None) -> Iterator[str]:
    """Check the action of a route, and its rule if the action is not a default action.

    The values do not check this themselves, so that they are valid without the bindings.
    """
    if isinstance(action, JwtValidation):
        yield from JWT_VALIDATION.errors(f"{name} JwtValidation")
    if rule is None:
        return
    if rule.url_rewrite:
        yield from REWRITE.errors(f"{name} url_rewrite")
    if rule.host_header_rewrite:
        yield from REWRITE.errors(f"{name} host_header_rewrite")
    if any(map(regex_values, rule.conditions)):
        yield from REGEX_VALUES.errors(f"{name} regex_values")
