"""The argument ``region`` of constructs, with version 6 of the provider."""

from inspect import signature
from typing import Any

import constructs_lib
import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    Connection,
    FixedResponse,
    Forward,
    HttpListener,
    HttpsListener,
    Id,
    ListenerRule,
    ListenerRules,
    LoadBalancerDashboard,
    PathPattern,
    PublicSubnetsLookup,
    SecurityGroup,
    TargetGroup,
    VpcLookup,
)
from cdktf import TerraformDataSource, TerraformResource, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct
from constructs_lib._core.features import REGION
from helpers.construct_calls import CALLS, CONSTRUCTS
from helpers.errors import not_in_region, raises_exactly, synth_errors
from helpers.features import requires, without
from helpers.invalid_input import evaluate, stack_fixture

TOKYO, VIRGINIA = "ap-northeast-1", "us-east-1"
WITHOUT_REGION = ["AliasRecord", "HostedZoneLookup"]
"""Constructs of Route 53, which is a global service."""


def regions(construct: Construct) -> set[str | None]:
    """Return the argument of all resources and data sources in a construct that have it."""
    elements = [
        element
        for element in construct.node.find_all()
        if isinstance(element, TerraformResource | TerraformDataSource)
        and "region" in signature(type(element).__init__).parameters
    ]
    assert elements
    return {getattr(element, "region_input") for element in elements}  # noqa: B009 - not in version 5


def load_balancer(
    stack: TerraformStack,
    id: str,
    **changed: Any,  # noqa: ANN401 - its arguments
) -> ApplicationLoadBalancer:
    arguments: dict[str, Any] = {
        "name": id,
        "subnets": [Id("subnet-1"), Id("subnet-2")],
        "security_groups": [Id("sg-1")],
        "listeners": [HttpListener(default_action=FixedResponse(404))],
    }
    return ApplicationLoadBalancer(stack, id, **(arguments | changed))


@requires(REGION)
@pytest.mark.parametrize("name", [name for name in CONSTRUCTS if name not in WITHOUT_REGION])
def test_all_resources_have_region(name: str) -> None:
    """With the valid call of its table of invalid arguments."""
    stack_fixture.cache_clear()
    construct: Any = evaluate(CALLS[name], f'id="with-region", region="{TOKYO}"', stack_fixture())
    stack_fixture.cache_clear()
    assert construct.region == TOKYO
    assert regions(construct) == {TOKYO}


@requires(REGION)
def test_region_defaults_to_that_of_parent_construct(stack: TerraformStack) -> None:
    parent = SecurityGroup(stack, "parent", name="parent", vpc=Id("vpc-1"), region=VIRGINIA)
    child = SecurityGroup(parent, "child", name="child", vpc=Id("vpc-1"))
    osaka = AwsProvider(stack, "osaka", alias="osaka", region="ap-northeast-3")
    other = SecurityGroup(parent, "other", name="other", vpc=Id("vpc-1"), provider=osaka)
    assert regions(child) == {VIRGINIA}
    assert regions(other) == {None}


@requires(REGION)
def test_rules_of_listener_have_region(stack: TerraformStack) -> None:
    web_acl = Arn(f"arn:aws:wafv2:{VIRGINIA}:123456789012:regional/webacl/web/1")
    alb = load_balancer(stack, "alb", web_acl=web_acl, region=VIRGINIA)
    rule = ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=FixedResponse(200))
    ListenerRules(alb, "rules", listener=alb.listeners[80], rules={"a": rule})
    assert regions(alb) == {VIRGINIA}


@requires(REGION)
def test_checks_follow_region(stack: TerraformStack) -> None:
    certificate = Arn(f"arn:aws:acm:{TOKYO}:123456789012:certificate/1")
    there = TargetGroup(stack, "there", name="web", vpc=Id("vpc-1"), port=80, region=VIRGINIA)

    def forward_to(target_group: TargetGroup, region: str | None = None) -> None:
        listener = HttpsListener(certificate=certificate, default_action=Forward(target_group))
        load_balancer(stack, "web", listeners=[listener], region=region)

    with raises_exactly(
        f"certificate must be in the construct's region {VIRGINIA}, got {certificate.arn!r}"
    ):
        forward_to(there, VIRGINIA)
    with raises_exactly(not_in_region("target_group", f"stack/there in {VIRGINIA}")):
        forward_to(there)
    here = TargetGroup(stack, "here", name="web", vpc=Id("vpc-1"), port=80, region=TOKYO)
    forward_to(here)
    assert synth_errors(stack) == []


@requires(REGION)
def test_zones_must_be_in_region(stack: TerraformStack) -> None:
    zones = [f"{TOKYO}a", f"{TOKYO}c"]
    with raises_exactly(
        f"availability_zones must be in the construct's region {VIRGINIA}, got {zones!r}"
    ):
        PublicSubnetsLookup(
            stack, "public", vpc=Id("vpc-1"), availability_zones=zones, region=VIRGINIA
        )


@requires(REGION)
def test_names_are_unique_in_region(stack: TerraformStack) -> None:
    for id, region in (("one", None), ("two", VIRGINIA), ("three", VIRGINIA), ("four", TOKYO)):
        TargetGroup(stack, id, name="web", vpc=Id("vpc-1"), port=80, region=region)
    assert synth_errors(stack) == [
        "stack/three: name 'web' is already used by the target group stack/two",
        "stack/four: name 'web' is already used by the target group stack/one",
    ]


@requires(REGION)
def test_usage_is_counted_in_each_region(stack: TerraformStack) -> None:
    rules = {
        str(number): ListenerRule(
            priority=number, conditions=[PathPattern([f"/{number}"])], action=FixedResponse(200)
        )
        for number in range(1, 61)
    }
    listener = HttpListener(default_action=FixedResponse(404), rules=rules)
    for id, region in (("tokyo", None), ("virginia", VIRGINIA)):
        load_balancer(stack, id, name="web", listeners=[listener], region=region)
    assert synth_errors(stack) == []


@requires(REGION)
def test_rejects_reference_to_other_region(stack: TerraformStack) -> None:
    vpc = VpcLookup(stack, "vpc", name="main", region=VIRGINIA)
    group = SecurityGroup(stack, "group", name="web", vpc=vpc, region=VIRGINIA)
    alb = load_balancer(stack, "alb", security_groups=[group], region=VIRGINIA)
    rule = ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=FixedResponse(200))

    def error(name: str, path: str) -> str:
        return not_in_region(name, f"stack/{path} in {VIRGINIA}")

    with raises_exactly(error("vpc", "vpc")):
        TargetGroup(stack, "web", name="web", vpc=vpc, port=80)
    with raises_exactly(error("source", "group")):
        Connection(stack, "connection", source=group, destination=Id("sg-1"), ports=[80])
    with raises_exactly(error("listener", "alb/80")):
        ListenerRules(stack, "rules", listener=alb.listeners[80], rules={"a": rule})
    with raises_exactly(error("security_groups[0]", "group")):
        load_balancer(stack, "other", security_groups=[group])


@requires(REGION)
def test_dashboard_names_are_unique_in_account(stack: TerraformStack) -> None:
    for id, region in (("one", None), ("two", VIRGINIA)):
        LoadBalancerDashboard(
            stack,
            id,
            name="web",
            load_balancer=Arn(
                f"arn:aws:elasticloadbalancing:{region or TOKYO}:123456789012:loadbalancer/app/web/1"
            ),
            target_groups={},
            region=region,
        )
    assert synth_errors(stack) == [
        "stack/two: name 'web' is already used by the dashboard stack/one"
    ]


@requires(REGION)
def test_rejects_invalid_region(stack: TerraformStack) -> None:
    with raises_exactly("region must be an AWS region such as \"ap-northeast-1\", got 'Tokyo'"):
        SecurityGroup(stack, "group", name="web", vpc=Id("vpc-1"), region="Tokyo")


@without(REGION)
def test_region_requires_newer_bindings(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match=r"region requires version 6.0 or newer of the AWS provi"):
        SecurityGroup(stack, "group", name="web", vpc=Id("vpc-1"), region=VIRGINIA)


def test_all_constructs_but_those_of_route_53_have_argument() -> None:
    for name in CONSTRUCTS:
        has_region = "region" in signature(getattr(constructs_lib, name)).parameters
        assert has_region == (name not in WITHOUT_REGION), name
