from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import (
    HostHeader,
    HttpHeader,
    HttpRequestMethod,
    PathPattern,
    QueryString,
    SourceIp,
)
from support import refusal

HOST = "1 to 128 letters, digits and -.*? with a dot, and only letters behind the last dot"
PATH = "1 to 128 letters, digits and _-.$/~\"'@:+&*? that start with / or a wildcard"
METHOD = "1 to 40 upper-case letters, - and _"
HEADER = "a header's name of 1 to 40 characters, and not Host (use HostHeader)"


@pytest.mark.parametrize(
    "make",
    [
        lambda: HostHeader(["example.com", "*.example.com", "EXAMPLE.COM", "a?.example.*"]),
        lambda: HostHeader(("${var.host}",)),
        lambda: PathPattern(["/", "/img/*", "*.php", "/~user/a+b&c"]),
        lambda: HttpHeader("User-Agent", ["*Chrome*", "two words"]),
        lambda: HttpRequestMethod(["GET", "M-SEARCH"]),
        lambda: QueryString([("version", "v1"), (None, "*beta*"), ("version", "v2")]),
        lambda: SourceIp(["192.0.2.0/24", "2001:db8::/32", "203.0.113.7/32"]),
    ],
)
def test_accepts(make: Callable[[], object]) -> None:
    make()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: HostHeader(["localhost"]), f"HostHeader values must be {HOST}, got 'localhost'"),
        (lambda: HostHeader(["10.0.0.1"]), f"HostHeader values must be {HOST}, got '10.0.0.1'"),
        (lambda: HostHeader(["a_b.com"]), f"HostHeader values must be {HOST}, got 'a_b.com'"),
        (
            lambda: HostHeader([f"{'a' * 125}.com"]),
            f"HostHeader values must be {HOST}, got '{'a' * 125}.com'",
        ),
        (
            lambda: HostHeader("example.com"),
            "HostHeader values must be a list of values, got 'example.com'",
        ),
        (lambda: HostHeader([]), "HostHeader values must be a list of at least one value, got []"),
        (
            lambda: HostHeader(["a.com", "a.com"]),
            "HostHeader values must not repeat a value, got 'a.com' twice",
        ),
        (lambda: PathPattern(["img/*"]), f"PathPattern values must be {PATH}, got 'img/*'"),
        (lambda: PathPattern(["/a b"]), f"PathPattern values must be {PATH}, got '/a b'"),
        (lambda: PathPattern(["/a?b=c%20"]), f"PathPattern values must be {PATH}, got '/a?b=c%20'"),
        (
            lambda: HttpHeader("host", ["a.com"]),
            f"http_header_name must be {HEADER}, got 'host'",
        ),
        (lambda: HttpHeader("X Y", ["a"]), f"http_header_name must be {HEADER}, got 'X Y'"),
        (
            lambda: HttpHeader("a" * 41, ["a"]),
            f"http_header_name must be {HEADER}, got '{'a' * 41}'",
        ),
        (lambda: HttpHeader("X", [""]), "HttpHeader values must be 1 to 128 characters, got ''"),
        (
            lambda: HttpRequestMethod(["get"]),
            f"HttpRequestMethod values must be {METHOD}, got 'get'",
        ),
        (
            lambda: HttpRequestMethod(["G" * 41]),
            f"HttpRequestMethod values must be {METHOD}, got '{'G' * 41}'",
        ),
        (
            lambda: QueryString([("a", "")]),
            "QueryString value must be 1 to 128 characters, got ''",
        ),
        (
            lambda: QueryString([("", "a")]),
            "QueryString key must be 1 to 128 characters, got ''",
        ),
        (
            lambda: QueryString(["a=b"]),  # type: ignore[list-item] # that is the test
            'QueryString values must be pairs such as ("version", "1") or (None, "1"), got \'a=b\'',
        ),
        (
            lambda: SourceIp(["192.0.2.1/24"]),
            (
                "SourceIp values must be an IPv4 CIDR block such as 10.0.0.0/16 with no host bits "
                "set (here: 192.0.2.0/24), got '192.0.2.1/24'"
            ),
        ),
        (
            lambda: SourceIp(["192.0.2.1"]),
            (
                "SourceIp values must be an IPv4 CIDR block such as 10.0.0.0/16 with no host bits "
                "set (here: 192.0.2.1/32), got '192.0.2.1'"
            ),
        ),
    ],
)
def test_refuses(make: Callable[[], Any], message: str) -> None:
    with refusal(message):
        make()
