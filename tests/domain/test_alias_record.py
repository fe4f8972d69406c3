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
    HttpCheck,
    HttpsListener,
    Id,
    ListenerLookup,
    ListenerRules,
    LoadBalancerListeners,
)
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.lb_listener_certificate import LbListenerCertificate
from helpers.errors import synth_errors
from helpers.invalid_input import InvalidInput, rejects


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
def test_creates_records_for_load_balancer(
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


def test_creates_both_records_for_lookup(
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
def test_accepts_name_with_certificate(stack: TerraformStack, names: tuple[str, ...]) -> None:
    web = alb(stack, listeners=[listener(stack, *names)])
    AliasRecord(stack, "web", hosted_zone=Id("Z0"), name="www.example.com", load_balancer=web)


@pytest.mark.parametrize("name", ["www.example.net", "a.b.example.com", "*.a.example.com"])
def test_rejects_name_without_certificate(stack: TerraformStack, name: str) -> None:
    web = alb(stack, listeners=[listener(stack, "*.example.com")])
    AliasRecord(stack, "web", hosted_zone=Id("Z0"), name=name, load_balancer=web)
    [error] = synth_errors(stack)
    assert error == (
        f"stack/web: name {name!r} is not covered by the certificates of the load balancer "
        "(*.example.com); list further names in subject_alternative_names of a Certificate or "
        "CertificateLookup"
    )


SHOP = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/shop")
ADD_CERTIFICATE: dict[str, Callable[[TerraformStack, ApplicationLoadBalancer], object]] = {
    "rules": lambda stack, web: ListenerRules(
        stack, "more", listener=web.listeners[443], certificates={"shop": SHOP}
    ),
    "rules of a lookup": lambda stack, web: ListenerRules(
        stack,
        "more",
        listener=ListenerLookup(stack, "lookup", load_balancer=web, port=443),
        certificates={"shop": SHOP},
    ),
    "listener": lambda stack, web: LoadBalancerListeners(
        stack,
        "more",
        load_balancer=Arn(web.arn),
        listeners=[HttpsListener(port=8443, certificate=SHOP, default_action=FixedResponse(404))],
    ),
    "raw": lambda stack, web: LbListenerCertificate(
        stack, "more", listener_arn=web.listeners[443].arn, certificate_arn=SHOP.arn
    ),
}


@pytest.mark.parametrize("adder", ADD_CERTIFICATE)
def test_accepts_name_if_other_construct_adds_certificate(
    stack: TerraformStack, adder: str
) -> None:
    check = HttpCheck("shop.example.com")
    web = alb(stack, listeners=[listener(stack, "www.example.com")], http_check=check)
    AliasRecord(stack, "web", hosted_zone=Id("Z0"), name="shop.example.com", load_balancer=web)
    ADD_CERTIFICATE[adder](stack, web)
    assert synth_errors(stack) == []


def test_rejects_http_check_without_certificate(stack: TerraformStack) -> None:
    check = HttpCheck("shop.example.com")
    alb(stack, listeners=[listener(stack, "www.example.com")], http_check=check)
    [error] = synth_errors(stack)
    assert error.startswith("stack/alb: http_check host_name 'shop.example.com' is not covered")


def test_accepts_token_as_name(stack: TerraformStack) -> None:
    web = alb(stack)
    for id in ("a", "b"):
        AliasRecord(stack, id, hosted_zone=Id("Z0"), name="${each.key}", load_balancer=web)
    assert synth_errors(stack) == []


def test_accepts_certificate_with_unknown_names(stack: TerraformStack) -> None:
    arn = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")
    web = alb(stack, listeners=[HttpsListener(certificate=arn, default_action=FixedResponse(404))])
    AliasRecord(stack, "web", hosted_zone=Id("Z0"), name="www.example.com", load_balancer=web)


INVALID = [
    InvalidInput(
        'AliasRecord(stack, "id", hosted_zone=zone, name="www.example.com", load_balancer=alb)',
        "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html",
        """
name="www.example.net" => name must be in the hosted zone example.com, got 'www.example.net'
name="WWW.example.com" => name must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'WWW.example.com'
name="www" => name must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'www'
name="www.example.com." => name must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'www.example.com.'
hosted_zone=None => hosted_zone must be a hosted zone (the lookup, construct or resource itself, not its id) or Id("…"), got None
hosted_zone=Arn("arn:aws:route53:::hostedzone/Z1") => hosted_zone must be a hosted zone (the lookup, construct or resource itself, not its id) or Id("…"), got Arn(arn='arn:aws:route53:::hostedzone/Z1')
load_balancer=alb.arn => load_balancer must be an ApplicationLoadBalancer or a lookup of one, got a value known only after synth
load_balancer=None => load_balancer must be an ApplicationLoadBalancer or a lookup of one, got None
evaluate_target_health=None => evaluate_target_health must be True or False, got None
evaluate_target_health="true" => evaluate_target_health must be True or False, got 'true'
allow_overwrite=1 => allow_overwrite must be True or False, got 1
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
