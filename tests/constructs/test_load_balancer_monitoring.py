from collections.abc import Callable
from typing import Any

from constructs_lib import AlarmThresholds, ApplicationLoadBalancerLookup, Arn, TargetGroupLookup
from cdktf import TerraformStack
from constructs_lib.patterns import LoadBalancerMonitoring


def test_makes_the_alarms_and_the_dashboard(
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
    assert {kind: len(made) for kind, made in resources.items()} == {
        "aws_cloudwatch_dashboard": 1,
        "aws_cloudwatch_metric_alarm": 6,
    }
    thresholds = {
        alarm["metric_name"]: alarm["threshold"]
        for alarm in resources["aws_cloudwatch_metric_alarm"].values()
    }
    assert thresholds["HTTPCode_ELB_5XX_Count"] == 1
