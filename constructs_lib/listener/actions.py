"""The actions of listeners and rules, and checks that all of them share."""

from collections.abc import Iterator
from typing import TypeAlias

from constructs_lib._core.errors import error_message
from constructs_lib.listener.authenticate import AuthenticateCognito, AuthenticateOidc
from constructs_lib.listener.final_action import FINAL_ACTIONS, FinalAction
from constructs_lib.listener.forward import Forward, WeightedForward
from constructs_lib.listener.jwt_validation import JwtValidation
from constructs_lib.listener.redirect import Redirect
from constructs_lib.references import HasArn

FirstAction: TypeAlias = AuthenticateOidc | AuthenticateCognito | JwtValidation
"""An action of an HTTPS listener that is followed by a final action."""

Action: TypeAlias = FinalAction | FirstAction
"""An action of an HTTPS listener: a final action, or one that verifies the sender first."""


def action_errors(name: str, action: object) -> Iterator[str]:
    """Check for an action."""
    if not isinstance(action, Action):
        final = FINAL_ACTIONS.replace(" or ", ", ")
        expected = f"{final}, an AuthenticateOidc, an AuthenticateCognito or a JwtValidation"
        yield error_message(name, expected, action)


def action_on_listener_errors(
    name: str, action: object, protocol: str, port: object
) -> Iterator[str]:
    """Check an action against the protocol and the port of its listener."""
    if not isinstance(action, Action):
        yield from action_errors(name, action)
        return
    last = action_chain(action)[-1]
    requirement = https_requirement(action)
    if protocol == "HTTP" and requirement:
        yield f"{name} requires an HttpsListener: {requirement}"
    if not isinstance(last, Redirect):
        return
    if protocol == "HTTPS" and last.protocol == "HTTP":
        yield f"{name} must not redirect from HTTPS to HTTP"
    elif (
        last.protocol in ("#{protocol}", protocol)
        and last.port in ("#{port}", port)
        and last.keeps_host_and_path
    ):
        yield f"{name} redirects to itself ({protocol}, port {port})"


def action_chain(action: Action) -> list[Action]:
    """Return an action, and the final action that follows it if it is not final."""
    if isinstance(action, FirstAction):
        return [action, action.next_action]
    return [action]


def https_requirement(action: Action) -> str | None:
    """Return why an action requires an HTTPS listener, or ``None`` if it does not."""
    if isinstance(action, AuthenticateOidc | AuthenticateCognito):
        return f"{type(action).__name__} signs users in"
    if isinstance(action, JwtValidation):
        return "JwtValidation accepts tokens over HTTPS only"
    for target_group in target_groups(action):
        version = getattr(target_group, "protocol_version", None)
        if version in ("HTTP2", "GRPC"):
            return f"it forwards to protocol version {version}"
    return None


def target_groups(action: Action) -> Iterator[HasArn]:
    """Yield the target groups that an action forwards to."""
    last = action_chain(action)[-1]
    if isinstance(last, Forward):
        yield last.target_group
    elif isinstance(last, WeightedForward):
        yield from (weighted.target_group for weighted in last.target_groups)
