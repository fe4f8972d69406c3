from collections.abc import Callable
from typing import Any

from constructs_lib import Id, SecurityGroup, SecurityGroupLookup, SecurityGroupRule
from cdktf import TerraformOutput, TerraformStack, TerraformVariable, Testing
from cdktf_cdktf_provider_aws.data_aws_security_groups import DataAwsSecurityGroups
from cdktf_cdktf_provider_aws.ec2_managed_prefix_list import Ec2ManagedPrefixList
from cdktf_cdktf_provider_aws.security_group import SecurityGroup as AwsSecurityGroup
from cdktf_cdktf_provider_aws.vpc_security_group_egress_rule import VpcSecurityGroupEgressRule
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs_lib.network.security_group import DEFAULT_DESCRIPTION
from helpers.invalid_input import InvalidInput, rejects

VPC = Id("vpc-0123")
HTTPS = SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")


def test_creates_group_with_default_description(
    stack: TerraformStack, synth: Callable[[], str]
) -> None:
    SecurityGroup(stack, "alb", name="web-alb", vpc=VPC, tags={"team": "web"})
    assert Testing.to_have_resource_with_properties(
        synth(),
        AwsSecurityGroup.TF_RESOURCE_TYPE,
        {
            "name": "web-alb",
            "description": DEFAULT_DESCRIPTION,
            "vpc_id": "vpc-0123",
            "revoke_rules_on_delete": True,
            "lifecycle": {"create_before_destroy": True},
            "tags": {"team": "web"},
        },
    )


def test_allows_no_traffic_by_default(
    stack: TerraformStack, synth: Callable[[], str], synthesized: Callable[[], dict[str, Any]]
) -> None:
    SecurityGroup(stack, "alb", name="web-alb", vpc=VPC)
    assert not Testing.to_have_resource(synth(), VpcSecurityGroupIngressRule.TF_RESOURCE_TYPE)
    assert not Testing.to_have_resource(synth(), VpcSecurityGroupEgressRule.TF_RESOURCE_TYPE)
    assert not {"ingress", "egress"} & set(synthesized()["resource"]["aws_security_group"]["alb"])


def test_creates_ingress_rule(stack: TerraformStack, synth: Callable[[], str]) -> None:
    SecurityGroup(stack, "alb", name="web-alb", vpc=VPC, ingress={"https": HTTPS})
    assert Testing.to_have_resource_with_properties(
        synth(),
        VpcSecurityGroupIngressRule.TF_RESOURCE_TYPE,
        {
            "security_group_id": "${aws_security_group.alb.id}",
            "ip_protocol": "tcp",
            "from_port": 443,
            "to_port": 443,
            "cidr_ipv4": "0.0.0.0/0",
            "description": "tcp 443 from 0.0.0.0/0",
        },
    )


def test_counts_entries_of_prefix_list(stack: TerraformStack) -> None:
    offices = Ec2ManagedPrefixList(
        stack, "offices", name="offices", address_family="IPv4", max_entries=60
    )
    rules = {"list": SecurityGroupRule(port=443, prefix_list=offices), "all": HTTPS}
    SecurityGroup(stack, "alb", name="web-alb", vpc=VPC, ingress=rules)
    [error] = stack.node.validate()
    assert "at most 60 rules for IPv4 (set max_rules if AWS has raised your quota), got 61" in error


def lifecycle_of_rule(synthesized: dict[str, Any]) -> dict[str, Any] | None:
    [rule] = synthesized["resource"]["aws_vpc_security_group_ingress_rule"].values()
    lifecycle: dict[str, Any] | None = rule.get("lifecycle")
    return lifecycle


def test_creates_rules_of_replacement_before_destroying_original(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    tasks = SecurityGroupLookup(stack, "tasks", vpc=VPC, name="tasks")
    rule = SecurityGroupRule(port=80, security_group=tasks)
    SecurityGroup(stack, "alb", name="web-alb", vpc=VPC, ingress={"tasks": rule})
    assert lifecycle_of_rule(synthesized()) == {"create_before_destroy": True}


def test_destroys_rule_before_raw_group_that_it_refers_to(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    tasks = AwsSecurityGroup(stack, "tasks", name="tasks")
    rule = SecurityGroupRule(port=80, security_group=tasks)
    SecurityGroup(stack, "alb", name="web-alb", vpc=VPC, ingress={"tasks": rule})
    assert lifecycle_of_rule(synthesized()) == {
        "replace_triggered_by": ["aws_security_group.tasks.id"]
    }


def test_create_before_destroy_does_not_spread_to_resource_of_user(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    prefix_list = TerraformVariable(stack, "prefix-list", type="string")
    rule = SecurityGroupRule(port=80, prefix_list=Id(prefix_list.string_value))
    SecurityGroup(stack, "alb", name="web-alb", vpc=VPC, ingress={"list": rule})
    assert lifecycle_of_rule(synthesized()) is None


def test_creates_egress_rule_to_security_group(
    stack: TerraformStack, synth: Callable[[], str]
) -> None:
    tasks = SecurityGroup(stack, "tasks", name="web-tasks", vpc=VPC)
    rule = SecurityGroupRule(port=8080, security_group=tasks, description="to the tasks")
    SecurityGroup(stack, "alb", name="web-alb", vpc=VPC, egress={"tasks": rule})
    assert Testing.to_have_resource_with_properties(
        synth(),
        VpcSecurityGroupEgressRule.TF_RESOURCE_TYPE,
        {
            "security_group_id": "${aws_security_group.alb.id}",
            "referenced_security_group_id": "${aws_security_group.tasks.id}",
            "from_port": 8080,
            "to_port": 8080,
            "description": "to the tasks",
        },
    )


def test_creates_egress_rule_to_prefix_list(
    stack: TerraformStack, synth: Callable[[], str]
) -> None:
    rule = SecurityGroupRule(port=443, prefix_list=Id("pl-0123"))
    SecurityGroup(stack, "alb", name="web-alb", vpc=VPC, egress={"s3": rule})
    assert Testing.to_have_resource_with_properties(
        synth(),
        VpcSecurityGroupEgressRule.TF_RESOURCE_TYPE,
        {"prefix_list_id": "pl-0123", "description": "tcp 443 to pl-0123"},
    )


def test_rule_keeps_address_when_others_change(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    http = SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")
    SecurityGroup(stack, "alb", name="web-alb", vpc=VPC, ingress={"http": http, "https": HTTPS})
    rules = synthesized()["resource"]["aws_vpc_security_group_ingress_rule"]
    assert {name: rule["from_port"] for name, rule in rules.items()} == {
        "alb_ingress-http_0FED4FAE": 80,
        "alb_ingress-https_8CF531A6": 443,
    }


def test_lookup_filters_by_group_name_and_vpc(
    stack: TerraformStack, synth: Callable[[], str]
) -> None:
    SecurityGroupLookup(stack, "service", vpc=VPC, name="web-*")
    assert Testing.to_have_data_source_with_properties(
        synth(),
        DataAwsSecurityGroups.TF_RESOURCE_TYPE,
        {
            "filter": [
                {"name": "group-name", "values": [r"web-\*"]},
                {"name": "vpc-id", "values": ["vpc-0123"]},
            ]
        },
    )


def test_lookup_returns_id(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    service = SecurityGroupLookup(stack, "service", vpc=VPC, name="web-service")
    TerraformOutput(stack, "id", value=service.id)
    assert synthesized()["output"]["id"]["value"] == "${one(data.aws_security_groups.service.ids)}"
    [condition] = synthesized()["data"]["aws_security_groups"]["service"]["lifecycle"][
        "postcondition"
    ]
    assert condition["error_message"].startswith(
        "Exactly one security group must have group-name = web-service and vpc-id = vpc-0123 in "
    )


def test_sets_description(stack: TerraformStack, synth: Callable[[], str]) -> None:
    SecurityGroup(stack, "web", name="web", vpc=VPC, description="made by hand")
    assert Testing.to_have_resource_with_properties(
        synth(), AwsSecurityGroup.TF_RESOURCE_TYPE, {"description": "made by hand"}
    )


def test_accepts_any_character_in_tags(stack: TerraformStack, synth: Callable[[], str]) -> None:
    SecurityGroup(stack, "web", name="web", vpc=VPC, tags={"a#b": "50%"})
    assert Testing.to_have_resource_with_properties(
        synth(), AwsSecurityGroup.TF_RESOURCE_TYPE, {"tags": {"a#b": "50%"}}
    )


INVALID = [
    InvalidInput(
        'SecurityGroupLookup(stack, "id", vpc=vpc, name="tasks")',
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html",
        """
name="" => name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got ''
name="sg-1" => name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got 'sg-1'
name="a" * 256 => name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (258 characters)
name="é" => name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got 'é'
name=" tasks" => name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got ' tasks'
name="it's" => name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got "it's"
vpc="vpc-1" => vpc must be a VPC (the lookup, construct or resource itself, not its id) or Id("vpc-0abc"), got 'vpc-1'
vpc=None => vpc must be a VPC (the lookup, construct or resource itself, not its id) or Id("vpc-0abc"), got None
""",
    ),
    InvalidInput(
        'SecurityGroup(stack, "id", name="web", vpc=vpc)',
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html",
        r"""
name="" => name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got ''
name="sg-web" => name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got 'sg-web'
name="a" * 256 => name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (258 characters)
name="it's" => name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got "it's"
name="wéb" => name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got 'wéb'
name="web " => name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got 'web '
name="tab\there" => name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got 'tab\there'
name=None => name must be a string: 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got None
vpc="vpc-1" => vpc must be a VPC (the lookup, construct or resource itself, not its id) or Id("vpc-0abc"), got 'vpc-1'
vpc=Id("sg-1") => vpc must be an id that starts with vpc-, got 'sg-1'
ingress=[SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")] => ingress must be a mapping of names to SecurityGroupRule, got [SecurityGroupRule(port=80, to_port=None, ip_protocol='tcp',… (189 characters)
ingress={"a b": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")} => ingress key must be letters, digits, - and _ that are known at synth, got 'a b'
ingress={"http": 80} => ingress['http'] must be of type SecurityGroupRule, got 80
ingress={"a": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0"), "b": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0", description="again")} => ingress['b'] is the same rule as ingress['a']
egress="all" => egress must be a mapping of names to SecurityGroupRule, got 'all'
egress={"": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")} => egress key must be letters, digits, - and _ that are known at synth, got ''
rules_managed_elsewhere="no" => rules_managed_elsewhere must be True or False, got 'no'
tags={"a": None} => tags['a'] must be a string: at most 256 characters, got None
tags={f"t{n}": "x" for n in range(51)} => tags must be at most 50 tags, got 51
max_rules=0 => max_rules must be between 1 and 1000, got 0
max_rules=1001 => max_rules must be between 1 and 1000, got 1001
description="it's" => description must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, got "it's"
description="a" * 256 => description must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (258 characters)
name="default" => name 'default' is the name of the security group that AWS creates in each VPC
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
