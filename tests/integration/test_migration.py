"""A load balancer at other addresses moves here, and stays as it is.

At those of terraform-aws-modules/alb, whose names and defaults the resources have; at those of
raw resources in the stack itself; and at those of the aliases, such as ``aws_alb``.
"""

import json
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from constructs_lib import (
    AliasRecord,
    ApplicationLoadBalancer,
    Arn,
    FixedResponse,
    Forward,
    HttpListener,
    HttpsListener,
    Id,
    ListenerRule,
    PathPattern,
    SecurityGroup,
    SecurityGroupRule,
    Target,
    TargetGroup,
)
from cdktf import TerraformStack
from helpers.import_blocks import import_blocks
from helpers.other_resources import other_resources
from helpers.workspaces import TerraformFolder, Workspaces

from embedded_aws.prerequisites import Clients, create_security_group, import_certificate
from embedded_aws.server import REGION
from embedded_aws.terraform import CHECKOUT

pytestmark = pytest.mark.extended

RESOURCES = """
variable "vpc" {}
variable "subnets" { type = list(string) }
variable "certificates" { type = list(string) }
variable "zone" {}
variable "web_acl" {}
resource "aws_security_group" "this" {
  count       = 1
  name_prefix = "web-"
  description = "Security group for web application load balancer"
  vpc_id      = var.vpc
  tags        = { terraform-aws-modules = "alb" }
  lifecycle { create_before_destroy = true }
}
resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each          = { https = 443 }
  security_group_id = aws_security_group.this[0].id
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_vpc_security_group_egress_rule" "this" {
  for_each          = { tasks = 8080 }
  security_group_id = aws_security_group.this[0].id
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
  cidr_ipv4         = "10.0.0.0/16"
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
resource "aws_lb_target_group_attachment" "this" {
  for_each         = { web = "10.0.0.10" }
  target_group_arn = aws_lb_target_group.this["web"].arn
  target_id        = each.value
  port             = 8080
}
resource "aws_lb_listener" "this" {
  for_each          = { http = "HTTP", https = "HTTPS" }
  load_balancer_arn = aws_lb.this[0].arn
  port              = each.value == "HTTP" ? 80 : 443
  protocol          = each.value
  certificate_arn   = each.value == "HTTP" ? null : var.certificates[0]
  ssl_policy        = each.value == "HTTP" ? null : "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}
resource "aws_lb_listener_certificate" "this" {
  for_each        = { "https/0" = var.certificates[1] }
  listener_arn    = aws_lb_listener.this["https"].arn
  certificate_arn = each.value
}
resource "aws_lb_listener_rule" "this" {
  for_each     = { "https/api" = 1 }
  listener_arn = aws_lb_listener.this["https"].arn
  priority     = each.value
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this["web"].arn
  }
  condition {
    path_pattern { values = ["/api/*"] }
  }
}
resource "aws_wafv2_web_acl_association" "this" {
  count        = 1
  resource_arn = aws_lb.this[0].arn
  web_acl_arn  = var.web_acl
}
resource "aws_route53_record" "this" {
  for_each = { shop = "A" }
  zone_id  = var.zone
  name     = "shop.example.com"
  type     = each.value
  alias {
    name                   = aws_lb.this[0].dns_name
    zone_id                = aws_lb.this[0].zone_id
    evaluate_target_health = true
  }
}
"""
ALIASES = f"""
terraform {{
  required_providers {{
    aws = {{ version = "5.100.0" }}
  }}
}}
provider "aws" {{
  region = "{REGION}"
}}
variable "vpc" {{}}
variable "subnets" {{ type = list(string) }}
variable "security_group" {{}}
resource "aws_alb" "web" {{
  name            = "web"
  subnets         = var.subnets
  security_groups = [var.security_group]
}}
resource "aws_alb_target_group" "web" {{
  name        = "web"
  port        = 8080
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = var.vpc
}}
resource "aws_alb_listener" "http" {{
  load_balancer_arn = aws_alb.web.arn
  port              = 80
  default_action {{
    type             = "forward"
    target_group_arn = aws_alb_target_group.web.arn
  }}
}}
"""
PAGE = (CHECKOUT / "docs" / "migration.md").read_text()
MOVED = {
    old: new.replace("<name>", "[a-z]+").replace("<id>", "[a-z]+").replace("<hash>", "[0-9A-F]{8}")
    for old, new in re.findall(r"^\| `module\.alb\.([^`]+)` \| `([^`]+)`", PAGE, re.MULTILINE)
}
"""The documented addresses; the new ones are patterns."""


@dataclass(frozen=True, slots=True)
class Places:
    """What the load balancer has around it."""

    vpc: str
    subnets: list[str]
    certificates: list[str]
    zone: str
    web_acl: str


@pytest.fixture(scope="module")
def places(aws: Clients, endpoint: str) -> Places:
    there = other_resources(endpoint)
    return Places(
        there["vpc"],
        [there["subnet"], there["other_subnet"]],
        [import_certificate(aws, f"{name}.example.com") for name in ("shop", "old")],
        there["hosted_zone"],
        there["web_acl"],
    )


def applied(within: str, places: Places, workspaces: Workspaces) -> TerraformFolder:
    """The load balancer as it was before, in a module or in none."""
    folder = workspaces.folder()
    values = asdict(places)
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
    terraform = workspaces.initialized(folder)
    terraform("apply", "-auto-approve")
    return terraform


@pytest.mark.parametrize("within", ["module.alb.", ""])
def test_moves_resources_without_changes(
    within: str, places: Places, workspaces: Workspaces
) -> None:
    before = applied(within, places, workspaces)
    [group] = [
        resource["instances"][0]["attributes"]
        for resource in json.loads((before.path / "terraform.tfstate").read_text())["resources"]
        if resource["type"] == "aws_security_group"
    ]

    def ours(stack: TerraformStack) -> None:
        vpc = Id(places.vpc)
        targets = {"a": Target(id="10.0.0.10", port=8080)}
        web = TargetGroup(stack, "web", name="web", vpc=vpc, port=8080, targets=targets)
        rule = ListenerRule(conditions=[PathPattern(["/api/*"])], action=Forward(web), priority=1)
        certificate, old = (Arn(arn) for arn in places.certificates)
        https = HttpsListener(
            certificate=certificate,
            additional_certificates={"old": old},
            ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
            default_action=FixedResponse(404),
            rules={"api": rule},
        )
        alb = ApplicationLoadBalancer(
            stack,
            "alb",
            name="web",
            internal=False,
            ip_address_type="ipv4",
            enable_deletion_protection=False,
            subnets=[Id(subnet) for subnet in places.subnets],
            security_groups=[
                SecurityGroup(
                    stack,
                    "group",
                    name=group["name"],  # as they are: AWS can't change them
                    description=group["description"],
                    vpc=vpc,
                    ingress={"https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")},
                    egress={"tasks": SecurityGroupRule(port=8080, cidr_ipv4="10.0.0.0/16")},
                    rules_managed_elsewhere=True,  # that let HTTP in
                )
            ],
            listeners=[HttpListener(default_action=FixedResponse(404)), https],
            web_acl=Arn(places.web_acl),
        )
        zone = Id(places.zone)
        AliasRecord(stack, "shop", hosted_zone=zone, name="shop.example.com", load_balancer=alb)

    terraform = workspaces.stack(ours)
    contents = terraform.json()
    state = Path(contents["terraform"]["backend"]["local"]["path"])
    shutil.copy(before.path / "terraform.tfstate", state)
    (terraform.path / "moved.tf").write_text(moved_blocks(within, contents["resource"]))
    changes = terraform.plan()["resource_changes"]
    actions = {
        change["address"]: (change.get("previous_address"), change["change"]["actions"])
        for change in changes
        if change["mode"] == "managed"
    }
    assert {previous for previous, _ in actions.values()} == {f"{within}{old}" for old in MOVED}
    assert all(what in (["no-op"], ["update"]) for _, what in actions.values()), actions
    terraform("apply", "-auto-approve")
    terraform.assert_no_changes()
    terraform("destroy", "-auto-approve")  # the next one has the same names


def test_takes_over_aws_alb(places: Places, aws: Clients, workspaces: Workspaces) -> None:
    security_group = create_security_group(aws, places.vpc, name="alb")
    folder = workspaces.folder()
    (folder / "main.tf").write_text(ALIASES)
    (folder / "terraform.tfvars.json").write_text(
        json.dumps({"vpc": places.vpc, "subnets": places.subnets, "security_group": security_group})
    )
    before = workspaces.initialized(folder)
    before("apply", "-auto-approve")

    def ours(stack: TerraformStack) -> None:
        web = TargetGroup(stack, "web", name="web", vpc=Id(places.vpc), port=8080)
        ApplicationLoadBalancer(
            stack,
            "alb",
            name="web",
            internal=False,
            ip_address_type="ipv4",
            enable_deletion_protection=False,
            subnets=[Id(subnet) for subnet in places.subnets],
            security_groups=[Id(security_group)],
            listeners=[HttpListener(default_action=Forward(web))],
        )

    terraform = workspaces.stack(ours)
    state = Path(terraform.json()["terraform"]["backend"]["local"]["path"])
    shutil.copy(before.path / "terraform.tfstate", state)
    [removed] = re.findall(r"terraform (state rm aws_alb\..*)", PAGE)
    terraform(*removed.split())
    (terraform.path / "import.tf").write_text(import_blocks(terraform.json(), aws))
    changes = [
        change["change"]
        for change in terraform.plan()["resource_changes"]
        if change["mode"] == "managed"
    ]
    assert len(changes) == 3
    assert all("importing" in change for change in changes)
    assert all(change["actions"] in (["no-op"], ["update"]) for change in changes)
    terraform("apply", "-auto-approve")
    terraform.assert_no_changes()


def moved_blocks(within: str, resources: dict[str, dict[str, object]]) -> str:
    """A block for each address, whose hash is the one that was synthesized."""
    blocks = []
    for old, new in MOVED.items():
        kind, _, name = new.partition(".")
        [moved] = [key for key in resources[kind] if re.fullmatch(name, key)]
        blocks.append(f"moved {{\n  from = {within}{old}\n  to = {kind}.{moved}\n}}\n")
    return "".join(blocks)
