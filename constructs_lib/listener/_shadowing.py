"""Whether a rule is shadowed: an earlier rule matches every request that it matches."""

import ipaddress
import re
from collections.abc import Iterable, Sequence
from functools import cache

from constructs_lib._core.tokens import is_resolved
from constructs_lib.listener.conditions import (
    Condition,
    HostHeader,
    HttpHeader,
    HttpRequestMethod,
    PathPattern,
    QueryString,
    SourceIp,
    regex_values,
)

_WILDCARD = re.compile(r"[*?]")


def shadowed_by(
    conditions: Sequence[Condition], earlier: Iterable[tuple[str, Sequence[Condition]]]
) -> str | None:
    """Return the key of the first earlier rule that matches all requests of the conditions."""
    return next((key for key, other in earlier if subsumes(other, conditions)), None)


def subsumes(first: Sequence[Condition], second: Sequence[Condition]) -> bool:
    """Return whether every request that meets the second conditions meets the first.

    Returns ``False`` also if that is not certain.
    """
    return all(
        _matches_all(condition) or any(_subsumes(condition, other) for other in second)
        for condition in first
    )


def matches_all(conditions: Sequence[Condition]) -> bool:
    """Return whether every request meets the conditions."""
    return all(map(_matches_all, conditions))


_ANY_ADDRESS = {"0.0.0.0/0", "::/0"}


def _matches_all(condition: Condition) -> bool:
    if isinstance(condition, SourceIp):
        return _ANY_ADDRESS.issubset(condition.values)
    if not isinstance(condition, PathPattern):
        return False
    return any(is_resolved(value) and re.fullmatch(r"/?\*+", value) for value in condition.values)


def _subsumes(first: Condition, second: Condition) -> bool:  # noqa: PLR0911 - one for each type
    """Return whether each value of the second condition is matched by a value of the first."""
    if regex_values(first) or regex_values(second):
        return first == second
    match first, second:
        case HostHeader(), HostHeader():
            return _all_match(first.values, second.values, ignore_case=True)
        case PathPattern(), PathPattern():
            return _all_match(first.values, second.values)
        case HttpHeader(), HttpHeader():
            is_same = first.http_header_name.lower() == second.http_header_name.lower()
            return is_same and _all_match(first.values, second.values, ignore_case=True)
        case HttpRequestMethod(), HttpRequestMethod():
            return set(second.values) <= set(first.values)
        case QueryString(), QueryString():
            return all(any(_pair_matches(a, b) for a in first.values) for b in second.values)
        case SourceIp(), SourceIp():
            return all(any(_contains(a, b) for a in first.values) for b in second.values)
    return False


def _all_match(
    patterns: Sequence[str], others: Sequence[str], *, ignore_case: bool = False
) -> bool:
    return all(
        any(pattern_subsumes(a, b, ignore_case=ignore_case) for a in patterns) for b in others
    )


def pattern_subsumes(pattern: str, other: str, *, ignore_case: bool) -> bool:
    """Return whether a pattern matches everything that another pattern matches.

    ``*`` in the pattern matches any part of the other, wildcards included. ``?`` matches any
    character except ``*``.
    """
    if not is_resolved(pattern) or not is_resolved(other):
        return False
    if ignore_case:
        pattern, other = pattern.lower(), other.lower()
    # With an escaped wildcard, only the same pattern is known to match.
    if "\\" in pattern + other or not _WILDCARD.search(pattern):
        return pattern == other
    return _expression(pattern).fullmatch(other) is not None


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    parts = {"*": ".*", "?": "[^*]"}
    return re.compile(
        "".join(parts.get(character) or re.escape(character) for character in pattern)
    )


def _pair_matches(first: tuple[str | None, str], second: tuple[str | None, str]) -> bool:
    matches_key = first[0] is None or (
        second[0] is not None and pattern_subsumes(first[0], second[0], ignore_case=True)
    )
    return matches_key and pattern_subsumes(first[1], second[1], ignore_case=True)


def _contains(outer: str, inner: str) -> bool:
    if not is_resolved(outer) or not is_resolved(inner):
        return False
    networks = ipaddress.ip_network(outer), ipaddress.ip_network(inner)
    match networks:
        case ipaddress.IPv4Network() as wide, ipaddress.IPv4Network() as narrow:
            return narrow.subnet_of(wide)
        case ipaddress.IPv6Network() as wide, ipaddress.IPv6Network() as narrow:
            return narrow.subnet_of(wide)
    return False
