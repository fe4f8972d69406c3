"""The conditions of a listener rule. A rule matches when each of its conditions does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from constructs_lib.problems import gathered
from constructs_lib.refused import problems_of_value
from constructs_lib.tokens import is_known
from constructs_lib.validation import (
    check_cidr,
    check_sequence,
    check_text,
    check_unique,
    fail,
    refuse,
)

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
        ValueError: A value is not of that form, or there is none.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HostHeaderConditionConfig.html
    """

    values: Sequence[str]

    @problems_of_value
    def __post_init__(self) -> None:
        allowed = (
            "1 to 128 letters, digits and -.*? with a dot, and only letters behind the last dot"
        )
        _check_values("HostHeader values", self.values, pattern=_HOST, high=128, allowed=allowed)


@dataclass(frozen=True, slots=True)
class PathPattern:
    """Matches the path of the request, without its query: ``PathPattern(["/api/*"])``.

    Args:
        values: One of them must match. Starts with ``/`` or a wildcard, 1 to 128 letters, digits
            and ``_-.$/~"'@:+&``, ``*`` for any run of characters, ``?`` for one. Case matters.

    Raises:
        ValueError: A value is not of that form, or there is none.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_PathPatternConditionConfig.html
    """

    values: Sequence[str]

    @problems_of_value
    def __post_init__(self) -> None:
        pattern = r"[/*?][A-Za-z0-9_\-.$/~\"'@:+&*?]*"
        allowed = "1 to 128 letters, digits and _-.$/~\"'@:+&*? that start with / or a wildcard"
        _check_values("PathPattern values", self.values, pattern=pattern, high=128, allowed=allowed)


@dataclass(frozen=True, slots=True)
class HttpHeader:
    """Matches a header of the request: ``HttpHeader("X-Tenant", ["blue", "green"])``.

    Args:
        http_header_name: 1 to 40 characters, without wildcards; not ``Host``: that is
            `HostHeader`. Upper and lower case are the same.
        values: One of them must match. 1 to 128 characters, ``*`` for any run, ``?`` for one.
            Upper and lower case are the same.

    Raises:
        ValueError: The name or a value is not of that form, or there is no value.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpHeaderConditionConfig.html
    """

    http_header_name: str
    values: Sequence[str]

    @problems_of_value
    def __post_init__(self) -> None:
        check_text(
            "http_header_name",
            self.http_header_name,
            pattern=rf"(?!(?i:host)$){_HEADER_NAME}",
            high=40,
            allowed="a header's name of 1 to 40 characters, and not Host (use HostHeader)",
        )
        _check_values("HttpHeader values", self.values, high=128, allowed="1 to 128 characters")


@dataclass(frozen=True, slots=True)
class HttpRequestMethod:
    """Matches the method of the request: ``HttpRequestMethod(["GET", "HEAD"])``.

    Args:
        values: One of them must be the method. 1 to 40 upper-case letters, ``-`` and ``_``.

    Raises:
        ValueError: A value is not of that form, or there is none.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpRequestMethodConditionConfig.html
    """

    values: Sequence[str]

    @problems_of_value
    def __post_init__(self) -> None:
        allowed = "1 to 40 upper-case letters, - and _"
        _check_values(
            "HttpRequestMethod values",
            self.values,
            pattern="[A-Z_-]+",
            high=40,
            allowed=allowed,
        )


@dataclass(frozen=True, slots=True)
class QueryString:
    """Matches the query of the request: ``QueryString([("version", "v2"), (None, "*beta*")])``.

    Args:
        values: Pairs of a key and a value, or of ``None`` and a value that may have any key. One
            of them must be in the query. 1 to 128 characters, ``*`` for any run, ``?`` for one.
            Upper and lower case are the same.

    Raises:
        ValueError: A key or a value is not of that form, or there is no pair.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_QueryStringConditionConfig.html
    """

    values: Sequence[tuple[str | None, str]]

    @problems_of_value
    def __post_init__(self) -> None:
        _check_list("QueryString values", self.values)
        allowed = "1 to 128 characters"
        for pair in self.values:
            if not isinstance(pair, tuple | list) or len(pair) != 2:  # noqa: PLR2004 - a pair
                fail("QueryString values", 'pairs such as ("version", "1") or (None, "1")', pair)
            key, value = pair
            if key is not None:
                check_text("QueryString key", key, high=128, allowed=allowed)
            check_text("QueryString value", value, high=128, allowed=allowed)


@dataclass(frozen=True, slots=True)
class SourceIp:
    """Matches the address that the request comes from: ``SourceIp(["192.0.2.0/24"])``.

    Behind a proxy it is the proxy's address.

    Args:
        values: IPv4 and IPv6 CIDR blocks with no host bits set. The address must be in one of
            them.

    Raises:
        ValueError: A value is no such block, or there is none.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SourceIpConditionConfig.html
    """

    values: Sequence[str]

    @problems_of_value
    def __post_init__(self) -> None:
        _check_list("SourceIp values", self.values)
        for value in self.values:
            check_cidr("SourceIp values", value, version=6 if ":" in str(value) else 4)
            if value == "255.255.255.255/32":
                refuse("SourceIp values", "addresses of clients, and not of a broadcast", value)


Condition: TypeAlias = (
    HostHeader | PathPattern | HttpHeader | HttpRequestMethod | QueryString | SourceIp
)
"""What a rule asks of a request."""

ONCE_IN_A_RULE = (HostHeader, PathPattern, HttpRequestMethod, SourceIp)
"""AWS takes one of each of these in a rule, and any number of the others."""


def wildcards(condition: Condition) -> int:
    """How many ``*`` and ``?`` the values of a condition have, which AWS limits in a rule."""
    if isinstance(condition, HttpRequestMethod | SourceIp):
        return 0
    texts = [
        text
        for value in condition.values
        for text in (value if isinstance(value, tuple | list) else [value])
        if text is not None and is_known(text)
    ]
    return sum(text.count("*") + text.count("?") for text in texts)


@gathered
def _check_values(
    field: str, values: Sequence[str], *, allowed: str, high: int, pattern: str = r"(?s).*"
) -> None:
    _check_list(field, values)
    for value in values:
        check_text(field, value, pattern=pattern, high=high, allowed=allowed)


@gathered
def _check_list(field: str, values: Sequence[object]) -> None:
    check_sequence(field, values, of="values")
    if not values:
        fail(field, "a list of at least one value", values)
    check_unique(field, [tuple(one) if isinstance(one, list) else one for one in values])
