from collections.abc import Callable
from typing import Any, cast

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    FixedResponse,
    Forward,
    HttpListener,
    HttpsListener,
    Id,
    ListenerRule,
    LoadBalancerLogBucket,
    LoadBalancerLogs,
    LoadBalancerQuotas,
    PathPattern,
    PublicSubnetsLookup,
    Redirect,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
    VpcLookup,
)
from cdktf import TerraformOutput, TerraformStack, TerraformVariable, Testing
from cdktf_cdktf_provider_aws.data_aws_subnets import DataAwsSubnets
from cdktf_cdktf_provider_aws.ecs_service import EcsService
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lb_listener import LbListener
from cdktf_cdktf_provider_aws.wafv2_web_acl_association import Wafv2WebAclAssociation
from support import refusal

TARGET_GROUP = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0")
CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")
ELSEWHERE = Arn("arn:aws:acm:us-east-1:123456789012:certificate/0123")
FROM_ELSEWHERE = HttpsListener(certificate=ELSEWHERE, default_action=FixedResponse(404))
HTTP = HttpListener(default_action=Forward(TARGET_GROUP))
HTTPS = HttpsListener(certificate=CERTIFICATE, default_action=Forward(TARGET_GROUP))
UP_TO_5 = "1 to 5 security groups (LoadBalancerQuotas(security_groups=…), if AWS has raised yours)"


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


def test_what_is_left_out_is_written_out(stack: TerraformStack, synth: Callable[[], str]) -> None:
    ApplicationLoadBalancer(stack, "alb", **arguments())
    assert Testing.to_have_resource_with_properties(
        synth(),
        Lb.TF_RESOURCE_TYPE,
        {
            "desync_mitigation_mode": "defensive",
            "enable_http2": True,
            "idle_timeout": 60,
            "client_keep_alive": 3600,
            "xff_header_processing_mode": "append",
            "enable_xff_client_port": False,
            "preserve_host_header": False,
            "enable_tls_version_and_cipher_suite_headers": False,
            "enable_waf_fail_open": False,
            "enable_zonal_shift": False,
        },
    )


ATTRIBUTES: dict[str, Any] = {
    "ip_address_type": "dualstack",
    "desync_mitigation_mode": "strictest",
    "enable_http2": False,
    "idle_timeout": 4000,
    "client_keep_alive": 60,
    "xff_header_processing_mode": "remove",
    "enable_xff_client_port": True,
    "preserve_host_header": True,
    "enable_tls_version_and_cipher_suite_headers": True,
    "enable_waf_fail_open": True,
    "enable_zonal_shift": True,
}


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_an_attribute(stack: TerraformStack, synth: Callable[[], str], attribute: str) -> None:
    given = {attribute: ATTRIBUTES[attribute]}
    ApplicationLoadBalancer(stack, "alb", **arguments(**given))
    assert Testing.to_have_resource_with_properties(synth(), Lb.TF_RESOURCE_TYPE, given)


def test_on_an_outpost_it_has_one_subnet(stack: TerraformStack, synth: Callable[[], str]) -> None:
    pool = {"customer_owned_ipv4_pool": "ipv4pool-coip-0abc"}
    ApplicationLoadBalancer(stack, "alb", **arguments(subnets=[Id("subnet-1")], **pool))
    assert Testing.to_have_resource_with_properties(
        synth(), Lb.TF_RESOURCE_TYPE, {**pool, "subnets": ["subnet-1"]}
    )


def test_more_security_groups_where_the_quota_is_raised(stack: TerraformStack) -> None:
    groups = [Id(f"sg-{n}") for n in range(6)]
    given = arguments(security_groups=groups, quotas=LoadBalancerQuotas(security_groups=16))
    ApplicationLoadBalancer(stack, "alb", **given)


@pytest.mark.parametrize(
    "argument", ["security_groups", "subnets", "web_acl", "access_logs", "certificate"]
)
def test_a_construct_of_another_kind_is_refused(stack: TerraformStack, argument: str) -> None:
    """A token could be any; the construct that it comes from tells what it is."""
    vpc = VpcLookup(stack, "vpc", name="main")
    group = TargetGroup(stack, "web", name="web", vpc=vpc, port=80)
    build: dict[str, tuple[Callable[[], object], str]] = {
        "security_groups": (
            lambda: ApplicationLoadBalancer(stack, "alb", **arguments(security_groups=[vpc])),
            "security_groups[0] must be a security group, got 'VpcLookup'",
        ),
        "subnets": (
            lambda: ApplicationLoadBalancer(stack, "alb", **arguments(subnets=[vpc, vpc])),
            (
                "subnets[0] must be a subnet, got 'VpcLookup'\n"
                "subnets[1] must be a subnet, got 'VpcLookup'"
            ),
        ),
        "web_acl": (
            lambda: ApplicationLoadBalancer(stack, "alb", **arguments(web_acl=group)),
            "web_acl must be a web ACL of scope REGIONAL, got 'TargetGroup'",
        ),
        "access_logs": (
            lambda: LoadBalancerLogs(vpc),
            "bucket must be a bucket, got 'VpcLookup'",
        ),
        "certificate": (
            lambda: HttpsListener(certificate=group.resource, default_action=FixedResponse(404)),
            (
                "certificate must be an ACM certificate or an IAM server certificate, "
                "got 'LbTargetGroup'"
            ),
        ),
    }
    make, message = build[argument]
    with refusal(message):
        make()


def test_capacity_and_a_pool_are_blocks(stack: TerraformStack, synth: Callable[[], str]) -> None:
    given = arguments(internal=False, minimum_capacity_units=100, ipam_pool=Id("ipam-pool-0abc"))
    ApplicationLoadBalancer(stack, "alb", **given)
    assert Testing.to_have_resource_with_properties(
        synth(),
        Lb.TF_RESOURCE_TYPE,
        {
            "minimum_load_balancer_capacity": {"capacity_units": 100},
            "ipam_pools": {"ipv4_ipam_pool_id": "ipam-pool-0abc"},
        },
    )


def test_logs_wait_for_the_policy_of_their_bucket(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    bucket = LoadBalancerLogBucket(stack, "logs", name="example-logs")
    given = arguments(
        access_logs=LoadBalancerLogs(bucket, prefix="access"),
        connection_logs=LoadBalancerLogs(Id("other-logs")),
    )
    ApplicationLoadBalancer(stack, "alb", **given)
    alb = synthesized()["resource"]["aws_lb"]["alb"]
    assert alb["access_logs"] == {
        "bucket": "${aws_s3_bucket.logs.id}",
        "enabled": True,
        "prefix": "access",
    }
    assert alb["connection_logs"] == {"bucket": "other-logs", "enabled": True}
    assert alb["depends_on"] == ["aws_s3_bucket_policy.logs_policy_7361357F"]


def test_it_waits_for_the_rules_of_its_security_groups(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    rule = SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")
    group = SecurityGroup(stack, "group", name="web", vpc=Id("vpc-1"), ingress={"http": rule})
    ApplicationLoadBalancer(stack, "alb", **arguments(security_groups=[group, Id("sg-1")]))
    [depends_on] = synthesized()["resource"]["aws_lb"]["alb"]["depends_on"]
    assert depends_on.startswith("aws_vpc_security_group_ingress_rule.group_ingress-http_")


def test_a_web_acl(stack: TerraformStack, synth: Callable[[], str]) -> None:
    acl = Arn("arn:aws:wafv2:ap-northeast-1:123456789012:regional/webacl/web/0123")
    ApplicationLoadBalancer(stack, "alb", **arguments(web_acl=acl))
    assert Testing.to_have_resource_with_properties(
        synth(),
        Wafv2WebAclAssociation.TF_RESOURCE_TYPE,
        {"resource_arn": "${aws_lb.alb.arn}", "web_acl_arn": acl.arn},
    )


def test_what_an_ecs_service_needs(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    vpc = Id("vpc-1")
    web, api = (TargetGroup(stack, one, name=one, vpc=vpc, port=80) for one in ("web", "api"))
    rule = ListenerRule(conditions=[PathPattern(["/api/*"])], action=Forward(api))
    listeners = [
        HttpListener(default_action=Forward(web)),
        HttpListener(port=81, default_action=FixedResponse(404), rules={"api": rule}),
    ]
    alb = ApplicationLoadBalancer(stack, "alb", **arguments(listeners=listeners))
    for name, group in (("one", web), ("two", api)):
        needs = alb.ecs_service_arguments(group, container_name="app", container_port=8080)
        EcsService(stack, name, name=name, **needs)
    services = synthesized()["resource"]["aws_ecs_service"]
    assert services["one"]["load_balancer"] == [
        {
            "container_name": "app",
            "container_port": 8080,
            "target_group_arn": "${aws_lb_target_group.web.arn}",
        }
    ]
    assert services["one"]["depends_on"] == ["aws_lb_listener.alb_80_E6750CEC"]
    [waits_for] = services["two"]["depends_on"]
    assert waits_for.startswith("aws_lb_listener_rule.alb_81-api_")


def test_an_ecs_service_needs_a_target_group_that_is_in_use(stack: TerraformStack) -> None:
    alb = ApplicationLoadBalancer(stack, "alb", **arguments(listeners=[HTTP]))
    idle = Arn(TARGET_GROUP.arn.replace("web", "idle"))
    with refusal(
        "target_group must be a target group that a listener or a rule here forwards to, "
        f"got {idle!r}"
    ):
        alb.ecs_service_arguments(idle, container_name="app", container_port=80)


def test_http_2_and_grpc_want_an_https_listener(stack: TerraformStack) -> None:
    grpc = TargetGroup(
        stack, "grpc", name="grpc", vpc=Id("vpc-1"), port=50051, protocol_version="GRPC"
    )
    with refusal(
        "default_action must be on an HttpsListener to forward to protocol version GRPC, "
        "got 'HttpListener'"
    ):
        HttpListener(default_action=Forward(grpc))


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
    listeners = [
        HttpListener(default_action=action),
        HttpsListener(certificate=CERTIFICATE, default_action=FixedResponse(404)),
    ]
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
        assert "create_before_destroy" not in made.get("lifecycle", {})


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
            {"subnets": ["subnet-1", Id("subnet-2")]},
            (
                "subnets[0] must be a subnet (the lookup, construct or resource itself, "
                'and not its id) or Id("subnet-0abc"), '
                "got 'subnet-1'"
            ),
        ),
        (
            {"security_groups": []},
            f"security_groups must be a list of {UP_TO_5}, got []",
        ),
        (
            {"security_groups": Id("sg-1")},
            "security_groups must be a list of 1 to 5 security groups, got Id(id='sg-1')",
        ),
        (
            {"security_groups": [Id(f"sg-{n}") for n in range(6)]},
            (
                f"security_groups must be a list of {UP_TO_5}, "
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
        (
            {"listeners": HTTP},
            f"listeners must be a list of HttpListener and HttpsListener, got {HTTP!r}",
        ),
        (
            {"listeners": {80: HTTP}},
            f"listeners must be a list of HttpListener and HttpsListener, got { ({80: HTTP})!r}",
        ),
        ({"internal": "no"}, "internal must be True or False, got 'no'"),
        ({"internal": "${var.internal}"}, "internal must be True or False, got '${var.internal}'"),
        (
            {"ip_address_type": "ipv6"},
            (
                "ip_address_type must be one of ipv4, dualstack, dualstack-without-public-ipv4, "
                "got 'ipv6'"
            ),
        ),
        (
            {"ip_address_type": "dualstack-without-public-ipv4"},
            (
                "ip_address_type must be ipv4 or dualstack for an internal ALB, "
                "got 'dualstack-without-public-ipv4'"
            ),
        ),
        ({"idle_timeout": 9999}, "idle_timeout must be between 1 and 4000, got 9999"),
        ({"client_keep_alive": 5}, "client_keep_alive must be between 60 and 604800, got 5"),
        (
            {"desync_mitigation_mode": "off"},
            "desync_mitigation_mode must be one of monitor, defensive, strictest, got 'off'",
        ),
        (
            {"xff_header_processing_mode": "drop"},
            "xff_header_processing_mode must be one of append, preserve, remove, got 'drop'",
        ),
        (
            {"minimum_capacity_units": 99},
            "minimum_capacity_units must be between 100 and 1000000, got 99",
        ),
        (
            {"ipam_pool": Id("ipam-pool-0abc")},
            (
                "ipam_pool must be left out for an ALB without public IPv4 addresses, "
                "got Id(id='ipam-pool-0abc')"
            ),
        ),
        (
            {"customer_owned_ipv4_pool": "ipv4pool-coip-0abc"},
            (
                "subnets must be the one subnet on the Outpost, with customer_owned_ipv4_pool, "
                "got ['subnet-1', 'subnet-2']"
            ),
        ),
        (
            {"customer_owned_ipv4_pool": "pool", "subnets": [Id("subnet-1")]},
            (
                'customer_owned_ipv4_pool must be the id of a pool such as "ipv4pool-coip-0abc", '
                "got 'pool'"
            ),
        ),
        ({"access_logs": "logs"}, "access_logs must be a LoadBalancerLogs, got 'logs'"),
        (
            {"web_acl": Arn("arn:aws:wafv2:us-east-1:123456789012:global/webacl/web/0123")},
            (
                "web_acl must be the ARN of a web ACL of scope REGIONAL, "
                "got 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/web/0123'"
            ),
        ),
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
