"""Where the redirects of a load balancer's listeners lead: to a listener, and not back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from constructs_lib.action import steps
from constructs_lib.condition import (
    Condition,
    HostHeader,
    HttpHeader,
    HttpRequestMethod,
    PathPattern,
    QueryString,
)
from constructs_lib.condition_cover import pattern_covers, patterns_apart
from constructs_lib.listener import HttpListener, HttpsListener, Listener
from constructs_lib.listener_rule import in_order
from constructs_lib.problems import gathered
from constructs_lib.redirect import PLACEHOLDER, SAME_HOST, SAME_PATH, SAME_QUERY, Redirect
from constructs_lib.tokens import is_known
from constructs_lib.validation import refuse


def check_redirects(field: str, listeners: Sequence[Listener]) -> None:
    """Redirects that lead to a listener of the load balancer, or elsewhere, and not in a circle."""
    for listener in listeners:
        of_listener = f"{field} port {listener.port}"
        for found in _redirects(of_listener, listener):
            _check_listens(of_listener, listener, found.redirect, listeners)
            _check_comes_back(listener, found)
    _check_circles(field, listeners)


@dataclass(frozen=True, slots=True)
class _Found:
    """A redirect of a listener."""

    field: str
    redirect: Redirect
    conditions: Sequence[Condition]
    """What a request meets that is redirected."""
    before: Sequence[Sequence[Condition]]
    """Those of the rules that may be asked first."""


def _redirects(field: str, listener: Listener) -> Iterator[_Found]:
    rules = list(in_order(listener.rules))
    for key, priority, rule in rules:
        redirect = steps(rule.action)[-1]
        if isinstance(redirect, Redirect):
            before = [
                other.conditions
                for other_key, other_priority, other in rules
                if other_key != key and _may_be_before(other_priority, priority)
            ]
            yield _Found(f"{field} rules[{key!r}]", redirect, rule.conditions, before)
    redirect = steps(listener.default_action)[-1]
    if isinstance(redirect, Redirect):
        yield _Found(field, redirect, (), [rule.conditions for _, _, rule in rules])


def _may_be_before(priority: int, other: int) -> bool:
    return not is_known(priority) or not is_known(other) or priority < other


def _protocol(listener: Listener) -> str:
    return "HTTPS" if isinstance(listener, HttpsListener) else "HTTP"


def _goes_to(listener: Listener, redirect: Redirect) -> tuple[str, int]:
    """The protocol and the port of a redirect on a listener."""
    return (
        _protocol(listener) if redirect.protocol == "#{protocol}" else redirect.protocol,
        listener.port if redirect.port == "#{port}" else redirect.port,
    )


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
def _check_comes_back(listener: Listener, found: _Found) -> None:
    """A request that was redirected is not redirected again by the same rule, without end."""
    redirect = found.redirect
    if redirect.listens_elsewhere:
        return
    if _goes_to(listener, redirect) != (_protocol(listener), listener.port):
        return
    again = _again(found.conditions, redirect)
    if again is not None and not any(again.may_meet(one) for one in found.before):
        allowed = (
            "redirected to where the same redirect does not apply again (a rule before it that "
            "takes it there, or listens_elsewhere=True, if one of ListenerRules does)"
        )
        refuse(found.field, allowed, f"host {redirect.host} and path {redirect.path}")


_METHODS = {"GET", "HEAD"}
"""With which a client follows a redirect."""
_CHANGED_BY_CLIENTS = re.compile(r"[?#%*\\]|/\.\.?(/|$)")
"""In a path: what a client does not ask for as it is written, and what a pattern has for itself."""


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
            or (isinstance(one, HttpRequestMethod) and _METHODS.isdisjoint(one.values))
            for one in conditions
        )


def _again(conditions: Sequence[Condition], redirect: Redirect) -> _Request | None:
    """A request that meets the conditions both before and after the redirect, if that is sure."""
    for one in conditions:
        if isinstance(one, HttpHeader):  # clients send others to another host, or with GET
            return None
        if isinstance(one, HttpRequestMethod) and _METHODS.isdisjoint(one.values):
            return None
        if isinstance(one, QueryString) and redirect.query != SAME_QUERY:
            return None
    hosts = _hosts_again(_values(conditions, HostHeader), redirect.host)
    paths = _paths_again(_values(conditions, PathPattern), redirect.path)
    return None if hosts == [] or paths == [] else _Request(hosts, paths)


def _values(
    conditions: Sequence[Condition], kind: type[HostHeader | PathPattern]
) -> Sequence[str] | None:
    return next((one.values for one in conditions if isinstance(one, kind)), None)


def _hosts_again(values: Sequence[str] | None, host: str) -> Sequence[str] | None:
    """Those of the rule's hosts to which it redirects for ever; ``None``: any.

    A host that is not named in the rule may be another load balancer's.
    """
    if host == SAME_HOST:
        return values
    named = {one.lower() for one in values or () if is_known(one)}
    return [host] if is_known(host) and host.lower() in named else []


def _paths_again(values: Sequence[str] | None, path: str) -> Sequence[str] | None:
    """The paths to which the rule redirects for ever; ``None``: any."""
    if path == SAME_PATH:
        return values
    if not is_known(path) or _CHANGED_BY_CLIENTS.search(PLACEHOLDER.sub("", path)):
        return []
    leads_to = {
        one: PLACEHOLDER.sub("*", path.replace("#{path}", one.removeprefix("/")))
        for one in (["/*"] if values is None else values)
        if is_known(one)
    }
    while leads_to:
        lead_on = {
            one: goal
            for one, goal in leads_to.items()
            if any(pattern_covers(other, goal, any_case=False) for other in leads_to)
        }
        if lead_on == leads_to:
            break
        leads_to = lead_on
    return list(leads_to.values())


def _apart(ones: Iterable[str], others: Sequence[str] | None, *, any_case: bool) -> bool:
    return others is not None and all(
        patterns_apart(one, other, any_case=any_case) for one in ones for other in others
    )


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
            and redirect.keeps_host_and_path
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
