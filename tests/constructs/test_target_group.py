import json
from collections.abc import Callable
from typing import Any, Literal, cast

import pytest
from constructs_lib import (
    ApplicationCookie,
    HealthCheck,
    Id,
    LoadBalancerCookie,
    Target,
    TargetGroup,
    TargetGroupHealth,
)
from cdktf import TerraformStack, TerraformVariable, Testing
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from cdktf_cdktf_provider_aws.provider import AwsProvider
from support import refusal

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


def test_what_is_left_out_is_written_out(stack: TerraformStack, synth: Callable[[], str]) -> None:
    TargetGroup(stack, "web", name="web", vpc=VPC, port=80)
    assert Testing.to_have_resource_with_properties(
        synth(),
        LbTargetGroup.TF_RESOURCE_TYPE,
        {
            "deregistration_delay": "300",
            "slow_start": 0,
            "load_balancing_algorithm_type": "round_robin",
            "load_balancing_cross_zone_enabled": "use_load_balancer_configuration",
            "stickiness": {"enabled": False, "type": "lb_cookie"},
            "target_group_health": {
                "dns_failover": {
                    "minimum_healthy_targets_count": "1",
                    "minimum_healthy_targets_percentage": "off",
                },
                "unhealthy_state_routing": {
                    "minimum_healthy_targets_count": 1,
                    "minimum_healthy_targets_percentage": "off",
                },
            },
        },
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"protocol_version": "HTTP2"}, {"protocol_version": "HTTP2"}),
        (
            {"protocol_version": "GRPC"},
            {"health_check": {"path": "/AWS.ALB/healthcheck", "matcher": "12"}},
        ),
        ({"target_type": "instance"}, {"target_type": "instance"}),
        ({"ip_address_type": "ipv6"}, {"ip_address_type": "ipv6"}),
        ({"deregistration_delay": 0}, {"deregistration_delay": "0"}),
        ({"slow_start": 900}, {"slow_start": 900}),
        (
            {
                "load_balancing_algorithm_type": "weighted_random",
                "load_balancing_anomaly_mitigation": True,
            },
            {
                "load_balancing_algorithm_type": "weighted_random",
                "load_balancing_anomaly_mitigation": "on",
            },
        ),
        (
            {"load_balancing_algorithm_type": "weighted_random"},
            {"load_balancing_anomaly_mitigation": "off"},
        ),
        (
            {"load_balancing_cross_zone_enabled": "false"},
            {"load_balancing_cross_zone_enabled": "false"},
        ),
        (
            {"stickiness": LoadBalancerCookie(cookie_duration=60)},
            {"stickiness": {"enabled": True, "type": "lb_cookie", "cookie_duration": 60}},
        ),
        (
            {"stickiness": ApplicationCookie(cookie_name="session")},
            {
                "stickiness": {
                    "enabled": True,
                    "type": "app_cookie",
                    "cookie_name": "session",
                    "cookie_duration": 86400,
                }
            },
        ),
        (
            {"target_group_health": TargetGroupHealth(dns_failover_percentage=50)},
            {
                "target_group_health": {
                    "dns_failover": {
                        "minimum_healthy_targets_count": "1",
                        "minimum_healthy_targets_percentage": "50",
                    },
                    "unhealthy_state_routing": {
                        "minimum_healthy_targets_count": 1,
                        "minimum_healthy_targets_percentage": "off",
                    },
                }
            },
        ),
    ],
)
def test_an_attribute(
    stack: TerraformStack,
    synth: Callable[[], str],
    given: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    TargetGroup(stack, "web", name="web", vpc=VPC, port=80, **given)
    assert Testing.to_have_resource_with_properties(
        synth(), LbTargetGroup.TF_RESOURCE_TYPE, expected
    )


def test_fixed_targets_are_named_by_their_keys(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    targets = {
        "two": Target(id="10.0.0.2"),
        "one": Target(id="10.0.0.1", port=8080, availability_zone="all"),
    }
    TargetGroup(stack, "web", name="web", vpc=VPC, port=80, targets=targets)
    attachments = synthesized()["resource"]["aws_lb_target_group_attachment"]
    [one] = [each for name, each in attachments.items() if name.startswith("web_target-one_")]
    assert one == {
        "availability_zone": "all",
        "lifecycle": {"create_before_destroy": True},
        "port": 8080,
        "target_group_arn": "${aws_lb_target_group.web.arn}",
        "target_id": "10.0.0.1",
    }
    assert len(attachments) == 2


def test_the_other_algorithms_have_no_anomaly_mitigation_to_write_out(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    TargetGroup(stack, "web", name="web", vpc=VPC, port=80)
    web = synthesized()["resource"]["aws_lb_target_group"]["web"]
    assert "load_balancing_anomaly_mitigation" not in web


@pytest.mark.parametrize(
    ("port", "ports"), [("traffic-port", [80]), (80, [80]), (8081, [80, 8081])]
)
def test_the_ports_to_reach(
    stack: TerraformStack, port: int | Literal["traffic-port"], ports: list[int]
) -> None:
    group = TargetGroup(
        stack, "web", name="web", vpc=VPC, port=80, health_check=HealthCheck(port=port)
    )
    assert group.ports == ports


def test_a_prefix_makes_a_name_that_changes_with_what_aws_can_not_change() -> None:
    def name(id: str = "web", **changed: Any) -> str:  # noqa: ANN401 - whatever is changed
        stack = TerraformStack(Testing.app(), "stack")
        AwsProvider(stack, "aws", region="ap-northeast-1")
        given: dict[str, Any] = {"name_prefix": "web", "vpc": VPC, "port": 80, **changed}
        TargetGroup(stack, id, **given)
        resources = json.loads(Testing.synth(stack))["resource"]
        return str(resources["aws_lb_target_group"][id]["name"])

    names = [
        name(),
        name(port=81),
        name(protocol="HTTPS"),
        name(protocol_version="HTTP2"),
        name(target_type="instance"),
        name(ip_address_type="ipv6"),
        name(vpc=Id("vpc-4567")),
        name(id="other"),
    ]
    assert len(set(names)) == len(names)
    assert name(health_check=HealthCheck(path="/up"), deregistration_delay=1) == name()


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


@pytest.mark.parametrize(
    "field", ["target_type", "ip_address_type", "load_balancing_algorithm_type"]
)
def test_what_goes_with_a_token_is_not_judged(stack: TerraformStack, field: str) -> None:
    given: dict[str, Any] = {field: TerraformVariable(stack, "it", type="string").string_value}
    targets = {"a": Target(id="10.0.0.1")}
    TargetGroup(
        stack, "id", name="web", vpc=Id("vpc-1"), port=80, slow_start=30, targets=targets, **given
    )
