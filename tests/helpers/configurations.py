"""Strategies of hypothesis for random configurations of the whole public API.

A configuration is data: a `Call` has the name of a construct or a value of the library and its
arguments, which may be calls, too. `Configurations` creates it later, in a scope of a stack, and
then an invalid one raises an error. Most values are valid for AWS, limits included; some are not.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, get_args

import constructs_lib
from cdktf import TerraformStack
from constructs import Construct
from constructs_lib.listener.ssl_policy import SslPolicy
from hypothesis import strategies as st

Some: TypeAlias = st.SearchStrategy[Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A construct or a value of the library, to be created."""

    name: str
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class There:
    """A resource that another stack owns, by its key among those that exist in AWS."""

    key: str


@dataclass(frozen=True, slots=True)
class Unique:
    """A unique name, which ends in a number."""

    text: str


WRONG = st.sampled_from(
    [
        *(None, "", " ", "x", "é", "a" * 400, "${var.any}"),
        *(-1, 0, 1, 70_000, 10**9, 1.5, True, False),
        *([], ["x"], {}, {"a b": "x"}, {"a": "x"}, ("x",), There("vpc"), There("certificate")),
        *(Call("Id", {"id": "vpc 1"}), Call("HealthCheck", {}), Call("HostHeader", {"values": []})),
    ]
)
DRAWN: set[str] = set()
"""The constructs and values that are drawn, and each of their arguments."""
_ONE_IN, _THE_ONE = 150, 71  # hypothesis prefers the ends of a range


def now_and_then(*wrong: Some, right: Some) -> Some:
    """A valid value, and rarely an invalid one."""
    return st.integers(1, _ONE_IN).flatmap(
        lambda number: st.one_of(*wrong or [WRONG]) if number == _THE_ONE else right
    )


def call(name: str, optional: Mapping[str, Some] | None = None, /, **required: Some) -> Some:
    """A call with all of some arguments and any of others."""

    def drawn(strategies: Mapping[str, Some]) -> dict[str, Some]:
        return {key: now_and_then(right=value) for key, value in strategies.items()}

    DRAWN.update({name, *(f"{name}.{argument}" for argument in [*required, *(optional or {})])})
    arguments = st.fixed_dictionaries(drawn(required), optional=drawn(optional or {}))
    return st.builds(Call, st.just(name), arguments)


def one(*values: object, but: tuple[object, ...] = ()) -> Some:
    """One of several valid values, or rarely one that AWS rejects."""
    return (
        now_and_then(st.sampled_from(but), right=st.sampled_from(values))
        if but
        else (st.sampled_from(values))
    )


def keyed(values: Some, *, least: int = 0, most: int = 3) -> Some:
    return st.dictionaries(one("a", "b", "c", "d-1", "E_2"), values, min_size=least, max_size=most)


def several(*values: object, but: tuple[object, ...] = (), most: int = 2) -> Some:
    return st.lists(one(*values, but=but), min_size=1, max_size=most, unique_by=repr)


FLAG = st.booleans()
NAME = st.builds(Unique, one("web", "a-1", "Shop", "x"))
ANY_NAME = now_and_then(one("-web", "web-", "internal-a", "a_b", "a" * 33), right=NAME)
TAGS = st.dictionaries(one("Name", "a:b", but=("aws:x",)), one("", "x", "日本"), max_size=2)
PORT = st.one_of(one(80, 443, 8080, 1, 65535, but=(0, 65536)), st.integers(1, 65535))
SECONDS = one(60, 3600, 604_800, but=(0, 1, 604_801))
IPV4 = one("0.0.0.0/0", "10.0.0.0/8", "192.0.2.0/24", "10.1.2.3/32", but=("10.1.2.3/8",))
IPV6 = one("::/0", "2001:db8::/32", "2001:db8::1/128", but=("2001:DB8::/32",))
VPC = one(There("vpc"), There("vpc"), There("vpc_of_a_data_source"))
SECURITY_GROUP = one(There("security_group"), There("other_security_group"))
CERTIFICATE = st.one_of(
    st.just(There("certificate")),
    call(
        "CertificateLookup",
        {"subject_alternative_names": several("example.com", "a.example.com", but=("a b",))},
        domain=st.just("*.example.com"),
    ),
)

HEALTH_CHECK = call(
    "HealthCheck",
    {
        "path": one("/", "/healthz", "/a?b=c", "/" + "a" * 1023, but=("/" + "a" * 1024, "a")),
        "protocol": one("HTTP", "HTTPS"),
        "port": st.one_of(PORT, one("traffic-port")),
        "matcher": one(
            "200", "200-299", "200,202", "200-499", but=("199", "500", "299-200", "2xx")
        ),
        "interval": one(30, 35, 300, but=(4, 5, 301)),
        "timeout": one(2, 4, 29, but=(1, 120, 121)),
        "healthy_threshold": one(2, 5, 10, but=(1, 11)),
        "unhealthy_threshold": st.integers(2, 10),
    },
)
GRPC_HEALTH_CHECK = call(
    "GrpcHealthCheck",
    {
        "protocol": one("HTTP", "HTTPS"),
        "port": st.one_of(PORT, one("traffic-port")),
        "path": one("/AWS.ALB/healthcheck", "/a.b/c", but=("a",)),
        "matcher": one("12", "0,12", "0-99", but=("100",)),
        "interval": one(60, 300),
        "timeout": one(2, 59, but=(120,)),
        "healthy_threshold": one(2, 10, but=(1, 11)),
        "unhealthy_threshold": one(2, 10, but=(1, 11)),
    },
)
STICKINESS = st.one_of(
    call("LoadBalancerCookie", {"cookie_duration": SECONDS}),
    call(
        "ApplicationCookie",
        {"cookie_duration": SECONDS},
        cookie_name=one("session", but=("AWSALB", "a;b")),
    ),
)
TARGET_GROUP_HEALTH = call(
    "TargetGroupHealth",
    {
        "dns_failover_count": one(1, 3, "off", but=(0,)),
        "unhealthy_state_routing_count": one(1, but=(5,)),
        "unhealthy_state_routing_percentage": one(50, but=(101,)),
    },
    dns_failover_percentage=one(50, 100, but=(0, 101)),
)


def target(*ids: str, but: tuple[str, ...] = ()) -> Some:
    optional = {"port": PORT, "availability_zone": one("all", "ap-northeast-1a")}
    return call("Target", optional, id=one(*ids, but=but))


TARGETS = st.one_of(
    st.fixed_dictionaries({}, optional={"a": target("10.0.0.1"), "d-1": target("10.0.0.2")}),
    keyed(target("10.0.0.1", "10.0.0.2", but=("2001:db8::1", "i-0abc", "10.0.0.256")), most=2),
)
OF_ANY_TARGET_GROUP: dict[str, Some] = {
    "protocol": one("HTTP", "HTTPS"),
    "protocol_version": one("HTTP1", "HTTP2"),
    "health_check": HEALTH_CHECK,
    "deregistration_delay": one(0, 300, 3600, but=(3601,)),
    "load_balancing_cross_zone_enabled": one("true", "use_load_balancer_configuration"),
    "target_group_health": TARGET_GROUP_HEALTH,
    "tags": TAGS,
}
SLOW_START = one(0, 30, 900, but=(29, 901))
NAMED: dict[str, Some] = {"name": ANY_NAME, "vpc": VPC, "port": PORT}
TARGET_GROUP = st.one_of(
    call(
        "TargetGroup",
        {
            **OF_ANY_TARGET_GROUP,
            "load_balancing_algorithm_type": one("round_robin"),
            "slow_start": SLOW_START,
            "stickiness": STICKINESS,
            "targets": TARGETS,
        },
        **NAMED,
    ),
    call(
        "TargetGroup",
        {
            **OF_ANY_TARGET_GROUP,
            "load_balancing_anomaly_mitigation": FLAG,
            "target_type": one("ip", "instance"),
            "ip_address_type": one("ipv4", "ipv6"),
        },
        **NAMED,
        load_balancing_algorithm_type=one("weighted_random"),
    ),
    call(  # with many combinations that are not valid
        "TargetGroup",
        {
            **OF_ANY_TARGET_GROUP,
            "protocol_version": one("HTTP1", "GRPC"),
            "load_balancing_algorithm_type": one(
                "round_robin", "least_outstanding_requests", "weighted_random"
            ),
            "load_balancing_anomaly_mitigation": FLAG,
            "load_balancing_cross_zone_enabled": one("true", "false"),
            "slow_start": SLOW_START,
            "stickiness": STICKINESS,
            "target_type": one("ip", "instance"),
            "targets": TARGETS,
        },
        **NAMED,
    ),
)
GRPC_TARGET_GROUP = call(
    "TargetGroup",
    {"health_check": GRPC_HEALTH_CHECK},
    name=NAME,
    vpc=VPC,
    port=PORT,
    protocol_version=one("GRPC"),
)
PREFIX = one("web", "a" * 23, but=("a" * 24, "internal-"))
PREFIXED_TARGET_GROUP = call("TargetGroup", name_prefix=PREFIX, vpc=VPC, port=PORT)
_FUNCTION: tuple[dict[str, Some], dict[str, Some]] = (
    {"lambda_multi_value_headers_enabled": FLAG, "health_check": HEALTH_CHECK, "tags": TAGS},
    {"function": st.just(There("function"))},
)
LAMBDA_TARGET_GROUP = st.one_of(
    call("LambdaTargetGroup", _FUNCTION[0], name=NAME, **_FUNCTION[1]),
    call("LambdaTargetGroup", _FUNCTION[0], name_prefix=PREFIX, **_FUNCTION[1]),
)
TARGET_GROUPS = st.one_of(TARGET_GROUP, PREFIXED_TARGET_GROUP, LAMBDA_TARGET_GROUP)

FORWARD = call("Forward", target_group=TARGET_GROUPS)
WEIGHTED_FORWARD = call(
    "WeightedForward",
    {"stickiness_duration": SECONDS},
    target_groups=st.lists(
        call("WeightedTargetGroup", target_group=TARGET_GROUPS, weight=one(0, 1, 999, but=(1000,))),
        min_size=1,
        max_size=3,
    ),
)
REDIRECT = call(
    "Redirect",
    {
        "protocol": one("HTTP", "HTTPS", "#{protocol}"),
        "port": st.one_of(PORT, one("#{port}", 443)),
        "path": one("/#{path}", "/new/#{host}", "/", but=("a",)),
        "query": one("#{query}", "a=b", "", but=("?a",)),
        "status_code": one("HTTP_301", "HTTP_302"),
        "target_is_external": FLAG,
    },
    host=one("www.#{host}", "www.example.com", but=("#{host}", "#{path}")),
)
FIXED_RESPONSE = call(
    "FixedResponse",
    {
        "content_type": one("text/plain", "text/html", "application/json", but=("image/png",)),
        "message_body": one("", "gone", "{}", "a" * 1024, but=("a" * 1025,)),
    },
    status_code=one(200, 404, 503, but=(302,)),
)
SIMPLE_ACTION = st.one_of(
    call("Forward", target_group=call("TargetGroupLookup", name=one("shared"))),
    *(REDIRECT, FIXED_RESPONSE),
)
FINAL_ACTION = st.one_of(FORWARD, FORWARD, WEIGHTED_FORWARD, REDIRECT, FIXED_RESPONSE)
AUTHENTICATION: dict[str, Some] = {
    "scope": one("openid", "openid email"),
    "session_cookie_name": one("AWSELBAuthSessionCookie", "own"),
    "session_timeout": SECONDS,
    "on_unauthenticated_request": one("authenticate", "allow", "deny"),
    "authentication_request_extra_params": st.dictionaries(one("a", "b"), one("x"), max_size=2),
}
_IDP = "https://idp.example.com"
AUTHENTICATE_OIDC = call(
    "AuthenticateOidc",
    AUTHENTICATION,
    issuer=one(_IDP, but=("http://idp.example.com",)),
    authorization_endpoint=one(f"{_IDP}/auth"),
    token_endpoint=one(f"{_IDP}/token"),
    user_info_endpoint=one(f"{_IDP}/user"),
    client_id=one("web"),
    client_secret=one("${var.any}"),
    next_action=SIMPLE_ACTION,
)
AUTHENTICATE_COGNITO = call(
    "AuthenticateCognito",
    AUTHENTICATION,
    user_pool=one(There("user_pool")),
    user_pool_client=one(There("user_pool_client")),
    user_pool_domain=one("web"),
    next_action=SIMPLE_ACTION,
)
ACTION = st.one_of(
    FINAL_ACTION,
    call("Forward", target_group=GRPC_TARGET_GROUP),
    AUTHENTICATE_OIDC,
    AUTHENTICATE_COGNITO,
)

CONDITION = st.one_of(
    call(
        "HostHeader",
        values=several(
            "www.example.com", "a.example.com", "*.example.com", but=("a.example.net", "x")
        ),
    ),
    call("PathPattern", values=several("/a/*", "/b", "/c", "/d?e", "/f/*/g", but=("*", "a"))),
    call(
        "HttpHeader",
        http_header_name=one("X-A", "x-b", but=("Host", "a b")),
        values=several("a", "b*", "?c", "a" * 128, but=("a" * 129,)),
    ),
    call("HttpRequestMethod", values=several("GET", "POST", "X-Y", but=("get",))),
    call("QueryString", values=several(("a", "b"), (None, "c*"), ("d", "*"), but=(("", "x"),))),
    call(
        "SourceIp",
        values=several("10.0.0.0/8", "192.0.2.0/24", "2001:db8::/32", but=("10.0.0.1/8",)),
    ),
)


def rule(action: Some) -> Some:
    conditions = st.lists(CONDITION, min_size=1, max_size=2, unique_by=lambda drawn: drawn.name)
    return call(
        "ListenerRule",
        {"ignore_action_changes": FLAG, "tags": TAGS},
        priority=st.integers(1, 50_000),
        conditions=conditions,
        action=action,
    )


RESPONSE_HEADERS = call(
    "ResponseHeaders",
    {
        "server_enabled": FLAG,
        "strict_transport_security": one("max-age=1", but=("a" * 1025, "é")),
        "content_security_policy": one("default-src 'self'"),
        "x_content_type_options": one("nosniff", but=("sniff",)),
        "x_frame_options": one("DENY", "SAMEORIGIN"),
        "access_control_allow_origin": one("*", "https://www.example.com"),
        "access_control_allow_methods": one("GET, POST"),
        "access_control_allow_headers": one("*"),
        "access_control_allow_credentials": one("true", but=("false",)),
        "access_control_expose_headers": one("x-a"),
        "access_control_max_age": one(-1, 0, 86_400),
    },
)
REQUEST_HEADER_NAMES = call(
    "RequestHeaderNames",
    {
        f"x_amzn_{name}": one(f"X-{name}"[:40], but=("a" * 41, "a b"))
        for name in (
            *("tls_version", "tls_cipher_suite", "mtls_clientcert", "mtls_clientcert_leaf"),
            *("mtls_clientcert_serial_number", "mtls_clientcert_issuer"),
            *("mtls_clientcert_subject", "mtls_clientcert_validity"),
        )
    },
)
MUTUAL_AUTHENTICATION = st.one_of(
    call("MutualAuthenticationPassthrough"),
    call(
        "MutualAuthenticationVerify",
        {"ignore_client_certificate_expiry": FLAG, "advertise_trust_store_ca_names": FLAG},
        trust_store=one(There("trust_store")),
    ),
)
ON_A_LISTENER: dict[str, Some] = {
    "port": PORT,
    "response_headers": RESPONSE_HEADERS,
    "ignore_action_changes": FLAG,
    "tags": TAGS,
}
HTTP_LISTENER = call(
    "HttpListener",
    {**ON_A_LISTENER, "rules": keyed(rule(FINAL_ACTION))},
    default_action=FINAL_ACTION,
)
HTTPS_LISTENER = call(
    "HttpsListener",
    {
        **ON_A_LISTENER,
        "rules": keyed(rule(ACTION)),
        "ssl_policy": one(*get_args(SslPolicy), but=("ELBSecurityPolicy-2015-05",)),
        "additional_certificates": keyed(CERTIFICATE, most=2),
        "mutual_authentication": MUTUAL_AUTHENTICATION,
        "request_header_names": REQUEST_HEADER_NAMES,
    },
    certificate=CERTIFICATE,
    default_action=ACTION,
)
AUTHENTICATING_LISTENER = call(
    "HttpsListener",
    {"mutual_authentication": MUTUAL_AUTHENTICATION},
    certificate=CERTIFICATE,
    default_action=st.one_of(AUTHENTICATE_OIDC, AUTHENTICATE_COGNITO),
)
_OTHER_SIDES: dict[str, Some] = {
    "cidr_ipv4": IPV4,
    "cidr_ipv6": IPV6,
    "security_group": SECURITY_GROUP,
    "prefix_list": one(There("prefix_list")),
}
SECURITY_GROUP_RULES = st.one_of(
    *(
        call(
            "SecurityGroupRule",
            {"to_port": one(65535, but=(0,)), "description": one("there", but=("it's", "a" * 256))},
            port=PORT,
            ip_protocol=one("tcp", "udp", but=("icmp", "TCP")),
            **{side: values},
        )
        for side, values in _OTHER_SIDES.items()
    ),
    call("SecurityGroupRule", ip_protocol=one("icmp", "icmpv6", "-1", "50"), cidr_ipv4=IPV4),
    call(
        "SecurityGroupRule",
        {"icmp_code": one(0, 4, but=(256,))},
        ip_protocol=one("icmp"),
        icmp_type=one(3, 8, but=(-1,)),
        cidr_ipv4=IPV4,
    ),
    now_and_then(
        call("SecurityGroupRule", _OTHER_SIDES, port=PORT),
        right=call("SecurityGroupRule", port=PORT, cidr_ipv4=IPV4),
    ),
)
OWN_SECURITY_GROUP = call(
    "SecurityGroup",
    {
        "description": one("of the web", but=("it's", "a" * 256)),
        "ingress": keyed(SECURITY_GROUP_RULES),
        "egress": keyed(SECURITY_GROUP_RULES),
        "tags": TAGS,
        "max_rules": one(60, 200, but=(2,)),
    },
    name=st.builds(Unique, one("web", "a b", "x:/()#,@[]+=&;{}!$*", but=("sg-1", "é"))),
    vpc=VPC,
    rules_managed_elsewhere=one(*[True]),
)
LOGS = call(
    "LoadBalancerLogs",
    {"prefix": one("web", "a/b", but=("/a", "AWSLogs"))},
    bucket=st.one_of(
        st.just(There("bucket")),
        call(
            "LoadBalancerLogBucket",
            {
                "expiration_days": one(1, 90, but=(0,)),
                "force_destroy": FLAG,
                "allow_cloudwatch_log_delivery": one(*[True, False]),
                "tags": TAGS,
            },
            name=st.builds(Unique, one("example-logs", but=("Logs", "a..b"))),
        ),
    ),
)
QUOTAS = call(
    "LoadBalancerQuotas",
    {
        "rules": one(200, but=(0, 1)),
        "listeners": one(50, but=(1,)),
        "certificates": one(0, 25, 50, but=(-1,)),
        "targets": one(1, 1000, but=(0,)),
        "security_groups": one(2, 16, but=(1, 17)),
    },
)
LOAD_BALANCER = call(
    "ApplicationLoadBalancer",
    {
        "internal": FLAG,
        "ip_address_type": one("dualstack", "ipv4", but=("dualstack-without-public-ipv4",)),
        **dict.fromkeys(
            (
                *("enable_deletion_protection", "drop_invalid_header_fields", "enable_http2"),
                *("enable_xff_client_port", "preserve_host_header", "enable_waf_fail_open"),
                *("enable_tls_version_and_cipher_suite_headers", "enable_zonal_shift"),
            ),
            FLAG,
        ),
        "desync_mitigation_mode": one("monitor", "defensive", "strictest"),
        "xff_header_processing_mode": one("append", "preserve", "remove"),
        "idle_timeout": one(1, 60, 4000, but=(0, 4001)),
        "client_keep_alive": SECONDS,
        "access_logs": LOGS,
        "connection_logs": LOGS,
        "minimum_capacity_units": one(100, 200, but=(99,)),
        "web_acl": one(There("web_acl")),
        "http_check": call(
            "HttpCheck",
            {
                "path": one("/", "/a?b", but=("a",)),
                "min_status": one(100, 299, but=(99, 301)),
                "max_status": one(299, 599, but=(199, 600)),
                "request_timeout": one(1, 60, but=(0, 61)),
            },
            host_name=one("www.example.com", but=("localhost",)),
        ),
        "quotas": QUOTAS,
        "tags": TAGS,
    },
    name=ANY_NAME,
    subnets=st.one_of(
        st.just([There("subnet"), There("other_subnet")]),
        *(
            call(
                lookup,
                vpc=VPC,
                availability_zones=one(
                    ["ap-northeast-1a", "ap-northeast-1c"], but=(["ap-northeast-1a"],)
                ),
            )
            for lookup in ("PublicSubnetsLookup", "PrivateSubnetsLookup")
        ),
    ),
    security_groups=st.one_of(
        st.lists(SECURITY_GROUP, min_size=1, max_size=2, unique_by=repr),
        st.lists(OWN_SECURITY_GROUP, min_size=1, max_size=3),
    ),
    listeners=st.lists(st.one_of(HTTP_LISTENER, HTTPS_LISTENER), max_size=2),
)
_LOAD_BALANCER = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web"
SHARED = st.one_of(
    call("ApplicationLoadBalancerLookup", name=one("shared")),
    call("ApplicationLoadBalancerLookup", tags=one({"tier": "shared"}, but=({},))),
    call("ApplicationLoadBalancerLookup", arn=one(There("load_balancer_arn"))),
)
SHARED_LISTENER = call("ListenerLookup", load_balancer=SHARED, port=one(80))
ZONE = st.one_of(st.just(There("hosted_zone")), call("HostedZoneLookup", name=one("example.com")))
MONITORED: dict[str, Some] = {
    "load_balancer": SHARED,
    "target_groups": keyed(call("TargetGroupLookup", name=one("shared")), most=2),
}
TOPIC = st.one_of(one(There("topic")), call("TopicLookup", name=one("on-call")))
ALARMS: dict[str, Some] = {
    "period": one(10, 30, 60, 300, but=(45,)),
    "evaluation_periods": one(1, 5, but=(0,)),
    "thresholds": call(
        "AlarmThresholds",
        {
            "elb_5xx": one(0, 100, but=(-1,)),
            "rejected_connections": st.integers(0, 9),
            "tls_negotiation_errors": st.integers(0, 9),
            "target_5xx": st.integers(0, 9),
            "unhealthy_hosts": st.integers(0, 9),
            "target_response_time": one(0.5, 1, 10, but=(0,)),
            "target_4xx_rate": one(5, 12.5, but=(0,)),
            "target_connection_errors": st.integers(0, 9),
            "healthy_hosts": one(1, 2, but=(0,)),
        },
    ),
    "metric_alarms": keyed(
        call(
            "MetricAlarm",
            {
                "period": one(10, 60, 300, but=(61,)),
                "comparison_operator": one("LessThanThreshold", but=("<",)),
                "treat_missing_data": one("missing", "breaching", but=("good",)),
                "description": one("$${", "%{", "x", but=("",)),
            },
            metric_name=one("ActiveConnectionCount", "RequestCountPerTarget", but=("a b",)),
            statistic=one("Sum", "p99", "p99.9", "tm90", "TM(10%:90%)", but=("Mean",)),
            threshold=one(0, 1.5, -1, but=("1",)),
            dimension=one("LoadBalancer", "TargetGroup", but=("Zone",)),
        ),
        most=2,
    ),
    "topics": st.dictionaries(one("elb_5xx", "target_5xx", but=("5xx",)), TOPIC, max_size=2),
    "datapoints_to_alarm": one(1, but=(0,)),
    "treat_missing_data": one("missing", "ignore", "breaching", but=("good",)),
    "tags": TAGS,
}
OTHERS = st.one_of(
    call(
        "AliasRecord",
        {"evaluate_target_health": FLAG, "allow_overwrite": FLAG},
        hosted_zone=ZONE,
        name=st.builds(lambda number: f"a{number}.example.com", st.integers(1, 10**6)),
        load_balancer=SHARED,
    ),
    call(
        "Certificate",
        {
            "subject_alternative_names": several(
                "a.example.com", "b.example.com", but=("a.example.org",)
            ),
            "hosted_zones": st.dictionaries(
                one("www.example.com", "a.example.com"), ZONE, max_size=1
            ),
            "key_algorithm": one("RSA_2048", "EC_prime256v1", but=("RSA_1024",)),
            "tags": TAGS,
        },
        domain=one("www.example.com", "*.example.com"),
        hosted_zone=ZONE,
    ),
    call(
        "Connection",
        source=OWN_SECURITY_GROUP,
        destination=OWN_SECURITY_GROUP,
        ports=st.lists(PORT, min_size=1, max_size=2, unique=True),
    ),
    call(
        "ListenerRules",
        {"quotas": QUOTAS},
        listener=SHARED_LISTENER,
        rules=keyed(rule(SIMPLE_ACTION), least=1, most=2),
    ),
    call(
        "ListenerRules",
        listener=call("ListenerLookup", load_balancer=SHARED, port=one(443)),
        rules=one({}),
        certificates=keyed(CERTIFICATE, least=1, most=2),
    ),
    call(
        "LoadBalancerListeners",
        {"quotas": QUOTAS},
        load_balancer=call("Arn", arn=st.builds(Unique, one(_LOAD_BALANCER))),
        listeners=st.lists(st.one_of(HTTP_LISTENER, HTTPS_LISTENER), min_size=1, max_size=2),
    ),
    call(
        "SecurityGroupRules",
        {"egress": keyed(SECURITY_GROUP_RULES)},
        security_group=st.one_of(SECURITY_GROUP, OWN_SECURITY_GROUP),
        ingress=keyed(SECURITY_GROUP_RULES, least=1),
    ),
    call("HostedZoneLookup", {"vpc": VPC}, name=one("corp.example.com"), private_zone=one(*[True])),
    call("LoadBalancerAlarms", ALARMS, name=NAME, topic=TOPIC, **MONITORED),
    call("LoadBalancerDashboard", name=NAME, **MONITORED),
    call(
        "LoadBalancerLogDelivery",
        {
            "output_format": one("json", "plain", but=("csv",)),
            "record_fields": one({"ALB_ACCESS_LOGS": ["time"]}, but=(["time"],)),
            "field_delimiter": one(",", but=("------",)),
            "s3_suffix_path": one("{yyyy}", but=("",)),
            "s3_enable_hive_compatible_path": one(*[False], but=("yes",)),
            "tags": TAGS,
        },
        name=NAME,
        load_balancer=call("Arn", arn=st.builds(Unique, one(_LOAD_BALANCER))),
        destination=call(
            "Arn", arn=one("arn:aws:logs:ap-northeast-1:123456789012:log-group:/alb/web")
        ),
        log_types=one(["ALB_ACCESS_LOGS"], ["ALB_ACCESS_LOGS", "ALB_CONNECTION_LOGS"], but=([],)),
    ),
    call("LoadBalancerMonitoring", ALARMS, name=NAME, topic=TOPIC, **MONITORED),
    call(
        "TrustStore",
        {
            "revocations": keyed(
                call("S3Object", {"version": one("1")}, bucket=one(There("bucket")), key=one("r"))
            ),
            "tags": TAGS,
        },
        name=NAME,
        ca_certificates_bundle=call(
            "S3Object",
            bucket=st.one_of(one(There("bucket")), call("BucketLookup", name=one("shared-logs"))),
            key=one("ca.pem"),
        ),
    ),
    call("TrustStoreLookup", name=one("partners")),
    call("WebAclLookup", name=one("shared")),
    call(
        "SecurityGroupLookup",
        vpc=st.one_of(
            call("VpcLookup", {"tags": one({"Name": "shared"})}, name=one("shared")),
            call("VpcLookup", vpc_id=one(There("vpc_id"))),
        ),
        name=one("shared-tasks"),
    ),
    call(
        "ApplicationLoadBalancedBackend",
        {"enable_deletion_protection": FLAG},
        name=NAME,
        vpc_name=one("shared"),
        availability_zones=one(["ap-northeast-1a", "ap-northeast-1c"]),
        domain=one("*.example.com"),
        backend_security_group_name=one("shared-tasks"),
        port=PORT,
        health_check_path=one("/", "/healthz", but=("x",)),
    ),
)
INTERNET_FACING = call(
    "ApplicationLoadBalancer",
    {
        "ip_address_type": one("ipv4", "dualstack", "dualstack-without-public-ipv4"),
        "ipam_pool": one(There("ipam_pool")),
    },
    name=NAME,
    internal=one(*[False]),
    subnets=st.just([There("subnet"), There("other_subnet")]),
    security_groups=st.lists(OWN_SECURITY_GROUP, min_size=1, max_size=1),
    listeners=st.lists(st.one_of(HTTPS_LISTENER, AUTHENTICATING_LISTENER), max_size=2),
)
ON_AN_OUTPOST = call(
    "ApplicationLoadBalancer",
    name=NAME,
    internal=FLAG,
    subnets=st.just([There("subnet")]),
    security_groups=st.lists(OWN_SECURITY_GROUP, min_size=1, max_size=1),
    listeners=st.lists(HTTP_LISTENER, max_size=1),
    customer_owned_ipv4_pool=one("ipv4pool-coip-0abc", but=("ipv4pool-0abc",)),
)
CONFIGURATION = one(
    *(LOAD_BALANCER, INTERNET_FACING, ON_AN_OUTPOST),
    *(TARGET_GROUPS, GRPC_TARGET_GROUP, OWN_SECURITY_GROUP),
    *(OTHERS, OTHERS, OTHERS),
).flatmap(lambda drawn: drawn)


class Maker:
    """Creates configurations in a stack, with resources that exist in AWS."""

    def __init__(self, stack: TerraformStack, existing: Mapping[str, object]) -> None:
        self._stack = stack
        self._existing = existing
        self._numbers = itertools.count()

    def make(self, configuration: Call) -> Construct:
        """Create a configuration in its own scope."""
        scope = Construct(self._stack, f"c{next(self._numbers)}")
        self._made(configuration, scope)
        return scope

    def _made(self, value: Any, scope: Construct) -> Any:  # noqa: ANN401, PLR0911 - what was drawn
        match value:
            case Call(name, given):
                kind = getattr(constructs_lib, name)
                arguments = {key: self._made(value, scope) for key, value in given.items()}
                if issubclass(kind, Construct):
                    return kind(scope, f"{name}{next(self._numbers)}", **arguments)
                return kind(**arguments)
            case There(key):
                return self._existing[key]
            case Unique(text):
                return f"{text}-{next(self._numbers)}"
            case list():
                return [self._made(item, scope) for item in value]
            case dict():
                return {key: self._made(item, scope) for key, item in value.items()}
            case _:
                return value
