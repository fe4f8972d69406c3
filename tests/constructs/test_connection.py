from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import Connection, Id, SecurityGroup, SecurityGroupRule
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs_lib.stack_validation import problems_of
from support import refusal

ALB, TASKS = Id("sg-0a"), Id("sg-0b")


def test_opens_both_sides_for_each_port(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    Connection(stack, "way", source=ALB, destination=TASKS, ports=[80, 8081])
    resources = synthesized()["resource"]
    out = resources["aws_vpc_security_group_egress_rule"].values()
    into = resources["aws_vpc_security_group_ingress_rule"].values()
    for rules, own, other in ((out, ALB, TASKS), (into, TASKS, ALB)):
        assert {
            (rule["security_group_id"], rule["referenced_security_group_id"]) for rule in rules
        } == {(own.id, other.id)}
        assert sorted(rule["from_port"] for rule in rules) == [80, 8081]
        assert all(rule["from_port"] == rule["to_port"] for rule in rules)


def test_two_groups_of_the_stack_may_name_each_other(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    alb = SecurityGroup(stack, "alb", name="alb", vpc=Id("vpc-0"))
    tasks = SecurityGroup(stack, "tasks", name="tasks", vpc=Id("vpc-0"))
    Connection(stack, "way", source=alb, destination=tasks, ports=[80])
    [into] = synthesized()["resource"]["aws_vpc_security_group_ingress_rule"].values()
    assert into["security_group_id"] == "${aws_security_group.tasks.id}"
    assert into["referenced_security_group_id"] == "${aws_security_group.alb.id}"


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"ports": []}, "ports must be a list of at least one port, got []"),
        ({"ports": 80}, "ports must be a list of ports, got 80"),
        ({"ports": [0]}, "ports must be between 1 and 65535, got 0"),
        ({"ports": [80, 80]}, "ports must not repeat a value, got 80 twice"),
        ({"source": Id("vpc-0")}, "source must be an id that starts with sg-, got 'vpc-0'"),
        (
            {"destination": "sg-0"},
            (
                "destination must be a security group (the lookup, construct or resource itself, "
                'and not its id) or Id("sg-0abc"), '
                "got 'sg-0'"
            ),
        ),
    ],
)
def test_refuses(stack: TerraformStack, refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        Connection(stack, "way", **{"source": ALB, "destination": TASKS, "ports": [80], **refused})


def test_the_same_way_twice_is_refused(stack: TerraformStack) -> None:
    Connection(stack, "one", source=ALB, destination=TASKS, ports=[80, 8081])
    with refusal(
        "rule must be another outbound rule of its security group than that of "
        "stack/one/egress-8081, got 'tcp 8081 to sg-0b'"
    ):
        Connection(stack, "two", source=ALB, destination=TASKS, ports=[8081])


def test_a_rule_of_the_group_itself_opens_it_already(stack: TerraformStack) -> None:
    rule = SecurityGroupRule(port=80, security_group=TASKS)
    alb = SecurityGroup(stack, "alb", name="alb", vpc=Id("vpc-0"), egress={"tasks": rule})
    with refusal(
        "rule must be another outbound rule of its security group than that of "
        "stack/alb/egress-tasks, got 'tcp 80 to sg-0b'"
    ):
        Connection(stack, "way", source=alb, destination=TASKS, ports=[80])


def test_more_rules_than_the_quota() -> None:
    app = App()
    stack = TerraformStack(app, "stack")
    AwsProvider(stack, "aws", region="ap-northeast-1")
    rule = SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")
    alb = SecurityGroup(
        stack, "alb", name="alb", vpc=Id("vpc-0"), egress={"out": rule}, rule_quota=2
    )
    Connection(stack, "one", source=alb, destination=TASKS, ports=[80])
    assert problems_of(app) == []
    Connection(stack, "two", source=alb, destination=TASKS, ports=[8080])
    assert problems_of(app) == [
        (
            "egress with connections must be at most 2 rules for IPv4 (rule_quota, if AWS has "
            "raised yours), got 3 (in stack/alb)"
        ),
    ]
