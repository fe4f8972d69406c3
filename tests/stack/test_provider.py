"""The provider of the resources of a construct."""

import json
from typing import Any

import jsii
import pytest
from constructs_lib import (
    AliasRecord,
    ApplicationLoadBalancedBackend,
    ApplicationLoadBalancer,
    Arn,
    Certificate,
    FixedResponse,
    Forward,
    HostedZoneLookup,
    HttpListener,
    HttpsListener,
    Id,
    LambdaTargetGroup,
    ListenerRule,
    LoadBalancerLogBucket,
    LoadBalancerLogs,
    PathPattern,
    PublicSubnetsLookup,
    SecurityGroup,
    SecurityGroupRule,
    Target,
    TargetGroup,
    ValidationError,
    VpcLookup,
)
from cdktf import (
    App,
    Aspects,
    IAspect,
    TerraformDataSource,
    TerraformResource,
    TerraformStack,
    Testing,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct, IConstruct
from helpers.construct_calls import CALLS, CONSTRUCTS
from helpers.errors import not_in_region, raises_exactly, synth_errors
from helpers.invalid_input import evaluate, stack_fixture


@pytest.fixture
def provider(stack: TerraformStack) -> AwsProvider:
    """A provider in another region than that of the stack."""
    return AwsProvider(stack, "other", alias="other", region="us-east-1")


def aliases(construct: Construct) -> set[str | None]:
    """Return the aliases of the providers of all resources and data sources in a construct."""
    elements = [
        element
        for element in construct.node.find_all()
        if isinstance(element, TerraformResource | TerraformDataSource)
    ]
    assert elements
    return {element.provider.alias if element.provider else None for element in elements}


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_all_resources_have_provider(name: str) -> None:
    """With the valid call of its table of invalid arguments."""
    stack_fixture.cache_clear()
    names = stack_fixture()
    stack: TerraformStack = names["stack"]
    names["provider"] = AwsProvider(stack, "other", alias="other", region="ap-northeast-1")
    construct: Any = evaluate(CALLS[name], 'id="with-provider", provider=provider', names)
    stack_fixture.cache_clear()
    assert construct.provider is names["provider"]
    assert aliases(construct) == {"other"}


def test_everything_has_provider(stack: TerraformStack, provider: AwsProvider) -> None:
    vpc = VpcLookup(stack, "vpc", name="main", provider=provider)
    subnets = PublicSubnetsLookup(
        stack,
        "public",
        vpc=vpc,
        availability_zones=["us-east-1a", "us-east-1b"],
        provider=provider,
    )
    rule = SecurityGroupRule(port=80, cidr_ipv4="10.0.0.0/8")
    group = SecurityGroup(
        stack,
        "group",
        name="web",
        vpc=vpc,
        ingress={"http": rule},
        egress={"all": rule},
        rules_managed_elsewhere=True,
        provider=provider,
    )
    web = TargetGroup(
        stack,
        "web",
        name="web",
        vpc=vpc,
        port=80,
        targets={"a": Target(id="10.0.0.1")},
        provider=provider,
    )
    function = LambdaTargetGroup(
        stack,
        "function",
        name="function",
        function=Arn("arn:aws:lambda:us-east-1:123456789012:function:hello"),
        provider=provider,
    )
    logs = LoadBalancerLogBucket(stack, "logs", name="acme-logs", provider=provider)
    certificate = Certificate(
        stack,
        "certificate",
        domain="shop.example.com",
        hosted_zone=Id("Z0123456789"),
        provider=provider,
    )
    conditions = [PathPattern(["/f"])]
    listener = HttpsListener(
        certificate=certificate,
        additional_certificates={
            "old": Arn("arn:aws:acm:us-east-1:123456789012:certificate/1"),
        },
        default_action=Forward(web),
        rules={"f": ListenerRule(conditions=conditions, action=Forward(function), priority=100)},
    )
    for name, ids in (("one", subnets), ("two", [Id("subnet-1"), Id("subnet-2")])):
        ApplicationLoadBalancer(
            stack,
            name,
            name=name,
            internal=False,
            subnets=ids,
            security_groups=[group] if name == "one" else [Id("sg-1")],
            listeners=[listener] if name == "one" else [],
            access_logs=LoadBalancerLogs(logs),
            web_acl=Arn("arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/1"),
            provider=provider,
        )
    assert aliases(stack) == {"other"}


def test_pattern_passes_provider_to_its_parts(stack: TerraformStack, provider: AwsProvider) -> None:
    ApplicationLoadBalancedBackend(
        stack,
        "backend-alb",
        name="web",
        vpc_name="main",
        availability_zones=["us-east-1a", "us-east-1b"],
        domain="example.com",
        backend_security_group_name="tasks",
        port=80,
        health_check_path="/",
        provider=provider,
    )
    assert aliases(stack) == {"other"}


def test_certificate_has_records_in_other_account(stack: TerraformStack) -> None:
    dns = AwsProvider(stack, "dns", alias="dns", region="ap-northeast-1")
    zone = HostedZoneLookup(stack, "zone", name="example.com", provider=dns)
    certificate = Certificate(
        stack,
        "certificate",
        domain="shop.example.com",
        hosted_zone=zone,
        hosted_zone_provider=dns,
    )
    listener = HttpsListener(certificate=certificate, default_action=FixedResponse(404))
    alb = ApplicationLoadBalancer(
        stack,
        "alb",
        name="shop",
        subnets=[Id("subnet-1"), Id("subnet-2")],
        security_groups=[Id("sg-1")],
        listeners=[listener],
    )
    AliasRecord(
        stack,
        "record",
        name="shop.example.com",
        hosted_zone=zone,
        load_balancer=alb,
        provider=dns,
    )
    resources = json.loads(Testing.synth(stack))["resource"]
    with_dns = {
        resource_type
        for resource_type, by_id in resources.items()
        for block in by_id.values()
        if block.get("provider") == "aws.dns"
    }
    assert with_dns == {"aws_route53_record"}
    assert all(block["provider"] for block in resources["aws_route53_record"].values())


def test_checks_follow_provider(stack: TerraformStack, provider: AwsProvider) -> None:
    here = Arn("arn:aws:lambda:ap-northeast-1:123456789012:function:hello")
    LambdaTargetGroup(stack, "here", name="web", function=here)
    with raises_exactly(not_in_region("function", here.arn, "us-east-1")):
        LambdaTargetGroup(stack, "there", name="web", function=here, provider=provider)
    group = TargetGroup(stack, "group", name="web", vpc=Id("vpc-1"), port=80, provider=provider)
    with raises_exactly(not_in_region("target_group", "stack/group in us-east-1")):
        ApplicationLoadBalancer(
            stack,
            "alb",
            name="web",
            subnets=[Id("subnet-1"), Id("subnet-2")],
            security_groups=[Id("sg-1")],
            listeners=[HttpListener(default_action=Forward(group))],
        )


def test_names_are_unique_in_provider(stack: TerraformStack, provider: AwsProvider) -> None:
    TargetGroup(stack, "one", name="web", vpc=Id("vpc-1"), port=80)
    TargetGroup(stack, "two", name="web", vpc=Id("vpc-1"), port=80, provider=provider)
    assert synth_errors(stack) == []
    TargetGroup(stack, "three", name="web", vpc=Id("vpc-1"), port=80, provider=provider)
    assert synth_errors(stack) == [
        "stack/three: name 'web' is already used by the target group stack/two"
    ]


def test_rejects_other_provider(stack: TerraformStack) -> None:
    other = TerraformStack(App(), "other")
    elsewhere = AwsProvider(other, "aws", region="ap-northeast-1")
    wrong: Any = "us-east-1"
    for provider, expected in (
        (wrong, "an AwsProvider"),
        (elsewhere, "an AwsProvider of the same"),
    ):
        with pytest.raises(ValidationError, match=f"provider must be {expected}"):
            VpcLookup(stack, "vpc", name="main", provider=provider)


def test_requires_provider_without_alias() -> None:
    stack = TerraformStack(App(), "stack")
    provider = AwsProvider(stack, "aws", alias="tokyo", region="ap-northeast-1")
    VpcLookup(stack, "with", name="main", provider=provider)
    assert synth_errors(stack) == []
    VpcLookup(stack, "without", name="main")
    assert synth_errors(stack) == [
        (
            "stack/without: the stack has no AwsProvider without an alias: add one, or pass "
            "provider= to all constructs"
        )
    ]


@jsii.implements(IAspect)
class UseProvider:
    """Sets the provider of all resources in a construct."""

    def __init__(self, provider: AwsProvider) -> None:
        self.provider = provider

    def visit(self, node: IConstruct) -> None:
        if isinstance(node, TerraformResource | TerraformDataSource):
            node.provider = self.provider


CERTIFICATE = Arn("arn:aws:acm:us-east-1:123456789012:certificate/0123")


def load_balancer(scope: Construct) -> None:
    ApplicationLoadBalancer(
        scope,
        "alb",
        name="web",
        subnets=[Id("subnet-1"), Id("subnet-2")],
        security_groups=[Id("sg-1")],
        listeners=[HttpsListener(certificate=CERTIFICATE, default_action=FixedResponse(404))],
    )


def test_aspect_may_set_provider_of_other_region(
    stack: TerraformStack, provider: AwsProvider
) -> None:
    with raises_exactly(not_in_region("certificate", CERTIFICATE.arn)):
        load_balancer(stack)
    virginia = Construct(stack, "virginia")
    Aspects.of(virginia).add(UseProvider(provider))
    load_balancer(virginia)
    tokyo = TargetGroup(stack, "tokyo", name="web", vpc=Id("vpc-1"), port=80)
    TargetGroup(virginia, "web", name="web", vpc=Id("vpc-2"), port=80)
    assert tokyo.provider is None
    assert synth_errors(stack) == []
    assert aliases(virginia) == {"other"}
