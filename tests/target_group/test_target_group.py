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
    ValidationError,
)
from cdktf import TerraformStack, TerraformVariable, Testing
from cdktf_cdktf_provider_aws.autoscaling_group import AutoscalingGroup
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs_lib._core.features import TARGET_CONTROL_PORT
from constructs_lib.target_group._name import generated_name
from helpers.features import requires, without
from helpers.invalid_input import InvalidInput, rejects

VPC = Id("vpc-0123")


def test_creates_target_group_of_type_ip(stack: TerraformStack, synth: Callable[[], str]) -> None:
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


def test_creates_replacement_before_destroying_original(
    stack: TerraformStack, synth: Callable[[], str]
) -> None:
    TargetGroup(stack, "web", name="web", vpc=VPC, port=80)
    assert Testing.to_have_resource_with_properties(
        synth(), LbTargetGroup.TF_RESOURCE_TYPE, {"lifecycle": {"create_before_destroy": True}}
    )


def test_writes_all_health_check_arguments(stack: TerraformStack, synth: Callable[[], str]) -> None:
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


def test_accepts_number_tokens(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    port = cast("int", TerraformVariable(stack, "port", type="number").number_value)
    check = HealthCheck(port=port, interval=port)
    TargetGroup(stack, "web", name="web", vpc=VPC, port=port, health_check=check)
    group = synthesized()["resource"]["aws_lb_target_group"]["web"]
    assert group["port"] == "${var.port}"
    assert group["health_check"]["port"] == "${var.port}"


def test_writes_defaults(stack: TerraformStack, synth: Callable[[], str]) -> None:
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
    ("arguments", "expected"),
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
            {"target_group_health": TargetGroupHealth(unhealthy_state_routing_count=2)},
            {
                "target_group_health": {
                    "dns_failover": {
                        "minimum_healthy_targets_count": "2",
                        "minimum_healthy_targets_percentage": "off",
                    },
                    "unhealthy_state_routing": {
                        "minimum_healthy_targets_count": 2,
                        "minimum_healthy_targets_percentage": "off",
                    },
                }
            },
        ),
        (
            {
                "target_group_health": TargetGroupHealth(
                    dns_failover_count="off", dns_failover_percentage=50
                )
            },
            {
                "target_group_health": {
                    "dns_failover": {
                        "minimum_healthy_targets_count": "off",
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
def test_sets_attribute(
    stack: TerraformStack,
    synth: Callable[[], str],
    arguments: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    TargetGroup(stack, "web", name="web", vpc=VPC, port=80, **arguments)
    assert Testing.to_have_resource_with_properties(
        synth(), LbTargetGroup.TF_RESOURCE_TYPE, expected
    )


def test_registers_targets_by_their_keys(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    targets = {
        "two": Target(id="10.0.0.2"),
        "one": Target(id="10.0.0.1", port=8080, availability_zone="all"),
    }
    TargetGroup(stack, "web", name="web", vpc=VPC, port=80, targets=targets)
    attachments = synthesized()["resource"]["aws_lb_target_group_attachment"]
    [registered] = [
        attachment for name, attachment in attachments.items() if name.startswith("web_target-one_")
    ]
    assert registered == {
        "availability_zone": "all",
        "port": 8080,
        "target_group_arn": "${aws_lb_target_group.web.arn}",
        "target_id": "10.0.0.1",
    }
    assert len(attachments) == 2


def test_omits_anomaly_mitigation_for_other_algorithms(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    TargetGroup(stack, "web", name="web", vpc=VPC, port=80)
    web = synthesized()["resource"]["aws_lb_target_group"]["web"]
    assert "load_balancing_anomaly_mitigation" not in web


@pytest.mark.parametrize(
    ("port", "ports"), [("traffic-port", [80]), (80, [80]), (8081, [80, 8081])]
)
def test_lists_ports_that_load_balancer_must_reach(
    stack: TerraformStack, port: int | Literal["traffic-port"], ports: list[int]
) -> None:
    group = TargetGroup(
        stack, "web", name="web", vpc=VPC, port=80, health_check=HealthCheck(port=port)
    )
    assert group.ports == ports


def test_lists_ports_of_targets(stack: TerraformStack) -> None:
    targets = {"a": Target(id="10.0.0.1", port=8080), "b": Target(id="10.0.0.2")}
    group = TargetGroup(stack, "group", name="web", vpc=VPC, port=80, targets=targets)
    assert group.ports == [8080, 80]


def test_auto_scaling_group_registers_its_instances(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    web = TargetGroup(stack, "web", name="web", vpc=VPC, port=80, target_type="instance")
    AutoscalingGroup(stack, "servers", min_size=1, max_size=2, target_group_arns=[web.arn])
    servers = synthesized()["resource"]["aws_autoscaling_group"]["servers"]
    assert servers["target_group_arns"] == ["${aws_lb_target_group.web.arn}"]


def test_generated_name_changes_with_immutable_arguments() -> None:
    def name(id: str = "web", **changed: Any) -> str:  # noqa: ANN401 - whatever is changed
        stack = TerraformStack(Testing.app(), "stack")
        AwsProvider(stack, "aws", region="ap-northeast-1")
        all_arguments: dict[str, Any] = {"name_prefix": "web", "vpc": VPC, "port": 80, **changed}
        TargetGroup(stack, id, **all_arguments)
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


@pytest.mark.parametrize(
    "field", ["target_type", "ip_address_type", "load_balancing_algorithm_type"]
)
def test_does_not_check_arguments_that_depend_on_token(stack: TerraformStack, field: str) -> None:
    token: dict[str, Any] = {field: TerraformVariable(stack, "it", type="string").string_value}
    targets = {"a": Target(id="10.0.0.1")}
    TargetGroup(
        stack, "id", name="web", vpc=Id("vpc-1"), port=80, slow_start=30, targets=targets, **token
    )


@requires(TARGET_CONTROL_PORT)
def test_target_control_port_is_part_of_generated_name(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    TargetGroup(stack, "web", name_prefix="web", vpc=VPC, port=80, target_control_port=3000)
    [group] = synthesized()["resource"]["aws_lb_target_group"].values()
    assert group["target_control_port"] == 3000
    without_port = generated_name(
        None, "web", ("stack/web", 80, "HTTP", "HTTP1", "ip", "ipv4", VPC.id)
    )
    assert without_port is not None
    assert group["name"].startswith("web-")
    assert group["name"] != without_port


@without(TARGET_CONTROL_PORT)
def test_error_names_versions_that_have_target_control_port(stack: TerraformStack) -> None:
    with pytest.raises(
        ValidationError,
        match=r"target_control_port requires version 6\.25 or newer of the AWS provider: "
        r"cdktf-cdktf-provider-aws 21\.22\.1 or newer",
    ):
        TargetGroup(stack, "web", name="web", vpc=VPC, port=80, target_control_port=3000)


INVALID = [
    InvalidInput(
        'TargetGroup(stack, "id", name="web", vpc=vpc, port=80)',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
        """
port=[80], targets={"a": Target(id="10.0.0.1")} => port must be a whole number between 1 and 65535, got [80]
target_control_port=0 => target_control_port must be between 1 and 65535, got 0
target_control_port="agent" => target_control_port must be a whole number between 1 and 65535, got 'agent'
name="" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got ''
name="-web" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got '-web'
name="web-" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'web-'
name="a" * 33 => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
name="web_1" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'web_1'
name="wéb" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'wéb'
name="web 1" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'web 1'
name=None => exactly one of name and name_prefix must be given, got neither
name_prefix="web" => exactly one of name and name_prefix must be given, got both
name=None, name_prefix="a" * 24 => name_prefix must be 1 to 23 letters, digits and hyphens, with no hyphen at either end, got 'aaaaaaaaaaaaaaaaaaaaaaaa'
name=None, name_prefix="-web" => name_prefix must be 1 to 23 letters, digits and hyphens, with no hyphen at either end, got '-web'
name=None, name_prefix="" => name_prefix must be 1 to 23 letters, digits and hyphens, with no hyphen at either end, got ''
vpc="vpc-1" => vpc must be a VPC (the lookup, construct or resource itself, not its id) or Id("vpc-0abc"), got 'vpc-1'
vpc=Id("subnet-1") => vpc must be an id that starts with vpc-, got 'subnet-1'
vpc=None => vpc must be a VPC (the lookup, construct or resource itself, not its id) or Id("vpc-0abc"), got None
port=0 => port must be between 1 and 65535, got 0
port=65536 => port must be between 1 and 65535, got 65536
port="80" => port must be a whole number between 1 and 65535, got '80'
port=None => port must be a whole number between 1 and 65535, got None
protocol="http" => protocol must be one of HTTP, HTTPS, got 'http'
protocol="TCP" => protocol must be one of HTTP, HTTPS, got 'TCP'
protocol="TLS" => protocol must be one of HTTP, HTTPS, got 'TLS'
protocol_version="HTTP/2" => protocol_version must be one of HTTP1, HTTP2, GRPC, got 'HTTP/2'
protocol_version="HTTP3" => protocol_version must be one of HTTP1, HTTP2, GRPC, got 'HTTP3'
protocol_version="GRPC", health_check=HealthCheck() => health_check must be a GrpcHealthCheck with protocol version GRPC, got HealthCheck(path='/', protocol='HTTP', port='traffic-port', matcher='200', interval=30, timeout=5, healthy_threshold=5, unhealthy_threshold=2)
health_check=GrpcHealthCheck() => health_check must be a HealthCheck with protocol version HTTP1, got GrpcHealthCheck(path='/AWS.ALB/healthcheck', protocol='HTTP'… (164 characters)
health_check={"path": "/"} => health_check must be a HealthCheck with protocol version HTTP1, got {'path': '/'}
target_type="lambda" => target_type must be one of ip, instance, got 'lambda'
target_type="alb" => target_type must be one of ip, instance, got 'alb'
ip_address_type="dualstack" => ip_address_type must be one of ipv4, ipv6, got 'dualstack'
deregistration_delay=-1 => deregistration_delay must be between 0 and 3600, got -1
deregistration_delay=3601 => deregistration_delay must be between 0 and 3600, got 3601
deregistration_delay="300" => deregistration_delay must be a whole number between 0 and 3600, got '300'
slow_start=29 => slow_start must be between 30 and 900, got 29
slow_start=901 => slow_start must be between 30 and 900, got 901
slow_start=30, load_balancing_algorithm_type="least_outstanding_requests" => slow_start must be 0 with the algorithm least_outstanding_requests, got 30
slow_start=30, load_balancing_algorithm_type="weighted_random" => slow_start must be 0 with the algorithm weighted_random, got 30
load_balancing_algorithm_type="random" => load_balancing_algorithm_type must be one of round_robin, least_outstanding_requests, weighted_random, got 'random'
load_balancing_anomaly_mitigation=True => load_balancing_anomaly_mitigation must be False with the algorithm round_robin, got True
load_balancing_anomaly_mitigation="on" => load_balancing_anomaly_mitigation must be True or False, got 'on'
load_balancing_cross_zone_enabled=True => load_balancing_cross_zone_enabled must be one of true, false, use_load_balancer_configuration, got True
load_balancing_cross_zone_enabled="off" => load_balancing_cross_zone_enabled must be one of true, false, use_load_balancer_configuration, got 'off'
stickiness=LoadBalancerCookie(), load_balancing_algorithm_type="weighted_random" => stickiness must be omitted with the algorithm weighted_random
stickiness=LoadBalancerCookie(), load_balancing_cross_zone_enabled="false" => stickiness must be omitted with load_balancing_cross_zone_enabled "false"
stickiness=True => stickiness must be of type LoadBalancerCookie or ApplicationCookie, got True
target_group_health=1 => target_group_health must be of type TargetGroupHealth, got 1
targets={"a": "10.0.0.1"} => targets['a'] must be of type Target, got '10.0.0.1'
targets={"a": Target(id="i-1")} => targets['a'] id must be an IPv4 address, got 'i-1'
targets={"a": Target(id="2001:db8::1")} => targets['a'] id must be an IPv4 address, got '2001:db8::1'
targets={"a": Target(id="10.0.0.1")}, target_type="instance" => targets['a'] id must be an instance's id, which starts with i-, got '10.0.0.1'
targets={"a": Target(id="10.0.0.1")}, ip_address_type="ipv6" => targets['a'] id must be an IPv6 address, got '10.0.0.1'
targets={"a b": Target(id="10.0.0.1")} => targets key must be letters, digits, - and _ that are known at synth, got 'a b'
targets=[Target(id="10.0.0.1")] => targets must be a mapping of names to Target, got [Target(id='10.0.0.1', port=None, availability_zone=None)]
tags={"aws:x": "y"} => tags key must be 1 to 128 characters that do not start with "aws:", got 'aws:x'
targets={"a": Target(id="127.0.0.1")} => targets['a'] id must be an address in a network, not a loopback, link-local or multicast address, got '127.0.0.1'
targets={"a": Target(id="169.254.169.254")} => targets['a'] id must be an address in a network, not a loopback, link-local or multicast address, got '169.254.169.254'
targets={"a": Target(id="224.0.0.1")} => targets['a'] id must be an address in a network, not a loopback, link-local or multicast address, got '224.0.0.1'
targets={"a": Target(id="0.0.0.0")} => targets['a'] id must be an address in a network, not a loopback, link-local or multicast address, got '0.0.0.0'
targets={"a": Target(id="203.0.113.9", availability_zone="all")} => targets['a'] id must be in 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16, as availability_zone "all" is for targets outside of the VPC, got '203.0.113.9'
targets={"a": Target(id="10.0.0.1"), "b": Target(id="10.0.0.1")} => targets['b'] is the same target, on the same port, as targets['a']
targets={"a": Target(id="10.0.0.1"), "b": Target(id="10.0.0.1", port=80)} => targets['b'] is the same target, on the same port, as targets['a']
tags={"a": "50%"} => tags['a'] must be letters, digits, spaces and _.:/=+-@, got '50%'
tags={"a#b": "x"} => tags key must be letters, digits, spaces and _.:/=+-@, got 'a#b'
slow_start=False => slow_start must be a whole number between 30 and 900, got False
slow_start=True => slow_start must be a whole number between 30 and 900, got True
ip_address_type="ipv6", targets={"a": Target(id="2001:db8::1%1")} => targets['a'] id must be an IPv6 address, got '2001:db8::1%1'
targets={"a": Target(id=1)} => id must be a string: an IP address or an instance's id, got 1
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
