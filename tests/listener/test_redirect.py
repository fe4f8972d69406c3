import pytest
from constructs_lib import REDIRECT_TO_HTTPS, Redirect
from helpers.invalid_input import InvalidInput, rejects


def test_redirect_to_https_uses_port_443() -> None:
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
def test_accepts_valid_arguments(accepted: dict[str, object]) -> None:
    Redirect(**accepted)  # type: ignore[arg-type] # a table of arguments


INVALID = [
    InvalidInput(
        'Redirect(protocol="HTTPS", port=443)',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html",
        """
protocol="https" => protocol must be one of HTTP, HTTPS, #{protocol}, got 'https'
protocol="TCP" => protocol must be one of HTTP, HTTPS, #{protocol}, got 'TCP'
port=0 => port must be between 1 and 65535, got 0
port=65536 => port must be between 1 and 65535, got 65536
port="443" => port must be a whole number between 1 and 65535, or "#{port}", got '443'
port="#{host}" => port must be a whole number between 1 and 65535, or "#{port}", got '#{host}'
host="" => host must be 1 to 128 characters of a host name, which may contain #{host}, got ''
host="a" * 129 => host must be 1 to 128 characters of a host name, which may contain #{host}, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
host="#{path}" => host must not contain #{path}; AWS replaces only #{host} in it
path="" => path must be 1 to 128 characters that start with / and contain no white space, got ''
path="new" => path must be 1 to 128 characters that start with / and contain no white space, got 'new'
path="/" + "a" * 128 => path must be 1 to 128 characters that start with / and contain no white space, got '/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
path="/#{path}/#{path}" => path must be text with #{path} at most once, got '/#{path}/#{path}'
path="/#{query}" => path must not contain #{query}; AWS replaces only #{host}, #{path}, #{port} in it
path="/a b" => path must be 1 to 128 characters that start with / and contain no white space, got '/a b'
query="?a=b" => query must be at most 128 characters with no leading ? and no white space, got '?a=b'
query="a" * 129 => query must be at most 128 characters with no leading ? and no white space, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
query="#{cookie}" => query must not contain #{cookie}; AWS replaces only #{protocol}, #{host}, #{port}, #{path}, #{query} in it
status_code="301" => status_code must be one of HTTP_301, HTTP_302, got '301'
status_code=301 => status_code must be one of HTTP_301, HTTP_302, got 301
status_code="HTTP_307" => status_code must be one of HTTP_301, HTTP_302, got 'HTTP_307'
protocol="#{protocol}", port="#{port}" => redirect must change at least one of protocol, host, port and path
protocol="#{protocol}", port="#{port}", query="a=b" => redirect must change at least one of protocol, host, port and path
host="a b" => host must be 1 to 128 characters of a host name, which may contain #{host}, got 'a b'
host="www.example.com/x" => host must be 1 to 128 characters of a host name, which may contain #{host}, got 'www.example.com/x'
host="www.example.com:8080" => host must be 1 to 128 characters of a host name, which may contain #{host}, got 'www.example.com:8080'
path="/#{path" => path must be text in which each #{ is closed by a }, got '/#{path'
query="#{query" => query must be text in which each #{ is closed by a }, got '#{query'
host="#{}" * 40 + "!" => host must be 1 to 128 characters of a host name, which may contain #{host}, got '#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}#{}!'
=> host must not contain #{}; AWS replaces only #{host} in it
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
