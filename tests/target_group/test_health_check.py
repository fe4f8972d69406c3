import pytest
from constructs_lib import HealthCheck
from helpers.invalid_input import InvalidInput, rejects


def test_defaults_are_those_of_aws() -> None:
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
def test_accepts_valid_arguments(accepted: dict[str, object]) -> None:
    HealthCheck(**accepted)  # type: ignore[arg-type] # a table of arguments


INVALID = [
    InvalidInput(
        'HealthCheck(path="/healthz")',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
        """
path="" => path must be 1 to 1024 characters that start with / and contain no white space, got ''
path="healthz" => path must be 1 to 1024 characters that start with / and contain no white space, got 'healthz'
path="/a b" => path must be 1 to 1024 characters that start with / and contain no white space, got '/a b'
path="/" + "a" * 1024 => path must be 1 to 1024 characters that start with / and contain no white space, got '/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (1027 characters)
path=None => path must be a string: 1 to 1024 characters that start with / and contain no white space, got None
protocol="http" => protocol must be one of HTTP, HTTPS, got 'http'
protocol="TCP" => protocol must be one of HTTP, HTTPS, got 'TCP'
protocol="GRPC" => protocol must be one of HTTP, HTTPS, got 'GRPC'
port=0 => port must be between 1 and 65535, got 0
port=65536 => port must be between 1 and 65535, got 65536
port="80" => port must be a whole number between 1 and 65535, or "traffic-port", got '80'
port="traffic" => port must be a whole number between 1 and 65535, or "traffic-port", got 'traffic'
port=None => port must be a whole number between 1 and 65535, got None
matcher="" => matcher must be HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299", got ''
matcher="600" => matcher must be HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299", got '600'
matcher="199" => matcher must be HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299", got '199'
matcher="500" => matcher must be HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299", got '500'
matcher="2xx" => matcher must be HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299", got '2xx'
matcher="299-200" => matcher must be HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299", got '299-200'
matcher="200-" => matcher must be HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299", got '200-'
matcher="200, 202" => matcher must be HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299", got '200, 202'
matcher="200;202" => matcher must be HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299", got '200;202'
matcher=200 => matcher must be a string: HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299", got 200
interval=4 => interval must be between 5 and 300, got 4
interval=301 => interval must be between 5 and 300, got 301
interval="30" => interval must be a whole number between 5 and 300, got '30'
interval=10.5 => interval must be a whole number between 5 and 300, got 10.5
interval=5 => timeout must be less than the interval of 5, got 5
timeout=1 => timeout must be between 2 and 120, got 1
timeout=121 => timeout must be between 2 and 120, got 121
timeout=30 => timeout must be less than the interval of 30, got 30
interval=60, timeout=90 => timeout must be less than the interval of 60, got 90
healthy_threshold=1 => healthy_threshold must be between 2 and 10, got 1
healthy_threshold=11 => healthy_threshold must be between 2 and 10, got 11
unhealthy_threshold=1 => unhealthy_threshold must be between 2 and 10, got 1
unhealthy_threshold=11 => unhealthy_threshold must be between 2 and 10, got 11
healthy_threshold=None => healthy_threshold must be a whole number between 2 and 10, got None
matcher="２００" => matcher must be HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299", got '２００'
""",  # noqa: RUF001 - full-width digits are rejected
    ),
    InvalidInput(
        "GrpcHealthCheck()",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        """
matcher="100" => matcher must be gRPC status codes from 0 to 99, such as "12", "0,12" or "0-99", got '100'
matcher="-1" => matcher must be gRPC status codes from 0 to 99, such as "12", "0,12" or "0-99", got '-1'
matcher="0-100" => matcher must be gRPC status codes from 0 to 99, such as "12", "0,12" or "0-99", got '0-100'
matcher="OK" => matcher must be gRPC status codes from 0 to 99, such as "12", "0,12" or "0-99", got 'OK'
path="AWS.ALB/healthcheck" => path must be 1 to 1024 characters that start with / and contain no white space, got 'AWS.ALB/healthcheck'
protocol="GRPC" => protocol must be one of HTTP, HTTPS, got 'GRPC'
interval=5, timeout=6 => timeout must be less than the interval of 5, got 6
matcher="٢" => matcher must be gRPC status codes from 0 to 99, such as "12", "0,12" or "0-99", got '٢'
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
