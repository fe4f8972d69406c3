"""The conditions of a listener rule. A rule matches when each of its conditions does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved

_HOST = r"(?=.*\.)[A-Za-z0-9.*?-]*\.[A-Za-z*?]+"
_HEADER_NAME = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"  # the characters of a header's name, in RFC 7230


@dataclass(frozen=True, slots=True)
class HostHeader:
    """Matches the host name of the request: ``HostHeader(["api.example.com", "*.example.net"])``.

    Args:
        values: One of them must match. 1 to 128 letters, digits and ``-.``, ``*`` for any run of
            characters, ``?`` for one; at least one dot, and only letters (or a wildcard) behind
            the last. Upper and lower case are the same.

    Raises:
        ValidationError: A value is not of that form, or there is none.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HostHeaderConditionConfig.html
    """

    values: Sequence[str]

    def __post_init__(self) -> None:
        expected = (
            "1 to 128 letters, digits and -.*? with a dot, and only letters behind the last dot"
        )
        raise_errors(_value_errors(self, pattern=_HOST, maximum=128, expected=expected))


@dataclass(frozen=True, slots=True)
class PathPattern:
    """Matches the path of the request, without its query: ``PathPattern(["/api/*"])``.

    Args:
        values: One of them must match. Starts with ``/`` or a wildcard, 1 to 128 letters, digits
            and ``_-.$/~"'@:+&``, ``*`` for any run of characters, ``?`` for one. Case matters.

    Raises:
        ValidationError: A value is not of that form, or there is none.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_PathPatternConditionConfig.html
    """

    values: Sequence[str]

    def __post_init__(self) -> None:
        pattern = r"[/*?][A-Za-z0-9_\-.$/~\"'@:+&*?]*"
        expected = "1 to 128 letters, digits and _-.$/~\"'@:+&*? that start with / or a wildcard"
        raise_errors(_value_errors(self, pattern=pattern, maximum=128, expected=expected))


@dataclass(frozen=True, slots=True)
class HttpHeader:
    """Matches a header of the request: ``HttpHeader("X-Tenant", ["blue", "green"])``.

    Args:
        http_header_name: 1 to 40 characters, without wildcards; not ``Host``: that is
            `HostHeader`. Upper and lower case are the same.
        values: One of them must match. 1 to 128 characters, ``*`` for any run, ``?`` for one.
            Upper and lower case are the same.

    Raises:
        ValidationError: The name or a value is not of that form, or there is no value.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpHeaderConditionConfig.html
    """

    http_header_name: str
    values: Sequence[str]

    def __post_init__(self) -> None:
        raise_errors(
            checks.string(
                "http_header_name",
                self.http_header_name,
                pattern=rf"(?!(?i:host)$){_HEADER_NAME}",
                maximum=40,
                expected="a header's name of 1 to 40 characters, and not Host (use HostHeader)",
            ),
            _value_errors(self, maximum=128, expected="1 to 128 characters"),
        )


@dataclass(frozen=True, slots=True)
class HttpRequestMethod:
    """Matches the method of the request: ``HttpRequestMethod(["GET", "HEAD"])``.

    Args:
        values: One of them must be the method. 1 to 40 upper-case letters, ``-`` and ``_``.

    Raises:
        ValidationError: A value is not of that form, or there is none.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpRequestMethodConditionConfig.html
    """

    values: Sequence[str]

    def __post_init__(self) -> None:
        expected = "1 to 40 upper-case letters, - and _"
        raise_errors(_value_errors(self, pattern="[A-Z_-]+", maximum=40, expected=expected))


@dataclass(frozen=True, slots=True)
class QueryString:
    """Matches the query of the request: ``QueryString([("version", "v2"), (None, "*beta*")])``.

    Args:
        values: Pairs of a key and a value, or of ``None`` and a value that may have any key. One
            of them must be in the query. 1 to 128 characters, ``*`` for any run, ``?`` for one.
            Upper and lower case are the same.

    Raises:
        ValidationError: A key or a value is not of that form, or there is no pair.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_QueryStringConditionConfig.html
    """

    values: Sequence[tuple[str | None, str]]

    def __post_init__(self) -> None:
        raise_errors(_list_errors(self), _pair_errors(self))


@dataclass(frozen=True, slots=True)
class SourceIp:
    """Matches the address that the request comes from: ``SourceIp(["192.0.2.0/24"])``.

    Behind a proxy it is the proxy's address.

    Args:
        values: IPv4 and IPv6 CIDR blocks with no host bits set. The address must be in one of
            them.

    Raises:
        ValidationError: A value is no such block, or there is none.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SourceIpConditionConfig.html
    """

    values: Sequence[str]

    def __post_init__(self) -> None:
        raise_errors(_list_errors(self), _block_errors(self))


Condition: TypeAlias = (
    HostHeader | PathPattern | HttpHeader | HttpRequestMethod | QueryString | SourceIp
)
"""What a rule asks of a request."""

ONCE_IN_A_RULE = (HostHeader, PathPattern, HttpRequestMethod, SourceIp)
"""AWS takes one of each of these in a rule, and any number of the others."""


def count_wildcards(condition: Condition) -> int:
    """Return how many ``*`` and ``?`` the values of a condition have; AWS limits them in a rule."""
    if isinstance(condition, HttpRequestMethod | SourceIp):
        return 0
    texts = [
        text
        for value in condition.values
        for text in (value if isinstance(value, tuple | list) else [value])
        if text is not None and is_resolved(text)
    ]
    return sum(text.count("*") + text.count("?") for text in texts)


def _value_errors(
    condition: HostHeader | PathPattern | HttpHeader | HttpRequestMethod,
    *,
    expected: str,
    maximum: int,
    pattern: str = r"(?s).*",
) -> Iterator[str]:
    yield from _list_errors(condition)
    name = f"{type(condition).__name__} values"
    for value in condition.values if checks.is_sequence(condition.values) else ():
        yield from checks.string(name, value, pattern=pattern, maximum=maximum, expected=expected)


def _list_errors(condition: Condition) -> Iterator[str]:
    name, values = f"{type(condition).__name__} values", condition.values
    if not checks.is_sequence(values):
        yield error_message(name, "a list of values", values)
    elif not values:
        yield f"{name} must not be empty"
    else:
        pairs_as_tuples = (tuple(value) if isinstance(value, list) else value for value in values)
        yield from checks.unique(name, pairs_as_tuples)


def _pair_errors(condition: QueryString) -> Iterator[str]:
    for pair in condition.values if checks.is_sequence(condition.values) else ():
        if not isinstance(pair, tuple | list) or len(pair) != 2:  # noqa: PLR2004 - a pair
            expected = 'pairs such as ("version", "1") or (None, "1")'
            yield error_message("QueryString values", expected, pair)
            continue
        key, value = pair
        expected = "1 to 128 characters"
        if key is not None:
            yield from checks.string("QueryString key", key, maximum=128, expected=expected)
        yield from checks.string("QueryString value", value, maximum=128, expected=expected)


def _block_errors(condition: SourceIp) -> Iterator[str]:
    for value in condition.values if checks.is_sequence(condition.values) else ():
        yield from checks.cidr("SourceIp values", value, version=6 if ":" in str(value) else 4)
        if value == "255.255.255.255/32":
            expected = "addresses of clients, not the broadcast address"
            yield error_message("SourceIp values", expected, value)
