from collections.abc import Callable
from typing import Any, cast

import pytest
from cdktf import TerraformStack, TerraformVariable, Testing
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from support import refusal

from constructs_lib import HealthCheck, Id, TargetGroup

VPC = Id("vpc-0123")


def test_takes_the_ip_addresses_of_tasks(stack: TerraformStack, synth: Callable[[], str]) -> None:
    TargetGroup(stack, "web", name="web", vpc=VPC, port=8080, tags={"team": "web"})
    assert Testing.to_have_resource_with_properties(
        synth(),
        LbTargetGroup.TF_RESOURCE_TYPE,
        {
            "name": "web",
            "vpc_id": "vpc-0123",
            "port": 8080,
            "protocol": "HTTP",
            "protocol_version": "HTTP1",
            "target_type": "ip",
            "ip_address_type": "ipv4",
            "tags": {"team": "web"},
        },
    )


def test_is_made_before_the_old_one_goes(stack: TerraformStack, synth: Callable[[], str]) -> None:
    TargetGroup(stack, "web", name="web", vpc=VPC, port=80)
    assert Testing.to_have_resource_with_properties(
        synth(), LbTargetGroup.TF_RESOURCE_TYPE, {"lifecycle": {"create_before_destroy": True}}
    )


def test_writes_out_the_whole_health_check(stack: TerraformStack, synth: Callable[[], str]) -> None:
    check = HealthCheck(path="/up", protocol="HTTPS", port=8081, matcher="200-299", interval=10)
    group = TargetGroup(
        stack, "web", name="web", vpc=VPC, port=443, protocol="HTTPS", health_check=check
    )
    assert group.health_check is check
    assert Testing.to_have_resource_with_properties(
        synth(),
        LbTargetGroup.TF_RESOURCE_TYPE,
        {
            "protocol": "HTTPS",
            "health_check": {
                "enabled": True,
                "path": "/up",
                "protocol": "HTTPS",
                "port": "8081",
                "matcher": "200-299",
                "interval": 10,
                "timeout": 5,
                "healthy_threshold": 5,
                "unhealthy_threshold": 2,
            },
        },
    )


def test_numbers_that_only_terraform_knows_pass(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    port = cast("int", TerraformVariable(stack, "port", type="number").number_value)
    check = HealthCheck(port=port, interval=port)
    TargetGroup(stack, "web", name="web", vpc=VPC, port=port, health_check=check)
    group = synthesized()["resource"]["aws_lb_target_group"]["web"]
    assert group["port"] == "${var.port}"
    assert group["health_check"]["port"] == "${var.port}"


NAME = "1 to 32 letters, digits and hyphens, with no hyphen at either end"


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"name": "web_1"}, f"name must be {NAME}, got 'web_1'"),
        ({"name": "a" * 33}, f"name must be {NAME}, got '{'a' * 33}'"),
        ({"port": 0}, "port must be between 1 and 65535, got 0"),
        ({"port": "80"}, "port must be a whole number between 1 and 65535, got '80'"),
        ({"protocol": "TCP"}, "protocol must be one of HTTP, HTTPS, got 'TCP'"),
        ({"vpc": Id("subnet-1")}, "vpc must be an id that starts with vpc-, got 'subnet-1'"),
        (
            {"health_check": "/up"},
            "health_check must be a HealthCheck with protocol version HTTP1, got '/up'",
        ),
    ],
)
def test_refuses(stack: TerraformStack, refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        TargetGroup(stack, "web", **{"name": "web", "vpc": VPC, "port": 80, **refused})
