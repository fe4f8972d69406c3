"""Resources in other regions and accounts than those of the provider."""

from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    ApplicationLoadBalancerLookup,
    Arn,
    CertificateLookup,
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
    LoadBalancerLogBucket,
    LoadBalancerLogs,
    PathPattern,
    SecurityGroup,
    TargetGroup,
    WebAclLookup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct
from helpers.errors import not_in_region, raises_exactly

NOT_FOUND = FixedResponse(404)


def certificate(scope: Construct) -> dict[str, Any]:
    lookup = CertificateLookup(scope, "it", domain="www.example.com")
    return {"listeners": [HttpsListener(certificate=lookup, default_action=NOT_FOUND)]}


def target_group(scope: Construct) -> dict[str, Any]:
    group = TargetGroup(scope, "it", name="web", vpc=Id("vpc-1"), port=80)
    return {"listeners": [HttpListener(default_action=Forward(group))]}


def web_acl(scope: Construct) -> dict[str, Any]:
    return {"web_acl": WebAclLookup(scope, "it", name="web")}


def access_logs(scope: Construct) -> dict[str, Any]:
    return {"access_logs": LoadBalancerLogs(LoadBalancerLogBucket(scope, "it", name="web-logs"))}


OTHER_REGION = [
    ("certificate", certificate),
    ("target_group", target_group),
    ("web_acl", web_acl),
    ("access_logs bucket", access_logs),
]


def stack_in(app: App, region: str | None, id: str) -> TerraformStack:
    stack = TerraformStack(app, id)
    AwsProvider(stack, "aws", region=region)
    return stack


def alb(scope: Construct, **changed: Any) -> ApplicationLoadBalancer:  # noqa: ANN401 - its arguments
    return ApplicationLoadBalancer(
        scope,
        "alb",
        name="web",
        subnets=[Id("subnet-1"), Id("subnet-2")],
        **{
            "security_groups": [Id("sg-1")],
            "listeners": [HttpListener(default_action=NOT_FOUND)],
            **changed,
        },
    )


@pytest.mark.parametrize(("field", "arguments"), OTHER_REGION)
def test_rejects_construct_of_stack_in_other_region(
    field: str, arguments: Callable[[Construct], dict[str, Any]]
) -> None:
    app = App()
    there = arguments(stack_in(app, "us-east-1", "there"))
    with raises_exactly(not_in_region(field, "there/it in us-east-1")):
        alb(stack_in(app, "ap-northeast-1", "here"), **there)


def test_rejects_security_group_of_stack_in_other_region() -> None:
    app = App()
    there = SecurityGroup(stack_in(app, "us-east-1", "there"), "it", name="it", vpc=Id("vpc-1"))
    with raises_exactly(not_in_region("security_groups[0]", "there/it in us-east-1")):
        alb(stack_in(app, "ap-northeast-1", "here"), security_groups=[there])
    alb(stack_in(app, "us-east-1", "same"), security_groups=[there])


def test_accepts_construct_with_other_provider() -> None:
    """Whose region is not that of the stack."""
    app = App()
    there = stack_in(app, "us-east-1", "there")
    here = AwsProvider(there, "here", region="ap-northeast-1", alias="here")
    lookup = CertificateLookup(there, "it", domain="www.example.com")
    lookup.resource.provider = here
    https = HttpsListener(certificate=lookup, default_action=NOT_FOUND)
    alb(stack_in(app, "ap-northeast-1", "here"), listeners=[https])


@pytest.mark.parametrize("kind", ["listener", "target_group"])
def test_rejects_rules_on_listener_in_other_region(kind: str) -> None:
    app = App()
    elsewhere = TargetGroup(
        stack_in(app, "us-east-1", "there"), "it", name="web", vpc=Id("vpc-1"), port=80
    )
    listener = "arn:aws:elasticloadbalancing:{}:123456789012:listener/app/web/1/2"
    arn = Arn(listener.format("us-east-1" if kind == "listener" else "ap-northeast-1"))
    action = NOT_FOUND if kind == "listener" else Forward(elsewhere)
    rule = ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=action)
    got = arn.arn if kind == "listener" else "there/it in us-east-1"
    with raises_exactly(not_in_region(kind, got)):
        ListenerRules(
            stack_in(app, "ap-northeast-1", "here"), "rules", listener=arn, rules={"a": rule}
        )


@pytest.mark.parametrize("region", ["ap-northeast-1", None])
@pytest.mark.parametrize(("_", "arguments"), OTHER_REGION)
def test_accepts_construct_of_stack_in_same_or_unknown_region(
    _: str, arguments: Callable[[Construct], dict[str, Any]], region: str | None
) -> None:
    app = App()
    there = arguments(stack_in(app, region, "there"))
    alb(stack_in(app, "ap-northeast-1", "here"), **there)


def test_rejects_arn_in_other_region() -> None:
    here = stack_in(App(), "ap-northeast-1", "here")
    elsewhere = "arn:aws:{}:us-east-1:123456789012:{}"
    shared = Arn(elsewhere.format("elasticloadbalancing", "loadbalancer/app/web/1"))
    with raises_exactly(not_in_region("load_balancer", shared.arn)):
        ListenerLookup(here, "listener", load_balancer=shared, port=443)
    topic = Arn(elsewhere.format("sns", "on-call"))
    with raises_exactly(not_in_region("topic", topic.arn)):
        LoadBalancerAlarms(
            here,
            "alarms",
            name="web",
            load_balancer=ApplicationLoadBalancerLookup(here, "web", name="web"),
            target_groups={},
            topic=topic,
        )


OWN, OTHER = "111111111111", "222222222222"
ARNS = {
    "certificate": "acm:eu-west-1:{}:certificate/1",
    "target_group": "elasticloadbalancing:eu-west-1:{}:targetgroup/web/1",
    "web_acl": "wafv2:eu-west-1:{}:regional/webacl/web/1",
    "function": "lambda:eu-west-1:{}:function:hello",
    "load_balancer": "elasticloadbalancing:eu-west-1:{}:loadbalancer/app/web/1",
    "listener": "elasticloadbalancing:eu-west-1:{}:listener/app/web/1/2",
}


def rules(stack: TerraformStack, listener: Arn) -> None:
    rule = ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=NOT_FOUND)
    ListenerRules(stack, "rules", listener=listener, rules={"a": rule})


ARGUMENTS: dict[str, Callable[[TerraformStack, Arn], object]] = {
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


def stack_with(accounts: list[str] | None) -> TerraformStack:
    stack = TerraformStack(App(), "stack")
    AwsProvider(stack, "aws", region="eu-west-1", allowed_account_ids=accounts)
    return stack


@pytest.mark.parametrize("field", ARGUMENTS)
def test_rejects_arn_of_other_account(field: str) -> None:
    arn = Arn("arn:aws:" + ARNS[field].format(OTHER))
    with raises_exactly(
        f"{field} must be in the account {OWN}, the only one that the provider allows, got {arn.arn!r}"
    ):
        ARGUMENTS[field](stack_with([OWN]), arn)
    for allowed in (None, [OTHER], [OWN, OTHER], ["${var.account}"]):
        ARGUMENTS[field](stack_with(allowed), arn)


def test_accepts_topic_of_other_account() -> None:
    """A company may have one for all accounts, whose policy allows CloudWatch to publish."""
    topic = Arn(f"arn:aws:sns:eu-west-1:{OTHER}:on-call")
    stack = stack_with([OWN])
    LoadBalancerAlarms(
        stack, "alarms", name="web", load_balancer=alb(stack), target_groups={}, topic=topic
    )
