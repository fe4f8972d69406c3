from constructs_lib import LoadBalancerQuotas
from helpers.invalid_input import InvalidInput, rejects


def test_defaults_are_those_of_aws() -> None:
    assert LoadBalancerQuotas() == LoadBalancerQuotas(
        listeners=50, rules=100, certificates=25, targets=1000, security_groups=5
    )


INVALID = [
    InvalidInput(
        "LoadBalancerQuotas()",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
        """
listeners=0 => listeners must be between 1 and 1000000, got 0
rules=-1 => rules must be between 1 and 1000000, got -1
certificates="25" => certificates must be a whole number between 0 and 1000000, got '25'
targets=0 => targets must be between 1 and 1000000, got 0
security_groups=17 => security_groups must be between 1 and 16, got 17
certificates=-1 => certificates must be between 0 and 1000000, got -1
rules="200" => rules must be a whole number between 1 and 1000000, got '200'
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
