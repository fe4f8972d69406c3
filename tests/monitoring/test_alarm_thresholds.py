import pytest
from invalid_input import InvalidInput, assert_rejects, parameters

INVALID = [
    InvalidInput(
        "AlarmThresholds()",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
        """
elb_5xx=-1 => elb_5xx must be between 0 and 1000000000, got -1
rejected_connections="0" => rejected_connections must be a whole number between 0 and 1000000000, got '0'
tls_negotiation_errors=0.5 => tls_negotiation_errors must be a whole number between 0 and 1000000000, got 0.5
unhealthy_hosts=-1 => unhealthy_hosts must be between 0 and 1000000000, got -1
target_response_time=0 => target_response_time must be a number above 0, got 0
target_response_time="1" => target_response_time must be a number above 0, got '1'
target_5xx=0.5 => target_5xx must be a whole number between 0 and 1000000000, got 0.5
""",
    ),
]


@pytest.mark.parametrize(("call", "arguments", "errors"), parameters(*INVALID))
def test_rejects_invalid_arguments(call: str, arguments: str, errors: list[str]) -> None:
    assert_rejects(call, arguments, errors)
