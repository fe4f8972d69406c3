import pytest
from constructs_lib import REDIRECT_TO_HTTPS, Redirect
from support import refusal


def test_to_https_is_one_word() -> None:
    assert Redirect(protocol="HTTPS", port=443, status_code="HTTP_301") == REDIRECT_TO_HTTPS


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
        (
            {"port": "443"},
            "port must be a whole number between 1 and 65535, or \"#{port}\", got '443'",
        ),
        (
            {"host": ""},
            "host must be 1 to 128 characters of a host name, which may hold #{host}, got ''",
        ),
        ({"host": "#{domain}"}, "host placeholder must be one of host, got 'domain'"),
        (
            {"host": "#{path}.example.com"},
            "host placeholder must be one of host, got 'path'",
        ),
        (
            {"path": "/", "query": "a=#{uri}"},
            "query placeholder must be one of protocol, host, port, path, query, got 'uri'",
        ),
        ({"path": "new"}, f"path must be {PATH}, got 'new'"),
        ({"path": "/" + "a" * 128}, f"path must be {PATH}, got '/{'a' * 128}'"),
        ({"path": "/#{uri}"}, "path placeholder must be one of host, path, port, got 'uri'"),
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
