from collections.abc import Callable
from dataclasses import fields
from enum import IntEnum
from typing import Any

import pytest
from constructs_lib import (
    AlarmThresholds,
    ApplicationLoadBalancerLookup,
    Arn,
    LoadBalancerAlarms,
    MetricAlarm,
    TargetGroupLookup,
    ValidationError,
)
from cdktf import TerraformStack
from constructs_lib._core.features import ALARM_EVALUATION_WINDOW, ALARM_WARM_UP
from helpers.features import requires, without
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
    watched = {
        alarm["alarm_name"]: (
            alarm.get("statistic") or alarm["extended_statistic"],
            alarm["threshold"],
            sorted(alarm["dimensions"]),
        )
        for alarm in alarms
    }
    alb, both = ["LoadBalancer"], ["LoadBalancer", "TargetGroup"]
    assert watched == {
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


Alarms = dict[str, dict[str, Any]]


@pytest.fixture
def synthesized_alarms(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> Callable[..., Alarms]:
    """Create alarms, and return them by their names without the prefix."""

    def alarms(**changed: Any) -> Alarms:  # noqa: ANN401 - whatever a test passes
        LoadBalancerAlarms(stack, "alarms", **arguments(stack, **changed))
        alarms = synthesized()["resource"]["aws_cloudwatch_metric_alarm"].values()
        return {alarm["alarm_name"].removeprefix("web-"): alarm for alarm in alarms}

    return alarms


def test_alarm_of_minimum_is_raised_below_threshold(
    synthesized_alarms: Callable[..., Alarms],
) -> None:
    alarm = synthesized_alarms(thresholds=AlarmThresholds(healthy_hosts=2))["api-HealthyHostCount"]
    assert alarm["comparison_operator"] == "LessThanThreshold"
    assert (alarm["statistic"], alarm["threshold"]) == ("Minimum", 2)


def test_alarm_of_rate_divides_two_metrics(synthesized_alarms: Callable[..., Alarms]) -> None:
    alarms = synthesized_alarms(thresholds=AlarmThresholds(target_4xx_rate=5), period=60)
    alarm = alarms["api-HTTPCode_Target_4XX_Rate"]
    assert alarm["threshold"] == 5
    assert not {"metric_name", "namespace", "period", "statistic"} & alarm.keys()
    percentage, *parts = alarm["metric_query"]
    assert percentage == {
        "expression": "100 * FILL(part, 0) / whole",
        "id": "percentage",
        "label": "HTTPCode_Target_4XX_Rate",
        "return_data": True,
    }
    dimensions = {
        "LoadBalancer": "${data.aws_lb.alb.arn_suffix}",
        "TargetGroup": "${data.aws_lb_target_group.api.arn_suffix}",
    }
    assert parts == [
        {
            "id": id,
            "metric": {
                "dimensions": dimensions,
                "metric_name": name,
                "namespace": "AWS/ApplicationELB",
                "period": 60,
                "stat": "Sum",
            },
        }
        for id, name in (("part", "HTTPCode_Target_4XX_Count"), ("whole", "RequestCount"))
    ]


def test_alarms_notify_topic_of_threshold(synthesized_alarms: Callable[..., Alarms]) -> None:
    pager = Arn("arn:aws:sns:ap-northeast-1:123456789012:pager")
    alarms = synthesized_alarms(topics={"target_5xx": pager})
    paging = {name for name, alarm in alarms.items() if alarm["alarm_actions"] == [pager.arn]}
    assert paging == {"web-HTTPCode_Target_5XX_Count", "api-HTTPCode_Target_5XX_Count"}
    assert all(alarm["ok_actions"] == alarm["alarm_actions"] for alarm in alarms.values())


def test_sets_datapoints_and_missing_data(synthesized_alarms: Callable[..., Alarms]) -> None:
    alarms = synthesized_alarms(
        evaluation_periods=5, datapoints_to_alarm=3, treat_missing_data="breaching"
    )
    for name, alarm in alarms.items():
        assert (alarm["evaluation_periods"], alarm["datapoints_to_alarm"]) == (5, 3)
        is_breaching = alarm["treat_missing_data"] == "breaching"
        assert is_breaching is name.endswith("HostCount")


def test_creates_alarms_on_any_metric(synthesized_alarms: Callable[..., Alarms]) -> None:
    pager = Arn("arn:aws:sns:ap-northeast-1:123456789012:pager")
    alarms = synthesized_alarms(
        metric_alarms={
            "connections": MetricAlarm(
                metric_name="ActiveConnectionCount", statistic="Sum", threshold=50000, period=60
            ),
            "traffic": MetricAlarm(
                metric_name="RequestCountPerTarget",
                statistic="Sum",
                threshold=1,
                comparison_operator="LessThanThreshold",
                dimension="TargetGroup",
                treat_missing_data="breaching",
                description="No requests.",
            ),
        },
        topics={"traffic": pager},
    )
    connections, traffic = alarms["connections"], alarms["api-traffic"]
    assert (connections["period"], traffic["period"]) == (60, 300)
    assert (connections["metric_name"], connections["threshold"]) == (
        "ActiveConnectionCount",
        50000,
    )
    assert connections["alarm_description"] == "ActiveConnectionCount"
    assert connections["dimensions"] == {"LoadBalancer": "${data.aws_lb.alb.arn_suffix}"}
    assert traffic["comparison_operator"] == "LessThanThreshold"
    assert traffic["treat_missing_data"] == "breaching"
    assert traffic["alarm_description"] == "No requests."
    assert traffic["alarm_actions"] == [pager.arn]
    assert traffic["dimensions"]["TargetGroup"] == "${data.aws_lb_target_group.api.arn_suffix}"


def test_creates_alarms_of_load_balancer_by_arn(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    elb = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012"
    LoadBalancerAlarms(
        stack,
        "alarms",
        name="web",
        load_balancer=Arn(f"{elb}:loadbalancer/app/web/0123"),
        target_groups={"web": Arn(f"{elb}:targetgroup/web/4567")},
        topic=TOPIC,
    )
    alarms = synthesized()["resource"]["aws_cloudwatch_metric_alarm"].values()
    dimensions = [alarm["dimensions"] for alarm in alarms]
    assert {"LoadBalancer": "app/web/0123"} in dimensions
    assert {"LoadBalancer": "app/web/0123", "TargetGroup": "targetgroup/web/4567"} in dimensions


class Limit(IntEnum):
    FEW = 3


def test_accepts_member_of_enumeration(synthesized_alarms: Callable[..., Alarms]) -> None:
    alarms = synthesized_alarms(thresholds=AlarmThresholds(elb_5xx=Limit.FEW))
    assert alarms["HTTPCode_ELB_5XX_Count"]["threshold"] == 3


def test_has_resources_by_name_without_prefix(stack: TerraformStack) -> None:
    alarms = LoadBalancerAlarms(stack, "alarms", **arguments(stack))
    alarm = alarms.resources["api-TargetResponseTime"]
    assert alarm.alarm_name_input == "web-api-TargetResponseTime"
    assert alarms.resources["HTTPCode_ELB_5XX_Count"].threshold_input == 10


THRESHOLDS: dict[str, tuple[str, Any]] = {
    "elb_5xx": ("web-HTTPCode_ELB_5XX_Count", 7),
    "rejected_connections": ("web-RejectedConnectionCount", 7),
    "tls_negotiation_errors": ("web-ClientTLSNegotiationErrorCount", 7),
    "target_5xx": ("web-api-HTTPCode_Target_5XX_Count", 7),
    "unhealthy_hosts": ("web-api-UnHealthyHostCount", 7),
    "target_response_time": ("web-api-TargetResponseTime", 0.7),
    "target_4xx_rate": ("web-api-HTTPCode_Target_4XX_Rate", 0.7),
    "target_connection_errors": ("web-api-TargetConnectionErrorCount", 7),
    "healthy_hosts": ("web-api-HealthyHostCount", 7),
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
    [synthesized_threshold] = [
        alarm["threshold"] for alarm in alarms if alarm["alarm_name"] == name
    ]
    assert synthesized_threshold == value


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


@requires(ALARM_WARM_UP)
def test_sets_warm_up_period(synthesized_alarms: Callable[..., Alarms]) -> None:
    alarms = synthesized_alarms(warm_up_period_duration_in_minutes=30)
    assert {
        alarm["warm_up_configuration"]["warm_up_period_duration_in_minutes"]
        for alarm in alarms.values()
    } == {30}


@without(ALARM_WARM_UP)
def test_error_names_bindings_that_have_warm_up(stack: TerraformStack) -> None:
    with pytest.raises(
        ValidationError,
        match=r"warm_up_period_duration_in_minutes requires version 6\.69 or newer of the AWS "
        r"provider: cdktn-provider-aws 25 or newer",
    ):
        LoadBalancerAlarms(
            stack, "alarms", **arguments(stack, warm_up_period_duration_in_minutes=30)
        )


@requires(ALARM_EVALUATION_WINDOW)
def test_aligns_periods_with_clock(synthesized_alarms: Callable[..., Alarms]) -> None:
    alarms = synthesized_alarms(wall_clock_window_timezone="Asia/Tokyo")
    assert {
        alarm["evaluation_window"]["wall_clock_window"]["timezone"] for alarm in alarms.values()
    } == {"Asia/Tokyo"}


@without(ALARM_EVALUATION_WINDOW)
@pytest.mark.parametrize("timezone", ["Asia/Tokyo", "UTC", "+05:30", "UTC-03:00", "Etc/GMT+9"])
def test_error_names_bindings_that_have_evaluation_window(
    stack: TerraformStack, timezone: str
) -> None:
    with pytest.raises(
        ValidationError, match=r"wall_clock_window_timezone requires version 6\.69 or newer of"
    ):
        LoadBalancerAlarms(stack, "alarms", **arguments(stack, wall_clock_window_timezone=timezone))


INVALID = [
    InvalidInput(
        'LoadBalancerAlarms(stack, "id", name="web", load_balancer=alb, target_groups={}, topic=topic)',
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
        """
name="" => name must be 1 to 100 letters, digits, - and _, got ''
warm_up_period_duration_in_minutes=0 => warm_up_period_duration_in_minutes must be between 1 and 2880, got 0
warm_up_period_duration_in_minutes=2881 => warm_up_period_duration_in_minutes must be between 1 and 2880, got 2881
wall_clock_window_timezone="" => wall_clock_window_timezone must be a time zone such as Asia/Tokyo, or an offset in steps of 5 minutes such as +05:30, got ''
wall_clock_window_timezone="+05:33" => wall_clock_window_timezone must be a time zone such as Asia/Tokyo, or an offset in steps of 5 minutes such as +05:30, got '+05:33'
wall_clock_window_timezone="UTC", period=120 => period must be one of 60, 300, 3600, 86400, 604800 for a wall clock window, got 120
name="a b" => name must be 1 to 100 letters, digits, - and _, got 'a b'
load_balancer="alb" => load_balancer must be an Application Load Balancer, created or looked up, or Arn("arn:…"), got 'alb'
target_groups=[] => target_groups must be a mapping of names to target groups, got []
target_groups={"a": "web"} => target_groups['a'] must be a target group, created or looked up, or Arn("arn:…"), got 'web'
topic="on-call" => topic must be an SNS topic (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'on-call'
topic=target_group => topic must be the ARN of an SNS topic, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1'
period=0 => period must be between 10 and 604800, got 0
period=[60] => period must be a whole number between 10 and 604800, got [60]
period=15 => period must be 10, 20, 30 or a multiple of 60, got 15
period=61 => period must be 10, 20, 30 or a multiple of 60, got 61
period="300" => period must be a whole number between 10 and 604800, got '300'
evaluation_periods=0 => evaluation_periods must be between 1 and 60480, got 0
period=86400, evaluation_periods=8 => evaluation_periods must be at most 7 periods of 86400 s, got 8
thresholds={"elb_5xx": 1} => thresholds must be of type AlarmThresholds, got {'elb_5xx': 1}
load_balancer=target_group_lookup => load_balancer must be an Application Load Balancer, got the TargetGroupLookup stack/web
target_groups={"web": alb} => target_groups['web'] must be a target group, got the ApplicationLoadBalancer stack/alb
topic=Arn("arn:aws:sns:us-east-1:123456789012:on-call") => topic must be in the provider's region ap-northeast-1 (set region or provider for another one), got 'arn:aws:sns:us-east-1:123456789012:on-call'
topics={"healthy_hosts": topic} => topics['healthy_hosts'] has no alarm, as its threshold is None
topics={"5xx": topic} => topics key must be one of elb_5xx, rejected_connections, tls_negotiation_errors, target_5xx, unhealthy_hosts, target_response_time, target_4xx_rate, target_connection_errors, healthy_hosts, got '5xx'
metric_alarms={"elb_5xx": MetricAlarm(metric_name="A", statistic="Sum", threshold=1)} => metric_alarms['elb_5xx'] has the name of another alarm, elb_5xx: rename it
metric_alarms={"HTTPCode_ELB_5XX_Count": MetricAlarm(metric_name="A", statistic="Sum", threshold=1)} => metric_alarms['HTTPCode_ELB_5XX_Count'] has the name of another alarm, HTTPCode_ELB_5XX_Count: rename it
target_groups={"web": target_group}, metric_alarms={"web-a": MetricAlarm(metric_name="A", statistic="Sum", threshold=1), "a": MetricAlarm(metric_name="A", statistic="Sum", threshold=1, dimension="TargetGroup")} => metric_alarms['a'] has the name of another alarm, web-a: rename it
metric_alarms={"a" * 252: MetricAlarm(metric_name="A", statistic="Sum", threshold=1)} => metric_alarms key must be short enough for an alarm name of at most 255 characters, got 'web-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (258 characters)
target_groups={"web": Arn("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/1")} => target_groups['web'] must be in the provider's region ap-northeast-1 (set region or provider for another one), got 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/1'
evaluation_periods=30, metric_alarms={"a": MetricAlarm(metric_name="A", statistic="Sum", threshold=1, period=86400)} => evaluation_periods must be at most 7 periods of 86400 s, got 30
metric_alarms={"a": 5} => metric_alarms['a'] must be of type MetricAlarm, got 5
topics={"elb_5xx": "pager"} => topics['elb_5xx'] must be an SNS topic (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'pager'
datapoints_to_alarm=2 => datapoints_to_alarm must be between 1 and 1, got 2
evaluation_periods=3, datapoints_to_alarm=0 => datapoints_to_alarm must be between 1 and 3, got 0
treat_missing_data="good" => treat_missing_data must be one of missing, ignore, breaching, notBreaching, got 'good'
evaluation_periods=289 => evaluation_periods must be at most 288 periods of 300 s, got 289
""",
    ),
    InvalidInput(
        'MetricAlarm(metric_name="ActiveConnectionCount", statistic="Sum", threshold=1)',
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
        """
metric_name="Active Connections" => metric_name must be the name of a metric: 1 to 255 letters, digits and _, got 'Active Connections'
statistic="p200" => statistic must be one of Sum, Average, Minimum, Maximum, SampleCount, or a percentile such as p99, got 'p200'
statistic="Mean" => statistic must be one of Sum, Average, Minimum, Maximum, SampleCount, or a percentile such as p99, got 'Mean'
threshold="1" => threshold must be a number, got '1'
period=61 => period must be 10, 20, 30 or a multiple of 60, got 61
comparison_operator=">" => comparison_operator must be one of GreaterThanThreshold, GreaterThanOrEqualToThreshold, LessThanThreshold, LessThanOrEqualToThreshold, got '>'
dimension="Zone" => dimension must be one of LoadBalancer, TargetGroup, got 'Zone'
treat_missing_data="good" => treat_missing_data must be one of missing, ignore, breaching, notBreaching, got 'good'
description="" => description must be 1 to 1024 characters, got ''
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
target_4xx_rate=100 => target_4xx_rate must be a percentage below 100, got 100
target_4xx_rate=0 => target_4xx_rate must be a number above 0, got 0
healthy_hosts=0 => healthy_hosts must be between 1 and 1000000000, got 0
target_connection_errors=-1 => target_connection_errors must be between 0 and 1000000000, got -1
target_response_time=0 => target_response_time must be a number above 0, got 0
target_response_time="1" => target_response_time must be a number above 0, got '1'
target_5xx=0.5 => target_5xx must be a whole number between 0 and 1000000000, got 0.5
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
