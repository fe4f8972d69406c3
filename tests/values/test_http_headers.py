from dataclasses import replace
from typing import Any

import pytest
from constructs_lib import SECURITY_HEADERS, RequestHeaderNames, ResponseHeaders
from constructs_lib.http_headers import header_values
from support import refusal


def test_a_safe_set() -> None:
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
def test_hsts_in_any_order(value: str) -> None:
    ResponseHeaders(strict_transport_security=value)


def test_what_is_left_out_is_not_touched() -> None:
    assert header_values(ResponseHeaders()) == {}
    assert header_values(RequestHeaderNames()) == {}


NAMES = '"*" or names of headers separated by commas'
CSP = '1 to 1024 printable characters without " and $'


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"server_enabled": "off"}, "server_enabled must be True or False, got 'off'"),
        (
            {"strict_transport_security": "31536000"},
            (
                'strict_transport_security must be "max-age=SECONDS", with "; includeSubDomains" '
                "and \"; preload\" if wanted, got '31536000'"
            ),
        ),
        (
            {"content_security_policy": "a" * 1025},
            f"content_security_policy must be {CSP}, got '{'a' * 1025}'",
        ),
        (
            {"content_security_policy": 'default-src "self"'},
            f"content_security_policy must be {CSP}, got 'default-src \"self\"'",
        ),
        (
            {"x_content_type_options": "sniff"},
            "x_content_type_options must be \"nosniff\", got 'sniff'",
        ),
        (
            {"x_frame_options": "NONE"},
            "x_frame_options must be one of DENY, SAMEORIGIN, got 'NONE'",
        ),
        (
            {"access_control_allow_origin": "a.example.com"},
            (
                'access_control_allow_origin must be "*", "null" or one origin such as '
                "\"https://app.example.com\", got 'a.example.com'"
            ),
        ),
        (
            {"access_control_allow_methods": "GET POST"},
            (
                'access_control_allow_methods must be "*" or methods separated by commas, '
                "got 'GET POST'"
            ),
        ),
        (
            {"access_control_allow_headers": "A;B"},
            f"access_control_allow_headers must be {NAMES}, got 'A;B'",
        ),
        (
            {"access_control_expose_headers": ""},
            f"access_control_expose_headers must be {NAMES}, got ''",
        ),
        (
            {"access_control_allow_credentials": "false"},
            "access_control_allow_credentials must be \"true\", got 'false'",
        ),
        (
            {"access_control_max_age": -2},
            "access_control_max_age must be between -1 and 2147483647, got -2",
        ),
    ],
)
def test_response_headers_refuses(refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        ResponseHeaders(**refused)


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (
            {"x_amzn_tls_version": "X Tls"},
            "x_amzn_tls_version must be 1 to 40 letters, digits, - and _, got 'X Tls'",
        ),
        (
            {"x_amzn_mtls_clientcert": "a" * 41},
            f"x_amzn_mtls_clientcert must be 1 to 40 letters, digits, - and _, got '{'a' * 41}'",
        ),
        (
            {"x_amzn_tls_version": "X", "x_amzn_tls_cipher_suite": "X"},
            "request_header_names must not repeat a value, got 'X' twice",
        ),
    ],
)
def test_request_header_names_refuses(refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        RequestHeaderNames(**refused)
