from constructs_lib import HttpCheck
from helpers.invalid_input import InvalidInput, rejects


def test_has_defaults() -> None:
    check = HttpCheck("app.example.com")
    assert (check.path, check.min_status, check.max_status, check.request_timeout) == (
        "/",
        200,
        399,
        10,
    )


INVALID = [
    InvalidInput(
        'HttpCheck("app.example.com")',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html",
        """
host_name="localhost" => host_name must be a lower-case host name such as "app.example.com", got 'localhost'
host_name="https://app.example.com" => host_name must be a lower-case host name such as "app.example.com", got 'https://app.example.com'
path="healthz" => path must be 1 to 1024 characters that start with / and contain no white space, got 'healthz'
min_status=99 => min_status must be between 100 and 599, got 99
max_status=600 => max_status must be between 200 and 599, got 600
min_status=300, max_status=299 => max_status must be between 300 and 599, got 299
request_timeout=0 => request_timeout must be between 1 and 60, got 0
request_timeout="10" => request_timeout must be a whole number between 1 and 60, got '10'
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
