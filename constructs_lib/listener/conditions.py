"""Conditions of listener rules. A rule matches a request that meets all of its conditions."""

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import TypeAlias

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved

_HOST = r"(?=.*\.)[A-Za-z0-9_.*?-]*\.[A-Za-z*?]+"
_HEADER_NAME = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"  # RFC 7230


@dataclass(frozen=True, slots=True)
class HostHeader:
    """Matches the host name of a request: ``HostHeader(["api.example.com", "*.example.net"])``.

    Args:
        values: Host names, of which one must match, without regard to case: 1–128 letters, digits
            and ``-_.`` with at least one dot, ``*`` for any characters and ``?`` for one character.
            Only letters and wildcards are allowed after the last dot.
        regex_values: Regular expressions in place of values, of which one must match: 1–128
            characters each. They may contain a port, as the header does for other ports than 80 and
            443. Requires version 6.19 or newer of the provider. Defaults to none.

    Raises:
        ValidationError: There is no value, one is invalid, or there are both values and regular
            expressions.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HostHeaderConditionConfig.html
    """

    values: Sequence[str] = ()
    _: KW_ONLY
    regex_values: Sequence[str] = ()

    def __post_init__(self) -> None:
        expected = (
            "1 to 128 letters, digits and -_.*? with a dot, and only letters and wildcards after "
            "the last dot"
        )
        raise_errors(_value_errors(self, pattern=_HOST, maximum=128, expected=expected))


@dataclass(frozen=True, slots=True)
class PathPattern:
    """Matches the path of a request, without its query string: ``PathPattern(["/api/*"])``.

    Args:
        values: Paths, of which one must match, with regard to case: 1–128 letters, digits and
            ``_-.$/~"'@:+&``, ``*`` for any characters and ``?`` for one character, starting with
            ``/`` or a wildcard.
        regex_values: As for `HostHeader`.

    Raises:
        ValidationError: As for `HostHeader`.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_PathPatternConditionConfig.html
    """

    values: Sequence[str] = ()
    _: KW_ONLY
    regex_values: Sequence[str] = ()

    def __post_init__(self) -> None:
        pattern = r"[/*?][A-Za-z0-9_\-.$/~\"'@:+&*?]*"
        expected = "1 to 128 letters, digits and _-.$/~\"'@:+&*? that start with / or a wildcard"
        raise_errors(_value_errors(self, pattern=pattern, maximum=128, expected=expected))


@dataclass(frozen=True, slots=True)
class HttpHeader:
    """Matches an HTTP header of a request: ``HttpHeader("X-Tenant", ["blue", "green"])``.

    Args:
        http_header_name: Name of the header, 1–40 characters, without wildcards and without regard
            to case. Use `HostHeader` for ``Host``.
        values: Values, of which one must match, without regard to case: 1–128 characters, ``*`` for
            any characters and ``?`` for one character.
        regex_values: As for `HostHeader`.

    Raises:
        ValidationError: The name is invalid; otherwise as for `HostHeader`.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpHeaderConditionConfig.html
    """

    http_header_name: str
    values: Sequence[str] = ()
    _: KW_ONLY
    regex_values: Sequence[str] = ()

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
    """Matches the HTTP method of a request: ``HttpRequestMethod(["GET", "HEAD"])``.

    Args:
        values: Methods, of which one must match: 1–40 upper-case letters, ``-`` and ``_``.

    Raises:
        ValidationError: There is no value, or one is invalid.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpRequestMethodConditionConfig.html
    """

    values: Sequence[str]

    def __post_init__(self) -> None:
        expected = "1 to 40 upper-case letters, - and _"
        raise_errors(_value_errors(self, pattern="[A-Z_-]+", maximum=40, expected=expected))


@dataclass(frozen=True, slots=True)
class QueryString:
    """Matches the query string of a request: ``QueryString([("version", "2"), (None, "*beta*")])``.

    Args:
        values: Pairs of a key and a value, of which one must match, without regard to case: 1–128
            characters each, ``*`` for any characters and ``?`` for one character. ``None`` as the
            key matches any key.

    Raises:
        ValidationError: There is no pair, or a key or a value is invalid.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_QueryStringConditionConfig.html
    """

    values: Sequence[tuple[str | None, str]]

    def __post_init__(self) -> None:
        raise_errors(_list_errors(self), _pair_errors(self))


@dataclass(frozen=True, slots=True)
class SourceIp:
    """Matches the source IP address of a request: ``SourceIp(["192.0.2.0/24"])``.

    For a client behind a proxy, this is the address of the proxy.

    Args:
        values: IPv4 and IPv6 CIDR blocks with no host bits set, one of which must contain the
            address.

    Raises:
        ValidationError: There is no value, or one is not a CIDR block.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SourceIpConditionConfig.html
    """

    values: Sequence[str]

    def __post_init__(self) -> None:
        raise_errors(_list_errors(self), _block_errors(self))


Condition: TypeAlias = (
    HostHeader | PathPattern | HttpHeader | HttpRequestMethod | QueryString | SourceIp
)
"""A condition of a listener rule."""

ONCE_IN_A_RULE = (HostHeader, PathPattern, HttpRequestMethod, SourceIp)
"""Conditions of which AWS allows only one in a rule."""

RegexCondition: TypeAlias = HostHeader | PathPattern | HttpHeader
"""A condition that may have regular expressions."""


def regex_values(condition: Condition) -> Sequence[str]:
    """Return the regular expressions of a condition."""
    return condition.regex_values if isinstance(condition, RegexCondition) else ()


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
    yield from _regex_errors(condition)
    name = f"{type(condition).__name__} values"
    for value in condition.values if checks.is_sequence(condition.values) else ():
        yield from checks.string(name, value, pattern=pattern, maximum=maximum, expected=expected)


def _list_errors(condition: Condition) -> Iterator[str]:
    name, values = f"{type(condition).__name__} values", condition.values
    if not checks.is_sequence(values):
        yield from checks.list_errors(name, "a list of values", values)
    elif not values:
        if not regex_values(condition):
            yield f"{name} must not be empty"
    else:
        pairs_as_tuples = (tuple(value) if isinstance(value, list) else value for value in values)
        yield from checks.unique(name, pairs_as_tuples)


def _regex_errors(condition: Condition) -> Iterator[str]:
    name, values = f"{type(condition).__name__} regex_values", regex_values(condition)
    if not checks.is_sequence(values):
        yield from checks.list_errors(name, "a list of regular expressions", values)
        return
    if values and condition.values:
        yield f"{name} must be omitted if there are values"
    for value in values:
        yield from checks.string(name, value, maximum=128, expected="1 to 128 characters")
    yield from checks.unique(name, values)


def _pair_errors(condition: QueryString) -> Iterator[str]:
    for pair in condition.values if checks.is_sequence(condition.values) else ():
        if not isinstance(pair, tuple | list) or len(pair) != 2:  # noqa: PLR2004 - key and value
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
