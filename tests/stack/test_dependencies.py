"""The dependencies of the resources of a construct."""

import json
from inspect import signature
from typing import Any

import constructs_lib
import pytest
from constructs_lib import (
    ApplicationLoadBalancedBackend,
    Id,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
)
from cdktf import TerraformHclModule, TerraformResource, TerraformStack, Testing
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from constructs_lib._core.terraform import address
from helpers.construct_calls import CALLS, CONSTRUCTS
from helpers.errors import raises_exactly
from helpers.invalid_input import evaluate, stack_fixture


# Lookups create no resources.
@pytest.mark.parametrize("name", [name for name in CONSTRUCTS if "Lookup" not in name])
def test_all_resources_have_dependency(name: str) -> None:
    """With the valid call of its table of invalid arguments."""
    assert "depends_on" in signature(getattr(constructs_lib, name)).parameters
    stack_fixture.cache_clear()
    names = stack_fixture()
    stack: TerraformStack = names["stack"]
    names["gateway"] = InternetGateway(stack, "gateway")
    arguments = 'id="with-dependency", depends_on=[gateway]'
    construct: Any = evaluate(CALLS[name], arguments, names)
    stack_fixture.cache_clear()
    own = {
        address(item) for item in construct.node.find_all() if isinstance(item, TerraformResource)
    }
    assert own
    resources = json.loads(Testing.synth(stack))["resource"]
    depending = {
        f"{kind}.{key}"
        for kind, items in resources.items()
        for key, resource in items.items()
        if "aws_internet_gateway.gateway" in resource.get("depends_on", [])
    }
    assert depending == own


def test_keeps_other_dependencies_and_adds_to_later_resources(
    stack: TerraformStack,
    synthesized: Any,  # noqa: ANN401 - a fixture
) -> None:
    module = TerraformHclModule(stack, "network", source="terraform-aws-modules/vpc/aws")
    group = SecurityGroup(
        stack,
        "group",
        name="web",
        vpc=Id("vpc-1"),
        ingress={"http": SecurityGroupRule(port=80, cidr_ipv4="10.0.0.0/8")},
        depends_on=[module],
    )
    InternetGateway(group, "later", depends_on=[group.resource])
    resources = synthesized()["resource"]
    [later] = resources["aws_internet_gateway"].values()
    assert later["depends_on"] == ["aws_security_group.group", "module.network"]
    [ingress] = resources["aws_vpc_security_group_ingress_rule"].values()
    assert ingress["depends_on"] == ["module.network"]


def test_pattern_adds_dependency_to_all_of_its_constructs(
    stack: TerraformStack,
    synthesized: Any,  # noqa: ANN401 - a fixture
) -> None:
    ApplicationLoadBalancedBackend(
        stack,
        "web",
        name="web",
        vpc_name="main",
        availability_zones=["ap-northeast-1a", "ap-northeast-1c"],
        domain="web.example.com",
        backend_security_group_name="web-tasks",
        port=8080,
        health_check_path="/up",
        depends_on=[InternetGateway(stack, "gateway")],
    )
    template = synthesized()
    [alb] = template["resource"]["aws_lb"].values()
    assert "aws_internet_gateway.gateway" in alb["depends_on"]
    assert all(
        "depends_on" not in item for items in template["data"].values() for item in items.values()
    )


def test_rejects_what_is_no_raw_resource_of_stack(stack: TerraformStack) -> None:
    expected = "depends_on must be a list of raw resources, data sources or modules of the stack"
    group = TargetGroup(stack, "other", name="other", vpc=Id("vpc-1"), port=80)
    with raises_exactly(
        f"{expected}, such as the attribute resource of a construct, got the TargetGroup stack/other"
    ):
        TargetGroup(stack, "web", name="web", vpc=Id("vpc-1"), port=80, depends_on=[group])  # type: ignore[list-item] # as the error says
    with raises_exactly(f"{expected}, got 'aws_lb.web'"):
        TargetGroup(stack, "web", name="web", vpc=Id("vpc-1"), port=80, depends_on=["aws_lb.web"])  # type: ignore[list-item] # as the error says
