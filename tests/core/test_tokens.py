"""Values that Terraform resolves after the synth, as arguments of each type."""

from collections.abc import Callable
from enum import IntEnum, StrEnum
from typing import Any

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    FixedResponse,
    Forward,
    HealthCheck,
    HostHeader,
    HttpListener,
    HttpsListener,
    Id,
    Ids,
    ListenerRule,
    PublicSubnetsLookup,
    ResponseHeaders,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
    ValidationError,
)
from cdktf import Fn, TerraformStack, TerraformVariable, Token
from constructs_lib._core.errors import describe

Synthesized = Callable[[], dict[str, Any]]
VPC = Id("vpc-1")
CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/1")
KNOWN = {
    "subnets": [Id("subnet-1"), Id("subnet-2")],
    "security_groups": [Id("sg-1")],
    "listeners": [HttpListener(default_action=FixedResponse(404))],
}


class Variables:
    """A Terraform variable of each type, as a value for arguments."""

    def __init__(self, stack: TerraformStack) -> None:
        def variable(name: str, variable_type: str) -> TerraformVariable:
            return TerraformVariable(stack, name, type=variable_type)

        self.boolean: Any = variable("boolean", "bool").boolean_value
        self.list = variable("list", "list(string)").list_value
        self.number: Any = variable("number", "number").number_value
        self.string = variable("string", "string").string_value
        tags = variable("map", "map(string)").value
        self.map = Token.as_string_map(Fn.merge([tags, {"team": "shop"}]))
        self.any: Any = variable("any", "any").value


@pytest.fixture
def variables(stack: TerraformStack) -> Variables:
    return Variables(stack)


def alb(stack: TerraformStack, **arguments: Any) -> ApplicationLoadBalancer:  # noqa: ANN401 - any
    return ApplicationLoadBalancer(stack, "alb", name="web", **{**KNOWN, **arguments})


FLAGS = (
    *("internal", "enable_deletion_protection", "drop_invalid_header_fields", "enable_http2"),
    *("enable_xff_client_port", "preserve_host_header", "enable_waf_fail_open"),
    *("enable_tls_version_and_cipher_suite_headers", "enable_zonal_shift"),
)


def test_load_balancer_accepts_tokens(
    stack: TerraformStack, variables: Variables, synthesized: Synthesized
) -> None:
    alb(
        stack,
        **dict.fromkeys(FLAGS, variables.boolean),
        subnets=Ids(variables.list),
        security_groups=Ids(Token.as_list(Fn.concat([variables.list, ["sg-1"]]))),
        idle_timeout=variables.number,
        tags=variables.map,
    )
    [load_balancer] = synthesized()["resource"]["aws_lb"].values()
    assert {name: load_balancer[name] for name in FLAGS} == dict.fromkeys(FLAGS, "${var.boolean}")
    assert load_balancer["subnets"] == "${var.list}"
    assert load_balancer["security_groups"] == '${concat(var.list, ["sg-1"])}'
    assert load_balancer["idle_timeout"] == "${var.number}"
    assert load_balancer["tags"] == '${merge(var.map, {"team" = "shop"})}'
    assert "prevent_destroy" not in load_balancer["lifecycle"]


def test_listener_rule_accepts_tokens(
    stack: TerraformStack, variables: Variables, synthesized: Synthesized
) -> None:
    rule = ListenerRule(
        conditions=[HostHeader(variables.list)],
        action=FixedResponse(404, message_body=f"not {variables.string}"),
        priority=variables.number,
        tags=variables.map,
    )
    default = FixedResponse(variables.number)
    https = HttpsListener(certificate=CERTIFICATE, default_action=default, rules={"host": rule})
    alb(stack, listeners=[https])
    resources = synthesized()["resource"]
    [listener] = resources["aws_lb_listener"].values()
    assert listener["default_action"][0]["fixed_response"]["status_code"] == "${var.number}"
    [created] = resources["aws_lb_listener_rule"].values()
    assert created["condition"] == [{"host_header": {"values": "${var.list}"}}]
    assert created["action"][0]["fixed_response"]["message_body"] == "not ${var.string}"
    assert created["priority"] == "${var.number}"


def test_target_group_accepts_tokens(
    stack: TerraformStack, variables: Variables, synthesized: Synthesized
) -> None:
    TargetGroup(
        stack,
        "group",
        name=variables.string,
        vpc=Id(variables.string),
        port=variables.number,
        health_check=HealthCheck(interval=variables.number, path=variables.string),
        slow_start=variables.number,
        load_balancing_anomaly_mitigation=False,
        tags=variables.map,
    )
    [group] = synthesized()["resource"]["aws_lb_target_group"].values()
    assert group["port"] == group["slow_start"] == group["health_check"]["interval"]
    assert group["port"] == "${var.number}"


class Port(IntEnum):
    WEB = 8080


class Mode(StrEnum):
    STRICT = "strictest"


def test_members_of_enumerations_are_their_values(
    stack: TerraformStack, synthesized: Synthesized
) -> None:
    group = TargetGroup(
        stack,
        "group",
        name="web",
        vpc=VPC,
        port=Port.WEB,
        health_check=HealthCheck(port=Port.WEB),
        deregistration_delay=Port(8080) - 8000,
    )
    rule = SecurityGroupRule(port=Port.WEB, cidr_ipv4="10.0.0.0/8")
    SecurityGroup(stack, "security-group", name="web", vpc=VPC, ingress={"web": rule})
    listener = HttpListener(port=Port.WEB, default_action=Forward(group))
    alb(stack, listeners=[listener], desync_mitigation_mode=Mode.STRICT)
    resources = synthesized()["resource"]
    created = {name: next(iter(by_id.values())) for name, by_id in resources.items()}
    assert created["aws_lb_target_group"]["port"] == 8080
    assert created["aws_lb_target_group"]["health_check"]["port"] == "8080"
    assert created["aws_lb_listener"]["port"] == 8080
    assert created["aws_vpc_security_group_ingress_rule"]["to_port"] == 8080
    assert created["aws_lb"]["desync_mitigation_mode"] == "strictest"


def test_text_with_directives_arrives_as_it_is(
    stack: TerraformStack, variables: Variables, synthesized: Synthesized
) -> None:
    text = "100 %{off} %%{off}"
    action = FixedResponse(404, message_body=f"{text} {variables.string}")
    listener = HttpsListener(
        certificate=CERTIFICATE,
        default_action=action,
        response_headers=ResponseHeaders(content_security_policy=text),
    )
    alb(stack, listeners=[listener])
    TargetGroup(stack, "group", name="web", vpc=VPC, port=80)
    SecurityGroup(stack, "security-group", name="web", vpc=VPC, tags={"%{key}": text})
    escaped = "100 %%{off} %%{off}"
    resources = synthesized()["resource"]
    [created] = resources["aws_lb_listener"].values()
    body = created["default_action"][0]["fixed_response"]["message_body"]
    assert body == f"{escaped} ${{var.string}}"
    name = "routing_http_response_content_security_policy_header_value"
    assert created[name] == escaped
    [group] = resources["aws_security_group"].values()
    assert group["tags"] == {"%%{key}": escaped}


ANY = "got a value of another type that is known only after synth: convert it with Token"


@pytest.mark.parametrize(
    ("argument", "value", "error"),
    [
        ("idle_timeout", "string", f"idle_timeout must be a whole number, {ANY}.as_number(…)"),
        ("idle_timeout", "any", f"idle_timeout must be a whole number, {ANY}.as_number(…)"),
        ("name", "number", f"name must be a string, {ANY}.as_string(…)"),
        ("name", "any", f"name must be a string, {ANY}.as_string(…)"),
        ("internal", "string", f"internal must be True or False, {ANY}.as_any(…)"),
        ("internal", "number", f"internal must be True or False, {ANY}.as_any(…)"),
        ("ip_address_type", "any", f"ip_address_type must be a string, {ANY}.as_string(…)"),
        ("tags", "any", f"tags must be a mapping, {ANY}.as_string_map(…)"),
        ("subnets", "list", "subnets must be Ids(…) if the list is known only after synth"),
        (
            "subnets",
            "any",
            f"subnets must be a lookup of subnets, Ids or a list of references, {ANY}.as_list(…)",
        ),
        (
            "security_groups",
            "list",
            "security_groups must be Ids(…) if the list is known only after synth",
        ),
        (
            "security_groups",
            "any",
            f"security_groups must be a list of security groups, or Ids, {ANY}.as_list(…)",
        ),
    ],
)
def test_rejects_token_of_other_type(
    stack: TerraformStack, variables: Variables, argument: str, value: str, error: str
) -> None:
    arguments = {**KNOWN, "name": "web", argument: getattr(variables, value)}
    with pytest.raises(ValidationError) as raised:
        ApplicationLoadBalancer(stack, "alb", **arguments)
    assert raised.value.errors == (error,)


def test_rejects_tokens_that_decide_which_resources_there_are(
    stack: TerraformStack, variables: Variables
) -> None:
    ingress: Any = variables.map
    with pytest.raises(ValidationError) as raised:
        SecurityGroup(stack, "group", name="web", vpc=VPC, ingress=ingress)
    assert raised.value.errors == (
        "ingress must be known at synth, as it decides which resources there are",
    )
    with pytest.raises(ValidationError) as raised:
        PublicSubnetsLookup(stack, "public", vpc=VPC, availability_zones=variables.list)
    [error] = raised.value.errors
    assert error == (
        "availability_zones must be known at synth, as each zone has a data source: pass a list such as "
        "[Fn.element(names, 0), Fn.element(names, 1)]"
    )


@pytest.mark.parametrize("name", ["boolean", "list", "number", "string", "map", "any"])
def test_messages_show_no_token(variables: Variables, name: str) -> None:
    token = getattr(variables, name)
    for value in (token, [token], {"a": token}, {"a": [token, 1]}, Arguments(token)):
        text = describe(value)
        assert "known only after synth" in text
        assert "Token" not in text
        assert "Proxy" not in text
        assert "e+29" not in text


class Arguments:
    """An object that shows a token in its ``repr``."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        return f"Arguments(value={self.value!r})"
