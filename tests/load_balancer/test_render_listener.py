from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest
from constructs_lib import (
    SECURITY_HEADERS,
    ApplicationLoadBalancer,
    Arn,
    AuthenticateCognito,
    AuthenticateOidc,
    FixedResponse,
    Forward,
    HostHeader,
    HttpHeader,
    HttpListener,
    HttpRequestMethod,
    HttpsListener,
    Id,
    JwtClaim,
    JwtValidation,
    Listener,
    ListenerRule,
    LoadBalancerCookie,
    LoadBalancerQuotas,
    MutualAuthenticationPassthrough,
    MutualAuthenticationVerify,
    PathPattern,
    QueryString,
    RequestHeaderNames,
    ResponseHeaders,
    Rewrite,
    SourceIp,
    Target,
    TargetGroup,
    WeightedForward,
    WeightedTargetGroup,
)
from cdktf import TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.acm_certificate_validation import AcmCertificateValidation
from constructs_lib._core.features import JWT_VALIDATION, REGEX_VALUES, REWRITE
from helpers.errors import not_in_region, raises_exactly
from helpers.features import requires, without

ELB = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012"
WEB, CANARY = Arn(f"{ELB}:targetgroup/web/0"), Arn(f"{ELB}:targetgroup/canary/1")
CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")
OTHER = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/4567")
Resources = dict[str, Any]


def pending(stack: TerraformStack, **arguments: Any) -> AcmCertificate:  # noqa: ANN401 - its arguments
    return AcmCertificate(stack, "certificate", domain_name="example.com", **arguments)


def test_requires_raw_certificate_to_be_issued(
    stack: TerraformStack, resources_of: Callable[..., Resources]
) -> None:
    certificate = pending(stack, validation_method="DNS")
    listener = HttpsListener(
        certificate=certificate,
        additional_certificates={"again": certificate},
        default_action=FixedResponse(404),
    )
    resources = resources_of(listener)
    for resource_type in ("aws_lb_listener", "aws_lb_listener_certificate"):
        [resource] = resources[resource_type].values()
        assert resource["lifecycle"]["precondition"] == [
            {
                "condition": '${aws_acm_certificate.certificate.status == "ISSUED"}',
                "error_message": (
                    "The certificate stack/certificate must be issued before a listener uses it, "
                    "but its status is ${aws_acm_certificate.certificate.status}. Pass the "
                    "AcmCertificateValidation that waits until ACM has issued it instead of the "
                    "AcmCertificate."
                ),
            }
        ]


def test_accepts_imported_raw_certificate(
    stack: TerraformStack, resources_of: Callable[..., Resources]
) -> None:
    imported = pending(stack, private_key="key", certificate_body="body")
    resources = resources_of(HttpsListener(certificate=imported, default_action=FixedResponse(404)))
    [listener] = resources["aws_lb_listener"].values()
    assert "lifecycle" not in listener


def test_accepts_raw_certificate_of_stack_with_validation(
    stack: TerraformStack, resources_of: Callable[..., Resources]
) -> None:
    """The listener may depend on the validation, whose certificate has an earlier status."""
    requested = pending(stack, validation_method="DNS")
    AcmCertificateValidation(stack, "validation", certificate_arn=requested.arn)
    resources = resources_of(
        HttpsListener(certificate=requested, default_action=FixedResponse(404))
    )
    [listener] = resources["aws_lb_listener"].values()
    assert "lifecycle" not in listener


@pytest.fixture
def resources_of(
    stack: TerraformStack, synthesized: Callable[[], Resources]
) -> Callable[..., Resources]:
    """The resources of a load balancer with these listeners."""

    def resources_of(*listeners: Listener) -> Resources:
        ApplicationLoadBalancer(
            stack,
            "alb",
            name="web",
            subnets=[Id("subnet-1"), Id("subnet-2")],
            security_groups=[Id("sg-1")],
            listeners=listeners,
        )
        return dict(synthesized()["resource"])

    return resources_of


def https(**changed: Any) -> HttpsListener:  # noqa: ANN401 - whatever a test passes
    return HttpsListener(**{"certificate": CERTIFICATE, "default_action": Forward(WEB), **changed})


def test_renders_weighted_forward(resources_of: Callable[..., Resources]) -> None:
    groups = [WeightedTargetGroup(WEB, weight=90), WeightedTargetGroup(CANARY, weight=10)]
    action = WeightedForward(groups, stickiness_duration=600)
    [listener] = resources_of(HttpListener(default_action=action))["aws_lb_listener"].values()
    assert listener["default_action"] == [
        {
            "type": "forward",
            "forward": {
                "stickiness": {"duration": 600, "enabled": True},
                "target_group": [
                    {"arn": WEB.arn, "weight": 90},
                    {"arn": CANARY.arn, "weight": 10},
                ],
            },
        }
    ]


def test_renders_oidc_before_next_action(resources_of: Callable[..., Resources]) -> None:
    sign_in = AuthenticateOidc(
        issuer="https://id.example.com",
        authorization_endpoint="https://id.example.com/authorize",
        token_endpoint="https://id.example.com/token",
        user_info_endpoint="https://id.example.com/userinfo",
        client_id="web",
        client_secret="${var.client_secret}",
        authentication_request_extra_params={"prompt": "login"},
        next_action=Forward(WEB),
    )
    [listener] = resources_of(https(default_action=sign_in))["aws_lb_listener"].values()
    assert listener["default_action"] == [
        {
            "order": 1,
            "type": "authenticate-oidc",
            "authenticate_oidc": {
                "issuer": "https://id.example.com",
                "authorization_endpoint": "https://id.example.com/authorize",
                "token_endpoint": "https://id.example.com/token",
                "user_info_endpoint": "https://id.example.com/userinfo",
                "client_id": "web",
                "client_secret": "${var.client_secret}",
                "scope": "openid",
                "session_cookie_name": "AWSELBAuthSessionCookie",
                "session_timeout": 604800,
                "on_unauthenticated_request": "authenticate",
                "authentication_request_extra_params": {"prompt": "login"},
            },
        },
        {"order": 2, "type": "forward", "target_group_arn": WEB.arn},
    ]


def test_renders_cognito(resources_of: Callable[..., Resources]) -> None:
    pool = Arn("arn:aws:cognito-idp:ap-northeast-1:123456789012:userpool/ap-northeast-1_0")
    sign_in = AuthenticateCognito(
        user_pool=pool,
        user_pool_client=Id("0123"),
        user_pool_domain="staff",
        on_unauthenticated_request="deny",
        next_action=FixedResponse(200),
    )
    [listener] = resources_of(https(default_action=sign_in))["aws_lb_listener"].values()
    first, second = listener["default_action"]
    assert (first["type"], second["type"]) == ("authenticate-cognito", "fixed-response")
    assert first["authenticate_cognito"] == {
        "user_pool_arn": pool.arn,
        "user_pool_client_id": "0123",
        "user_pool_domain": "staff",
        "scope": "openid",
        "session_cookie_name": "AWSELBAuthSessionCookie",
        "session_timeout": 604800,
        "on_unauthenticated_request": "deny",
    }


def test_renders_conditions(resources_of: Callable[..., Resources]) -> None:
    rules = {
        "a": ListenerRule(
            priority=7,
            conditions=[
                HostHeader(["a.example.com"]),
                PathPattern(["/a"]),
                HttpRequestMethod(["GET"]),
                SourceIp(["192.0.2.0/24"]),
            ],
            action=Forward(WEB),
            tags={"team": "web"},
        ),
        "b": ListenerRule(
            conditions=[HttpHeader("X-B", ["b"]), QueryString([("b", "1"), (None, "c")])],
            action=FixedResponse(404),
            priority=100,
        ),
    }
    rule = resources_of(HttpListener(default_action=Forward(WEB), rules=rules))[
        "aws_lb_listener_rule"
    ]
    a, b = rule["alb_80-a_E9E461EE"], rule["alb_80-b_E8C27BF9"]
    assert a["priority"] == 7
    assert a["tags"] == {"team": "web"}
    assert a["listener_arn"] == "${aws_lb_listener.alb_80_E6750CEC.arn}"
    assert a["action"] == [{"type": "forward", "target_group_arn": WEB.arn}]
    assert a["condition"] == [
        {"host_header": {"values": ["a.example.com"]}},
        {"path_pattern": {"values": ["/a"]}},
        {"http_request_method": {"values": ["GET"]}},
        {"source_ip": {"values": ["192.0.2.0/24"]}},
    ]
    assert b["priority"] == 100
    assert b["condition"] == [
        {"http_header": {"http_header_name": "X-B", "values": ["b"]}},
        {"query_string": [{"key": "b", "value": "1"}, {"value": "c"}]},
    ]


def test_rule_keeps_address_when_others_are_added(resources_of: Callable[..., Resources]) -> None:
    first = ListenerRule(conditions=[PathPattern(["/a"])], action=FixedResponse(404), priority=100)
    second = ListenerRule(conditions=[PathPattern(["/b"])], action=FixedResponse(404), priority=200)
    rules = {"b": second, "a": first}
    listener = HttpListener(default_action=FixedResponse(404), rules=rules)
    assert set(resources_of(listener)["aws_lb_listener_rule"]) == {
        "alb_80-a_E9E461EE",
        "alb_80-b_E8C27BF9",
    }


def test_renders_additional_certificates(resources_of: Callable[..., Resources]) -> None:
    [extra] = resources_of(https(additional_certificates={"other": OTHER}))[
        "aws_lb_listener_certificate"
    ].values()
    assert extra == {
        "certificate_arn": OTHER.arn,
        "listener_arn": "${aws_lb_listener.alb_443_4A1A469C.arn}",
    }


TRUST_STORE = Arn(f"{ELB}:truststore/clients/01")


@pytest.mark.parametrize(
    ("mutual", "expected"),
    [
        (None, {"mode": "off"}),
        (MutualAuthenticationPassthrough(), {"mode": "passthrough"}),
        (
            MutualAuthenticationVerify(TRUST_STORE, advertise_trust_store_ca_names=True),
            {
                "mode": "verify",
                "trust_store_arn": TRUST_STORE.arn,
                "ignore_client_certificate_expiry": False,
                "advertise_trust_store_ca_names": "on",
            },
        ),
    ],
)
def test_renders_mutual_tls(
    resources_of: Callable[..., Resources],
    mutual: MutualAuthenticationVerify | None,
    expected: object,
) -> None:
    [listener] = resources_of(https(mutual_authentication=mutual))["aws_lb_listener"].values()
    assert listener["mutual_authentication"] == expected


def test_renders_response_headers(resources_of: Callable[..., Resources]) -> None:
    headers = ResponseHeaders(server_enabled=False, access_control_max_age=600)
    listeners = resources_of(
        HttpListener(default_action=Forward(WEB), response_headers=headers),
        https(response_headers=SECURITY_HEADERS),
    )["aws_lb_listener"]
    https_listener, http_listener = listeners["alb_443_4A1A469C"], listeners["alb_80_E6750CEC"]
    assert http_listener["routing_http_response_server_enabled"] is False
    assert http_listener["routing_http_response_access_control_max_age_header_value"] == "600"
    assert https_listener["routing_http_response_x_frame_options_header_value"] == "SAMEORIGIN"
    assert "routing_http_response_strict_transport_security_header_value" not in http_listener


def test_renders_request_header_names(resources_of: Callable[..., Resources]) -> None:
    names = RequestHeaderNames(x_amzn_tls_version="X-Tls", x_amzn_mtls_clientcert_leaf="X-Leaf")
    [listener] = resources_of(https(request_header_names=names))["aws_lb_listener"].values()
    renamed = {key: value for key, value in listener.items() if key.startswith("routing_")}
    assert renamed == {
        "routing_http_request_x_amzn_tls_version_header_name": "X-Tls",
        "routing_http_request_x_amzn_mtls_clientcert_leaf_header_name": "X-Leaf",
    }


def test_ignores_action_changes(resources_of: Callable[..., Resources]) -> None:
    rule = ListenerRule(
        conditions=[PathPattern(["/a"])],
        action=Forward(WEB),
        ignore_action_changes=True,
        priority=100,
    )
    listener = HttpListener(
        default_action=Forward(WEB), rules={"a": rule}, ignore_action_changes=True
    )
    resources = resources_of(listener)
    [made_listener] = resources["aws_lb_listener"].values()
    [made_rule] = resources["aws_lb_listener_rule"].values()
    assert made_listener["lifecycle"] == {"ignore_changes": ["default_action"]}
    assert made_rule["lifecycle"] == {"ignore_changes": ["action"]}


def test_output_refers_to_rule(
    stack: TerraformStack, resources_of: Callable[..., Resources]
) -> None:
    rule = ListenerRule(conditions=[PathPattern(["/a"])], action=Forward(WEB), priority=100)
    resources_of(HttpListener(default_action=Forward(WEB), rules={"a": rule}))
    alb = stack.node.find_child("alb")
    assert isinstance(alb, ApplicationLoadBalancer)
    TerraformOutput(stack, "rule", value=alb.rules[80]["a"].arn)


def test_rejects_certificates_above_quota(stack: TerraformStack) -> None:
    more = {f"c{n}": Arn(f"{OTHER.arn}{n}") for n in range(26)}
    arguments: dict[str, Any] = {
        "name": "web",
        "subnets": [Id("subnet-1"), Id("subnet-2")],
        "security_groups": [Id("sg-1")],
        "listeners": [https(additional_certificates=more)],
    }
    with raises_exactly(
        "the load balancer has 26 certificates, but the quota is 25; set certificates in "
        "LoadBalancerQuotas if AWS has increased it for your account"
    ):
        ApplicationLoadBalancer(stack, "alb", **arguments)
    ApplicationLoadBalancer(stack, "alb", **arguments, quotas=LoadBalancerQuotas(certificates=30))


def test_rejects_certificate_of_other_region(resources_of: Callable[..., Resources]) -> None:
    elsewhere = Arn("arn:aws:acm:us-east-1:123456789012:certificate/0123")
    with raises_exactly(not_in_region("certificate", elsewhere.arn)):
        resources_of(https(additional_certificates={"elsewhere": elsewhere}))


def test_depends_on_attachments(
    stack: TerraformStack, resources_of: Callable[..., Resources]
) -> None:
    target_group = TargetGroup(
        stack,
        "fixed",
        name="fixed",
        vpc=Id("vpc-1"),
        port=80,
        targets={"a": Target(id="10.0.0.1")},
    )
    rule = ListenerRule(
        conditions=[PathPattern(["/a"])], action=Forward(target_group), priority=100
    )
    resources = resources_of(HttpListener(default_action=Forward(target_group), rules={"a": rule}))
    for kind in ("aws_lb_listener", "aws_lb_listener_rule"):
        [resource] = resources[kind].values()
        [waits_for] = resource["depends_on"]
        assert waits_for.startswith("aws_lb_target_group_attachment.fixed_target-a_")


def test_accepts_sticky_target_group_alone_or_with_duration(stack: TerraformStack) -> None:
    sticky = TargetGroup(
        stack, "sticky", name="sticky", vpc=Id("vpc-1"), port=80, stickiness=LoadBalancerCookie()
    )
    groups = [WeightedTargetGroup(sticky, weight=1), WeightedTargetGroup(WEB, weight=1)]
    WeightedForward(groups[:1])
    WeightedForward(groups, stickiness_duration=60)


JWT = JwtValidation(
    issuer="https://id.example.com",
    jwks_endpoint="https://id.example.com/jwks.json",
    additional_claims=[JwtClaim("scope", ["read", "list"], format="space-separated-values")],
    next_action=Forward(WEB),
)
REWRITTEN = ListenerRule(
    priority=1,
    conditions=[PathPattern(["/api/*"])],
    action=Forward(WEB),
    url_rewrite=Rewrite("^/api/(.*)$", "/$1"),
    host_header_rewrite=Rewrite(r"^api\.(.+)%{2}$", "$1"),
)
REGEX = ListenerRule(
    priority=2,
    conditions=[
        HostHeader(regex_values=["^a[0-9]+[.]example[.]com:8443$"]),
        PathPattern(regex_values=["^/v[0-9]+/"]),
        HttpHeader("X-A", regex_values=["b+"]),
    ],
    action=Forward(WEB),
)


@requires(JWT_VALIDATION)
def test_renders_jwt_validation(resources_of: Callable[..., Resources]) -> None:
    rule = ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=JWT)
    resources = resources_of(https(default_action=JWT, rules={"a": rule}))
    [listener] = resources["aws_lb_listener"].values()
    [rule_resource] = resources["aws_lb_listener_rule"].values()
    expected = [
        {
            "type": "jwt-validation",
            "order": 1,
            "jwt_validation": {
                "issuer": "https://id.example.com",
                "jwks_endpoint": "https://id.example.com/jwks.json",
                "additional_claim": [
                    {
                        "name": "scope",
                        "values": ["read", "list"],
                        "format": "space-separated-values",
                    }
                ],
            },
        },
        {"type": "forward", "order": 2, "target_group_arn": WEB.arn},
    ]
    assert listener["default_action"] == rule_resource["action"] == expected


@requires(REWRITE)
def test_renders_rewrites(resources_of: Callable[..., Resources]) -> None:
    [rule] = resources_of(https(rules={"api": REWRITTEN}))["aws_lb_listener_rule"].values()
    assert rule["transform"] == [
        {
            "type": "host-header-rewrite",
            "host_header_rewrite_config": {
                "rewrite": {"regex": r"^api\.(.+)%%{2}$", "replace": "$1"}
            },
        },
        {
            "type": "url-rewrite",
            "url_rewrite_config": {"rewrite": {"regex": "^/api/(.*)$", "replace": "/$1"}},
        },
    ]


@requires(REGEX_VALUES)
def test_renders_regular_expressions(resources_of: Callable[..., Resources]) -> None:
    [rule] = resources_of(https(rules={"a": REGEX}))["aws_lb_listener_rule"].values()
    assert rule["condition"] == [
        {"host_header": {"regex_values": ["^a[0-9]+[.]example[.]com:8443$"]}},
        {"path_pattern": {"regex_values": ["^/v[0-9]+/"]}},
        {"http_header": {"http_header_name": "X-A", "regex_values": ["b+"]}},
    ]


@without(JWT_VALIDATION)
def test_error_names_versions_that_have_features(resources_of: Callable[..., Resources]) -> None:
    def requirement(provider: str, bindings: str) -> str:
        return (
            f"requires version {provider} or newer of the AWS provider: cdktf-cdktf-provider-aws "
            f"{bindings} or newer, got cdktf-cdktf-provider-aws "
            f"{version('cdktf-cdktf-provider-aws')}"
        )

    listener = https(default_action=JWT, rules={"api": REWRITTEN, "regex": REGEX})
    with raises_exactly(
        f"listeners port 443 default_action JwtValidation {requirement('6.22', '21.19')}",
        f"listeners port 443 rules['api'] url_rewrite {requirement('6.19', '21.16')}",
        f"listeners port 443 rules['api'] host_header_rewrite {requirement('6.19', '21.16')}",
        f"listeners port 443 rules['regex'] regex_values {requirement('6.19', '21.16')}",
    ):
        resources_of(listener)
