from dataclasses import replace

import pytest
from constructs_lib import SECURITY_HEADERS, RequestHeaderNames, ResponseHeaders
from constructs_lib.listener.http_headers import header_values
from helpers.invalid_input import InvalidInput, rejects


def test_security_headers_have_recommended_values() -> None:
    assert header_values(SECURITY_HEADERS) == {
        "server_enabled": False,
        "strict_transport_security": "max-age=31536000; includeSubDomains",
        "content_security_policy": "frame-ancestors 'self'; upgrade-insecure-requests",
        "x_content_type_options": "nosniff",
        "x_frame_options": "SAMEORIGIN",
    }
    assert replace(SECURITY_HEADERS, x_frame_options="DENY").x_frame_options == "DENY"


@pytest.mark.parametrize(
    "value",
    ["max-age=0", "max-age=1; preload; includeSubDomains", "includesubdomains;max-age=1"],
)
def test_accepts_hsts_directives_in_any_order(value: str) -> None:
    ResponseHeaders(strict_transport_security=value)


def test_adds_no_header_by_default() -> None:
    assert header_values(ResponseHeaders()) == {"server_enabled": True}
    assert header_values(RequestHeaderNames()) == {}


INVALID = [
    InvalidInput(
        "ResponseHeaders()",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html",
        r"""
strict_transport_security="a" * 1025 => strict_transport_security must be "max-age=SECONDS", optionally with "; includeSubDomains" and "; preload", got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (1027 characters)
strict_transport_security="é" => strict_transport_security must be "max-age=SECONDS", optionally with "; includeSubDomains" and "; preload", got 'é'
x_frame_options="a\nb" => x_frame_options must be one of DENY, SAMEORIGIN, got 'a\nb'
server_enabled="no" => server_enabled must be True or False, got 'no'
content_security_policy="" => content_security_policy must be 1 to 1024 printable characters without " and $, got ''
access_control_allow_origin=5 => access_control_allow_origin must be a string: "*", "null" or one origin such as "https://app.example.com", got 5
x_content_type_options="sniff" => x_content_type_options must be "nosniff", got 'sniff'
access_control_allow_origin="a.example.com" => access_control_allow_origin must be "*", "null" or one origin such as "https://app.example.com", got 'a.example.com'
access_control_allow_methods="GET POST" => access_control_allow_methods must be "*" or methods separated by commas, got 'GET POST'
access_control_allow_headers="A;B" => access_control_allow_headers must be "*" or names of headers separated by commas, got 'A;B'
access_control_expose_headers="" => access_control_expose_headers must be "*" or names of headers separated by commas, got ''
access_control_allow_credentials="false" => access_control_allow_credentials must be "true", got 'false'
access_control_max_age=-2 => access_control_max_age must be between -1 and 2147483647, got -2
""",
    ),
    InvalidInput(
        "RequestHeaderNames()",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html",
        """
x_amzn_tls_version="" => x_amzn_tls_version must be 1 to 40 letters, digits, - and _, got ''
x_amzn_tls_version="X Y" => x_amzn_tls_version must be 1 to 40 letters, digits, - and _, got 'X Y'
x_amzn_tls_cipher_suite="a" * 1025 => x_amzn_tls_cipher_suite must be 1 to 40 letters, digits, - and _, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (1027 characters)
x_amzn_mtls_clientcert=5 => x_amzn_mtls_clientcert must be a string: 1 to 40 letters, digits, - and _, got 5
x_amzn_mtls_clientcert="a" * 41 => x_amzn_mtls_clientcert must be 1 to 40 letters, digits, - and _, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
x_amzn_tls_version="X", x_amzn_tls_cipher_suite="X" => request_header_names must not repeat a value, got 'X' twice
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
