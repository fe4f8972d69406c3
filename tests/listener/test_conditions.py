from collections.abc import Callable

import pytest
from constructs_lib import (
    HostHeader,
    HttpHeader,
    HttpRequestMethod,
    PathPattern,
    QueryString,
    SourceIp,
)
from helpers.invalid_input import InvalidInput, rejects

HOST = "1 to 128 letters, digits and -_.*? with a dot, and only letters and wildcards after the last dot"


@pytest.mark.parametrize(
    "make",
    [
        lambda: HostHeader(["example.com", "*.example.com", "EXAMPLE.COM", "a?.example.*"]),
        lambda: HostHeader(("${var.host}",)),
        lambda: PathPattern(["/", "/img/*", "*.php", "/~user/a+b&c"]),
        lambda: HttpHeader("User-Agent", ["*Chrome*", "two words"]),
        lambda: HostHeader(regex_values=[r"^(.+)\.example\.com:8443$"]),
        lambda: PathPattern(regex_values=["^/v[0-9]+/.*$", "a" * 128]),
        lambda: HttpHeader("User-Agent", regex_values=["Chrome/[0-9]+ (.*)"]),
        lambda: HttpRequestMethod(["GET", "M-SEARCH"]),
        lambda: QueryString([("version", "v1"), (None, "*beta*"), ("version", "v2")]),
        lambda: SourceIp(["192.0.2.0/24", "2001:db8::/32", "203.0.113.7/32"]),
    ],
)
def test_accepts_valid_values(make: Callable[[], object]) -> None:
    make()


INVALID = [
    InvalidInput(
        'HostHeader(["www.example.com"])',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HostHeaderConditionConfig.html",
        """
values=[] => HostHeader values must not be empty
values="www.example.com" => HostHeader values must be a list of values, got 'www.example.com'
values=["localhost"] => HostHeader values must be 1 to 128 letters, digits and -_.*? with a dot, and only letters and wildcards after the last dot, got 'localhost'
values=["a" * 129 + ".com"] => HostHeader values must be 1 to 128 letters, digits and -_.*? with a dot, and only letters and wildcards after the last dot, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com'
values=["a b.com"] => HostHeader values must be 1 to 128 letters, digits and -_.*? with a dot, and only letters and wildcards after the last dot, got 'a b.com'
values=["www.example.com:8080"] => HostHeader values must be 1 to 128 letters, digits and -_.*? with a dot, and only letters and wildcards after the last dot, got 'www.example.com:8080'
values=["www.example.c0m"] => HostHeader values must be 1 to 128 letters, digits and -_.*? with a dot, and only letters and wildcards after the last dot, got 'www.example.c0m'
values=["a.example.com", "a.example.com"] => HostHeader values must not repeat a value, got 'a.example.com' twice
values=[5] => HostHeader values must be a string: 1 to 128 letters, digits and -_.*? with a dot, and only letters and wildcards after the last dot, got 5
""",
    ),
    InvalidInput(
        'PathPattern(["/api/*"])',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_PathPatternConditionConfig.html",
        """
values=[] => PathPattern values must not be empty
regex_values=["^/v[0-9]+$"] => PathPattern regex_values must be omitted if there are values
values=[], regex_values="^/v[0-9]+$" => PathPattern regex_values must be a list of regular expressions, got '^/v[0-9]+$'
values=[], regex_values=[""] => PathPattern regex_values must be 1 to 128 characters, got ''
values=[], regex_values=["a" * 129] => PathPattern regex_values must be 1 to 128 characters, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
values=[], regex_values=["a", "a"] => PathPattern regex_values must not repeat a value, got 'a' twice
values="/api" => PathPattern values must be a list of values, got '/api'
values=["api"] => PathPattern values must be 1 to 128 letters, digits and _-.$/~"'@:+&*? that start with / or a wildcard, got 'api'
values=[""] => PathPattern values must be 1 to 128 letters, digits and _-.$/~"'@:+&*? that start with / or a wildcard, got ''
values=["/a b"] => PathPattern values must be 1 to 128 letters, digits and _-.$/~"'@:+&*? that start with / or a wildcard, got '/a b'
values=["/" + "a" * 128] => PathPattern values must be 1 to 128 letters, digits and _-.$/~"'@:+&*? that start with / or a wildcard, got '/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
values=["/a?b=c#d"] => PathPattern values must be 1 to 128 letters, digits and _-.$/~"'@:+&*? that start with / or a wildcard, got '/a?b=c#d'
values=["/ü"] => PathPattern values must be 1 to 128 letters, digits and _-.$/~"'@:+&*? that start with / or a wildcard, got '/ü'
values=["/a", "/a"] => PathPattern values must not repeat a value, got '/a' twice
values=None => PathPattern values must be a list of values, got None
""",
    ),
    InvalidInput(
        'HttpHeader("X-Tenant", ["blue"])',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpHeaderConditionConfig.html",
        """
http_header_name="" => http_header_name must be a header's name of 1 to 40 characters, and not Host (use HostHeader), got ''
http_header_name="Host" => http_header_name must be a header's name of 1 to 40 characters, and not Host (use HostHeader), got 'Host'
http_header_name="HOST" => http_header_name must be a header's name of 1 to 40 characters, and not Host (use HostHeader), got 'HOST'
http_header_name="X Tenant" => http_header_name must be a header's name of 1 to 40 characters, and not Host (use HostHeader), got 'X Tenant'
http_header_name="X-Tenant:" => http_header_name must be a header's name of 1 to 40 characters, and not Host (use HostHeader), got 'X-Tenant:'
http_header_name="a" * 41 => http_header_name must be a header's name of 1 to 40 characters, and not Host (use HostHeader), got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
values=[] => HttpHeader values must not be empty
values=[""] => HttpHeader values must be 1 to 128 characters, got ''
values=["a" * 129] => HttpHeader values must be 1 to 128 characters, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
values="blue" => HttpHeader values must be a list of values, got 'blue'
""",
    ),
    InvalidInput(
        'HttpRequestMethod(["GET"])',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpRequestMethodConditionConfig.html",
        """
values=[] => HttpRequestMethod values must not be empty
values=["get"] => HttpRequestMethod values must be 1 to 40 upper-case letters, - and _, got 'get'
values=["GET*"] => HttpRequestMethod values must be 1 to 40 upper-case letters, - and _, got 'GET*'
values=["A" * 41] => HttpRequestMethod values must be 1 to 40 upper-case letters, - and _, got 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
values=["GET", "GET"] => HttpRequestMethod values must not repeat a value, got 'GET' twice
values="GET" => HttpRequestMethod values must be a list of values, got 'GET'
""",
    ),
    InvalidInput(
        'QueryString([("version", "v2")])',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_QueryStringConditionConfig.html",
        """
values=[] => QueryString values must not be empty
values={"version": "v2"} => QueryString values must be a list of values, got {'version': 'v2'}
values=[("version",)] => QueryString values must be pairs such as ("version", "1") or (None, "1"), got ('version',)
values=["version=v2"] => QueryString values must be pairs such as ("version", "1") or (None, "1"), got 'version=v2'
values=[("", "v2")] => QueryString key must be 1 to 128 characters, got ''
values=[("version", "")] => QueryString value must be 1 to 128 characters, got ''
values=[("a" * 129, "b")] => QueryString key must be 1 to 128 characters, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
values=[("a", "b" * 129)] => QueryString value must be 1 to 128 characters, got 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'
values=[("a", "b"), ("a", "b")] => QueryString values must not repeat a value, got ('a', 'b') twice
values=[("a", None)] => QueryString value must be a string: 1 to 128 characters, got None
""",
    ),
    InvalidInput(
        'SourceIp(["192.0.2.0/24"])',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SourceIpConditionConfig.html",
        """
values=[] => SourceIp values must not be empty
values=["192.0.2.1"] => SourceIp values must be an IPv4 CIDR block such as 10.0.0.0/16 with no host bits set (here: 192.0.2.1/32), got '192.0.2.1'
values=["192.0.2.1/24"] => SourceIp values must be an IPv4 CIDR block such as 10.0.0.0/16 with no host bits set (here: 192.0.2.0/24), got '192.0.2.1/24'
values=["2001:db8::1/32"] => SourceIp values must be an IPv6 CIDR block such as 2001:db8::/32 with no host bits set (here: 2001:db8::/32), got '2001:db8::1/32'
values=["192.0.2.0/33"] => SourceIp values must be an IPv4 CIDR block such as 10.0.0.0/16, got '192.0.2.0/33'
values=["home"] => SourceIp values must be an IPv4 CIDR block such as 10.0.0.0/16, got 'home'
values=["255.255.255.255/32"] => SourceIp values must be addresses of clients, not the broadcast address, got '255.255.255.255/32'
values="192.0.2.0/24" => SourceIp values must be a list of values, got '192.0.2.0/24'
values=["fe80::%1/64"] => SourceIp values must be an IPv6 CIDR block such as 2001:db8::/32, got 'fe80::%1/64'
values=[1] => SourceIp values must be an IPv4 CIDR block such as 10.0.0.0/16, got 1
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
