from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import (
    AliasRecord,
    ApplicationLoadBalancer,
    ApplicationLoadBalancerLookup,
    Arn,
    CertificateLookup,
    FixedResponse,
    HostedZoneLookup,
    HttpsListener,
    Id,
)
from cdktf import TerraformStack
from support import refusal


def alb(stack: TerraformStack, **changed: Any) -> ApplicationLoadBalancer:  # noqa: ANN401 - whatever a test passes
    arguments: dict[str, Any] = {
        "name": "web",
        "subnets": [Id("subnet-1"), Id("subnet-2")],
        "security_groups": [Id("sg-1")],
        **changed,
    }
    return ApplicationLoadBalancer(stack, "alb", **arguments)


@pytest.mark.parametrize(
    ("ip_address_type", "types"),
    [
        ("ipv4", {"A"}),
        ("dualstack", {"A", "AAAA"}),
        ("dualstack-without-public-ipv4", {"AAAA"}),
    ],
)
def test_points_at_the_load_balancer(
    stack: TerraformStack,
    synthesized: Callable[[], dict[str, Any]],
    ip_address_type: str,
    types: set[str],
) -> None:
    web = alb(stack, ip_address_type=ip_address_type, internal=False)
    AliasRecord(stack, "web", hosted_zone=Id("Z0"), name="www.example.com", load_balancer=web)
    records = synthesized()["resource"]["aws_route53_record"].values()
    assert {record["type"] for record in records} == types
    for record in records:
        assert (record["zone_id"], record["name"]) == ("Z0", "www.example.com")
        assert record["alias"] == {
            "name": "${aws_lb.alb.dns_name}",
            "zone_id": "${aws_lb.alb.zone_id}",
            "evaluate_target_health": True,
        }


def test_of_a_lookup_the_addresses_are_not_known(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    shared = ApplicationLoadBalancerLookup(stack, "shared", name="shared")
    AliasRecord(stack, "web", hosted_zone=Id("Z0"), name="www.example.com", load_balancer=shared)
    records = synthesized()["resource"]["aws_route53_record"].values()
    assert {record["type"] for record in records} == {"A", "AAAA"}


def listener(stack: TerraformStack, domain: str, *others: str) -> HttpsListener:
    certificate = CertificateLookup(
        stack, "certificate", domain=domain, subject_alternative_names=others
    )
    return HttpsListener(certificate=certificate, default_action=FixedResponse(404))


@pytest.mark.parametrize(
    "names", [("www.example.com",), ("*.example.com",), ("example.com", "www.example.com")]
)
def test_a_name_that_the_certificate_covers(stack: TerraformStack, names: tuple[str, ...]) -> None:
    web = alb(stack, listeners=[listener(stack, *names)])
    AliasRecord(stack, "web", hosted_zone=Id("Z0"), name="www.example.com", load_balancer=web)


def test_a_name_that_the_certificate_does_not_cover_is_refused(stack: TerraformStack) -> None:
    web = alb(stack, listeners=[listener(stack, "example.com", "*.shop.example.com")])
    with refusal(
        "name must be covered by a certificate of the load balancer (*.shop.example.com, "
        "example.com; subject_alternative_names "
        "of a Certificate or a CertificateLookup are the others that it has), got "
        "'www.example.com'"
    ):
        AliasRecord(stack, "web", hosted_zone=Id("Z0"), name="www.example.com", load_balancer=web)


def test_a_certificate_of_unknown_names_may_cover_it(stack: TerraformStack) -> None:
    arn = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")
    web = alb(stack, listeners=[HttpsListener(certificate=arn, default_action=FixedResponse(404))])
    AliasRecord(stack, "web", hosted_zone=Id("Z0"), name="www.example.com", load_balancer=web)


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (
            {"name": "www.example.net"},
            "name must be in the hosted zone example.com, got 'www.example.net'",
        ),
        (
            {"name": "www"},
            (
                'name must be a lower-case host name such as "app.example.com" or a wildcard such '
                "as \"*.example.com\", got 'www'"
            ),
        ),
        (
            {"load_balancer": Id("alb")},
            (
                "load_balancer must be an ApplicationLoadBalancer or a lookup of one, "
                "got Id(id='alb')"
            ),
        ),
        ({"allow_overwrite": "yes"}, "allow_overwrite must be True or False, got 'yes'"),
    ],
)
def test_refuses(stack: TerraformStack, refused: dict[str, Any], message: str) -> None:
    zone = HostedZoneLookup(stack, "zone", name="example.com")
    arguments = {"name": "www.example.com", "load_balancer": alb(stack), "hosted_zone": zone}
    with refusal(message):
        AliasRecord(stack, "web", **{**arguments, **refused})
