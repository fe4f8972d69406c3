from typing import Any

import pytest
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from constructs import Construct
from support import refusal

from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    Forward,
    HttpListener,
    Id,
    LambdaTargetGroup,
    ListenerRule,
    PathPattern,
    TargetGroup,
)

VPC = Id("vpc-1")
FUNCTION = Arn("arn:aws:lambda:ap-northeast-1:123456789012:function:hello")
WEB = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0123")


def alb(scope: Construct, id: str, name: str, *listeners: HttpListener) -> None:
    arguments: dict[str, Any] = {
        "subnets": [Id("subnet-1"), Id("subnet-2")],
        "security_groups": [Id("sg-1")],
    }
    ApplicationLoadBalancer(scope, id, name=name, listeners=listeners, **arguments)


def test_a_load_balancer_s_name(stack: TerraformStack) -> None:
    group = Construct(stack, "group")
    alb(group, "one", "web")
    with refusal("name must be another load balancer name than that of stack/group/one, got 'web'"):
        alb(stack, "two", "web")
    alb(stack, "three", "web-3")


def test_a_target_group_s_name(stack: TerraformStack) -> None:
    TargetGroup(stack, "one", name="web", vpc=VPC, port=80)
    with refusal("name must be another target group name than that of stack/one, got 'web'"):
        LambdaTargetGroup(stack, "two", name="web", function=FUNCTION)
    TargetGroup(stack, "three", name_prefix="web", vpc=VPC, port=80)
    TargetGroup(stack, "four", name_prefix="web", vpc=VPC, port=80)


def test_what_was_refused_has_taken_nothing(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match="port"):
        TargetGroup(stack, "one", name="web", vpc=VPC, port=0)
    TargetGroup(stack, "two", name="web", vpc=VPC, port=80)


def test_a_token_may_be_any_name(stack: TerraformStack) -> None:
    name = TerraformVariable(stack, "name", type="string").string_value
    alb(stack, "one", name)
    alb(stack, "two", name)


@pytest.mark.parametrize("kind", ["ours", "raw", "arn"])
def test_a_target_group_of_two_load_balancers(stack: TerraformStack, kind: str) -> None:
    if kind == "ours":
        group: Any = TargetGroup(stack, "web", name="web", vpc=VPC, port=80)
    else:
        group = LbTargetGroup(stack, "web", name="web") if kind == "raw" else WEB
    named = WEB.arn if kind == "arn" else "stack/web"
    rule = ListenerRule(conditions=[PathPattern(["/a"])], action=Forward(group))
    one = HttpListener(default_action=Forward(group), rules={"a": rule})
    alb(stack, "one", "one", one, HttpListener(port=81, default_action=Forward(group)))
    with refusal(
        "listeners must be another target group (AWS takes one load balancer for each) than that "
        f"of stack/one, got {named!r}"
    ):
        alb(stack, "two", "two", HttpListener(default_action=Forward(group)))
