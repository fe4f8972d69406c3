"""A load balancer at other addresses moves here, and stays as it is.

At those of terraform-aws-modules/alb, whose names and defaults the resources have; and at those of
raw resources in the stack itself.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from cdktf import TerraformStack
from terraform_stack import TerraformFolder, Workspaces

from constructs_lib import (
    ApplicationLoadBalancer,
    FixedResponse,
    Forward,
    HttpListener,
    Id,
    ListenerRule,
    PathPattern,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
)
from embedded_aws.prerequisites import (
    Clients,
    create_internet_gateway,
    create_route_table,
    create_subnet,
    create_vpc,
)
from embedded_aws.server import REGION

RESOURCES = """
variable "vpc" {}
variable "subnets" { type = list(string) }
resource "aws_security_group" "this" {
  count       = 1
  name_prefix = "web-"
  description = "Security group for web application load balancer"
  vpc_id      = var.vpc
  tags        = { terraform-aws-modules = "alb" }
  lifecycle { create_before_destroy = true }
}
resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each          = { http = 80 }
  security_group_id = aws_security_group.this[0].id
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_lb" "this" {
  count           = 1
  name            = "web"
  subnets         = var.subnets
  security_groups = [aws_security_group.this[0].id]
}
resource "aws_lb_target_group" "this" {
  for_each    = { web = 8080 }
  name        = "web"
  port        = each.value
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = var.vpc
}
resource "aws_lb_listener" "this" {
  for_each          = { http = 80 }
  load_balancer_arn = aws_lb.this[0].arn
  port              = each.value
  protocol          = "HTTP"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}
resource "aws_lb_listener_rule" "this" {
  for_each     = { "http/web" = 1 }
  listener_arn = aws_lb_listener.this["http"].arn
  priority     = each.value
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this["web"].arn
  }
  condition {
    path_pattern { values = ["/web/*"] }
  }
}
"""
MOVED = {
    "aws_lb.this[0]": "aws_lb.alb",
    'aws_lb_target_group.this["web"]': "aws_lb_target_group.web",
    'aws_lb_listener.this["http"]': "aws_lb_listener.alb_80_E6750CEC",
    'aws_lb_listener_rule.this["http/web"]': "aws_lb_listener_rule.alb_80-web_{}",
    "aws_security_group.this[0]": "aws_security_group.group",
    'aws_vpc_security_group_ingress_rule.this["http"]': (
        "aws_vpc_security_group_ingress_rule.group_ingress-http_{}"
    ),
}


@pytest.fixture(scope="module")
def places(aws: Clients) -> tuple[str, list[str]]:
    vpc = create_vpc(aws, name="main")
    public = create_route_table(aws, vpc, internet_gateway=create_internet_gateway(aws, vpc))
    return vpc, [
        create_subnet(aws, vpc, f"{REGION}{zone}", f"10.0.{number}.0/24", route_table=public)
        for number, zone in enumerate("ac")
    ]


def applied(within: str, places: tuple[str, list[str]], workspaces: Workspaces) -> TerraformFolder:
    """The load balancer as it was before, in a module or in none."""
    vpc, subnets = places
    folder = workspaces.folder()
    values = {"vpc": vpc, "subnets": subnets}
    program: dict[str, Any] = {
        "terraform": {"required_providers": {"aws": {"version": "5.100.0"}}},
        "provider": {"aws": {"region": REGION}},
    }
    resources = folder / "resources.tf"
    if within:
        program["module"] = {"alb": {"source": "./alb", **values}}
        resources = folder / "alb" / "main.tf"
        resources.parent.mkdir()
    else:
        (folder / "terraform.tfvars.json").write_text(json.dumps(values))
    resources.write_text(RESOURCES)
    (folder / "main.tf.json").write_text(json.dumps(program))
    terraform = workspaces.initialised(folder)
    terraform("apply", "-auto-approve")
    return terraform


@pytest.mark.parametrize("within", ["module.alb.", ""])
def test_it_is_moved_and_nothing_is_made_or_destroyed(
    within: str, places: tuple[str, list[str]], workspaces: Workspaces
) -> None:
    vpc, subnets = places
    before = applied(within, places, workspaces)
    [group] = [
        one["instances"][0]["attributes"]
        for one in json.loads((before.path / "terraform.tfstate").read_text())["resources"]
        if one["type"] == "aws_security_group"
    ]

    def ours(stack: TerraformStack) -> None:
        web = TargetGroup(stack, "web", name="web", vpc=Id(vpc), port=8080)
        rule = ListenerRule(conditions=[PathPattern(["/web/*"])], action=Forward(web), priority=1)
        ApplicationLoadBalancer(
            stack,
            "alb",
            name="web",
            internal=False,
            enable_deletion_protection=False,
            subnets=[Id(subnet) for subnet in subnets],
            security_groups=[
                SecurityGroup(
                    stack,
                    "group",
                    name=group["name"],  # as they are: AWS can't change them
                    description=group["description"],
                    has_other_rules=True,
                    vpc=Id(vpc),
                    ingress={"http": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")},
                )
            ],
            listeners=[HttpListener(default_action=FixedResponse(404), rules={"web": rule})],
        )

    terraform = workspaces.stack(ours)
    made = terraform.json()
    state = Path(made["terraform"]["backend"]["local"]["path"])
    shutil.copy(before.path / "terraform.tfstate", state)
    (terraform.path / "moved.tf").write_text(moved_blocks(within, made["resource"]))
    changes = terraform.plan()["resource_changes"]
    actions = {
        one["address"]: (one.get("previous_address"), one["change"]["actions"])
        for one in changes
        if one["mode"] == "managed"
    }
    assert {previous for previous, _ in actions.values()} == {f"{within}{old}" for old in MOVED}
    assert all(what in (["no-op"], ["update"]) for _, what in actions.values()), actions
    terraform("apply", "-auto-approve")
    terraform.assert_no_changes()
    terraform("destroy", "-auto-approve")  # the next one has the same names


def moved_blocks(within: str, resources: dict[str, dict[str, object]]) -> str:
    """A block for each address, whose hash is the one that was synthesized."""
    blocks = []
    for old, new in MOVED.items():
        kind, _, name = new.partition(".")
        [found] = [one for one in resources[kind] if one.startswith(name.format(""))]
        blocks.append(f"moved {{\n  from = {within}{old}\n  to = {kind}.{found}\n}}\n")
    return "".join(blocks)
