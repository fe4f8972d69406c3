"""The actions of a listener: what an Application Load Balancer does with a request.

Each is in a module of its name. Code that takes an action ends in ``assert_never``.
"""

from collections.abc import Iterator
from typing import TypeAlias

from constructs_lib.authenticate import AuthenticateCognito, AuthenticateOidc
from constructs_lib.final_action import FINAL_ACTIONS_IN_WORDS, FinalAction
from constructs_lib.forward import Forward, WeightedForward
from constructs_lib.problems import gathered
from constructs_lib.redirect import Redirect
from constructs_lib.refs import HasArn
from constructs_lib.validation import fail

Action: TypeAlias = FinalAction | AuthenticateOidc | AuthenticateCognito
"""What an HTTPS listener may do with a request: end it, or authenticate first."""


@gathered
def check_action(field: str, action: Action) -> None:
    """An action that some listener takes."""
    if not isinstance(action, Action):
        final = FINAL_ACTIONS_IN_WORDS.replace(" or ", ", ")
        fail(field, f"{final}, an AuthenticateOidc or an AuthenticateCognito", action)


@gathered
def check_action_on(field: str, action: Action, protocol: str, port: int) -> None:
    """An action that a listener of that protocol takes, and that does not lead back to it."""
    check_action(field, action)
    first, last = steps(action)[0], steps(action)[-1]
    if protocol == "HTTP" and not isinstance(first, FinalAction):
        fail(field, f"{FINAL_ACTIONS_IN_WORDS} on an HTTP listener", type(first).__name__)
    if protocol == "HTTP" and (version := _https_only_version(action)):
        allowed = f"on an HttpsListener to forward to protocol version {version}"
        fail(field, allowed, "HttpListener")
    if not isinstance(last, Redirect):
        return
    if protocol == "HTTPS" and last.protocol == "HTTP":
        fail(field, "a redirect to HTTPS on an HTTPS listener", "HTTP")
    stays = (
        last.protocol in ("#{protocol}", protocol)
        and last.port in ("#{port}", port)
        and last.keeps_host_and_path
    )
    if stays:
        fail(field, f"a redirect to elsewhere than to {protocol} on port {port} again", last)


def steps(action: Action) -> list[Action]:
    """The action, and the one behind it if it authenticates first, in their order."""
    if isinstance(action, AuthenticateOidc | AuthenticateCognito):
        return [action, action.next_action]
    return [action]


def purpose_of_https(action: Action) -> str | None:
    """What of an action AWS takes on an HTTPS listener only, if anything."""
    if not isinstance(steps(action)[0], FinalAction):
        return "a rule that signs users in"
    version = _https_only_version(action)
    return version and f"a rule that forwards to protocol version {version}"


def _https_only_version(action: Action) -> str | None:
    versions = {getattr(group, "protocol_version", None) for group in target_groups(action)}
    return next((one for one in ("HTTP2", "GRPC") if one in versions), None)


def target_groups(action: Action) -> Iterator[HasArn]:
    """The target groups that an action forwards to."""
    last = steps(action)[-1]
    if isinstance(last, Forward):
        yield last.target_group
    elif isinstance(last, WeightedForward):
        yield from (one.target_group for one in last.target_groups)
