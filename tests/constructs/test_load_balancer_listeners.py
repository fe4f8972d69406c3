from typing import Any

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
    LoadBalancerQuotas,
    PathPattern,
    SecurityGroup,
    SourceIp,
    Target,
    TargetGroup,
)
from cdktf import TerraformStack
from constructs import Construct
from constructs_lib.listener import Listener
from support import refusal

CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")
WEB = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0123")
NOT_FOUND = FixedResponse(404)


def https(**given: Any) -> HttpsListener:  # noqa: ANN401 - whatever a listener takes
    return HttpsListener(certificate=CERTIFICATE, **{"default_action": NOT_FOUND, **given})


def alb(stack: Construct, *listeners: Listener, **given: Any) -> None:  # noqa: ANN401 - as above
    arguments: dict[str, Any] = {
        "name": "web",
        "subnets": [Id("subnet-1"), Id("subnet-2")],
        "security_groups": [Id("sg-1")],
        **given,
    }
    ApplicationLoadBalancer(stack, "alb", listeners=listeners, **arguments)


def test_ipv6_clients_of_an_ipv4_load_balancer(stack: TerraformStack) -> None:
    def listener(*blocks: str) -> HttpListener:
        rule = ListenerRule(conditions=[SourceIp(blocks)], action=NOT_FOUND)
        return HttpListener(default_action=NOT_FOUND, rules={"office": rule})

    with refusal(
        "listeners port 80 rules['office'] SourceIp must be with an IPv4 block on a load balancer "
        "with ip_address_type ipv4, got ('2001:db8::/32',)"
    ):
        alb(stack, listener("2001:db8::/32"))
    alb(Construct(stack, "both"), listener("2001:db8::/32", "192.0.2.0/24"), name="both")
    alb(stack, listener("2001:db8::/32"), ip_address_type="dualstack")


def test_ipv6_targets_behind_an_ipv4_load_balancer(stack: TerraformStack) -> None:
    group = TargetGroup(stack, "web", name="web", vpc=Id("vpc-1"), port=80, ip_address_type="ipv6")
    listener = HttpListener(default_action=Forward(group))
    with refusal(
        "listeners port 80 must be of a load balancer with ip_address_type dualstack to forward "
        "to IPv6 targets, got 'ipv4'"
    ):
        alb(stack, listener)
    alb(stack, listener, ip_address_type="dualstack")


def test_a_rule_for_a_host_that_no_certificate_is_good_for(stack: TerraformStack) -> None:
    certificate = CertificateLookup(stack, "certificate", domain="*.example.com")

    def listener(*hosts: str, **given: Any) -> HttpsListener:  # noqa: ANN401 - as above
        rule = ListenerRule(conditions=[HostHeader(hosts)], action=NOT_FOUND)
        return HttpsListener(
            certificate=certificate, default_action=NOT_FOUND, rules={"shop": rule}, **given
        )

    listener("shop.example.com", "*.example.com", "Shop.example.com", "shop*.com")
    for host in ("example.com", "a.b.example.com", "*.example.net"):
        with refusal(
            "rules['shop'] HostHeader must be covered by a certificate of the listener "
            "(*.example.com; subject_alternative_names "
            "of a Certificate or a CertificateLookup are the others that it has), got "
            f"{host!r}"
        ):
            listener("shop.example.com", host)
    listener("example.net", additional_certificates={"unknown": CERTIFICATE})


def rules(count: int) -> dict[str, ListenerRule]:
    return {
        f"r{number}": ListenerRule(conditions=[PathPattern([f"/{number}/"])], action=NOT_FOUND)
        for number in range(count)
    }


def quota(name: str, most: int, found: int) -> str:
    raised = f"(LoadBalancerQuotas({name}=…), if AWS has raised yours)"
    place = "listeners" if name == "listeners" else f"listeners {name}"
    return f"{place} must be at most {most} in all {raised}, got {found}"


def test_more_rules_than_the_quota(stack: TerraformStack) -> None:
    listeners: list[Listener] = [
        HttpListener(default_action=NOT_FOUND, rules=rules(60)),
        https(rules=rules(41)),
    ]
    with refusal(quota("rules", 100, 101)):
        alb(stack, *listeners)
    alb(stack, *listeners, quotas=LoadBalancerQuotas(rules=101))


def test_more_listeners_than_the_quota(stack: TerraformStack) -> None:
    listeners = [HttpListener(port=port, default_action=NOT_FOUND) for port in range(1, 52)]
    with refusal(quota("listeners", 50, 51)):
        alb(stack, *listeners)


def test_more_targets_than_the_quota(stack: TerraformStack) -> None:
    targets = {f"t{number}": Target(id=f"10.0.0.{number}") for number in range(3)}
    group = TargetGroup(stack, "web", name="web", vpc=Id("vpc-1"), port=80, targets=targets)
    with refusal(quota("targets", 2, 3)):
        alb(
            stack,
            HttpListener(default_action=Forward(group)),
            HttpListener(port=81, default_action=Forward(group)),
            quotas=LoadBalancerQuotas(targets=2),
        )


def web(number: int) -> Arn:
    return Arn(WEB.arn.replace("/web/", f"/web-{number}/"))


def test_more_target_groups_than_the_quota(stack: TerraformStack) -> None:
    forwards = {
        f"r{number}": ListenerRule(
            conditions=[PathPattern([f"/{number}/"])], action=Forward(web(number))
        )
        for number in range(101)
    }
    with refusal(
        "listeners target groups must be at most 100 in all, a quota that AWS does not raise, "
        "got 101"
    ):
        alb(
            stack,
            HttpListener(default_action=NOT_FOUND, rules=forwards),
            quotas=LoadBalancerQuotas(rules=200),
        )


def test_groups_of_two_vpcs_whose_ids_are_written(stack: TerraformStack) -> None:
    group = SecurityGroup(stack, "group", name="web", vpc=Id("vpc-1"), has_other_rules=True)
    web = TargetGroup(stack, "web", name="web", vpc=Id("vpc-2"), port=80)
    with refusal(
        "security_groups must be of one VPC, with the subnets and the target groups, got "
        "['vpc-1', 'vpc-2']"
    ):
        alb(stack, HttpListener(default_action=Forward(web)), security_groups=[group])
