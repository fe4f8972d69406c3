import pytest
from support import refusal

from constructs_lib import Arn, FixedResponse, Forward, Redirect

TARGET_GROUP = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0123"
LOAD_BALANCER = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/01"


def test_forward_takes_a_reference() -> None:
    assert Forward(Arn(TARGET_GROUP)).target_group.arn == TARGET_GROUP


@pytest.mark.parametrize(
    ("target_group", "message"),
    [
        (
            TARGET_GROUP,
            (
                "target_group must be a reference with an arn, such as a construct or "
                f"Arn(\"arn:…\"), got '{TARGET_GROUP}'"
            ),
        ),
        (
            Arn(LOAD_BALANCER),
            f"target_group must be the ARN of a target group, got '{LOAD_BALANCER}'",
        ),
    ],
)
def test_forward_refuses(target_group: Arn, message: str) -> None:
    with refusal(message):
        Forward(target_group)


@pytest.mark.parametrize(
    "accepted",
    [
        {"protocol": "HTTPS", "port": 443},
        {"host": "www.#{host}"},
        {"path": "/new/#{path}", "query": "from=#{host}&#{query}"},
        {"port": 8443, "query": "", "status_code": "HTTP_302"},
    ],
)
def test_redirect_accepts(accepted: dict[str, object]) -> None:
    Redirect(**accepted)  # type: ignore[arg-type] # a table of arguments


PATH = "1 to 128 characters that start with / and hold no white space"
QUERY = "at most 128 characters with no leading ? and no white space"
NAMES = "one of protocol, host, port, path, query"


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({}, "redirect must change at least one of protocol, host, port and path, got none"),
        (
            {"query": "a=b"},
            "redirect must change at least one of protocol, host, port and path, got none",
        ),
        (
            {"protocol": "https"},
            "protocol must be one of HTTP, HTTPS, #{protocol}, got 'https'",
        ),
        ({"port": 0}, "port must be between 1 and 65535, got 0"),
        ({"port": "443"}, "port must be between 1 and 65535 or \"#{port}\", got '443'"),
        ({"host": ""}, "host must be 1 to 128 characters, got ''"),
        ({"host": "#{domain}"}, f"host placeholder must be {NAMES}, got 'domain'"),
        ({"path": "new"}, f"path must be {PATH}, got 'new'"),
        ({"path": "/" + "a" * 128}, f"path must be {PATH}, got '/{'a' * 128}'"),
        ({"path": "/#{uri}"}, f"path placeholder must be {NAMES}, got 'uri'"),
        ({"path": "/new", "query": "?a=b"}, f"query must be {QUERY}, got '?a=b'"),
        (
            {"path": "/new", "status_code": 301},
            "status_code must be one of HTTP_301, HTTP_302, got 301",
        ),
    ],
)
def test_redirect_refuses(
    refused: dict[str, object],
    message: str,
) -> None:
    with refusal(message):
        Redirect(**refused)  # type: ignore[arg-type] # a table of arguments


@pytest.mark.parametrize("status_code", [200, 299, 400, 404, 599])
def test_fixed_response_accepts(status_code: int) -> None:
    assert FixedResponse(status_code).content_type == "text/plain"


STATUS = "status_code must be between 200 and 299 or between 400 and 599"


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"status_code": 301}, f"{STATUS}, got 301"),
        ({"status_code": 600}, f"{STATUS}, got 600"),
        ({"status_code": "404"}, f"{STATUS}, got '404'"),
        (
            {"status_code": 404, "content_type": "text/xml"},
            (
                "content_type must be one of text/plain, text/css, text/html, "
                "application/javascript, application/json, got 'text/xml'"
            ),
        ),
        (
            {"status_code": 404, "message_body": "a" * 1025},
            f"message_body must be at most 1024 characters, got '{'a' * 1025}'",
        ),
    ],
)
def test_fixed_response_refuses(
    refused: dict[str, object],
    message: str,
) -> None:
    with refusal(message):
        FixedResponse(**refused)  # type: ignore[arg-type] # a table of arguments
