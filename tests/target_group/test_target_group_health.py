from constructs_lib import TargetGroupHealth
from helpers.invalid_input import InvalidInput, rejects


def test_accepts_valid_thresholds() -> None:
    TargetGroupHealth(dns_failover_count=3, unhealthy_state_routing_count=3)
    TargetGroupHealth(dns_failover_percentage=50, unhealthy_state_routing_percentage=20)
    TargetGroupHealth(dns_failover_count="off", unhealthy_state_routing_count=2)
    TargetGroupHealth(unhealthy_state_routing_percentage=50)
    TargetGroupHealth(dns_failover_count="${var.count}")  # type: ignore[arg-type] # a token


INVALID = [
    InvalidInput(
        "TargetGroupHealth()",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html",
        """
dns_failover_count=0 => dns_failover_count must be between 1 and 1000, got 0
dns_failover_percentage=0 => dns_failover_percentage must be between 1 and 100, got 0
dns_failover_percentage=101 => dns_failover_percentage must be between 1 and 100, got 101
unhealthy_state_routing_count=0 => unhealthy_state_routing_count must be between 1 and 1000, got 0
dns_failover_count="on" => dns_failover_count must be a whole number or "off", got 'on'
unhealthy_state_routing_count=None => unhealthy_state_routing_count must be a whole number between 1 and 1000, got None
dns_failover_count=1, unhealthy_state_routing_count=2 => unhealthy_state_routing_count must be at most dns_failover_count, which is 1, got 2
dns_failover_percentage=40, unhealthy_state_routing_percentage=50 => unhealthy_state_routing_percentage must be at most dns_failover_percentage, which is 40, got 50
dns_failover_percentage="off" => dns_failover_percentage must be a whole number between 1 and 100, got 'off'
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
