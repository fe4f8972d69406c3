"""Replacements are created before the originals are destroyed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    FixedResponse,
    Forward,
    HttpListener,
    HttpsListener,
    Id,
    MutualAuthenticationPassthrough,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
)
from cdktf import TerraformStack
from helpers.workspaces import Workspaces

from embedded_aws.prerequisites import Clients, create_subnet, create_vpc, import_certificate

CHANGES: dict[str, dict[str, Any]] = {
    "port": {"port": 81},
    "protocol": {"protocol": "HTTPS"},
    "protocol-version": {"protocol_version": "HTTP2"},
    "target-type": {"target_type": "instance"},
    "ip-address-type": {"ip_address_type": "ipv6"},
}


@dataclass(frozen=True, slots=True)
class Replaced:
    """The plan of the changes, what the apply printed, and the names before and after."""

    actions: dict[str, list[str]]
    printed: list[str]
    before: dict[str, str]
    after: dict[str, str]
    mutual_authentication: list[str]

    def line(self, pattern: str) -> int:
        """Where the apply printed it."""
        [number] = [n for n, line in enumerate(self.printed) if re.search(pattern, line)]
        return number


@pytest.fixture(scope="module")
def replaced(aws: Clients, workspaces: Workspaces) -> Replaced:
    vpc, other = create_vpc(aws, name="one", ipv6=True), create_vpc(aws, name="other")
    zones = ("ap-northeast-1a", "ap-northeast-1c")
    subnets = [
        Id(create_subnet(aws, vpc, zone, f"10.0.{number}.0/24", ipv6=number))
        for number, zone in enumerate(zones)
    ]
    certificate = Arn(import_certificate(aws, "www.example.com"))

    def build(*, changed: bool) -> Callable[[TerraformStack], object]:
        def build(stack: TerraformStack) -> None:
            groups = {}
            for key, change in CHANGES.items():
                arguments = {"vpc": Id(vpc), "port": 80, **(change if changed else {})}
                groups[key] = TargetGroup(stack, key, name_prefix=key, **arguments)
            # Without a load balancer, as its conditions reject a target group of another VPC.
            to = Id(other if changed else vpc)
            TargetGroup(stack, "vpc", name_prefix="vpc", vpc=to, port=80)
            http = {"http": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")}
            renamed = SecurityGroup(
                stack,
                "renamed",
                name="new-name" if changed else "old-name",
                vpc=Id(vpc),
                ingress=http,
                rules_managed_elsewhere=True,
            )
            SecurityGroup(stack, "moved", name="moved", vpc=to, ingress=http)
            ApplicationLoadBalancer(
                stack,
                "alb",
                name="replacement",
                subnets=subnets,
                security_groups=[renamed],
                ip_address_type="dualstack",
                listeners=[
                    HttpListener(default_action=FixedResponse(404)),
                    HttpsListener(
                        certificate=certificate,
                        default_action=FixedResponse(404),
                        mutual_authentication=None
                        if changed
                        else MutualAuthenticationPassthrough(),
                    ),
                    *(
                        HttpsListener(
                            port=8000 + number,
                            certificate=certificate,
                            default_action=Forward(group),
                        )
                        for number, group in enumerate(groups.values())
                    ),
                ],
                enable_deletion_protection=False,
            )

        return build

    def mutual_authentication() -> str:
        [alb] = aws.elbv2.describe_load_balancers()["LoadBalancers"]
        listeners = aws.elbv2.describe_listeners(LoadBalancerArn=alb["LoadBalancerArn"])
        [https] = [listener for listener in listeners["Listeners"] if listener["Port"] == 443]
        return https["MutualAuthentication"]["Mode"]

    def names() -> dict[str, str]:
        names = [
            target_group["TargetGroupName"]
            for target_group in aws.elbv2.describe_target_groups()["TargetGroups"]
        ]
        return {name.rpartition("-")[0]: name for name in names}

    terraform = workspaces.stack(build(changed=False))
    terraform("apply", "-auto-approve")
    terraform.assert_no_changes()
    before, mutual = names(), mutual_authentication()
    terraform = workspaces.stack(build(changed=True), terraform.path.parents[2])
    changes = terraform.plan()["resource_changes"]
    printed = terraform("apply", "-auto-approve", "plan").splitlines()
    terraform.assert_no_changes()
    after, mutual_after = names(), mutual_authentication()
    terraform("destroy", "-auto-approve")
    return Replaced(
        {change["address"]: change["change"]["actions"] for change in changes},
        printed,
        before,
        after,
        [mutual, mutual_after],
    )


@pytest.mark.parametrize("field", CHANGES)
def test_replaces_target_group_before_destroying_original(replaced: Replaced, field: str) -> None:
    assert replaced.actions[f"aws_lb_target_group.{field}"] == ["create", "delete"]
    old, new = replaced.before[field], replaced.after[field]
    assert old != new
    assert re.fullmatch(f"{field}-[0-9a-f]{{8}}", new)
    port = 8000 + list(CHANGES).index(field)
    created = replaced.line(rf"^aws_lb_target_group\.{field}: Creation complete")
    moved = replaced.line(rf"^aws_lb_listener\.alb_{port}_\w+: Modifications complete")
    gone = replaced.line(rf"^aws_lb_target_group\.{field} \(deposed object \w+\): Destroying")
    assert created < moved < gone


def test_replaced_security_group_has_rules_before_load_balancer_uses_it(
    replaced: Replaced,
) -> None:
    assert replaced.actions["aws_security_group.renamed"] == ["create", "delete"]
    rule = r"aws_vpc_security_group_ingress_rule\.renamed_ingress-http_\w+"
    created = replaced.line(rf"^{rule}: Creation complete")
    moved = replaced.line(r"^aws_lb\.alb: Modifications complete")
    rule_gone = replaced.line(rf"^{rule} \(deposed object \w+\): Destroying")
    gone = replaced.line(r"^aws_security_group\.renamed \(deposed object \w+\): Destroying")
    assert created < moved < rule_gone < gone


def test_replaces_groups_that_move_to_another_vpc(replaced: Replaced) -> None:
    assert replaced.actions["aws_security_group.moved"] == ["create", "delete"]
    assert replaced.actions["aws_lb_target_group.vpc"] == ["create", "delete"]


def test_keeps_load_balancer_and_listeners(replaced: Replaced) -> None:
    assert replaced.actions["aws_lb.alb"] == ["update"]
    listeners = {
        address: actions
        for address, actions in replaced.actions.items()
        if address.startswith("aws_lb_listener.")
    }
    assert len(listeners) == len(CHANGES) + 2
    assert all(actions in (["update"], ["no-op"]) for actions in listeners.values())


def test_removing_mutual_tls_turns_it_off(replaced: Replaced) -> None:
    assert replaced.mutual_authentication == ["passthrough", "off"]
