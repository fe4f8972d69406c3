from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from constructs_lib import (
    AlarmThresholds,
    ApplicationLoadBalancerLookup,
    Arn,
    LoadBalancerAlarms,
    TargetGroupLookup,
)
from cdktf import TerraformStack
from helpers.invalid_input import InvalidInput, rejects

TOPIC = Arn("arn:aws:sns:ap-northeast-1:123456789012:on-call")


def arguments(stack: TerraformStack, **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a test passes
    return {
        "name": "web",
        "load_balancer": ApplicationLoadBalancerLookup(stack, "alb", name="web"),
        "target_groups": {
            "web": TargetGroupLookup(stack, "web", name="web"),
            "api": TargetGroupLookup(stack, "api", name="api"),
        },
        "topic": TOPIC,
        **changed,
    }


def test_creates_alarms_for_load_balancer_and_each_target_group(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    LoadBalancerAlarms(stack, "alarms", **arguments(stack))
    alarms = synthesized()["resource"]["aws_cloudwatch_metric_alarm"].values()
    told = {
        alarm["alarm_name"]: (
            alarm.get("statistic") or alarm["extended_statistic"],
            alarm["threshold"],
            sorted(alarm["dimensions"]),
        )
        for alarm in alarms
    }
    alb, both = ["LoadBalancer"], ["LoadBalancer", "TargetGroup"]
    assert told == {
        "web-HTTPCode_ELB_5XX_Count": ("Sum", 10, alb),
        "web-RejectedConnectionCount": ("Sum", 0, alb),
        "web-ClientTLSNegotiationErrorCount": ("Sum", 100, alb),
        **{
            f"web-{group}-{metric}": (statistic, threshold, both)
            for group in ("web", "api")
            for metric, statistic, threshold in (
                ("HTTPCode_Target_5XX_Count", "Sum", 10),
                ("UnHealthyHostCount", "Maximum", 0),
                ("TargetResponseTime", "p95", 1),
            )
        },
    }
    for alarm in alarms:
        assert alarm["alarm_actions"] == alarm["ok_actions"] == [TOPIC.arn]
        assert alarm["comparison_operator"] == "GreaterThanThreshold"
        assert alarm["treat_missing_data"] == "notBreaching"
        assert (alarm["period"], alarm["evaluation_periods"]) == (300, 1)
        assert alarm["namespace"] == "AWS/ApplicationELB"
        assert alarm["dimensions"]["LoadBalancer"] == "${data.aws_lb.alb.arn_suffix}"


THRESHOLDS: dict[str, tuple[str, Any]] = {
    "elb_5xx": ("web-HTTPCode_ELB_5XX_Count", 7),
    "rejected_connections": ("web-RejectedConnectionCount", 7),
    "tls_negotiation_errors": ("web-ClientTLSNegotiationErrorCount", 7),
    "target_5xx": ("web-api-HTTPCode_Target_5XX_Count", 7),
    "unhealthy_hosts": ("web-api-UnHealthyHostCount", 7),
    "target_response_time": ("web-api-TargetResponseTime", 0.7),
}


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_sets_threshold(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]], threshold: str
) -> None:
    name, value = THRESHOLDS[threshold]
    LoadBalancerAlarms(
        stack, "alarms", **arguments(stack, thresholds=AlarmThresholds(**{threshold: value}))
    )
    alarms = synthesized()["resource"]["aws_cloudwatch_metric_alarm"].values()
    [found] = [alarm["threshold"] for alarm in alarms if alarm["alarm_name"] == name]
    assert found == value


def test_creates_no_alarm_for_threshold_of_none(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    none = dict.fromkeys([field.name for field in fields(AlarmThresholds)])
    thresholds = AlarmThresholds(**{**none, "target_5xx": 0})
    LoadBalancerAlarms(stack, "alarms", **arguments(stack, thresholds=thresholds))
    alarms = synthesized()["resource"]["aws_cloudwatch_metric_alarm"].values()
    assert {(alarm["metric_name"], alarm["threshold"]) for alarm in alarms} == {
        ("HTTPCode_Target_5XX_Count", 0)
    }


INVALID = [
    InvalidInput(
        'LoadBalancerAlarms(stack, "id", name="web", load_balancer=alb, target_groups={}, topic=topic)',
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
        """
name="" => name must be 1 to 100 letters, digits, - and _, got ''
name="a b" => name must be 1 to 100 letters, digits, - and _, got 'a b'
load_balancer="alb" => load_balancer must be an Application Load Balancer, created or looked up, got 'alb'
target_groups=[] => target_groups must be a mapping of names to target groups, got []
target_groups={"a": "web"} => target_groups['a'] must be a target group, created or looked up, got 'web'
topic="on-call" => topic must be an SNS topic (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'on-call'
topic=target_group => topic must be the ARN of an SNS topic, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1'
period=0 => period must be between 10 and 604800, got 0
period=15 => period must be 10, 20, 30 or a multiple of 60, got 15
period=61 => period must be 10, 20, 30 or a multiple of 60, got 61
period="300" => period must be a whole number between 10 and 604800, got '300'
evaluation_periods=0 => evaluation_periods must be between 1 and 60480, got 0
period=86400, evaluation_periods=8 => evaluation_periods must be at most 7 periods of 86400 s, got 8
thresholds={"elb_5xx": 1} => thresholds must be of type AlarmThresholds, got {'elb_5xx': 1}
load_balancer=target_group_lookup => load_balancer must be an Application Load Balancer, got the TargetGroupLookup stack/web
target_groups={"web": alb} => target_groups['web'] must be a target group, got the ApplicationLoadBalancer stack/alb
topic=Arn("arn:aws:sns:us-east-1:123456789012:on-call") => topic must be in the provider's region ap-northeast-1, got 'arn:aws:sns:us-east-1:123456789012:on-call'
evaluation_periods=289 => evaluation_periods must be at most 288 periods of 300 s, got 289
""",
    ),
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

test_rejects_invalid_arguments = rejects(*INVALID)
