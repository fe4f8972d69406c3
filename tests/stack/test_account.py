"""What is written to be in another account than that to which the provider is held."""

from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    FixedResponse,
    Forward,
    HttpListener,
    HttpsListener,
    Id,
    LambdaTargetGroup,
    ListenerLookup,
    ListenerRule,
    ListenerRules,
    LoadBalancerAlarms,
    PathPattern,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from helpers.errors import raises_exactly

OWN, OTHER = "111111111111", "222222222222"
NOT_FOUND = FixedResponse(404)
PARTS = {
    "certificate": "acm:eu-west-1:{}:certificate/1",
    "target_group": "elasticloadbalancing:eu-west-1:{}:targetgroup/web/1",
    "web_acl": "wafv2:eu-west-1:{}:regional/webacl/web/1",
    "function": "lambda:eu-west-1:{}:function:hello",
    "load_balancer": "elasticloadbalancing:eu-west-1:{}:loadbalancer/app/web/1",
    "listener": "elasticloadbalancing:eu-west-1:{}:listener/app/web/1/2",
}


def alb(stack: TerraformStack, **given: Any) -> None:  # noqa: ANN401 - whatever it takes
    ApplicationLoadBalancer(
        stack,
        "alb",
        name="web",
        subnets=[Id("subnet-1"), Id("subnet-2")],
        security_groups=[Id("sg-1")],
        **{"listeners": [HttpListener(default_action=NOT_FOUND)], **given},
    )


def rules(stack: TerraformStack, listener: Arn) -> None:
    rule = ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=NOT_FOUND)
    ListenerRules(stack, "rules", listener=listener, rules={"a": rule})


USES: dict[str, Callable[[TerraformStack, Arn], object]] = {
    "certificate": lambda stack, arn: alb(
        stack, listeners=[HttpsListener(certificate=arn, default_action=NOT_FOUND)]
    ),
    "target_group": lambda stack, arn: alb(
        stack, listeners=[HttpListener(default_action=Forward(arn))]
    ),
    "web_acl": lambda stack, arn: alb(stack, web_acl=arn),
    "function": lambda stack, arn: LambdaTargetGroup(stack, "web", name="web", function=arn),
    "load_balancer": lambda stack, arn: ListenerLookup(stack, "it", load_balancer=arn, port=80),
    "listener": rules,
}


def stack_of(accounts: list[str] | None) -> TerraformStack:
    stack = TerraformStack(App(), "stack")
    AwsProvider(stack, "aws", region="eu-west-1", allowed_account_ids=accounts)
    return stack


@pytest.mark.parametrize("field", USES)
def test_rejects_arn_of_other_account(field: str) -> None:
    arn = Arn("arn:aws:" + PARTS[field].format(OTHER))
    with raises_exactly(
        f"{field} must be in the account {OWN}, the only one that the provider allows, got {arn.arn!r}"
    ):
        USES[field](stack_of([OWN]), arn)
    for allowed in (None, [OTHER], [OWN, OTHER], ["${var.account}"]):
        USES[field](stack_of(allowed), arn)


def test_accepts_topic_of_other_account() -> None:
    """As a company has one for all, whose policy lets CloudWatch publish."""
    topic = Arn(f"arn:aws:sns:eu-west-1:{OTHER}:on-call")
    stack = stack_of([OWN])
    alb(stack)
    [balancer] = (one for one in stack.node.children if isinstance(one, ApplicationLoadBalancer))
    LoadBalancerAlarms(
        stack, "alarms", name="web", load_balancer=balancer, target_groups={}, topic=topic
    )
