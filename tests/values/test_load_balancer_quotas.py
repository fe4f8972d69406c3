from typing import Any

import pytest
from constructs_lib import LoadBalancerQuotas
from support import refusal


def test_aws_s_own() -> None:
    assert LoadBalancerQuotas() == LoadBalancerQuotas(
        listeners=50, rules=100, certificates=25, targets=1000, security_groups=5
    )


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"listeners": 0}, "listeners must be between 1 and 1000000, got 0"),
        ({"certificates": -1}, "certificates must be between 0 and 1000000, got -1"),
        ({"security_groups": 17}, "security_groups must be between 1 and 16, got 17"),
        ({"rules": "200"}, "rules must be a whole number between 1 and 1000000, got '200'"),
    ],
)
def test_refuses(refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        LoadBalancerQuotas(**refused)
