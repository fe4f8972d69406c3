"""What is in another region than the load balancer, though Terraform alone knows its ARN."""

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
    ListenerLookup,
    ListenerRule,
    ListenerRules,
    LoadBalancerAlarms,
    LoadBalancerLogBucket,
    LoadBalancerLogs,
    PathPattern,
    TargetGroup,
    WebAclLookup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct
from helpers.errors import raises_exactly

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


FIELDS = [
    ("certificate", certificate),
    ("target_group", target_group),
    ("web_acl", web_acl),
    ("access_logs bucket", access_logs),
]


def stack(app: App, region: str | None, id: str) -> TerraformStack:
    made = TerraformStack(app, id)
    AwsProvider(made, "aws", region=region)
    return made


def alb(scope: Construct, given: dict[str, Any]) -> None:
    subnets = [Id("subnet-1"), Id("subnet-2")]
    ApplicationLoadBalancer(
        scope, "alb", name="web", subnets=subnets, security_groups=[Id("sg-1")], **given
    )


@pytest.mark.parametrize(("field", "given"), FIELDS)
def test_rejects_construct_of_stack_in_other_region(
    field: str, given: Callable[[Construct], dict[str, Any]]
) -> None:
    app = App()
    there = given(stack(app, "us-east-1", "there"))
    with raises_exactly(
        f"{field} must be in the provider's region ap-northeast-1, got 'there/it in us-east-1'"
    ):
        alb(stack(app, "ap-northeast-1", "here"), there)


def test_accepts_construct_with_other_provider() -> None:
    """Whose region is not that of the stack."""
    app = App()
    there = stack(app, "us-east-1", "there")
    here = AwsProvider(there, "here", region="ap-northeast-1", alias="here")
    lookup = CertificateLookup(there, "it", domain="www.example.com")
    lookup.resource.provider = here
    https = HttpsListener(certificate=lookup, default_action=NOT_FOUND)
    alb(stack(app, "ap-northeast-1", "here"), {"listeners": [https]})


@pytest.mark.parametrize("kind", ["listener", "target_group"])
def test_rejects_rules_on_listener_in_other_region(kind: str) -> None:
    app = App()
    elsewhere = TargetGroup(
        stack(app, "us-east-1", "there"), "it", name="web", vpc=Id("vpc-1"), port=80
    )
    listener = "arn:aws:elasticloadbalancing:{}:123456789012:listener/app/web/1/2"
    arn = Arn(listener.format("us-east-1" if kind == "listener" else "ap-northeast-1"))
    action = NOT_FOUND if kind == "listener" else Forward(elsewhere)
    rule = ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=action)
    got = arn.arn if kind == "listener" else "there/it in us-east-1"
    with raises_exactly(f"{kind} must be in the provider's region ap-northeast-1, got {got!r}"):
        ListenerRules(
            stack(app, "ap-northeast-1", "here"), "rules", listener=arn, rules={"a": rule}
        )


@pytest.mark.parametrize("region", ["ap-northeast-1", None])
@pytest.mark.parametrize(("_", "given"), FIELDS)
def test_accepts_construct_of_stack_in_same_or_unknown_region(
    _: str, given: Callable[[Construct], dict[str, Any]], region: str | None
) -> None:
    app = App()
    there = given(stack(app, region, "there"))
    alb(stack(app, "ap-northeast-1", "here"), there)


def test_rejects_arn_in_other_region() -> None:
    here = stack(App(), "ap-northeast-1", "here")
    elsewhere = "arn:aws:{}:us-east-1:123456789012:{}"
    shared = Arn(elsewhere.format("elasticloadbalancing", "loadbalancer/app/web/1"))
    with raises_exactly(
        f"load_balancer must be in the provider's region ap-northeast-1, got {shared.arn!r}"
    ):
        ListenerLookup(here, "listener", load_balancer=shared, port=443)
    topic = Arn(elsewhere.format("sns", "on-call"))
    with raises_exactly(
        f"topic must be in the provider's region ap-northeast-1, got {topic.arn!r}"
    ):
        LoadBalancerAlarms(
            here,
            "alarms",
            name="web",
            load_balancer=ApplicationLoadBalancerLookup(here, "web", name="web"),
            target_groups={},
            topic=topic,
        )
