import json
from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import ApplicationLoadBalancerLookup, LoadBalancerDashboard, TargetGroupLookup
from cdktf import TerraformStack
from support import refusal


def arguments(stack: TerraformStack, **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a test passes
    return {
        "name": "web",
        "load_balancer": ApplicationLoadBalancerLookup(stack, "alb", name="web"),
        "target_groups": {"api": TargetGroupLookup(stack, "api", name="api")},
        **changed,
    }


def test_has_a_widget_for_each_question(
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


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"name": "a b"}, "name must be 1 to 255 letters, digits, - and _, got 'a b'"),
    ],
)
def test_refuses(stack: TerraformStack, refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        LoadBalancerDashboard(stack, "dashboard", **arguments(stack, **refused))
