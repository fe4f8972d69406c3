"""Where the redirects of a load balancer's listeners lead: to a listener, and not back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from constructs_lib.action import steps
from constructs_lib.condition import (
    Condition,
    HostHeader,
    HttpRequestMethod,
    PathPattern,
    QueryString,
)
from constructs_lib.condition_cover import pattern_covers, patterns_apart
from constructs_lib.listener import HttpListener, HttpsListener, Listener
from constructs_lib.listener_rule import in_order
from constructs_lib.problems import gathered
from constructs_lib.redirect import SAME_HOST, SAME_PATH, SAME_QUERY, Redirect
from constructs_lib.tokens import is_known
from constructs_lib.validation import refuse


def check_redirects(field: str, listeners: Sequence[Listener]) -> None:
    """Redirects that reach something else than a closed port, or themselves again."""
    for listener in listeners:
        of_listener = f"{field} port {listener.port}"
        passed: list[Sequence[Condition]] = []
        for place, conditions, redirect in _redirects(listener, passed):
            _check_listens(of_listener, listener, redirect, listeners)
            _check_comes_back(f"{of_listener}{place}", listener, conditions, redirect, passed)
    _check_circles(field, listeners)


def _redirects(
    listener: Listener, passed: list[Sequence[Condition]]
) -> Iterator[tuple[str, Sequence[Condition], Redirect]]:
    """Each with its place and its conditions, which a request meets that has passed the others."""
    rules = sorted(in_order(listener.rules), key=lambda one: (is_known(one[1]), one[1]))
    for key, _, rule in rules:
        redirect = steps(rule.action)[-1]
        if isinstance(redirect, Redirect):
            yield f" rules[{key!r}]", rule.conditions, redirect
        passed.append(rule.conditions)
    redirect = steps(listener.default_action)[-1]
    if isinstance(redirect, Redirect):
        yield "", (), redirect


def _goes_to(listener: Listener, redirect: Redirect) -> tuple[str, int]:
    """The protocol and the port of a redirect on a listener."""
    own = "HTTPS" if isinstance(listener, HttpsListener) else "HTTP"
    protocol = own if redirect.protocol == "#{protocol}" else redirect.protocol
    return protocol, listener.port if redirect.port == "#{port}" else redirect.port


@gathered
def _check_listens(
    field: str, listener: Listener, redirect: Redirect, listeners: Sequence[Listener]
) -> None:
    """A redirect to this load balancer goes where one of its listeners is."""
    if redirect.host != SAME_HOST or redirect.listens_elsewhere:
        return
    protocol, port = _goes_to(listener, redirect)
    if not is_known(protocol) or not is_known(port):
        return
    kind = HttpsListener if protocol == "HTTPS" else HttpListener
    if not any(isinstance(one, kind) and one.port == port for one in listeners):
        allowed = (
            f"redirected to a port with an {kind.__name__} (listens_elsewhere=True, if something "
            "else is there)"
        )
        refuse(field, allowed, f"{protocol} on port {port}")


@gathered
def _check_comes_back(
    field: str,
    listener: Listener,
    conditions: Sequence[Condition],
    redirect: Redirect,
    passed: Sequence[Sequence[Condition]],
) -> None:
    """A request that was redirected does not meet the same redirect again, without end."""
    own = "HTTPS" if isinstance(listener, HttpsListener) else "HTTP"
    if redirect.listens_elsewhere or _goes_to(listener, redirect) != (own, listener.port):
        return
    again = _redirected(conditions, redirect)
    if again is not None and not any(again.may_meet(one) for one in passed):
        allowed = (
            "redirected to where the same redirect does not apply again (listens_elsewhere=True, "
            "if something else answers there)"
        )
        refuse(field, allowed, f"host {redirect.host} and path {redirect.path}")


@dataclass(frozen=True, slots=True)
class _Request:
    """The patterns of which its host and its path have one each; ``None``: any."""

    hosts: Sequence[str] | None
    paths: Sequence[str] | None

    def may_meet(self, conditions: Sequence[Condition]) -> bool:
        """Whether it can't be told that it does not."""
        return not any(
            (isinstance(one, HostHeader) and _apart(one.values, self.hosts, any_case=True))
            or (isinstance(one, PathPattern) and _apart(one.values, self.paths, any_case=False))
            for one in conditions
        )


def _redirected(conditions: Sequence[Condition], redirect: Redirect) -> _Request | None:
    """A request that has met the conditions and meets them after its redirect; ``None``: may not.

    It is a GET then. Another host may be another load balancer's, if no condition asks for it.
    """
    hosts = next((one.values for one in conditions if isinstance(one, HostHeader)), None)
    paths = next((one.values for one in conditions if isinstance(one, PathPattern)), None)
    for one in conditions:
        if isinstance(one, HttpRequestMethod) and "GET" not in one.values:
            return None
        if isinstance(one, QueryString) and redirect.query != SAME_QUERY:
            return None
    if redirect.host != SAME_HOST:
        host = _pattern(redirect.host)
        if not any(pattern_covers(one, host, any_case=True) for one in hosts or ()):
            return None
        hosts = [host]
    if redirect.path != SAME_PATH:
        path = _pattern(redirect.path)
        if not any(pattern_covers(one, path, any_case=False) for one in paths or ["*"]):
            return None
        paths = [path]
    return _Request(hosts, paths)


def _apart(ones: Sequence[str], others: Sequence[str] | None, *, any_case: bool) -> bool:
    return others is not None and all(
        patterns_apart(one, other, any_case=any_case) for one in ones for other in others
    )


def _pattern(text: str) -> str:
    """A part of a redirect, with a wildcard for what it takes from the request."""
    return re.sub(r"#\{.*?\}", "*", text) if is_known(text) else text


@gathered
def _check_circles(field: str, listeners: Sequence[Listener]) -> None:
    """No default action redirects to a listener that redirects back, with no rule in between."""
    leads_to: dict[int, int] = {}
    for listener in listeners:
        redirect = steps(listener.default_action)[-1]
        if (
            isinstance(redirect, Redirect)
            and not listener.rules
            and not redirect.listens_elsewhere
            and (redirect.host, redirect.path) == (SAME_HOST, SAME_PATH)
        ):
            _, port = _goes_to(listener, redirect)
            if is_known(port):
                leads_to[listener.port] = port
    for start in leads_to:
        passed = [start]
        while (next_port := leads_to.get(passed[-1])) is not None and next_port not in passed:
            passed.append(next_port)
        if next_port == start == min(passed) and len(passed) > 1:
            told = " to ".join(map(str, [*passed, start]))
            allowed = "free of redirects that lead back to their port, with no rule between"
            refuse(field, allowed, told)
