from collections.abc import Callable
from typing import Any

from constructs_lib import (
    AliasRecord,
    ApplicationLoadBalancer,
    Arn,
    CertificateLookup,
    FixedResponse,
    HttpCheck,
    HttpListener,
    HttpsListener,
    Id,
    ListenerRule,
    PathPattern,
)
from cdktf import TerraformStack, TerraformVariable
from constructs_lib.listener.listener import Listener
from helpers.errors import raises_exactly

NOT_FOUND = FixedResponse(404)
CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/1")
RULE = ListenerRule(conditions=[PathPattern(["/a"])], action=NOT_FOUND, priority=100)


def alb(stack: TerraformStack, check: HttpCheck, *listeners: Listener) -> ApplicationLoadBalancer:
    return ApplicationLoadBalancer(
        stack,
        "alb",
        name="web",
        subnets=[Id("subnet-1"), Id("subnet-2")],
        security_groups=[Id("sg-1")],
        listeners=listeners,
        http_check=check,
    )


def test_checks_each_listener_after_its_rules(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    alb(
        stack,
        HttpCheck("app.example.com", path="/a%{b}", request_timeout=3),
        HttpListener(default_action=NOT_FOUND),
        HttpsListener(
            port=8443, certificate=CERTIFICATE, default_action=NOT_FOUND, rules={"a": RULE}
        ),
    )
    contents = synthesized()
    provider = contents["terraform"]["required_providers"]["http"]
    assert provider == {"source": "hashicorp/http", "version": "~> 3.4"}
    checks = {name: check for name, check in contents["check"].items() if "answers" in name}
    assert checks.keys() == {"alb_answers_http_80", "alb_answers_https_8443"}
    http = checks["alb_answers_http_80"]["data"]["http"]["alb_http_80"]
    assert http["url"] == "http://app.example.com/a%%{b}"
    https = checks["alb_answers_https_8443"]["data"]["http"]["alb_https_8443"]
    assert https["url"] == "https://app.example.com:8443/a%%{b}"
    assert https["request_timeout_ms"] == 3000
    assert [address.split(".")[0] for address in https["depends_on"]] == [
        "aws_lb_listener",
        "aws_lb_listener_rule",
    ]


def test_depends_on_alias_records(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    http_check = HttpCheck("app.example.com")
    load_balancer = alb(stack, http_check, HttpListener(default_action=NOT_FOUND))
    for name in ("other", "app"):
        for view in ("public", "private"):
            AliasRecord(
                stack,
                f"{name}-{view}",
                hosted_zone=Id(f"${{var.{view}_zone}}"),
                name=f"{name}.example.com",
                load_balancer=load_balancer,
            )
    check = synthesized()["check"]["alb_answers_http_80"]
    depends_on = check["data"]["http"]["alb_http_80"]["depends_on"]
    assert [address.rpartition("_")[0] for address in depends_on] == [
        "aws_lb_listener.alb_80",
        "aws_route53_record.app-public_A",
        "aws_route53_record.app-private_A",
    ]


def test_accepts_host_name_with_certificate(stack: TerraformStack) -> None:
    certificate = CertificateLookup(stack, "certificate", domain="*.example.com")
    listener = HttpsListener(certificate=certificate, default_action=NOT_FOUND)
    alb(stack, HttpCheck("app.example.com"), listener)


def test_rejects_number_tokens(stack: TerraformStack) -> None:
    number = TerraformVariable(stack, "status", type="number").number_value
    with raises_exactly(
        "min_status must be known at synth, as it is part of a Terraform expression"
    ):
        HttpCheck("app.example.com", min_status=number)  # type: ignore[arg-type] # cdktf's tokens are floats
