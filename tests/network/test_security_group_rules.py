import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from constructs_lib import Connection, Id, SecurityGroup, SecurityGroupRule, SecurityGroupRules
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from helpers.errors import synth_errors
from helpers.invalid_input import InvalidInput, rejects

TASKS = Id("sg-0a")
HTTP = SecurityGroupRule(port=80, cidr_ipv4="10.0.0.0/8")


def test_creates_rules_of_existing_group(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    dns = SecurityGroupRule(ip_protocol="udp", port=53, cidr_ipv4="10.0.0.2/32")
    SecurityGroupRules(
        stack, "more", security_group=TASKS, ingress={"http": HTTP}, egress={"dns": dns}
    )
    resources = synthesized()["resource"]
    [ingress] = resources["aws_vpc_security_group_ingress_rule"].values()
    [egress] = resources["aws_vpc_security_group_egress_rule"].values()
    assert (ingress["security_group_id"], ingress["from_port"]) == ("sg-0a", 80)
    assert (egress["security_group_id"], egress["from_port"]) == ("sg-0a", 53)


def test_allows_all_traffic_in_group(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    tasks = SecurityGroup(stack, "tasks", name="tasks", vpc=Id("vpc-0"))
    itself = SecurityGroupRule(ip_protocol="-1", security_group=tasks)
    SecurityGroupRules(stack, "internal", security_group=tasks, ingress={"self": itself})
    [rule] = synthesized()["resource"]["aws_vpc_security_group_ingress_rule"].values()
    assert rule["ip_protocol"] == "-1"
    assert rule["security_group_id"] == "${aws_security_group.tasks.id}"
    assert rule["referenced_security_group_id"] == "${aws_security_group.tasks.id}"


def test_creates_rules_of_group_in_other_stack(tmp_path: Path) -> None:
    def stack_json(stack: TerraformStack) -> dict[str, Any]:
        return dict(json.loads((tmp_path / "stacks" / stack.node.id / "cdk.tf.json").read_text()))

    app = App(outdir=str(tmp_path))
    network, shop = TerraformStack(app, "network"), TerraformStack(app, "shop")
    for stack in (network, shop):
        AwsProvider(stack, "aws", region="ap-northeast-1")
    tasks = SecurityGroup(network, "tasks", name="tasks", vpc=Id("vpc-0"))
    SecurityGroupRules(shop, "shop", security_group=tasks, ingress={"http": HTTP})
    app.synth()
    assert "aws_vpc_security_group_ingress_rule" not in stack_json(network)["resource"]
    [rule] = stack_json(shop)["resource"]["aws_vpc_security_group_ingress_rule"].values()
    assert rule["security_group_id"].startswith("${data.terraform_remote_state.cross-stack")


def test_rejects_rule_that_exists(stack: TerraformStack) -> None:
    tasks = SecurityGroup(stack, "tasks", name="tasks", vpc=Id("vpc-0"), ingress={"http": HTTP})
    SecurityGroupRules(stack, "more", security_group=tasks, ingress={"again": HTTP})
    Connection(stack, "connection", source=Id("sg-0b"), destination=tasks, ports=[80])
    assert synth_errors(stack) == [
        "stack/more: tcp 80 from 10.0.0.0/8 is already allowed by a rule of stack/tasks"
    ]


def test_rejects_rule_that_group_of_other_stack_has(stack: TerraformStack) -> None:
    tasks = SecurityGroup(stack, "tasks", name="tasks", vpc=Id("vpc-0"), ingress={"http": HTTP})
    app: Any = stack.node.root
    other = TerraformStack(app, "other")
    AwsProvider(other, "aws", region="ap-northeast-1")
    SecurityGroupRules(other, "more", security_group=tasks, ingress={"again": HTTP})
    [error] = synth_errors(stack)
    assert error.startswith("other/more: tcp 80 from 10.0.0.0/8 is already allowed")


def test_counts_for_quota_of_group(stack: TerraformStack) -> None:
    tasks = SecurityGroup(
        stack, "tasks", name="tasks", vpc=Id("vpc-0"), ingress={"http": HTTP}, max_rules=1
    )
    https = SecurityGroupRule(port=443, cidr_ipv4="10.0.0.0/8")
    SecurityGroupRules(stack, "more", security_group=tasks, ingress={"https": https})
    [error] = synth_errors(stack)
    assert error.startswith("stack/tasks: ingress must be at most 1 rules for IPv4")


INVALID = [
    InvalidInput(
        'SecurityGroupRules(stack, "id", security_group=Id("sg-1"), '
        'ingress={"http": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")})',
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        """
ingress={} => ingress or egress must have a rule
ingress=["http"] => ingress must be a mapping of names to SecurityGroupRule, got ['http']
ingress={"a b": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")} => ingress key must be letters, digits, - and _ that are known at synth, got 'a b'
egress={"all": "0.0.0.0/0"} => egress['all'] must be of type SecurityGroupRule, got '0.0.0.0/0'
ingress={"a": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0"), "b": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")} => ingress['b'] is the same rule as ingress['a']
security_group="sg-1" => security_group must be a security group (the lookup, construct or resource itself, not its id) or Id("sg-0abc"), got 'sg-1'
security_group=Id("vpc-1") => security_group must be an id that starts with sg-, got 'vpc-1'
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
