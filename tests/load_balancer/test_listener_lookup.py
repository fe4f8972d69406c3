from collections.abc import Callable
from typing import Any

from constructs_lib import Arn, ListenerLookup
from cdktf import TerraformStack
from helpers.invalid_input import InvalidInput, rejects

ALB = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/0")


def test_reads_data_source(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ListenerLookup(stack, "existing", load_balancer=ALB, port=443)
    assert synthesized()["data"]["aws_lb_listener"]["existing"] == {
        "load_balancer_arn": ALB.arn,
        "port": 443,
    }


INVALID = [
    InvalidInput(
        'ListenerLookup(stack, "id", load_balancer=alb, port=443)',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeListeners.html",
        """
port=0 => port must be between 1 and 65535, got 0
port="443" => port must be a whole number between 1 and 65535, got '443'
load_balancer="shared" => load_balancer must be an Application Load Balancer (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'shared'
load_balancer=target_group => load_balancer must be the ARN of an Application Load Balancer, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1'
load_balancer=Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/net/a/1") => load_balancer must be the ARN of an Application Load Balancer, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/net/a/1'
load_balancer=Arn("arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/1") => load_balancer must be in the provider's region ap-northeast-1 (set region or provider for another one), got 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/1'
""",
    ),
]
test_rejects_invalid_arguments = rejects(*INVALID)
