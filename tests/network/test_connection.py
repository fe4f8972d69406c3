from collections.abc import Callable
from typing import Any

from constructs_lib import Connection, Id, SecurityGroup, SecurityGroupRule
from cdktf import TerraformStack
from helpers.errors import synth_errors
from helpers.invalid_input import InvalidInput, rejects

ALB, TASKS = Id("sg-0a"), Id("sg-0b")


def test_creates_rules_on_both_sides(
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


def test_connects_groups_in_both_directions(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    alb = SecurityGroup(stack, "alb", name="alb", vpc=Id("vpc-0"))
    tasks = SecurityGroup(stack, "tasks", name="tasks", vpc=Id("vpc-0"))
    Connection(stack, "way", source=alb, destination=tasks, ports=[80])
    [into] = synthesized()["resource"]["aws_vpc_security_group_ingress_rule"].values()
    assert into["security_group_id"] == "${aws_security_group.tasks.id}"
    assert into["referenced_security_group_id"] == "${aws_security_group.alb.id}"


def test_rejects_repeated_connection(stack: TerraformStack) -> None:
    Connection(stack, "one", source=ALB, destination=TASKS, ports=[80, 8081])
    Connection(stack, "two", source=ALB, destination=TASKS, ports=[8081])
    assert synth_errors(stack) == [
        "stack/two: tcp 8081 to sg-0b is already allowed by a rule of stack/one",
        "stack/two: tcp 8081 from sg-0a is already allowed by a rule of stack/one",
    ]


def test_rejects_rule_that_group_already_has(stack: TerraformStack) -> None:
    rule = SecurityGroupRule(port=80, security_group=TASKS)
    alb = SecurityGroup(stack, "alb", name="alb", vpc=Id("vpc-0"), egress={"tasks": rule})
    Connection(stack, "connection", source=alb, destination=TASKS, ports=[80])
    assert synth_errors(stack) == [
        "stack/connection: tcp 80 to sg-0b is already allowed by a rule of stack/alb"
    ]


def test_counts_rules_of_connections(stack: TerraformStack) -> None:
    rule = SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")
    alb = SecurityGroup(
        stack, "alb", name="alb", vpc=Id("vpc-0"), egress={"out": rule}, max_rules=2
    )
    Connection(stack, "one", source=alb, destination=TASKS, ports=[80])
    assert synth_errors(stack) == []
    Connection(stack, "two", source=alb, destination=TASKS, ports=[8080])
    assert synth_errors(stack) == [
        (
            "stack/alb: egress must be at most 2 rules for IPv4 (set max_rules if "
            "AWS has raised your quota), got 3"
        )
    ]


INVALID = [
    InvalidInput(
        'Connection(stack, "id", source=Id("sg-1"), destination=Id("sg-2"), ports=[80])',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
        """
ports=[] => ports must not be empty
ports=80 => ports must be a list of ports, got 80
ports=[0] => ports must be between 1 and 65535, got 0
ports=[65536] => ports must be between 1 and 65535, got 65536
ports=[80, 80] => ports must not repeat a value, got 80 twice
ports=["80"] => ports must be a whole number between 1 and 65535, got '80'
source="sg-1" => source must be a security group (the lookup, construct or resource itself, not its id) or Id("sg-0abc"), got 'sg-1'
source=Id("vpc-1") => source must be an id that starts with sg-, got 'vpc-1'
destination=None => destination must be a security group (the lookup, construct or resource itself, not its id) or Id("sg-0abc"), got None
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
