"""Whether every request that meets some conditions meets others, too."""

import ipaddress
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from constructs_lib.condition import (
    Condition,
    HostHeader,
    HttpHeader,
    HttpRequestMethod,
    PathPattern,
    QueryString,
    SourceIp,
)
from constructs_lib.tokens import is_known

_WILDCARD = re.compile(r"[*?]")


class ConditionsInOrder:
    """The conditions of rules, in the order in which a listener tries them.

    Kept by how they begin, so that a thousand rules are not compared with each other.
    """

    def __init__(self) -> None:
        self._number = 0
        self._catch_all: list[tuple[int, str]] = []
        self._by_start: defaultdict[tuple[type, str], list[tuple[int, str, Sequence[Condition]]]]
        self._by_start = defaultdict(list)

    def covering(self, conditions: Sequence[Condition]) -> str | None:
        """The key of the first rule before that takes every request of these conditions."""
        found = set(self._catch_all)
        for start in {one for condition in conditions for one in _starts(condition)}:
            for number, key, before in self._by_start.get(start, ()):
                if cover(before, conditions):
                    found.add((number, key))
        return min(found)[1] if found else None

    def add(self, key: str, conditions: Sequence[Condition]) -> None:
        """The conditions of the next rule."""
        self._number += 1
        if catches_all(conditions):
            self._catch_all.append((self._number, key))
            return
        narrowing = next(one for one in conditions if not _is_everything(one))
        for start in {_literal_start(narrowing, text) for text in _texts(narrowing)}:
            self._by_start[start].append((self._number, key, conditions))


def _texts(condition: Condition) -> Sequence[str]:
    """What tells the values of a condition apart by how they begin; nothing of some kinds."""
    return condition.values if isinstance(condition, HostHeader | PathPattern) else [""]


def _literal_start(condition: Condition, text: str) -> tuple[type, str]:
    """The kind, and the text up to its first wildcard."""
    start = re.split(r"[*?\\]", text, maxsplit=1)[0]
    return type(condition), start.lower()


def _starts(condition: Condition) -> Iterator[tuple[type, str]]:
    """The kind, and each beginning of the first value: all values must be covered."""
    for text in list(_texts(condition))[:1]:
        for length in range(len(text) + 1):
            yield type(condition), text[:length].lower()


def cover(first: Sequence[Condition], second: Sequence[Condition]) -> bool:
    """Whether the first conditions are met by every request that meets the second.

    ``False`` also where it can't be told.
    """
    return all(_is_everything(one) or any(_covers(one, other) for other in second) for one in first)


def catches_all(conditions: Sequence[Condition]) -> bool:
    """Whether every request meets the conditions."""
    return all(map(_is_everything, conditions))


_ANY_ADDRESS = {"0.0.0.0/0", "::/0"}


def _is_everything(condition: Condition) -> bool:
    if isinstance(condition, SourceIp):
        return _ANY_ADDRESS.issubset(condition.values)
    if not isinstance(condition, PathPattern):
        return False
    return any(is_known(one) and re.fullmatch(r"/?\*+", one) for one in condition.values)


def _covers(one: Condition, other: Condition) -> bool:  # noqa: PLR0911 - one for each kind
    """Whether each value of the other condition is covered by a value of this one."""
    match one, other:
        case HostHeader(), HostHeader():
            return _all_covered(one.values, other.values, any_case=True)
        case PathPattern(), PathPattern():
            return _all_covered(one.values, other.values)
        case HttpHeader(), HttpHeader():
            same = one.http_header_name.lower() == other.http_header_name.lower()
            return same and _all_covered(one.values, other.values, any_case=True)
        case HttpRequestMethod(), HttpRequestMethod():
            return set(other.values) <= set(one.values)
        case QueryString(), QueryString():
            return all(any(_pair_covers(a, b) for a in one.values) for b in other.values)
        case SourceIp(), SourceIp():
            return all(any(_block_covers(a, b) for a in one.values) for b in other.values)
    return False


def _all_covered(ones: Sequence[str], others: Sequence[str], *, any_case: bool = False) -> bool:
    return all(any(pattern_covers(a, b, any_case=any_case) for a in ones) for b in others)


def pattern_covers(one: str, other: str, *, any_case: bool) -> bool:
    """Whether whatever matches the other pattern matches this one.

    A run of characters (``*``) in this one takes the wildcards of the other along; one character
    (``?``) takes one, and no run.
    """
    if not is_known(one) or not is_known(other):
        return False
    if any_case:
        one, other = one.lower(), other.lower()
    # An escaped wildcard: only the same is told to be covered.
    if "\\" in one + other or not _WILDCARD.search(one):
        return one == other
    parts = {"*": ".*", "?": "[^*]"}
    pattern = "".join(parts.get(character) or re.escape(character) for character in one)
    return re.fullmatch(pattern, other) is not None


def patterns_apart(one: str, other: str, *, any_case: bool) -> bool:
    """Whether nothing matches both patterns; ``False`` also where it can't be told."""
    if not is_known(one) or not is_known(other) or "\\" in one + other:
        return False
    if any_case:
        one, other = one.lower(), other.lower()
    if not _WILDCARD.search(one):
        return not pattern_covers(other, one, any_case=False)
    if not _WILDCARD.search(other):
        return not pattern_covers(one, other, any_case=False)
    (start, *_, end), (other_start, *_, other_end) = (
        _WILDCARD.split(text) for text in (one, other)
    )
    starts, ends = (
        zip(start, other_start, strict=False),
        zip(end[::-1], other_end[::-1], strict=False),
    )
    return any(a != b for a, b in (*starts, *ends))


def _pair_covers(one: tuple[str | None, str], other: tuple[str | None, str]) -> bool:
    key = one[0] is None or (
        other[0] is not None and pattern_covers(one[0], other[0], any_case=True)
    )
    return key and pattern_covers(one[1], other[1], any_case=True)


def _block_covers(one: str, other: str) -> bool:
    if not is_known(one) or not is_known(other):
        return False
    outer, inner = ipaddress.ip_network(one), ipaddress.ip_network(other)
    if isinstance(outer, ipaddress.IPv4Network) and isinstance(inner, ipaddress.IPv4Network):
        return inner.subnet_of(outer)
    if isinstance(outer, ipaddress.IPv6Network) and isinstance(inner, ipaddress.IPv6Network):
        return inner.subnet_of(outer)
    return False
