"""Each argument that refers to a resource accepts the resource and data source of the provider."""

import json
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, NamedTuple

import pytest
from constructs_lib import (
    AliasRecord,
    ApplicationLoadBalancer,
    Arn,
    AuthenticateCognito,
    Certificate,
    Connection,
    FixedResponse,
    Forward,
    HttpListener,
    HttpsListener,
    Id,
    LambdaTargetGroup,
    ListenerLookup,
    ListenerRule,
    ListenerRules,
    LoadBalancerAlarms,
    LoadBalancerDashboard,
    LoadBalancerListeners,
    LoadBalancerLogs,
    MutualAuthenticationVerify,
    PathPattern,
    PublicSubnetsLookup,
    S3Object,
    SecurityGroup,
    SecurityGroupLookup,
    SecurityGroupRule,
    SecurityGroupRules,
    TargetGroup,
    TrustStore,
    log_delivery_statement,
)
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from constructs import Construct
from helpers.workspaces import Workspaces

CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")
TOPIC = Arn("arn:aws:sns:ap-northeast-1:123456789012:on-call")
NOT_FOUND = FixedResponse(404)


class Raw(NamedTuple):
    """A class of the provider, and the arguments that it requires."""

    module: str
    arguments: Mapping[str, Any]

    def create(self, scope: Construct) -> Any:  # noqa: ANN401 - any class of the provider
        module = import_module(f"cdktf_cdktf_provider_aws.{self.module}")
        name = "".join(part.capitalize() for part in self.module.split("_"))
        return getattr(module, name)(scope, "raw", **self.arguments)


def raw(module: str, **arguments: object) -> Raw:
    return Raw(module, arguments)


VPCS = [raw("vpc", cidr_block="10.0.0.0/16"), raw("data_aws_vpc"), raw("default_vpc")]
SUBNETS = [
    raw("subnet", vpc_id="vpc-1", cidr_block="10.0.0.0/24"),
    raw("default_subnet", availability_zone="ap-northeast-1a"),
    raw("data_aws_subnet"),
]
SECURITY_GROUPS = [
    raw("security_group"),
    raw("default_security_group"),
    raw("data_aws_security_group"),
]
PREFIX_LISTS = [
    raw("ec2_managed_prefix_list", name="a", address_family="IPv4", max_entries=5),
    raw("data_aws_ec2_managed_prefix_list"),
    raw("data_aws_prefix_list"),
]
CERTIFICATES = [
    raw("acm_certificate", domain_name="example.com", validation_method="DNS"),
    raw("acm_certificate_validation", certificate_arn=CERTIFICATE.arn),
    raw("data_aws_acm_certificate", domain="example.com"),
    raw("iam_server_certificate", certificate_body="a", private_key="b"),
    raw("data_aws_iam_server_certificate"),
]
TARGET_GROUPS = [
    raw("lb_target_group"),
    raw("alb_target_group"),
    raw("data_aws_lb_target_group"),
    raw("data_aws_alb_target_group"),
]
_LISTENER = {
    "load_balancer_arn": "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/a/1",
    "default_action": [{"type": "fixed-response"}],
}
_LISTENER_ARN = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/a/1/2"
LISTENERS = [
    raw("lb_listener", **_LISTENER),
    raw("alb_listener", **_LISTENER),
    raw("data_aws_lb_listener", arn=_LISTENER["load_balancer_arn"]),
    raw("data_aws_alb_listener", arn=_LISTENER["load_balancer_arn"]),
]
LOAD_BALANCERS = [
    raw("lb", subnets=["subnet-1", "subnet-2"]),
    raw("alb", subnets=["subnet-1", "subnet-2"]),
    raw("data_aws_lb"),
    raw("data_aws_alb"),
]
HOSTED_ZONES = [raw("route53_zone", name="example.com"), raw("data_aws_route53_zone")]
BUCKETS = [raw("s3_bucket"), raw("data_aws_s3_bucket", bucket="example-logs")]
_ACL = {"cloudwatch_metrics_enabled": True, "metric_name": "a", "sampled_requests_enabled": True}
WEB_ACLS = [
    raw(
        "wafv2_web_acl",
        name="a",
        scope="REGIONAL",
        default_action={"allow": {}},
        visibility_config=_ACL,
    ),
    raw("data_aws_wafv2_web_acl", name="a", scope="REGIONAL"),
]
FUNCTIONS = [
    raw(
        "lambda_function",
        function_name="a",
        role=CERTIFICATE.arn,
        image_uri="a",
        package_type="Image",
    ),
    raw("lambda_alias", name="a", function_name="a", function_version="1"),
    raw("data_aws_lambda_function", function_name="a"),
    raw("data_aws_lambda_alias", name="a", function_name="a"),
]
TOPICS = [raw("sns_topic"), raw("data_aws_sns_topic", name="a")]
TRUST_STORES = [
    raw(
        "lb_trust_store",
        name="a",
        ca_certificates_bundle_s3_bucket="a",
        ca_certificates_bundle_s3_key="b",
    ),
    raw("data_aws_lb_trust_store", name="a"),
]
USER_POOLS = [
    raw("cognito_user_pool", name="a"),
    raw("data_aws_cognito_user_pool", user_pool_id="ap-northeast-1_a"),
]
USER_POOL_CLIENTS = [
    raw("cognito_user_pool_client", name="a", user_pool_id="a"),
    raw("data_aws_cognito_user_pool_client", client_id="a", user_pool_id="a"),
]
IPAM_POOLS = [
    raw("vpc_ipam_pool", address_family="ipv4", ipam_scope_id="a"),
    raw("data_aws_vpc_ipam_pool"),
]


def load_balancer(scope: Construct, **arguments: Any) -> None:  # noqa: ANN401 - its arguments
    defaults = {
        "name": scope.node.id,
        "subnets": [Id("subnet-1"), Id("subnet-2")],
        "security_groups": [Id("sg-1")],
    }
    ApplicationLoadBalancer(scope, "alb", **{**defaults, **arguments})


def https(scope: Construct, **arguments: Any) -> None:  # noqa: ANN401 - as above
    all_arguments = {"certificate": CERTIFICATE, "default_action": NOT_FOUND, **arguments}
    load_balancer(scope, listeners=[HttpsListener(**all_arguments)])


def group(scope: Construct, **arguments: Any) -> None:  # noqa: ANN401 - as above
    SecurityGroup(scope, "group", **{"name": scope.node.id, "vpc": Id("vpc-1"), **arguments})


def sign_in(scope: Construct, **arguments: Any) -> None:  # noqa: ANN401 - as above
    all_arguments: dict[str, Any] = {
        "user_pool": Arn("arn:aws:cognito-idp:ap-northeast-1:123456789012:userpool/a"),
        "user_pool_client": Id("a"),
        "user_pool_domain": "a",
        "next_action": NOT_FOUND,
        **arguments,
    }
    https(scope, default_action=AuthenticateCognito(**all_arguments))


def alarms(scope: Construct, **arguments: Any) -> None:  # noqa: ANN401 - as above
    all_arguments = {"name": scope.node.id, "target_groups": {}, "topic": TOPIC, **arguments}
    LoadBalancerAlarms(scope, "alarms", **all_arguments)


RULES = {"a": ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=NOT_FOUND)}
ARGUMENTS: dict[str, tuple[list[Raw], Callable[[Construct, Any], object]]] = {
    "TargetGroup-vpc": (
        VPCS,
        lambda scope, vpc: TargetGroup(scope, "a", name=scope.node.id, vpc=vpc, port=80),
    ),
    "SecurityGroup-vpc": (VPCS, lambda scope, vpc: group(scope, vpc=vpc)),
    "SecurityGroupLookup-vpc": (
        VPCS,
        lambda scope, vpc: SecurityGroupLookup(scope, "a", vpc=vpc, name="a"),
    ),
    "PublicSubnetsLookup-vpc": (
        VPCS,
        lambda scope, vpc: PublicSubnetsLookup(
            scope, "a", vpc=vpc, availability_zones=["ap-northeast-1a", "ap-northeast-1c"]
        ),
    ),
    "ApplicationLoadBalancer-subnets": (
        SUBNETS,
        lambda scope, subnet: load_balancer(scope, subnets=[subnet, Id("subnet-2")]),
    ),
    "ApplicationLoadBalancer-subnets-of-data": (
        [raw("data_aws_subnets")],
        lambda scope, subnets: load_balancer(scope, subnets=subnets),
    ),
    "ApplicationLoadBalancer-security_groups": (
        SECURITY_GROUPS,
        lambda scope, item: load_balancer(scope, security_groups=[item]),
    ),
    "ApplicationLoadBalancer-security_groups-of-data": (
        [raw("data_aws_security_groups")],
        lambda scope, groups: load_balancer(scope, security_groups=groups),
    ),
    "ApplicationLoadBalancer-ipam_pool": (
        IPAM_POOLS,
        lambda scope, pool: load_balancer(scope, ipam_pool=pool, internal=False),
    ),
    "ApplicationLoadBalancer-web_acl": (
        WEB_ACLS,
        lambda scope, acl: load_balancer(scope, web_acl=acl),
    ),
    "LoadBalancerLogs-bucket": (
        BUCKETS,
        lambda scope, bucket: load_balancer(scope, access_logs=LoadBalancerLogs(bucket)),
    ),
    "SecurityGroupRule-security_group": (
        SECURITY_GROUPS,
        lambda scope, peer: group(
            scope, ingress={"a": SecurityGroupRule(port=80, security_group=peer)}
        ),
    ),
    "SecurityGroupRule-prefix_list": (
        PREFIX_LISTS,
        lambda scope, peer: group(
            scope, egress={"a": SecurityGroupRule(port=80, prefix_list=peer)}
        ),
    ),
    "Connection-source": (
        SECURITY_GROUPS,
        lambda scope, source: Connection(
            scope, "a", source=source, destination=Id("sg-1"), ports=[80]
        ),
    ),
    "Connection-destination": (
        SECURITY_GROUPS,
        lambda scope, destination: Connection(
            scope, "a", source=Id("sg-1"), destination=destination, ports=[80]
        ),
    ),
    "HttpsListener-certificate": (
        CERTIFICATES,
        lambda scope, certificate: https(scope, certificate=certificate),
    ),
    "HttpsListener-additional_certificates": (
        CERTIFICATES,
        lambda scope, certificate: https(scope, additional_certificates={"a": certificate}),
    ),
    "ListenerRules-certificates": (
        CERTIFICATES,
        lambda scope, certificate: ListenerRules(
            scope,
            "a",
            listener=Arn(_LISTENER_ARN),
            rules={},
            certificates={"a": certificate},
        ),
    ),
    "LoadBalancerListeners-load_balancer": (
        LOAD_BALANCERS,
        lambda scope, balancer: LoadBalancerListeners(
            scope, "a", load_balancer=balancer, listeners=[HttpListener(default_action=NOT_FOUND)]
        ),
    ),
    "SecurityGroupRules-security_group": (
        SECURITY_GROUPS,
        lambda scope, item: SecurityGroupRules(
            scope,
            "a",
            security_group=item,
            ingress={"self": SecurityGroupRule(ip_protocol="-1", security_group=item)},
        ),
    ),
    "log_delivery_statement-bucket": (
        BUCKETS,
        lambda scope, bucket: S3BucketPolicy(
            scope,
            "a",
            bucket=bucket.id,
            policy=json.dumps(log_delivery_statement(bucket, account_id="123456789012")),
        ),
    ),
    "MutualAuthenticationVerify-trust_store": (
        TRUST_STORES,
        lambda scope, store: https(scope, mutual_authentication=MutualAuthenticationVerify(store)),
    ),
    "Forward-target_group": (
        TARGET_GROUPS,
        lambda scope, target_group: load_balancer(
            scope, listeners=[HttpListener(default_action=Forward(target_group))]
        ),
    ),
    "AuthenticateCognito-user_pool": (
        USER_POOLS,
        lambda scope, pool: sign_in(scope, user_pool=pool),
    ),
    "AuthenticateCognito-user_pool_client": (
        USER_POOL_CLIENTS,
        lambda scope, client: sign_in(scope, user_pool_client=client),
    ),
    "ListenerRules-listener": (
        LISTENERS,
        lambda scope, listener: ListenerRules(scope, "a", listener=listener, rules=RULES),
    ),
    "ListenerLookup-load_balancer": (
        LOAD_BALANCERS,
        lambda scope, balancer: ListenerLookup(scope, "a", load_balancer=balancer, port=443),
    ),
    "AliasRecord-load_balancer": (
        LOAD_BALANCERS,
        lambda scope, balancer: AliasRecord(
            scope,
            "a",
            hosted_zone=Id("Z1"),
            name=f"{scope.node.id}.example.com",
            load_balancer=balancer,
        ),
    ),
    "LoadBalancerAlarms-load_balancer": (
        LOAD_BALANCERS,
        lambda scope, balancer: alarms(scope, load_balancer=balancer),
    ),
    "LoadBalancerDashboard-target_groups": (
        TARGET_GROUPS,
        lambda scope, target_group: LoadBalancerDashboard(
            scope,
            "a",
            name=scope.node.id,
            load_balancer=raw("data_aws_lb").create(Construct(scope, "b")),
            target_groups={"a": target_group},
        ),
    ),
    "LoadBalancerAlarms-topic": (
        TOPICS,
        lambda scope, topic: alarms(
            scope, topic=topic, load_balancer=raw("data_aws_lb").create(Construct(scope, "b"))
        ),
    ),
    "LambdaTargetGroup-function": (
        FUNCTIONS,
        lambda scope, function: LambdaTargetGroup(
            scope, "a", name=scope.node.id, function=function
        ),
    ),
    "Certificate-hosted_zone": (
        HOSTED_ZONES,
        lambda scope, zone: Certificate(
            scope, "a", domain=f"{scope.node.id}.example.com", hosted_zone=zone
        ),
    ),
    "Certificate-hosted_zones": (
        HOSTED_ZONES,
        lambda scope, zone: Certificate(
            scope,
            "a",
            domain="www.example.net",
            subject_alternative_names=[f"{scope.node.id}.example.com"],
            hosted_zone=Id("Z1"),
            hosted_zones={f"{scope.node.id}.example.com": zone},
        ),
    ),
    "AliasRecord-hosted_zone": (
        HOSTED_ZONES,
        lambda scope, zone: AliasRecord(
            scope,
            "a",
            hosted_zone=zone,
            name=f"{scope.node.id}.example.com",
            load_balancer=raw("data_aws_lb").create(Construct(scope, "b")),
        ),
    ),
    "S3Object-bucket": (
        BUCKETS,
        lambda scope, bucket: TrustStore(
            scope, "a", name=scope.node.id, ca_certificates_bundle=S3Object(bucket, "ca.pem")
        ),
    ),
}
"""For each argument, the raw resources that fit it, and a construct with it."""

ROWS = {
    f"{argument}-{resource.module}": (resource, use)
    for argument, (resources, use) in ARGUMENTS.items()
    for resource in resources
}


def test_stack_with_all_is_valid(workspaces: Workspaces) -> None:
    def build(stack: TerraformStack) -> None:
        for number, (resource, use) in enumerate(ROWS.values()):
            scope = Construct(stack, f"r{number}")
            use(scope, resource.create(scope))

    diagnostics = workspaces.stack(build).diagnostics()
    errors = [item for item in diagnostics if item["severity"] == "error"]
    assert [(item["address"], item["summary"], item["detail"]) for item in errors] == []


@pytest.mark.parametrize("row", ROWS)
def test_argument_accepts_raw_resource(stack: TerraformStack, row: str) -> None:
    resource, use = ROWS[row]
    scope = Construct(stack, "a")
    use(scope, resource.create(scope))
