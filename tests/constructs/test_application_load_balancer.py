from collections.abc import Callable
from typing import Any, cast

import pytest
from cdktf import TerraformOutput, TerraformStack, TerraformVariable, Testing
from cdktf_cdktf_provider_aws.data_aws_subnets import DataAwsSubnets
from cdktf_cdktf_provider_aws.ecs_service import EcsService
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lb_listener import LbListener
from support import refusal

from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    FixedResponse,
    Forward,
    HttpListener,
    HttpsListener,
    Id,
    PublicSubnetsLookup,
    Redirect,
)

TARGET_GROUP = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0")
CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")
ELSEWHERE = Arn("arn:aws:acm:us-east-1:123456789012:certificate/0123")
FROM_ELSEWHERE = HttpsListener(certificate=ELSEWHERE, default_action=FixedResponse(404))
HTTP = HttpListener(default_action=Forward(TARGET_GROUP))
HTTPS = HttpsListener(certificate=CERTIFICATE, default_action=Forward(TARGET_GROUP))


def arguments(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a test passes
    return {
        "name": "web",
        "subnets": [Id("subnet-1"), Id("subnet-2")],
        "security_groups": [Id("sg-1")],
        **changed,
    }


def test_is_safe_by_default(stack: TerraformStack, synth: Callable[[], str]) -> None:
    ApplicationLoadBalancer(stack, "alb", **arguments())
    assert Testing.to_have_resource_with_properties(
        synth(),
        Lb.TF_RESOURCE_TYPE,
        {
            "name": "web",
            "load_balancer_type": "application",
            "ip_address_type": "ipv4",
            "internal": True,
            "enable_deletion_protection": True,
            "drop_invalid_header_fields": True,
            "subnets": ["subnet-1", "subnet-2"],
            "security_groups": ["sg-1"],
        },
    )


def test_is_open_where_it_is_written(stack: TerraformStack, synth: Callable[[], str]) -> None:
    changed = arguments(
        internal=False,
        enable_deletion_protection=False,
        drop_invalid_header_fields=False,
        tags={"team": "web"},
    )
    ApplicationLoadBalancer(stack, "alb", **changed)
    assert Testing.to_have_resource_with_properties(
        synth(),
        Lb.TF_RESOURCE_TYPE,
        {
            "internal": False,
            "enable_deletion_protection": False,
            "drop_invalid_header_fields": False,
            "tags": {"team": "web"},
        },
    )


def test_takes_a_lookup_of_subnets(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    zones = ["ap-northeast-1a", "ap-northeast-1c"]
    public = PublicSubnetsLookup(stack, "public", vpc=Id("vpc-1"), availability_zones=zones)
    ApplicationLoadBalancer(stack, "alb", **arguments(subnets=public))
    assert len(synthesized()["resource"]["aws_lb"]["alb"]["subnets"]) == 2


def test_takes_a_raw_data_source_of_subnets(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ApplicationLoadBalancer(stack, "alb", **arguments(subnets=DataAwsSubnets(stack, "private")))
    subnets = synthesized()["resource"]["aws_lb"]["alb"]["subnets"]
    assert subnets == "${data.aws_subnets.private.ids}"


def test_an_http_listener(stack: TerraformStack, synth: Callable[[], str]) -> None:
    ApplicationLoadBalancer(stack, "alb", **arguments(listeners=[HTTP]))
    assert Testing.to_have_resource_with_properties(
        synth(),
        LbListener.TF_RESOURCE_TYPE,
        {
            "load_balancer_arn": "${aws_lb.alb.arn}",
            "port": 80,
            "protocol": "HTTP",
            "default_action": [{"type": "forward", "target_group_arn": TARGET_GROUP.arn}],
        },
    )


def test_an_https_listener_writes_its_policy_out(
    stack: TerraformStack, synth: Callable[[], str]
) -> None:
    ApplicationLoadBalancer(stack, "alb", **arguments(listeners=[HTTPS]))
    assert Testing.to_have_resource_with_properties(
        synth(),
        LbListener.TF_RESOURCE_TYPE,
        {
            "port": 443,
            "protocol": "HTTPS",
            "ssl_policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            "certificate_arn": CERTIFICATE.arn,
        },
    )


def test_a_redirect(stack: TerraformStack, synth: Callable[[], str]) -> None:
    action = Redirect(protocol="HTTPS", port=443)
    listeners = [HttpListener(default_action=action)]
    ApplicationLoadBalancer(stack, "alb", **arguments(listeners=listeners))
    assert Testing.to_have_resource_with_properties(
        synth(),
        LbListener.TF_RESOURCE_TYPE,
        {
            "default_action": [
                {
                    "type": "redirect",
                    "redirect": {
                        "protocol": "HTTPS",
                        "host": "#{host}",
                        "port": "443",
                        "path": "/#{path}",
                        "query": "#{query}",
                        "status_code": "HTTP_301",
                    },
                }
            ]
        },
    )


def test_a_fixed_response(stack: TerraformStack, synth: Callable[[], str]) -> None:
    listeners = [HttpListener(default_action=FixedResponse(404, message_body="not here"))]
    ApplicationLoadBalancer(stack, "alb", **arguments(listeners=listeners))
    assert Testing.to_have_resource_with_properties(
        synth(),
        LbListener.TF_RESOURCE_TYPE,
        {
            "default_action": [
                {
                    "type": "fixed-response",
                    "fixed_response": {
                        "content_type": "text/plain",
                        "message_body": "not here",
                        "status_code": "404",
                    },
                }
            ]
        },
    )


def test_listeners_are_named_by_their_port(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ApplicationLoadBalancer(stack, "alb", **arguments(listeners=[HTTPS, HTTP]))
    listeners = synthesized()["resource"]["aws_lb_listener"]
    assert {name: listener["port"] for name, listener in listeners.items()} == {
        "alb_80_E6750CEC": 80,
        "alb_443_4A1A469C": 443,
    }


def test_nothing_below_the_load_balancer_is_made_before_it_is_destroyed(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ApplicationLoadBalancer(stack, "alb", **arguments(listeners=[HTTP, HTTPS]))
    resources = synthesized()["resource"]
    for made in (*resources["aws_lb"].values(), *resources["aws_lb_listener"].values()):
        assert "lifecycle" not in made


def test_an_ecs_service_can_wait_for_the_listeners(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    alb = ApplicationLoadBalancer(stack, "alb", **arguments(listeners=[HTTP, HTTPS]))
    EcsService(stack, "service", name="web", depends_on=list(alb.listeners.values()))
    assert synthesized()["resource"]["aws_ecs_service"]["service"]["depends_on"] == [
        "aws_lb_listener.alb_80_E6750CEC",
        "aws_lb_listener.alb_443_4A1A469C",
    ]


def test_its_attributes_have_terraform_s_names(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    alb = ApplicationLoadBalancer(stack, "alb", **arguments())
    names = ("id", "arn", "dns_name", "zone_id")
    for name in names:
        TerraformOutput(stack, name, value=getattr(alb, name))
    outputs = synthesized()["output"]
    assert {name: output["value"] for name, output in outputs.items()} == {
        name: f"${{aws_lb.alb.{name}}}" for name in names
    }


def test_a_certificate_of_an_unknown_region_passes(stack: TerraformStack) -> None:
    arn = Arn(TerraformVariable(stack, "certificate", type="string").string_value)
    listener = HttpsListener(certificate=arn, default_action=Forward(TARGET_GROUP))
    ApplicationLoadBalancer(stack, "alb", **arguments(listeners=[listener]))


NAME = "1 to 32 letters, digits and hyphens, with no hyphen at either end"


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"name": "-web"}, f"name must be {NAME}, got '-web'"),
        (
            {"name": "internal-web"},
            "name must be a name without \"internal-\" before it, got 'internal-web'",
        ),
        (
            {"subnets": [Id("subnet-1")]},
            "subnets must be subnets in at least 2 Availability Zones, got ['subnet-1']",
        ),
        ({"subnets": []}, "subnets must be subnets in at least 2 Availability Zones, got []"),
        (
            {"subnets": "subnet-1"},
            "subnets must be a lookup of subnets or a list of references, got 'subnet-1'",
        ),
        (
            {"subnets": Id("subnet-1")},
            "subnets must be a lookup of subnets or a list of references, got Id(id='subnet-1')",
        ),
        (
            {"subnets": [Id("subnet-1"), Id("subnet-1")]},
            "subnets must not repeat a value, got 'subnet-1' twice",
        ),
        (
            {"subnets": ["subnet-1", "subnet-2"]},
            (
                'subnets must be a reference with an id, such as a lookup or Id("subnet-0abc"), '
                "got 'subnet-1'"
            ),
        ),
        (
            {"security_groups": []},
            "security_groups must be a list of 1 to 5 security groups, got []",
        ),
        (
            {"security_groups": Id("sg-1")},
            "security_groups must be a list of 1 to 5 security groups, got Id(id='sg-1')",
        ),
        (
            {"security_groups": [Id(f"sg-{n}") for n in range(6)]},
            (
                "security_groups must be a list of 1 to 5 security groups, "
                "got ['sg-0', 'sg-1', 'sg-2', 'sg-3', 'sg-4', 'sg-5']"
            ),
        ),
        (
            {"listeners": [HTTP, HttpListener(port=80, default_action=FixedResponse(404))]},
            "listeners port must not repeat a value, got 80 twice",
        ),
        (
            {"listeners": [443]},
            "listeners must be a list of HttpListener and HttpsListener, got 443",
        ),
        (
            {"listeners": [FROM_ELSEWHERE]},
            (f"certificate must be in the provider's region ap-northeast-1, got '{ELSEWHERE.arn}'"),
        ),
        ({"internal": "no"}, "internal must be True or False, got 'no'"),
        (
            {"enable_deletion_protection": 0},
            "enable_deletion_protection must be True or False, got 0",
        ),
    ],
)
def test_refuses(stack: TerraformStack, refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        ApplicationLoadBalancer(stack, "alb", **arguments(**refused))


def test_refuses_a_port_that_can_not_name_the_listener(stack: TerraformStack) -> None:
    port = cast("int", TerraformVariable(stack, "port", type="number").number_value)
    with pytest.raises(ValueError, match=r"^listeners port must be a number, as it names the"):
        ApplicationLoadBalancer(
            stack,
            "alb",
            **arguments(listeners=[HttpListener(port=port, default_action=FixedResponse(404))]),
        )
