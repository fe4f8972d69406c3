from typing import Any

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    CertificateLookup,
    FixedResponse,
    Forward,
    HostHeader,
    HttpListener,
    HttpsListener,
    Id,
    ListenerRule,
    PathPattern,
    Redirect,
    SecurityGroup,
    SourceIp,
    TargetGroup,
)
from cdktf import TerraformStack
from constructs import Construct
from constructs_lib.listener.listener import Listener
from helpers.errors import raises_exactly

CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")
NOT_FOUND = FixedResponse(404)


def https(**arguments: Any) -> HttpsListener:  # noqa: ANN401 - whatever a listener takes
    return HttpsListener(certificate=CERTIFICATE, **{"default_action": NOT_FOUND, **arguments})


def alb(stack: Construct, *listeners: Listener, **more: Any) -> None:  # noqa: ANN401 - as above
    arguments: dict[str, Any] = {
        "name": "web",
        "subnets": [Id("subnet-1"), Id("subnet-2")],
        "security_groups": [Id("sg-1")],
        **more,
    }
    ApplicationLoadBalancer(stack, "alb", listeners=listeners, **arguments)


def test_rejects_ipv6_clients_of_ipv4_load_balancer(stack: TerraformStack) -> None:
    def listener(*blocks: str) -> HttpListener:
        rule = ListenerRule(conditions=[SourceIp(blocks)], action=NOT_FOUND, priority=100)
        return HttpListener(default_action=NOT_FOUND, rules={"office": rule})

    with raises_exactly(
        "listeners port 80 rules['office'] SourceIp never matches: it has IPv6 blocks only, but "
        "ip_address_type is ipv4"
    ):
        alb(stack, listener("2001:db8::/32"))
    alb(Construct(stack, "both"), listener("2001:db8::/32", "192.0.2.0/24"), name="both")
    alb(stack, listener("2001:db8::/32"), ip_address_type="dualstack")


def test_rejects_ipv6_targets_of_ipv4_load_balancer(stack: TerraformStack) -> None:
    group = TargetGroup(stack, "web", name="web", vpc=Id("vpc-1"), port=80, ip_address_type="ipv6")
    listener = HttpListener(default_action=Forward(group))
    with raises_exactly(
        "listeners port 80 default_action forwards to IPv6 targets, which requires ip_address_type "
        "dualstack, got 'ipv4'"
    ):
        alb(stack, listener)
    alb(stack, listener, ip_address_type="dualstack")


def test_rejects_rule_for_host_without_certificate(stack: TerraformStack) -> None:
    certificate = CertificateLookup(stack, "certificate", domain="*.example.com")

    def listener(*hosts: str, **arguments: Any) -> HttpsListener:  # noqa: ANN401 - as above
        rule = ListenerRule(conditions=[HostHeader(hosts)], action=NOT_FOUND, priority=100)
        return HttpsListener(
            certificate=certificate, default_action=NOT_FOUND, rules={"shop": rule}, **arguments
        )

    listener("shop.example.com", "*.example.com", "Shop.example.com", "shop*.com")
    for host in ("example.com", "a.b.example.com", "*.example.net"):
        with raises_exactly(
            f"rules['shop'] HostHeader {host!r} is not covered by the certificates of the load "
            "balancer (*.example.com); list further names in subject_alternative_names of a "
            "Certificate or CertificateLookup"
        ):
            listener("shop.example.com", host)
    listener("example.net", additional_certificates={"unknown": CERTIFICATE})


def test_requires_listener_for_redirect(stack: TerraformStack) -> None:
    redirect = Redirect(protocol="HTTPS", port=443)
    rule = ListenerRule(conditions=[PathPattern(["/a"])], action=redirect, priority=100)
    listener = HttpListener(default_action=NOT_FOUND, rules={"a": rule})
    with raises_exactly(
        "listeners port 80 rules['a'] redirects to HTTPS on port 443, but the load balancer has no "
        "HTTPS listener there; add one, or set target_is_external=True if something else listens "
        "there"
    ):
        alb(stack, listener)
    alb(stack, listener, https())


@pytest.mark.parametrize(
    "redirect",
    [
        Redirect(protocol="HTTPS", port=443, target_is_external=True),
        Redirect(protocol="HTTPS", port=443, host="www.example.com"),
        Redirect(path="/new"),
    ],
)
def test_accepts_external_redirect(stack: TerraformStack, redirect: Redirect) -> None:
    alb(stack, HttpListener(default_action=redirect))


def test_rejects_groups_of_two_vpcs(stack: TerraformStack) -> None:
    group = SecurityGroup(stack, "group", name="web", vpc=Id("vpc-1"), rules_managed_elsewhere=True)
    web = TargetGroup(stack, "web", name="web", vpc=Id("vpc-2"), port=80)
    with raises_exactly(
        "security_groups, subnets and target groups must be in one VPC, but are in vpc-1, vpc-2"
    ):
        alb(stack, HttpListener(default_action=Forward(web)), security_groups=[group])
