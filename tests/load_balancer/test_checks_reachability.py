from collections.abc import Mapping
from typing import Any

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    AuthenticateCognito,
    Connection,
    FixedResponse,
    Forward,
    HealthCheck,
    HttpListener,
    HttpsListener,
    Id,
    JwtValidation,
    ListenerRule,
    PathPattern,
    SecurityGroup,
    SecurityGroupRule,
    Target,
    TargetGroup,
)
from cdktf import TerraformStack
from constructs_lib._core.features import JWT_VALIDATION, TARGET_CONTROL_PORT
from constructs_lib.listener.listener import Listener
from helpers.errors import synth_errors
from helpers.features import requires

VPC = Id("vpc-1")
NOT_FOUND = FixedResponse(404)
CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")
POOL = Arn("arn:aws:cognito-idp:ap-northeast-1:123456789012:userpool/ap-northeast-1_a")
EVERYWHERE = SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")
HTTPS = HttpsListener(certificate=CERTIFICATE, default_action=NOT_FOUND)
SIGN_IN = AuthenticateCognito(
    user_pool=POOL, user_pool_client=Id("abc"), user_pool_domain="a", next_action=NOT_FOUND
)


def group(
    stack: TerraformStack,
    ingress: Mapping[str, SecurityGroupRule] | None = None,
    egress: Mapping[str, SecurityGroupRule] | None = None,
    **arguments: Any,  # noqa: ANN401 - whatever a group takes
) -> SecurityGroup:
    return SecurityGroup(
        stack, "group", name="group", vpc=VPC, ingress=ingress, egress=egress, **arguments
    )


def alb(
    stack: TerraformStack,
    security_group: Any,  # noqa: ANN401 - any reference
    *listeners: Listener,
    **arguments: Any,  # noqa: ANN401 - whatever a load balancer takes
) -> ApplicationLoadBalancer:
    return ApplicationLoadBalancer(
        stack,
        "alb",
        name="web",
        subnets=[Id("subnet-1"), Id("subnet-2")],
        security_groups=[security_group],
        listeners=listeners,
        **arguments,
    )


IN = "add an ingress rule, or set rules_managed_elsewhere=True if rules are managed elsewhere"
OUT = "add an egress rule or a Connection, or set rules_managed_elsewhere=True if rules are managed elsewhere"


def errors(stack: TerraformStack) -> list[str]:
    """Return what the security groups do not allow, without the beginning and end of each error."""
    start = "stack/alb: security_groups do not allow "
    messages = synth_errors(stack)
    assert all(
        error.startswith(start) and error.endswith((f"; {IN}", f"; {OUT}")) for error in messages
    )
    return [error.removeprefix(start).partition(";")[0] for error in messages]


def test_requires_ingress_rule_for_listener(stack: TerraformStack) -> None:
    alb(stack, group(stack, {"http": EVERYWHERE}), HttpListener(default_action=NOT_FOUND), HTTPS)
    assert errors(stack) == ["inbound TCP 443 over IPv4 to the HttpsListener"]


@pytest.mark.parametrize(
    "rule",
    [
        SecurityGroupRule(port=443, cidr_ipv4="10.0.0.0/8"),
        SecurityGroupRule(port=0, to_port=65535, security_group=Id("sg-2")),
        SecurityGroupRule(ip_protocol="-1", prefix_list=Id("pl-2")),
        SecurityGroupRule(port=400, to_port=443, cidr_ipv4="10.0.0.0/8"),
    ],
)
def test_accepts_one_rule_for_port(stack: TerraformStack, rule: SecurityGroupRule) -> None:
    alb(stack, group(stack, {"https": rule}), HTTPS)
    assert errors(stack) == []


@pytest.mark.parametrize(
    "rule",
    [
        SecurityGroupRule(port=444, to_port=500, cidr_ipv4="10.0.0.0/8"),
        SecurityGroupRule(ip_protocol="udp", port=443, cidr_ipv4="10.0.0.0/8"),
        SecurityGroupRule(ip_protocol="icmp", cidr_ipv4="10.0.0.0/8"),
        SecurityGroupRule(port=443, cidr_ipv6="::/0"),
    ],
)
def test_rejects_other_rules(stack: TerraformStack, rule: SecurityGroupRule) -> None:
    alb(stack, group(stack, {"https": rule}), HTTPS)
    assert len(errors(stack)) == 1


def test_requires_ingress_rules_for_both_ip_versions(stack: TerraformStack) -> None:
    listener = HttpListener(default_action=NOT_FOUND)
    alb(stack, group(stack, {"http": EVERYWHERE}), listener, ip_address_type="dualstack")
    assert errors(stack) == ["inbound TCP 80 over IPv6 to the HttpListener"]


def test_requires_egress_rules_for_target_group(stack: TerraformStack) -> None:
    target_group = TargetGroup(
        stack, "web", name="web", vpc=VPC, port=8080, health_check=HealthCheck(port=9090)
    )
    listener = HttpListener(
        default_action=NOT_FOUND,
        rules={
            "web": ListenerRule(
                conditions=[PathPattern(["/"])], action=Forward(target_group), priority=100
            )
        },
    )
    out = {"other": SecurityGroupRule(port=80, security_group=Id("sg-2"))}
    alb(stack, group(stack, {"http": EVERYWHERE}, out), listener)
    assert errors(stack) == [
        "outbound TCP 8080 over IPv4 to the targets of stack/web",
        "outbound TCP 9090 over IPv4 to the health check of stack/web",
    ]


def test_accepts_later_connection(stack: TerraformStack) -> None:
    target_group = TargetGroup(
        stack, "web", name="web", vpc=VPC, port=8080, health_check=HealthCheck(port=9090)
    )
    security_group = group(stack, {"http": EVERYWHERE})
    alb(stack, security_group, HttpListener(default_action=Forward(target_group)))
    assert len(errors(stack)) == 2
    Connection(
        stack, "way", source=security_group, destination=Id("sg-2"), ports=target_group.ports
    )
    assert errors(stack) == []


def test_requires_ipv6_egress_rule_for_ipv6_targets(stack: TerraformStack) -> None:
    target_group = TargetGroup(stack, "web", name="web", vpc=VPC, port=80, ip_address_type="ipv6")
    both = {"http": EVERYWHERE, "http-ipv6": SecurityGroupRule(port=80, cidr_ipv6="::/0")}
    security_group = group(stack, both, {"http": EVERYWHERE})
    listener = HttpListener(default_action=Forward(target_group))
    alb(stack, security_group, listener, ip_address_type="dualstack")
    assert errors(stack) == ["outbound TCP 80 over IPv6 to the targets of stack/web"]


def test_requires_egress_rules_for_ports_of_targets(stack: TerraformStack) -> None:
    targets = {"a": Target(id="10.0.0.1", port=8001), "b": Target(id="10.0.0.2")}
    target_group = TargetGroup(stack, "web", name="web", vpc=VPC, port=8000, targets=targets)
    security_group = group(stack, {"http": EVERYWHERE})
    alb(stack, security_group, HttpListener(default_action=Forward(target_group)))
    assert errors(stack) == [
        "outbound TCP 8001 over IPv4 to the targets of stack/web",
        "outbound TCP 8000 over IPv4 to the targets of stack/web",
    ]


def test_requires_egress_rule_for_container_port(stack: TerraformStack) -> None:
    target_group = TargetGroup(stack, "web", name="web", vpc=VPC, port=80)
    out = {"tasks": SecurityGroupRule(port=3000, security_group=Id("sg-2"))}
    security_group = group(stack, {"http": EVERYWHERE}, out)
    load_balancer = alb(stack, security_group, HttpListener(default_action=Forward(target_group)))
    assert len(errors(stack)) == 1
    load_balancer.ecs_service_arguments(target_group, container_name="web", container_port=3000)
    assert errors(stack) == []


def test_accepts_any_port_of_instances(stack: TerraformStack) -> None:
    target_group = TargetGroup(stack, "web", name="web", vpc=VPC, port=80, target_type="instance")
    security_group = group(stack, {"http": EVERYWHERE})
    load_balancer = alb(stack, security_group, HttpListener(default_action=Forward(target_group)))
    load_balancer.ecs_service_arguments(target_group, container_name="web", container_port=3000)
    assert errors(stack) == []  # with bridge networking, the host ports are ephemeral


def test_requires_egress_rule_for_authentication(stack: TerraformStack) -> None:
    listener = HttpsListener(certificate=CERTIFICATE, default_action=SIGN_IN)
    security_group = group(stack, {"in": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")})
    alb(stack, security_group, listener)
    assert errors(stack) == ["outbound TCP 443 over IPv4 to the endpoints that authenticate users"]


@requires(JWT_VALIDATION)
def test_requires_egress_rule_for_jwks_endpoint(stack: TerraformStack) -> None:
    action = JwtValidation(
        issuer="id", jwks_endpoint="https://id.example.com:8443/jwks", next_action=NOT_FOUND
    )
    listener = HttpsListener(certificate=CERTIFICATE, default_action=action)
    security_group = group(stack, {"in": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")})
    alb(stack, security_group, listener)
    assert errors(stack) == ["outbound TCP 8443 over IPv4 to the jwks_endpoint"]


@requires(TARGET_CONTROL_PORT)
def test_requires_egress_rule_for_target_control_port(stack: TerraformStack) -> None:
    target_group = TargetGroup(stack, "web", name="web", vpc=VPC, port=80, target_control_port=3000)
    security_group = group(
        stack,
        {"in": EVERYWHERE},
        {"out": SecurityGroupRule(port=80, cidr_ipv4="10.0.0.0/8")},
    )
    alb(stack, security_group, HttpListener(default_action=Forward(target_group)))
    assert errors(stack) == ["outbound TCP 3000 over IPv4 to the target optimizer of stack/web"]
    assert target_group.ports == [80, 3000]


def test_does_not_check_rules_managed_elsewhere(stack: TerraformStack) -> None:
    alb(stack, group(stack, rules_managed_elsewhere=True), HTTPS)
    assert errors(stack) == []


def test_does_not_check_groups_of_other_stacks(stack: TerraformStack) -> None:
    alb(stack, Id("sg-1"), HTTPS)
    assert errors(stack) == []
