from collections.abc import Callable
from typing import Any

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
    PrivateSubnetsLookup,
    PublicSubnetsLookup,
    Redirect,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
    ValidationError,
)
from cdktf import TerraformOutput, TerraformStack, TerraformVariable, Testing
from cdktf_cdktf_provider_aws.data_aws_subnets import DataAwsSubnets
from cdktf_cdktf_provider_aws.ecs_service import EcsService
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lb_listener import LbListener
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.wafv2_web_acl_association import Wafv2WebAclAssociation
from constructs_lib._core.features import HEALTH_CHECK_LOGS
from helpers.errors import raises_exactly
from helpers.features import requires, without
from helpers.invalid_input import InvalidInput, rejects

TARGET_GROUP = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0")
CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")
HTTP = HttpListener(default_action=Forward(TARGET_GROUP))
HTTPS = HttpsListener(certificate=CERTIFICATE, default_action=Forward(TARGET_GROUP))


def arguments(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a test passes
    return {
        "name": "web",
        "subnets": [Id("subnet-1"), Id("subnet-2")],
        "security_groups": [Id("sg-1")],
        **changed,
    }


def test_is_secure_by_default(stack: TerraformStack, synth: Callable[[], str]) -> None:
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


def test_is_internet_facing_if_not_internal(
    stack: TerraformStack, synth: Callable[[], str]
) -> None:
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


def test_writes_defaults(stack: TerraformStack, synth: Callable[[], str]) -> None:
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
def test_sets_attribute(stack: TerraformStack, synth: Callable[[], str], attribute: str) -> None:
    argument = {attribute: ATTRIBUTES[attribute]}
    ApplicationLoadBalancer(stack, "alb", **arguments(**argument))
    assert Testing.to_have_resource_with_properties(synth(), Lb.TF_RESOURCE_TYPE, argument)


def test_accepts_one_subnet_on_outpost(stack: TerraformStack, synth: Callable[[], str]) -> None:
    pool = {"customer_owned_ipv4_pool": "ipv4pool-coip-0abc"}
    ApplicationLoadBalancer(stack, "alb", **arguments(subnets=[Id("subnet-1")], **pool))
    assert Testing.to_have_resource_with_properties(
        synth(), Lb.TF_RESOURCE_TYPE, {**pool, "subnets": ["subnet-1"]}
    )


def test_accepts_security_groups_within_increased_quota(stack: TerraformStack) -> None:
    groups = [Id(f"sg-{n}") for n in range(6)]
    all_arguments = arguments(security_groups=groups, quotas=LoadBalancerQuotas(security_groups=16))
    ApplicationLoadBalancer(stack, "alb", **all_arguments)


def test_renders_capacity_and_ipam_pool(stack: TerraformStack, synth: Callable[[], str]) -> None:
    all_arguments = arguments(
        internal=False, minimum_capacity_units=100, ipam_pool=Id("ipam-pool-0abc")
    )
    ApplicationLoadBalancer(stack, "alb", **all_arguments)
    assert Testing.to_have_resource_with_properties(
        synth(),
        Lb.TF_RESOURCE_TYPE,
        {
            "minimum_load_balancer_capacity": {"capacity_units": 100},
            "ipam_pools": {"ipv4_ipam_pool_id": "ipam-pool-0abc"},
        },
    )


def test_depends_on_policy_of_log_bucket(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    bucket = LoadBalancerLogBucket(stack, "logs", name="example-logs")
    all_arguments = arguments(
        access_logs=LoadBalancerLogs(bucket, prefix="access"),
        connection_logs=LoadBalancerLogs(Id("other-logs")),
    )
    ApplicationLoadBalancer(stack, "alb", **all_arguments)
    alb = synthesized()["resource"]["aws_lb"]["alb"]
    assert alb["access_logs"] == {
        "bucket": "${aws_s3_bucket.logs.id}",
        "enabled": True,
        "prefix": "access",
    }
    assert alb["connection_logs"] == {"bucket": "other-logs", "enabled": True}
    assert alb["depends_on"] == ["aws_s3_bucket_policy.logs_policy_7361357F"]


def test_rejects_private_subnets_of_internet_facing_load_balancer(stack: TerraformStack) -> None:
    zones = ["ap-northeast-1a", "ap-northeast-1c"]
    private = PrivateSubnetsLookup(stack, "private", vpc=Id("vpc-1"), availability_zones=zones)
    with raises_exactly(
        "subnets must be public subnets with internal=False, got the "
        "PrivateSubnetsLookup stack/private"
    ):
        ApplicationLoadBalancer(
            stack, "public", **arguments(name="public", subnets=private, internal=False)
        )
    ApplicationLoadBalancer(stack, "alb", **arguments(subnets=private))


def test_depends_on_raw_resources(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    bucket = LoadBalancerLogBucket(stack, "logs", name="example-logs")
    gateway = InternetGateway(stack, "gateway")
    all_arguments = arguments(access_logs=LoadBalancerLogs(bucket), depends_on=[gateway])
    ApplicationLoadBalancer(stack, "alb", **all_arguments)
    assert synthesized()["resource"]["aws_lb"]["alb"]["depends_on"] == [
        "aws_s3_bucket_policy.logs_policy_7361357F",
        "aws_internet_gateway.gateway",
    ]


def test_accepts_raw_log_bucket(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    bucket = S3Bucket(stack, "logs", bucket="example-logs")
    ApplicationLoadBalancer(stack, "alb", **arguments(access_logs=LoadBalancerLogs(bucket)))
    alb = synthesized()["resource"]["aws_lb"]["alb"]
    assert alb["access_logs"]["bucket"] == "${aws_s3_bucket.logs.id}"
    assert "depends_on" not in alb


def test_depends_on_rules_of_security_groups(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    rule = SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")
    group = SecurityGroup(stack, "group", name="web", vpc=Id("vpc-1"), ingress={"http": rule})
    ApplicationLoadBalancer(stack, "alb", **arguments(security_groups=[group, Id("sg-1")]))
    [depends_on] = synthesized()["resource"]["aws_lb"]["alb"]["depends_on"]
    assert depends_on.startswith("aws_vpc_security_group_ingress_rule.group_ingress-http_")


def test_associates_web_acl(stack: TerraformStack, synth: Callable[[], str]) -> None:
    acl = Arn("arn:aws:wafv2:ap-northeast-1:123456789012:regional/webacl/web/0123")
    ApplicationLoadBalancer(stack, "alb", **arguments(web_acl=acl))
    assert Testing.to_have_resource_with_properties(
        synth(),
        Wafv2WebAclAssociation.TF_RESOURCE_TYPE,
        {"resource_arn": "${aws_lb.alb.arn}", "web_acl_arn": acl.arn},
    )


def test_returns_arguments_of_ecs_service(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    vpc = Id("vpc-1")
    web, api = (TargetGroup(stack, name, name=name, vpc=vpc, port=80) for name in ("web", "api"))
    rule = ListenerRule(conditions=[PathPattern(["/api/*"])], action=Forward(api), priority=100)
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


def test_rejects_service_of_unused_target_group(stack: TerraformStack) -> None:
    alb = ApplicationLoadBalancer(stack, "alb", **arguments(listeners=[HTTP]))
    unused = Arn(TARGET_GROUP.arn.replace("web", "unused"))
    with raises_exactly(
        "target_group must be a target group that a listener or rule of this construct forwards to, "
        f"got {unused!r}"
    ):
        alb.ecs_service_arguments(unused, container_name="app", container_port=80)


def test_rejects_token_as_port_of_listener(stack: TerraformStack) -> None:
    port: Any = TerraformVariable(stack, "port", type="number").number_value
    listener = HttpListener(port=port, default_action=FixedResponse(404))
    with raises_exactly("listeners port must be known at synth, as it names the listener"):
        ApplicationLoadBalancer(stack, "alb", **arguments(listeners=[listener]))


def test_accepts_lookup_of_subnets(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    zones = ["ap-northeast-1a", "ap-northeast-1c"]
    public = PublicSubnetsLookup(stack, "public", vpc=Id("vpc-1"), availability_zones=zones)
    ApplicationLoadBalancer(stack, "alb", **arguments(subnets=public))
    assert len(synthesized()["resource"]["aws_lb"]["alb"]["subnets"]) == 2


def test_accepts_raw_data_source_of_subnets(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ApplicationLoadBalancer(stack, "alb", **arguments(subnets=DataAwsSubnets(stack, "private")))
    subnets = synthesized()["resource"]["aws_lb"]["alb"]["subnets"]
    assert subnets == "${data.aws_subnets.private.ids}"


def test_renders_http_listener(stack: TerraformStack, synth: Callable[[], str]) -> None:
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


def test_renders_https_listener(stack: TerraformStack, synth: Callable[[], str]) -> None:
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


def test_renders_redirect(stack: TerraformStack, synth: Callable[[], str]) -> None:
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


def test_renders_fixed_response(stack: TerraformStack, synth: Callable[[], str]) -> None:
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


def test_listener_addresses_have_port(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ApplicationLoadBalancer(stack, "alb", **arguments(listeners=[HTTPS, HTTP]))
    listeners = synthesized()["resource"]["aws_lb_listener"]
    assert {name: listener["port"] for name, listener in listeners.items()} == {
        "alb_80_E6750CEC": 80,
        "alb_443_4A1A469C": 443,
    }


def test_listeners_and_rules_are_destroyed_before_replaced(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ApplicationLoadBalancer(stack, "alb", **arguments(listeners=[HTTP, HTTPS]))
    resources = synthesized()["resource"]
    for resource in (*resources["aws_lb"].values(), *resources["aws_lb_listener"].values()):
        assert "create_before_destroy" not in resource.get("lifecycle", {})


def test_ecs_service_depends_on_listeners(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    alb = ApplicationLoadBalancer(stack, "alb", **arguments(listeners=[HTTP, HTTPS]))
    EcsService(stack, "service", name="web", depends_on=list(alb.listeners.values()))
    assert synthesized()["resource"]["aws_ecs_service"]["service"]["depends_on"] == [
        "aws_lb_listener.alb_80_E6750CEC",
        "aws_lb_listener.alb_443_4A1A469C",
    ]


def test_attributes_have_names_of_terraform(
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


def test_accepts_certificate_of_unknown_region(stack: TerraformStack) -> None:
    arn = Arn(TerraformVariable(stack, "certificate", type="string").string_value)
    listener = HttpsListener(certificate=arn, default_action=Forward(TARGET_GROUP))
    ApplicationLoadBalancer(stack, "alb", **arguments(listeners=[listener]))


@requires(HEALTH_CHECK_LOGS)
def test_writes_health_check_logs(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    bucket = LoadBalancerLogBucket(stack, "logs", name="example-logs")
    logs = LoadBalancerLogs(bucket, prefix="health")
    ApplicationLoadBalancer(stack, "alb", **arguments(health_check_logs=logs))
    [alb] = synthesized()["resource"]["aws_lb"].values()
    assert alb["health_check_logs"] == {
        "bucket": "${aws_s3_bucket.logs.id}",
        "enabled": True,
        "prefix": "health",
    }
    [policy] = alb["depends_on"]
    assert policy.startswith("aws_s3_bucket_policy.logs_policy_")


@without(HEALTH_CHECK_LOGS)
def test_error_names_versions_that_have_health_check_logs(stack: TerraformStack) -> None:
    logs = LoadBalancerLogs(Id("example-logs"))
    with pytest.raises(
        ValidationError,
        match=r"health_check_logs requires version 6\.25 or newer of the AWS provider: "
        r"cdktf-cdktf-provider-aws 21\.22\.1 or newer",
    ):
        ApplicationLoadBalancer(stack, "alb", **arguments(health_check_logs=logs))


INVALID = [
    InvalidInput(
        'ApplicationLoadBalancer(stack, "id", name="web", subnets=[Id("subnet-1"), Id("subnet-2")], security_groups=[Id("sg-1")])',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
        """
name="" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got ''
name="a" * 33 => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
name="-web" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got '-web'
name="web-" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'web-'
name="internal-web" => name must not start with "internal-", got 'internal-web'
name="web_1" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'web_1'
health_check_logs="logs" => health_check_logs must be of type LoadBalancerLogs, got 'logs'
subnets=None => subnets must be a lookup of subnets, Ids or a list of references, got None
subnets=[] => subnets must be in at least 2 Availability Zones, got []
subnets=[Id("subnet-1")] => subnets must be in at least 2 Availability Zones, got ['subnet-1']
subnets=[Id("subnet-1"), Id("subnet-1")] => subnets must not repeat a value, got 'subnet-1' twice
subnets=["subnet-1", "subnet-2"] => subnets[0] must be a subnet (the lookup, construct or resource itself, not its id) or Id("subnet-0abc"), got 'subnet-1'
=> subnets[1] must be a subnet (the lookup, construct or resource itself, not its id) or Id("subnet-0abc"), got 'subnet-2'
subnets="subnet-1" => subnets must be a lookup of subnets, Ids or a list of references, got 'subnet-1'
subnets=[Id("vpc-1"), Id("subnet-2")] => subnets[0] must be an id that starts with subnet-, got 'vpc-1'
subnets=vpc => subnets must be a lookup of subnets, Ids or a list of references, got the VpcLookup stack/taken
security_groups=[] => security_groups must not be empty, as AWS would attach the default security group of the VPC
security_groups=Id("sg-1") => security_groups must be a list of security groups, or Ids, got Id(id='sg-1')
security_groups=["sg-1"] => security_groups[0] must be a security group (the lookup, construct or resource itself, not its id) or Id("sg-0abc"), got 'sg-1'
security_groups=[Id("sg-1"), Id("sg-1")] => security_groups must not repeat a value, got 'sg-1' twice
security_groups=[Id(f"sg-{n}") for n in range(6)] => the load balancer has 6 security groups, but the quota is 5; set security_groups in LoadBalancerQuotas if AWS has increased it for your account
security_groups=[Id("web")] => security_groups[0] must be an id that starts with sg-, got 'web'
internal="false" => internal must be True or False, got 'false'
internal=None => internal must be True or False, got None
ip_address_type="ipv6" => ip_address_type must be one of ipv4, dualstack, dualstack-without-public-ipv4, got 'ipv6'
ip_address_type="dualstack-without-public-ipv4" => ip_address_type 'dualstack-without-public-ipv4' requires internal=False
enable_deletion_protection="yes" => enable_deletion_protection must be True or False, got 'yes'
drop_invalid_header_fields=1 => drop_invalid_header_fields must be True or False, got 1
desync_mitigation_mode="off" => desync_mitigation_mode must be one of monitor, defensive, strictest, got 'off'
enable_http2="on" => enable_http2 must be True or False, got 'on'
idle_timeout=0 => idle_timeout must be between 1 and 4000, got 0
idle_timeout=4001 => idle_timeout must be between 1 and 4000, got 4001
idle_timeout="60" => idle_timeout must be a whole number between 1 and 4000, got '60'
client_keep_alive=59 => client_keep_alive must be between 60 and 604800, got 59
client_keep_alive=604801 => client_keep_alive must be between 60 and 604800, got 604801
xff_header_processing_mode="drop" => xff_header_processing_mode must be one of append, preserve, remove, got 'drop'
enable_zonal_shift=0 => enable_zonal_shift must be True or False, got 0
access_logs=True => access_logs must be of type LoadBalancerLogs, got True
access_logs=Id("logs") => access_logs must be of type LoadBalancerLogs, got Id(id='logs')
connection_logs="logs" => connection_logs must be of type LoadBalancerLogs, got 'logs'
minimum_capacity_units=99 => minimum_capacity_units must be between 100 and 1000000, got 99
minimum_capacity_units="100" => minimum_capacity_units must be a whole number between 100 and 1000000, got '100'
ipam_pool=Id("ipam-pool-1") => ipam_pool must be omitted for a load balancer without public IPv4 addresses
ipam_pool="ipam-pool-1", internal=False => ipam_pool must be an IPAM pool (the lookup, construct or resource itself, not its id) or Id("ipam-pool-0abc"), got 'ipam-pool-1'
ipam_pool=Id("pool-1"), internal=False => ipam_pool must be an id that starts with ipam-pool-, got 'pool-1'
customer_owned_ipv4_pool="coip-1" => subnets must be a single subnet, which is on the Outpost, with customer_owned_ipv4_pool, got ['subnet-1', 'subnet-2']
=> customer_owned_ipv4_pool must be the id of a pool such as "ipv4pool-coip-0abc", got 'coip-1'
customer_owned_ipv4_pool="ipv4pool-coip-1" => subnets must be a single subnet, which is on the Outpost, with customer_owned_ipv4_pool, got ['subnet-1', 'subnet-2']
web_acl="acl" => web_acl must be a web ACL of scope REGIONAL (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'acl'
web_acl=Arn("arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/1") => web_acl must be the ARN of a web ACL of scope REGIONAL, got 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/1'
web_acl=Arn("arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/1") => web_acl must be in the provider's region ap-northeast-1 (set region or provider for another one), got 'arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/1'
depends_on=vpc => depends_on must be a list of raw resources, data sources or modules of the stack, got the VpcLookup stack/taken
depends_on=[vpc] => depends_on must be a list of raw resources, data sources or modules of the stack, such as the attribute resource of a construct, got the VpcLookup stack/taken
quotas={"rules": 200} => quotas must be of type LoadBalancerQuotas, got {'rules': 200}
listeners=HttpListener(default_action=FixedResponse(404)) => listeners must be a list of HttpListener and HttpsListener, got HttpListener(default_action=FixedResponse(status_code=404, c… (187 characters)
listeners=["HTTP:80"] => listeners must be a list of HttpListener and HttpsListener, got 'HTTP:80'
listeners=[HttpListener(default_action=FixedResponse(404)), HttpListener(default_action=FixedResponse(404))] => listeners port must not repeat a value, got 80 twice
listeners=[HttpListener(default_action=REDIRECT_TO_HTTPS)] => listeners port 80 default_action redirects to HTTPS on port 443, but the load balancer has no HTTPS listener there; add one, or set target_is_external=True if something else listens there
listeners=[HttpListener(port=8080, default_action=Redirect(port=80))] => listeners port 8080 default_action redirects to HTTP on port 80, but the load balancer has no HTTP listener there; add one, or set target_is_external=True if something else listens there
listeners=[HttpListener(default_action=Redirect(protocol="HTTPS")), HttpsListener(certificate=certificate, default_action=FixedResponse(404))] => listeners port 80 default_action redirects to HTTPS on port 80, but the load balancer has no HTTPS listener there; add one, or set target_is_external=True if something else listens there
listeners=[HttpListener(default_action=Forward(grpc))] => default_action requires an HttpsListener: it forwards to protocol version GRPC
listeners=[HttpsListener(certificate=certificate, default_action=Forward(ipv6))] => listeners port 443 default_action forwards to IPv6 targets, which requires ip_address_type dualstack, got 'ipv4'
listeners=[HttpsListener(certificate=Arn("arn:aws:acm:us-east-1:123456789012:certificate/1"), default_action=FixedResponse(404))] => certificate must be in the provider's region ap-northeast-1 (set region or provider for another one), got 'arn:aws:acm:us-east-1:123456789012:certificate/1'
listeners=[HttpListener(port=n, default_action=FixedResponse(404)) for n in range(1, 52)] => the load balancer has 51 listeners, but the quota is 50; set listeners in LoadBalancerQuotas if AWS has increased it for your account
listeners=[HttpsListener(certificate=certificate, default_action=FixedResponse(404), additional_certificates={f"c{n}": certificate for n in range(26)})] => the load balancer has 26 certificates, but the quota is 25; set certificates in LoadBalancerQuotas if AWS has increased it for your account
tags={"a" * 129: "x"} => tags key must be 1 to 128 characters that do not start with "aws:", got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
http_check="app.example.com" => http_check must be of type HttpCheck, got 'app.example.com'
http_check=True => http_check must be of type HttpCheck, got True
tags={"a": "b;c"} => tags['a'] must be letters, digits, spaces and _.:/=+-@, got 'b;c'
listeners=[HttpListener(default_action=FixedResponse(404), rules={"a": ListenerRule(priority=1, conditions=[SourceIp(["2001:db8::/32"])], action=FixedResponse(403))})] => listeners port 80 rules['a'] SourceIp never matches: it has IPv6 blocks only, but ip_address_type is ipv4
idle_timeout=False => idle_timeout must be a whole number between 1 and 4000, got False
listeners=[HttpListener(port=False, default_action=FixedResponse(404))] => port must be a whole number between 1 and 65535, got False
http_check=HttpCheck("app.example.com"), listeners=[] => http_check requires a listener
subnets=[vpc, zone] => subnets[0] must be a subnet, got the VpcLookup stack/taken
=> subnets[1] must be a subnet, got the HostedZoneLookup stack/zone
security_groups=[vpc] => security_groups[0] must be a security group, got the VpcLookup stack/taken
web_acl=sticky => web_acl must be a web ACL of scope REGIONAL, got the TargetGroup stack/sticky
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
