from collections.abc import Callable
from typing import Any

from constructs_lib import (
    AlarmThresholds,
    ApplicationLoadBalancerLookup,
    Arn,
    LoadBalancerMonitoring,
    TargetGroupLookup,
)
from cdktf import TerraformStack
from helpers.invalid_input import InvalidInput, rejects


def test_creates_alarms_and_dashboard(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    LoadBalancerMonitoring(
        stack,
        "monitoring",
        name="web",
        load_balancer=ApplicationLoadBalancerLookup(stack, "alb", name="web"),
        target_groups={"web": TargetGroupLookup(stack, "web", name="web")},
        topic=Arn("arn:aws:sns:ap-northeast-1:123456789012:on-call"),
        thresholds=AlarmThresholds(elb_5xx=1),
    )
    resources = synthesized()["resource"]
    assert {kind: len(of_kind) for kind, of_kind in resources.items()} == {
        "aws_cloudwatch_dashboard": 1,
        "aws_cloudwatch_metric_alarm": 6,
    }
    thresholds = {
        alarm["metric_name"]: alarm["threshold"]
        for alarm in resources["aws_cloudwatch_metric_alarm"].values()
    }
    assert thresholds["HTTPCode_ELB_5XX_Count"] == 1


INVALID = [
    InvalidInput(
        'LoadBalancerMonitoring(stack, "id", name="web", load_balancer=alb, target_groups={}, topic=topic)',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
        """
name="" => name must be 1 to 100 letters, digits, - and _, got ''
load_balancer="alb" => load_balancer must be an Application Load Balancer, created or looked up, or Arn("arn:…"), got 'alb'
target_groups={"a": "web"} => target_groups['a'] must be a target group, created or looked up, or Arn("arn:…"), got 'web'
topic=vpc => topic must be an SNS topic (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got the VpcLookup stack/taken
period=61 => period must be 10, 20, 30 or a multiple of 60, got 61
evaluation_periods=0 => evaluation_periods must be between 1 and 60480, got 0
thresholds=1 => thresholds must be of type AlarmThresholds, got 1
tags=["a"] => tags must be a mapping of strings to strings, got ['a']
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
