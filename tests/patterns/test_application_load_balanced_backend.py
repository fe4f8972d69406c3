from collections.abc import Callable
from typing import Any

from constructs_lib import ApplicationLoadBalancedBackend, Arn, BlueGreenDeployment
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.ecs_service import EcsService
from constructs_lib._core.features import BLUE_GREEN_DEPLOYMENT
from helpers.errors import raises_exactly
from helpers.features import requires
from helpers.invalid_input import InvalidInput, rejects

ARGUMENTS: dict[str, Any] = {
    "name": "web",
    "vpc_name": "main",
    "availability_zones": ["ap-northeast-1a", "ap-northeast-1c"],
    "domain": "web.example.com",
    "backend_security_group_name": "web-tasks",
    "port": 8080,
    "health_check_path": "/up",
}


def test_creates_all_resources(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ApplicationLoadBalancedBackend(stack, "web", **ARGUMENTS)
    counts = {kind: len(resources) for kind, resources in synthesized()["resource"].items()}
    assert counts == {
        "aws_lb": 1,
        "aws_lb_listener": 2,
        "aws_lb_target_group": 1,
        "aws_security_group": 1,
        "aws_vpc_security_group_egress_rule": 1,
        "aws_vpc_security_group_ingress_rule": 4,
    }


def test_name_is_prefix_of_other_names(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ApplicationLoadBalancedBackend(stack, "web", **ARGUMENTS)
    resources = synthesized()["resource"]
    names = [
        resource["name"]
        for kind in ("aws_lb", "aws_lb_target_group", "aws_security_group")
        for resource in resources[kind].values()
    ]
    assert names == ["web", "web-tg", "web-security-group"]


def test_port_is_that_of_target_group_and_egress_rule(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ApplicationLoadBalancedBackend(stack, "web", **ARGUMENTS)
    resources = synthesized()["resource"]
    [group] = resources["aws_lb_target_group"].values()
    [egress] = resources["aws_vpc_security_group_egress_rule"].values()
    assert (group["port"], egress["from_port"], egress["to_port"]) == (8080, 8080, 8080)
    assert group["health_check"]["path"] == "/up"


def test_enables_deletion_protection_by_default(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ApplicationLoadBalancedBackend(stack, "web", **ARGUMENTS)
    [alb] = synthesized()["resource"]["aws_lb"].values()
    assert (alb["enable_deletion_protection"], alb["internal"]) == (True, False)


@requires(BLUE_GREEN_DEPLOYMENT)
def test_deployment_shifts_rule_of_https_listener(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    deployment = BlueGreenDeployment(bake_time_in_minutes=10)
    backend = ApplicationLoadBalancedBackend(stack, "web", **ARGUMENTS, deployment=deployment)
    role = Arn("arn:aws:iam::123456789012:role/ecs")
    arguments: dict[str, Any] = dict(
        backend.ecs_deployment_arguments(role=role, container_name="web", container_port=8080)
    )
    EcsService(stack, "service", name="web", **arguments)
    resources = synthesized()["resource"]
    names = {group["name"] for group in resources["aws_lb_target_group"].values()}
    assert names == {"web-tg", "web-t2"}
    actions = {
        item["port"]: item["default_action"][0]["type"]
        for item in resources["aws_lb_listener"].values()
    }
    assert actions == {80: "redirect", 443: "fixed-response"}
    [(rule_name, rule)] = resources["aws_lb_listener_rule"].items()
    assert rule["lifecycle"] == {"ignore_changes": ["action"]}
    [service] = resources["aws_ecs_service"].values()
    [block] = service["load_balancer"]
    advanced = block["advanced_configuration"]
    assert advanced["production_listener_rule"] == f"${{aws_lb_listener_rule.{rule_name}.arn}}"
    assert service["deployment_configuration"]["strategy"] == "BLUE_GREEN"


def test_deployment_arguments_require_deployment(stack: TerraformStack) -> None:
    backend = ApplicationLoadBalancedBackend(stack, "web", **ARGUMENTS)
    role = Arn("arn:aws:iam::123456789012:role/ecs")
    with raises_exactly(
        "ecs_deployment_arguments requires the argument deployment of the construct"
    ):
        backend.ecs_deployment_arguments(role=role, container_name="web", container_port=8080)


INVALID = [
    InvalidInput(
        'ApplicationLoadBalancedBackend(stack, "id", name="web", vpc_name="main", domain="web.example.com", availability_zones=["ap-northeast-1a", "ap-northeast-1c"], backend_security_group_name="tasks", port=8080, health_check_path="/healthz")',
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html",
        """
name="a" * 30 => name must be 1 to 29 letters, digits and hyphens, with no hyphen at either end, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
deployment="canary" => deployment must be a BlueGreenDeployment, a CanaryDeployment or a LinearDeployment, got 'canary'
vpc_name="" => vpc_name must be 1 to 256 characters, got ''
availability_zones=["ap-northeast-1a"] => availability_zones must be the names of at least 2 zones, got ['ap-northeast-1a']
domain="http://web.example.com" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'http://web.example.com'
backend_security_group_name="sg-1" => backend_security_group_name must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, with no space at either end and not starting with sg-, got 'sg-1'
port=0 => port must be between 1 and 65535, got 0
health_check_path="up" => health_check_path must be 1 to 1024 characters that start with / and contain no white space, got 'up'
enable_deletion_protection="no" => enable_deletion_protection must be True or False, got 'no'
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
