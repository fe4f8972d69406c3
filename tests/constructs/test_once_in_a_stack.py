from pathlib import Path
from typing import Any

import pytest
from constructs_lib import (
    AliasRecord,
    ApplicationLoadBalancer,
    ApplicationLoadBalancerLookup,
    Arn,
    FixedResponse,
    Forward,
    HostedZoneLookup,
    HttpListener,
    Id,
    LambdaTargetGroup,
    ListenerLookup,
    ListenerRule,
    ListenerRules,
    LoadBalancerDashboard,
    LoadBalancerLogBucket,
    PathPattern,
    S3Object,
    SecurityGroup,
    TargetGroup,
    TargetGroupLookup,
    TrustStore,
)
from cdktf import App, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct
from constructs_lib.refs import HasArn
from support import refusal

VPC = Id("vpc-1")
FUNCTION = Arn("arn:aws:lambda:ap-northeast-1:123456789012:function:hello")
WEB = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0123")


def alb(scope: Construct, id: str, name: str, *listeners: HttpListener) -> ApplicationLoadBalancer:
    arguments: dict[str, Any] = {
        "subnets": [Id("subnet-1"), Id("subnet-2")],
        "security_groups": [Id("sg-1")],
    }
    return ApplicationLoadBalancer(scope, id, name=name, listeners=listeners, **arguments)


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
    named = "stack/web" if kind == "raw" else "the target group web"
    rule = ListenerRule(conditions=[PathPattern(["/a"])], action=Forward(group))
    one = HttpListener(default_action=Forward(group), rules={"a": rule})
    alb(stack, "one", "one", one, HttpListener(port=81, default_action=Forward(group)))
    with refusal(
        "listeners must be another target group (AWS takes one load balancer for each) than that "
        f"of stack/one, got {named!r}"
    ):
        alb(stack, "two", "two", HttpListener(default_action=Forward(group)))


def test_a_target_group_that_is_looked_up_twice(stack: TerraformStack) -> None:
    one, two, other = (
        TargetGroupLookup(stack, id, name=name)
        for id, name in (("web", "web"), ("again", "web"), ("other", "other"))
    )
    alb(stack, "one", "one", HttpListener(default_action=Forward(one)))
    alb(stack, "two", "two", HttpListener(default_action=Forward(other)))
    with refusal(
        "listeners must be another target group (AWS takes one load balancer for each) than that "
        "of stack/one, got 'the target group web'"
    ):
        alb(stack, "three", "three", HttpListener(default_action=Forward(two)))


@pytest.mark.parametrize("kind", ["made", "arn", "raw"])
def test_a_target_group_that_is_named_in_two_ways(stack: TerraformStack, kind: str) -> None:
    made = TargetGroup(stack, "web", name="web", vpc=VPC, port=80)
    named: dict[str, HasArn] = {"made": made, "arn": WEB, "raw": made.resource}
    one = named[kind]
    two = TargetGroupLookup(stack, "lookup", name="web")
    alb(stack, "one", "one", HttpListener(default_action=Forward(one)))
    with refusal(
        "listeners must be another target group (AWS takes one load balancer for each) than that "
        "of stack/one, got 'the target group web'"
    ):
        alb(stack, "two", "two", HttpListener(default_action=Forward(two)))


def lookup(scope: Construct, id: str, name: str = "shared", port: int = 443) -> ListenerLookup:
    load_balancer = ApplicationLoadBalancerLookup(scope, f"{id}-alb", name=name)
    return ListenerLookup(scope, f"{id}-listener", load_balancer=load_balancer, port=port)


def rules(scope: Construct, id: str, listener: HasArn, priority: int, group: HasArn = WEB) -> None:
    rule = ListenerRule(
        priority=priority, conditions=[PathPattern([f"/{id}"])], action=Forward(group)
    )
    ListenerRules(scope, id, listener=listener, rules={"a": rule})


def test_a_priority_on_a_listener_of_another_stack(stack: TerraformStack) -> None:
    """Also where it is looked up twice."""
    rules(stack, "one", lookup(stack, "one"), 100)
    rules(stack, "other-port", lookup(stack, "other-port", port=8443), 100)
    with refusal(
        "rules['a'] must be another rule priority of its listener than that of stack/one, got 100"
    ):
        rules(stack, "two", lookup(stack, "two"), 100)


@pytest.mark.parametrize("kind", ["raw", "looked up"])
def test_a_priority_on_a_listener_of_this_stack(stack: TerraformStack, kind: str) -> None:
    """Also one that the library has given."""
    own = ListenerRule(conditions=[PathPattern(["/own"])], action=Forward(WEB))
    listener = HttpListener(default_action=Forward(WEB), rules={"own": own})
    made = alb(stack, "web", "web", listener)
    again = (
        made.listeners[80]
        if kind == "raw"
        else ListenerLookup(stack, "again", load_balancer=made, port=80)
    )
    rules(stack, "free", again, 101)
    with refusal(
        "rules['a'] must be another rule priority of its listener than that of stack/web, got 100"
    ):
        rules(stack, "taken", again, 100)


def test_a_priority_that_others_have_taken(stack: TerraformStack) -> None:
    rules(stack, "one", lookup(stack, "one", name="web", port=80), 100)
    own = ListenerRule(conditions=[PathPattern(["/own"])], action=Forward(WEB))
    with refusal(
        "listeners port 80 rules['own'] must be another rule priority of its listener than that of "
        "stack/one, got 100"
    ):
        alb(stack, "web", "web", HttpListener(default_action=Forward(WEB), rules={"own": own}))


def test_a_target_group_behind_a_load_balancer_of_another_stack(stack: TerraformStack) -> None:
    rules(stack, "one", lookup(stack, "one"), 100)
    rules(stack, "same", lookup(stack, "same", port=80), 101)
    arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/shared/1/2"
    rules(stack, "same-by-arn", Arn(arn), 102)
    kind = "target group (AWS takes one load balancer for each)"
    with refusal(
        f"rules must be another {kind} than that of stack/one, got 'the target group web'"
    ):
        rules(stack, "two", lookup(stack, "two", name="other"), 100)
    with refusal(
        f"listeners must be another {kind} than that of stack/one, got 'the target group web'"
    ):
        alb(stack, "alb", "web", HttpListener(default_action=Forward(WEB)))
    alb(stack, "shared", "shared", HttpListener(default_action=Forward(WEB)))


def test_an_alias_record(stack: TerraformStack) -> None:
    zone = HostedZoneLookup(stack, "zone", name="example.com")
    shared = ApplicationLoadBalancerLookup(stack, "shared", name="shared")
    arguments: dict[str, Any] = {"hosted_zone": zone, "load_balancer": shared}
    AliasRecord(stack, "one", name="a.example.com", **arguments)
    AliasRecord(stack, "two", name="b.example.com", **arguments)
    again = {**arguments, "hosted_zone": HostedZoneLookup(stack, "again", name="example.com")}
    for given in (arguments, again):
        with refusal(
            "name must be another alias record than that of stack/one, got 'a.example.com'"
        ):
            AliasRecord(stack, "three", name="a.example.com", **given)


@pytest.mark.parametrize(
    ("construct", "kind", "arguments"),
    [
        (SecurityGroup, "security group name of its VPC", {"vpc": VPC}),
        (LoadBalancerLogBucket, "bucket name", {}),
        (
            TrustStore,
            "trust store name",
            {"ca_certificates_bundle": S3Object(Id("bucket"), "ca.pem")},
        ),
        (
            LoadBalancerDashboard,
            "dashboard name",
            {"load_balancer": None, "target_groups": {}},
        ),
    ],
)
def test_a_name(
    stack: TerraformStack,
    construct: Any,  # noqa: ANN401 - any of ours
    kind: str,
    arguments: dict[str, Any],
) -> None:
    if "load_balancer" in arguments:
        shared = ApplicationLoadBalancerLookup(stack, "shared", name="shared")
        arguments = {**arguments, "load_balancer": shared}
    construct(stack, "one", name="web", **arguments)
    construct(stack, "three", name="web-3", **arguments)
    with refusal(f"name must be another {kind} than that of stack/one, got 'web'"):
        construct(stack, "two", name="web", **arguments)


def test_a_priority_on_a_listener_of_another_stack_of_the_app() -> None:
    app = App()
    edge, shop = TerraformStack(app, "edge"), TerraformStack(app, "shop")
    for stack in (edge, shop):
        AwsProvider(stack, "aws", region="eu-west-1")
    rule = ListenerRule(priority=100, conditions=[PathPattern(["/a"])], action=FixedResponse(404))
    listener = HttpListener(default_action=FixedResponse(404), rules={"a": rule})
    shared = alb(edge, "alb", "shared", listener)
    with refusal(
        "rules['a'] must be another rule priority of its listener than that of edge/alb, got 100"
    ):
        ListenerRules(shop, "rules", listener=shared.listeners[80], rules={"a": rule})


ACCOUNT, OTHER = "123456789012", "210987654321"


@pytest.mark.parametrize(
    ("dev", "prod", "same"),
    [
        ((ACCOUNT, "eu-west-1"), (ACCOUNT, "eu-west-1"), True),
        ((ACCOUNT, "eu-west-1"), (ACCOUNT, "eu-west-2"), False),
        ((ACCOUNT, "eu-west-1"), (OTHER, "eu-west-1"), False),
        ((None, "eu-west-1"), (None, "eu-west-1"), False),
        ((ACCOUNT, None), (ACCOUNT, None), False),
        (("${var.account}", "eu-west-1"), ("${var.account}", "eu-west-1"), False),
    ],
)
def test_two_stacks_of_an_app(
    tmp_path: Path, dev: tuple[str | None, ...], prod: tuple[str | None, ...], *, same: bool
) -> None:
    app, unrelated = App(outdir=str(tmp_path)), App()
    for root, name, (account, region) in (
        (unrelated, "dev", dev),
        (app, "dev", dev),
        (app, "prod", prod),
    ):
        stack = TerraformStack(root, name)
        AwsProvider(
            stack,
            "aws",
            region=region,
            allowed_account_ids=None if account is None else [account],
        )
        group = TargetGroup(stack, "group", name="web", vpc=VPC, port=80)
        alb(stack, "alb", "web", HttpListener(default_action=Forward(group)))
        alb(stack, "own", f"own-{name}")
    if not same:
        app.synth()
        return
    with pytest.raises(ValueError, match="must be another") as refused:
        app.synth()
    place = "in its account and region, got 'web'"
    assert str(refused.value).splitlines() == [
        f"name must be another target group name than that of dev/group, {place} (in prod/group)",
        f"name must be another load balancer name than that of dev/alb, {place} (in prod/alb)",
    ]
