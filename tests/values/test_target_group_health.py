from typing import Any

import pytest
from constructs_lib import TargetGroupHealth
from support import refusal


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"dns_failover_count": 0}, "dns_failover_count must be between 1 and 1000, got 0"),
        (
            {"dns_failover_percentage": 101},
            "dns_failover_percentage must be between 1 and 100, got 101",
        ),
        (
            {"unhealthy_state_routing_count": 2},
            "unhealthy_state_routing_count must be at most dns_failover_count, which is 1, got 2",
        ),
        (
            {"unhealthy_state_routing_percentage": 10},
            (
                "unhealthy_state_routing_percentage must be at most dns_failover_percentage, "
                "which is None, got 10"
            ),
        ),
    ],
)
def test_refuses(refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        TargetGroupHealth(**refused)


def test_accepts() -> None:
    TargetGroupHealth(dns_failover_count=3, unhealthy_state_routing_count=3)
    TargetGroupHealth(dns_failover_percentage=50, unhealthy_state_routing_percentage=20)
