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
from cdktf import App, TerraformStack, TerraformVariable, Testing
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct
from constructs_lib.references import HasArn
from helpers.errors import synth_errors

VPC = Id("vpc-1")
FUNCTION = Arn("arn:aws:lambda:ap-northeast-1:123456789012:function:hello")
WEB = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0123")


def alb(scope: Construct, id: str, name: str, *listeners: HttpListener) -> ApplicationLoadBalancer:
    arguments: dict[str, Any] = {
        "subnets": [Id("subnet-1"), Id("subnet-2")],
        "security_groups": [Id("sg-1")],
    }
    return ApplicationLoadBalancer(scope, id, name=name, listeners=listeners, **arguments)


def test_rejects_name_of_other_load_balancer(stack: TerraformStack) -> None:
    alb(Construct(stack, "group"), "one", "web")
    alb(stack, "three", "web-3")
    assert synth_errors(stack) == []
    alb(stack, "two", "web")
    assert synth_errors(stack) == [
        "stack/two: name 'web' is already used by the load balancer stack/group/one"
    ]


def test_rejects_name_of_other_target_group(stack: TerraformStack) -> None:
    TargetGroup(stack, "one", name="web", vpc=VPC, port=80)
    TargetGroup(stack, "three", name_prefix="web", vpc=VPC, port=80)
    TargetGroup(stack, "four", name_prefix="web", vpc=VPC, port=80)
    assert synth_errors(stack) == []
    LambdaTargetGroup(stack, "two", name="web", function=FUNCTION)
    assert synth_errors(stack) == [
        "stack/two: name 'web' is already used by the target group stack/one"
    ]


def test_rejected_construct_claims_nothing(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match="port"):
        TargetGroup(stack, "one", name="web", vpc=VPC, port=0)
    TargetGroup(stack, "two", name="web", vpc=VPC, port=80)
    assert synth_errors(stack) == []


def test_does_not_compare_tokens(stack: TerraformStack) -> None:
    name = TerraformVariable(stack, "name", type="string").string_value
    alb(stack, "one", name)
    alb(stack, "two", name)
    assert synth_errors(stack) == []


def attached(path: str, target_group: str, load_balancer: str) -> list[str]:
    return [
        (
            f"{path}: target group {target_group} is already attached to the load balancer of "
            f"{load_balancer}; a target group can have only one load balancer"
        )
    ]


@pytest.mark.parametrize("kind", ["ours", "raw", "arn"])
def test_rejects_target_group_of_two_load_balancers(stack: TerraformStack, kind: str) -> None:
    if kind == "ours":
        group: Any = TargetGroup(stack, "web", name="web", vpc=VPC, port=80)
    else:
        group = LbTargetGroup(stack, "web", name="web") if kind == "raw" else WEB
    rule = ListenerRule(conditions=[PathPattern(["/a"])], action=Forward(group), priority=100)
    listener = HttpListener(default_action=Forward(group), rules={"a": rule})
    alb(stack, "one", "one", listener, HttpListener(port=81, default_action=Forward(group)))
    assert synth_errors(stack) == []
    alb(stack, "two", "two", HttpListener(default_action=Forward(group)))
    label = "stack/web" if kind == "raw" else "web"
    assert synth_errors(stack) == attached("stack/two", label, "stack/one")


@pytest.mark.parametrize("kind", ["lookup", "ours", "arn", "raw"])
def test_recognizes_target_group_with_two_references(stack: TerraformStack, kind: str) -> None:
    ours = TargetGroup(stack, "web", name="web", vpc=VPC, port=80)
    references: dict[str, HasArn] = {
        "lookup": TargetGroupLookup(stack, "again", name="web"),
        "ours": ours,
        "arn": WEB,
        "raw": ours.resource,
    }
    lookup = TargetGroupLookup(stack, "lookup", name="web")
    alb(stack, "one", "one", HttpListener(default_action=Forward(references[kind])))
    alb(stack, "two", "two", HttpListener(default_action=Forward(lookup)))
    assert synth_errors(stack) == attached("stack/two", "web", "stack/one")


def lookup(scope: Construct, id: str, name: str = "shared", port: int = 443) -> ListenerLookup:
    load_balancer = ApplicationLoadBalancerLookup(scope, f"{id}-alb", name=name)
    return ListenerLookup(scope, f"{id}-listener", load_balancer=load_balancer, port=port)


def rules(scope: Construct, id: str, listener: HasArn, priority: int, group: HasArn = WEB) -> None:
    rule = ListenerRule(
        priority=priority, conditions=[PathPattern([f"/{id}"])], action=Forward(group)
    )
    ListenerRules(scope, id, listener=listener, rules={"a": rule})


def test_rejects_priority_on_listener_looked_up_twice(stack: TerraformStack) -> None:
    rules(stack, "one", lookup(stack, "one"), 100)
    rules(stack, "other-port", lookup(stack, "other-port", port=8443), 100)
    assert synth_errors(stack) == []
    rules(stack, "two", lookup(stack, "two"), 100)
    assert synth_errors(stack) == [
        "stack/two: rules['a'] has the same priority, 100, as a rule of stack/one"
    ]


@pytest.mark.parametrize("kind", ["raw", "looked up"])
def test_rejects_assigned_priority_on_own_listener(stack: TerraformStack, kind: str) -> None:
    own = ListenerRule(conditions=[PathPattern(["/own"])], action=Forward(WEB), priority=100)
    listener = HttpListener(default_action=Forward(WEB), rules={"own": own})
    load_balancer = alb(stack, "web", "web", listener)
    reference = (
        load_balancer.listeners[80]
        if kind == "raw"
        else ListenerLookup(stack, "again", load_balancer=load_balancer, port=80)
    )
    rules(stack, "free", reference, 101)
    assert synth_errors(stack) == []
    rules(stack, "taken", reference, 100)
    assert synth_errors(stack) == [
        "stack/taken: rules['a'] has the same priority, 100, as a rule of stack/web"
    ]


def test_rejects_assigned_priority_of_other_rules(stack: TerraformStack) -> None:
    rules(stack, "one", lookup(stack, "one", name="web", port=80), 100)
    own = ListenerRule(conditions=[PathPattern(["/own"])], action=Forward(WEB), priority=100)
    alb(stack, "web", "web", HttpListener(default_action=Forward(WEB), rules={"own": own}))
    assert synth_errors(stack) == [
        (
            "stack/web: listeners port 80 rules['own'] has the same priority, 100, as a rule of "
            "stack/one"
        )
    ]


def test_rejects_target_group_of_rules_on_two_load_balancers(stack: TerraformStack) -> None:
    rules(stack, "one", lookup(stack, "one"), 100)
    rules(stack, "same", lookup(stack, "same", port=80), 101)
    arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/shared/1/2"
    rules(stack, "same-by-arn", Arn(arn), 102)
    alb(stack, "shared", "shared", HttpListener(default_action=Forward(WEB)))
    assert synth_errors(stack) == []
    rules(stack, "two", lookup(stack, "two", name="other"), 100)
    alb(stack, "alb", "web", HttpListener(default_action=Forward(WEB)))
    assert synth_errors(stack) == [
        *attached("stack/two", "web", "stack/one"),
        *attached("stack/alb", "web", "stack/one"),
    ]


def test_rejects_repeated_alias_record(stack: TerraformStack) -> None:
    zone = HostedZoneLookup(stack, "zone", name="example.com")
    again = HostedZoneLookup(stack, "again", name="example.com")
    shared = ApplicationLoadBalancerLookup(stack, "shared", name="shared")
    AliasRecord(stack, "one", name="a.example.com", hosted_zone=zone, load_balancer=shared)
    AliasRecord(stack, "two", name="b.example.com", hosted_zone=zone, load_balancer=shared)
    assert synth_errors(stack) == []
    AliasRecord(stack, "three", name="a.example.com", hosted_zone=again, load_balancer=shared)
    assert synth_errors(stack) == [
        "stack/three: name 'a.example.com' is already used by the alias record stack/one"
    ]


@pytest.mark.parametrize(
    ("construct", "owner", "arguments"),
    [
        (SecurityGroup, "the security group stack/one of the VPC", {"vpc": VPC}),
        (LoadBalancerLogBucket, "the bucket stack/one", {}),
        (
            TrustStore,
            "the trust store stack/one",
            {"ca_certificates_bundle": S3Object(Id("bucket"), "ca.pem")},
        ),
        (
            LoadBalancerDashboard,
            "the dashboard stack/one",
            {"load_balancer": None, "target_groups": {}},
        ),
    ],
)
def test_rejects_repeated_name(
    stack: TerraformStack,
    construct: Any,  # noqa: ANN401 - any construct
    owner: str,
    arguments: dict[str, Any],
) -> None:
    if "load_balancer" in arguments:
        shared = ApplicationLoadBalancerLookup(stack, "shared", name="shared")
        arguments = {**arguments, "load_balancer": shared}
    construct(stack, "one", name="web", **arguments)
    construct(stack, "three", name="web-3", **arguments)
    assert synth_errors(stack) == []
    construct(stack, "two", name="web", **arguments)
    assert synth_errors(stack) == [f"stack/two: name 'web' is already used by {owner}"]


def test_rejects_priority_on_listener_of_other_stack() -> None:
    app = App()
    edge, shop = TerraformStack(app, "edge"), TerraformStack(app, "shop")
    for stack in (edge, shop):
        AwsProvider(stack, "aws", region="eu-west-1")
    rule = ListenerRule(priority=100, conditions=[PathPattern(["/a"])], action=FixedResponse(404))
    listener = HttpListener(default_action=FixedResponse(404), rules={"a": rule})
    shared = alb(edge, "alb", "shared", listener)
    ListenerRules(shop, "rules", listener=shared.listeners[80], rules={"a": rule})
    assert synth_errors(edge) == [
        "shop/rules: rules['a'] has the same priority, 100, as a rule of edge/alb"
    ]


ACCOUNT, OTHER = "123456789012", "210987654321"


@pytest.mark.parametrize(
    ("dev", "prod", "conflict"),
    [
        ((ACCOUNT, "eu-west-1"), (ACCOUNT, "eu-west-1"), True),
        ((ACCOUNT, "eu-west-1"), (ACCOUNT, "eu-west-2"), False),
        ((ACCOUNT, "eu-west-1"), (OTHER, "eu-west-1"), False),
        ((None, "eu-west-1"), (None, "eu-west-1"), False),
        ((ACCOUNT, None), (ACCOUNT, None), False),
        (("${var.account}", "eu-west-1"), ("${var.account}", "eu-west-1"), False),
    ],
)
def test_rejects_repeated_name_in_other_stack(
    dev: tuple[str | None, ...], prod: tuple[str | None, ...], *, conflict: bool
) -> None:
    app, unrelated = App(), App()
    stacks = []
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
        stacks.append(stack)
    used = "name 'web' is already used by the"
    expected = [
        f"prod/group: {used} target group dev/group, in the same account and region",
        f"prod/alb: {used} load balancer dev/alb, in the same account and region",
    ]
    for stack in stacks[1:]:
        assert synth_errors(stack) == (expected if conflict else [])
    assert synth_errors(stacks[0]) == []


def test_rejects_repeated_name_in_testing_app() -> None:
    app = Testing.app()
    stacks = [TerraformStack(app, name) for name in ("dev", "prod")]
    for stack in stacks:
        AwsProvider(stack, "aws", region="eu-west-1", allowed_account_ids=[ACCOUNT])
        alb(stack, "alb", "web")
    error = "name 'web' is already used by the load balancer dev/alb"
    for stack in stacks:
        assert synth_errors(stack) == [f"prod/alb: {error}, in the same account and region"]


@pytest.mark.parametrize(("account", "conflict"), [(ACCOUNT, True), (OTHER, False)])
def test_rejects_repeated_dashboard_name_in_account(account: str, *, conflict: bool) -> None:
    app = App()
    for name, account_id, region in (
        ("dev", ACCOUNT, "eu-west-1"),
        ("prod", account, "eu-west-2"),
    ):
        stack = TerraformStack(app, name)
        AwsProvider(stack, "aws", region=region, allowed_account_ids=[account_id])
        LoadBalancerDashboard(
            stack, "dashboard", name="web", load_balancer=alb(stack, "alb", name), target_groups={}
        )
    error = (
        "prod/dashboard: name 'web' is already used by the dashboard dev/dashboard, in the same "
        "account"
    )
    assert synth_errors(stack) == ([error] if conflict else [])


def test_rejects_repeated_bucket_name_in_other_account() -> None:
    app = App()
    for name, account in (("dev", ACCOUNT), ("prod", OTHER)):
        stack = TerraformStack(app, name)
        AwsProvider(stack, "aws", region="eu-west-1", allowed_account_ids=[account])
        LoadBalancerLogBucket(stack, "logs", name="acme-logs")
    assert synth_errors(stack) == [
        "prod/logs: name 'acme-logs' is already used by the bucket dev/logs"
    ]


def test_rejects_repeated_security_group_name_in_created_vpc(stack: TerraformStack) -> None:
    vpcs = [Vpc(stack, name, cidr_block="10.0.0.0/16") for name in ("one", "two")]
    for number, vpc in enumerate(vpcs):
        SecurityGroup(stack, f"group-{number}", name="web", vpc=vpc)
    assert synth_errors(stack) == []
    SecurityGroup(stack, "again", name="web", vpc=vpcs[0])
    assert synth_errors(stack) == [
        "stack/again: name 'web' is already used by the security group stack/group-0 of the VPC"
    ]
