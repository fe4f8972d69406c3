from collections.abc import Callable
from typing import Any

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.ecs_service import EcsService
from support import refusal

from constructs_lib import (
    Arn,
    FixedResponse,
    Forward,
    Id,
    LambdaTargetGroup,
    ListenerRule,
    ListenerRules,
    PathPattern,
    TargetGroup,
)

LISTENER = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/web/0/1")
RULE = ListenerRule(priority=7, conditions=[PathPattern(["/a"])], action=FixedResponse(404))


def test_puts_rules_on_a_listener_of_another_stack(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ListenerRules(stack, "rules", listener=LISTENER, rules={"a": RULE})
    [(name, rule)] = synthesized()["resource"]["aws_lb_listener_rule"].items()
    assert name.startswith("rules_a_")
    assert (rule["listener_arn"], rule["priority"]) == (LISTENER.arn, 7)


def test_an_ecs_service_waits_for_them(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    web = TargetGroup(stack, "web", name="web", vpc=Id("vpc-1"), port=80)
    rule = ListenerRule(priority=8, conditions=[PathPattern(["/web"])], action=Forward(web))
    rules = ListenerRules(stack, "rules", listener=LISTENER, rules={"a": RULE, "web": rule})
    needs = rules.ecs_service_arguments(web, container_name="app", container_port=8080)
    EcsService(stack, "service", name="web", **needs)
    [waits_for] = synthesized()["resource"]["aws_ecs_service"]["service"]["depends_on"]
    assert waits_for.startswith("aws_lb_listener_rule.rules_web_")


def test_a_lambda_function_is_no_ecs_service(stack: TerraformStack) -> None:
    function = Arn("arn:aws:lambda:ap-northeast-1:123456789012:function:hello")
    hello = LambdaTargetGroup(stack, "hello", name="hello", function=function)
    rule = ListenerRule(priority=8, conditions=RULE.conditions, action=Forward(hello))
    rules = ListenerRules(stack, "rules", listener=LISTENER, rules={"hello": rule})
    with refusal("target_group must be of target type ip or instance, got 'lambda'"):
        rules.ecs_service_arguments(hello, container_name="app", container_port=8080)


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"rules": {}}, "rules must be at least one rule, got {}"),
        (
            {"rules": {"a": ListenerRule(conditions=RULE.conditions, action=RULE.action)}},
            "rules['a'] priority must be given on a listener of another stack, got None",
        ),
        (
            {"rules": {"a": RULE, "b": RULE}},
            "rules['b'] priority must be another than that of rules['a'], got 7",
        ),
        (
            {"listener": Arn("arn:aws:s3:::bucket")},
            "listener must be the ARN of a listener, got 'arn:aws:s3:::bucket'",
        ),
    ],
)
def test_refuses(stack: TerraformStack, refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        ListenerRules(stack, "rules", **{"listener": LISTENER, "rules": {"a": RULE}, **refused})
