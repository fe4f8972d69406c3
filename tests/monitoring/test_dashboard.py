import json
from collections.abc import Callable
from typing import Any

from constructs_lib import ApplicationLoadBalancerLookup, LoadBalancerDashboard, TargetGroupLookup
from cdktf import TerraformStack
from helpers.invalid_input import InvalidInput, rejects


def arguments(stack: TerraformStack, **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a test passes
    return {
        "name": "web",
        "load_balancer": ApplicationLoadBalancerLookup(stack, "alb", name="web"),
        "target_groups": {"api": TargetGroupLookup(stack, "api", name="api")},
        **changed,
    }


def test_creates_widget_for_each_metric(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    LoadBalancerDashboard(stack, "dashboard", **arguments(stack))
    dashboard = synthesized()["resource"]["aws_cloudwatch_dashboard"]["dashboard"]
    assert dashboard["dashboard_name"] == "web"
    widgets = json.loads(dashboard["dashboard_body"])["widgets"]
    places = {(widget["x"], widget["y"]) for widget in widgets}
    assert places == {(x, y) for x in (0, 8, 16) for y in (0, 6)}
    regions = {widget["properties"]["region"] for widget in widgets}
    assert len(regions) == 1
    assert regions.pop().startswith("${data.aws_region.dashboard_region_")
    metrics = [line for widget in widgets for line in widget["properties"]["metrics"]]
    assert {line[1] for line in metrics} == {
        "RequestCount",
        "HTTPCode_ELB_5XX_Count",
        "HTTPCode_Target_5XX_Count",
        "TargetResponseTime",
        "HealthyHostCount",
        "UnHealthyHostCount",
        "RejectedConnectionCount",
        "ClientTLSNegotiationErrorCount",
    }
    [response_time] = [line for line in metrics if line[1] == "TargetResponseTime"]
    assert response_time == [
        "AWS/ApplicationELB",
        "TargetResponseTime",
        "LoadBalancer",
        "${data.aws_lb.alb.arn_suffix}",
        "TargetGroup",
        "${data.aws_lb_target_group.api.arn_suffix}",
        {"stat": "p95", "label": "api TargetResponseTime"},
    ]


INVALID = [
    InvalidInput(
        'LoadBalancerDashboard(stack, "id", name="web", load_balancer=alb, target_groups={})',
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html",
        """
name="" => name must be 1 to 255 letters, digits, - and _, got ''
name="a b" => name must be 1 to 255 letters, digits, - and _, got 'a b'
name="a" * 256 => name must be 1 to 255 letters, digits, - and _, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (258 characters)
load_balancer=target_group => load_balancer must be the ARN of an Application Load Balancer, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1'
target_groups={"a b": target_group} => target_groups key must be letters, digits, - and _ that are known at synth, got 'a b'
target_groups=None => target_groups must be a mapping of names to target groups, got None
target_groups={"web": alb} => target_groups['web'] must be a target group, got the ApplicationLoadBalancer stack/alb
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
