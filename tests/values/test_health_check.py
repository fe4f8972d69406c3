import pytest
from constructs_lib import HealthCheck
from support import refusal


def test_what_is_left_out_is_what_aws_gives_http_targets() -> None:
    assert HealthCheck() == HealthCheck(
        path="/",
        protocol="HTTP",
        port="traffic-port",
        matcher="200",
        interval=30,
        timeout=5,
        healthy_threshold=5,
        unhealthy_threshold=2,
    )


@pytest.mark.parametrize(
    "accepted",
    [
        {"path": "/" + "a" * 1023},
        {"path": "/up?deep=1"},
        {"port": 1},
        {"port": 65535},
        {"matcher": "200-499"},
        {"matcher": "200,202,301-308"},
        {"interval": 300, "timeout": 120},
        {"interval": 5, "timeout": 4},
        {"healthy_threshold": 2, "unhealthy_threshold": 10},
        {"path": "${var.path}", "matcher": "${var.matcher}"},
    ],
)
def test_accepts(accepted: dict[str, object]) -> None:
    HealthCheck(**accepted)  # type: ignore[arg-type] # a table of arguments


CODES = 'HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299"'
PATH = "1 to 1024 characters that start with / and hold no white space"


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"path": "up"}, f"path must be {PATH}, got 'up'"),
        ({"path": ""}, f"path must be {PATH}, got ''"),
        ({"path": "/a b"}, f"path must be {PATH}, got '/a b'"),
        ({"path": "/" + "a" * 1024}, f"path must be {PATH}, got '/{'a' * 1024}'"),
        ({"protocol": "http"}, "protocol must be one of HTTP, HTTPS, got 'http'"),
        ({"port": 0}, "port must be between 1 and 65535, got 0"),
        ({"port": 65536}, "port must be between 1 and 65535, got 65536"),
        ({"port": True}, "port must be a whole number between 1 and 65535, got True"),
        (
            {"port": "80"},
            "port must be a whole number between 1 and 65535, or \"traffic-port\", got '80'",
        ),
        ({"matcher": "199"}, f"matcher must be {CODES}, got '199'"),
        ({"matcher": "500"}, f"matcher must be {CODES}, got '500'"),
        ({"matcher": "2xx"}, f"matcher must be {CODES}, got '2xx'"),
        ({"matcher": "299-200"}, f"matcher must be {CODES}, got '299-200'"),
        ({"matcher": "200, 202"}, f"matcher must be {CODES}, got '200, 202'"),
        ({"matcher": ""}, f"matcher must be {CODES}, got ''"),
        ({"matcher": 200}, f"matcher must be a string: {CODES}, got 200"),
        ({"interval": 4}, "interval must be between 5 and 300, got 4"),
        ({"interval": 301}, "interval must be between 5 and 300, got 301"),
        ({"interval": 7.5}, "interval must be a whole number between 5 and 300, got 7.5"),
        ({"timeout": 1}, "timeout must be between 2 and 120, got 1"),
        ({"timeout": 121}, "timeout must be between 2 and 120, got 121"),
        ({"timeout": 30}, "timeout must be less than the interval of 30, got 30"),
        ({"interval": 5}, "timeout must be less than the interval of 5, got 5"),
        ({"healthy_threshold": 1}, "healthy_threshold must be between 2 and 10, got 1"),
        ({"unhealthy_threshold": 11}, "unhealthy_threshold must be between 2 and 10, got 11"),
    ],
)
def test_refuses(
    refused: dict[str, object],
    message: str,
) -> None:
    with refusal(message):
        HealthCheck(**refused)  # type: ignore[arg-type] # a table of arguments
