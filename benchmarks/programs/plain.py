"""main.py without this library: plain cdktf that writes the same JSON, to measure against."""

import json
import os

from cdktf import (
    App,
    Postcondition,
    TerraformCount,
    TerraformIterator,
    TerraformLocal,
    TerraformOutput,
    TerraformResource,
    TerraformResourceLifecycle,
    TerraformStack,
    Token,
)
from cdktf_cdktf_provider_aws.data_aws_acm_certificate import DataAwsAcmCertificate
from cdktf_cdktf_provider_aws.data_aws_route_table import DataAwsRouteTable
from cdktf_cdktf_provider_aws.data_aws_route_tables import DataAwsRouteTables
from cdktf_cdktf_provider_aws.data_aws_security_groups import (
    DataAwsSecurityGroups,
    DataAwsSecurityGroupsFilter,
)
from cdktf_cdktf_provider_aws.data_aws_subnet import DataAwsSubnet
from cdktf_cdktf_provider_aws.data_aws_subnets import DataAwsSubnets, DataAwsSubnetsFilter
from cdktf_cdktf_provider_aws.data_aws_vpcs import DataAwsVpcs, DataAwsVpcsFilter
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lb_listener import (
    LbListener,
    LbListenerDefaultAction,
    LbListenerMutualAuthentication,
)
from cdktf_cdktf_provider_aws.lb_target_group import (
    LbTargetGroup,
    LbTargetGroupHealthCheck,
    LbTargetGroupStickiness,
    LbTargetGroupTargetGroupHealth,
    LbTargetGroupTargetGroupHealthDnsFailover,
    LbTargetGroupTargetGroupHealthUnhealthyStateRouting,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.vpc_security_group_egress_rule import VpcSecurityGroupEgressRule
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

context = json.loads(os.environ["CDKTF_CONTEXT_JSON"])
app = App()
stack = TerraformStack(app, "zenn-clone-backend")
AwsProvider(stack, "aws", region=context["region"])


def not_after(certificate: str) -> str:
    """When a certificate ends."""
    parts = '"/(....)(..)(..)(..)(..)(..)/", "$1-$2-$3 $4:$5:$6 UTC"'
    return f'try(replace({digits(certificate)}, {parts}), "an unknown time")'


def ends_after(certificate: str, *, hours: int) -> str:
    """Whether it ends some hours after the plan."""
    moment = f'formatdate("YYYYMMDDhhmmss", timeadd(plantimestamp(), "{hours}h"))'
    return f"try(tonumber({digits(certificate)}) > tonumber({moment}), true)"


def digits(certificate: str) -> str:
    """The end in its DER encoding."""
    date = r"[\\x{17}\\x{18}][\\x{0d}\\x{0f}](\\d{12,14})Z"
    return f'substr("20${{regexall("{date}", {der(certificate)})[1][0]}}", -14, 14)'


def der(certificate: str) -> str:
    """Its DER encoding."""
    return rf'textdecodebase64(replace({certificate}, "/-----[^-]+-----|\\s/", ""), "ISO-8859-1")'


def expect_one(noun: str, criteria: str, advice: str) -> TerraformResourceLifecycle:
    """The postcondition of a lookup."""
    message = (
        f"Exactly one {noun} must have {criteria} in ${{self.id}}, found "
        '${length(self.ids) == 0 ? "none" : join(", ", sort(self.ids))}. '
        f"{advice}"
    )
    condition = Postcondition(condition="${length(self.ids) == 1}", error_message=message)
    return TerraformResourceLifecycle(postcondition=[condition])


vpcs = DataAwsVpcs(
    Construct(stack, "vpc"),
    "Default",
    filter=[DataAwsVpcsFilter(name="tag:Name", values=["zenn-clone-vpc"])],
    lifecycle=expect_one(
        "VPC",
        "tag:Name = zenn-clone-vpc",
        "Check the spelling, the provider's region and account, or give vpc_id.",
    ),
)
vpc_id = f"${{one({vpcs.fqn}.ids)}}"

public = Construct(stack, "public")
route_tables = DataAwsRouteTables(public, "route-tables", vpc_id=vpc_id)
each = TerraformIterator.from_list(route_tables.ids)
tables = DataAwsRouteTable(
    public, "route-table", for_each=each, route_table_id=Token.as_string(each.value)
).fqn
routing = TerraformLocal(
    public,
    "routing",
    {
        "public": (
            f"${{[for t in {tables} : t.id if anytrue([for r in t.routes : "
            'r.cidr_block == "0.0.0.0/0" && startswith(r.gateway_id, "igw-")])]}'
        ),
        "main": f"${{one([for t in {tables} : t.id if anytrue(t.associations[*].main)])}}",
        "of_subnet": (
            f"${{merge([for t in {tables} : "
            '{for a in t.associations : a.subnet_id => t.id if a.subnet_id != ""}]...)}'
        ),
    },
).fqn
subnet_ids = []
for zone in ("ap-northeast-1a", "ap-northeast-1c"):
    chosen = f"if contains({routing}.public, lookup({routing}.of_subnet, s, {routing}.main))])"
    subnets = DataAwsSubnets(
        public,
        zone,
        filter=[
            DataAwsSubnetsFilter(name="vpc-id", values=[vpc_id]),
            DataAwsSubnetsFilter(name="availability-zone", values=[zone]),
        ],
        lifecycle=TerraformResourceLifecycle(
            postcondition=[
                Postcondition(
                    condition=f"${{length(sort([for s in self.ids : s {chosen}) > 0}}",
                    error_message=(
                        f"Availability Zone {zone} must have a public subnet in {vpc_id}: one "
                        "whose route table (or the VPC's main route table, where it has none of "
                        "its own) sends 0.0.0.0/0 to an internet gateway. Subnets in the zone: "
                        '${length(self.ids) == 0 ? "none" : join(", ", sort(self.ids))}. '
                        "Add that route, or name another zone in availability_zones."
                    ),
                )
            ]
        ),
    )
    first = f"${{sort([for s in {subnets.fqn}.ids : s {chosen}[0]}}"
    subnet_ids.append(TerraformLocal(public, f"{zone}-id", first).as_string)

service_name = "zenn-clone-ecs-backend-security-group"
services = DataAwsSecurityGroups(
    Construct(stack, "service"),
    "Default",
    filter=[
        DataAwsSecurityGroupsFilter(name="group-name", values=[service_name]),
        DataAwsSecurityGroupsFilter(name="vpc-id", values=[vpc_id]),
    ],
    lifecycle=expect_one(
        "security group",
        f"group-name = {service_name} and vpc-id = {vpc_id}",
        "Create it first, or check the spelling of its group name.",
    ),
)
service_id = f"${{one({services.fqn}.ids)}}"

certificate = DataAwsAcmCertificate(
    Construct(stack, "certificate"),
    "Default",
    domain=context["domain"],
    statuses=["ISSUED"],
    key_types=[
        "RSA_1024",
        "RSA_2048",
        "RSA_3072",
        "RSA_4096",
        "EC_prime256v1",
        "EC_secp384r1",
        "EC_secp521r1",
    ],
    most_recent=True,
    lifecycle=TerraformResourceLifecycle(
        postcondition=[
            Postcondition(
                condition=f"${{{ends_after('self.certificate', hours=0)}}}",
                error_message=(
                    f"The certificate of {context['domain']} must not have expired, but ended at "
                    f"${{{not_after('self.certificate')}}} (${{self.arn}}). Import or request a "
                    "new one in ACM."
                ),
            ),
        ]
    ),
)
PEM = "data.aws_acm_certificate.certificate.certificate"
stack.add_override(
    "check.certificate_expiry",
    {
        "assert": [
            {
                "condition": f"${{{ends_after(PEM, hours=720)}}}",
                "error_message": (
                    f"The certificate of {context['domain']} ends at ${{{not_after(PEM)}}}. ACM "
                    "renews its own 60 days before, if their DNS records are still there; an "
                    "imported one is to be imported anew."
                ),
            }
        ]
    },
)

alb_group = Construct(stack, "alb-security-group")
group = SecurityGroup(
    alb_group,
    "Default",
    name="zenn-clone-alb-backend-security-group",
    description="Rules managed by constructs_lib",
    vpc_id=vpc_id,
    revoke_rules_on_delete=True,
    lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
)
before = TerraformResourceLifecycle(create_before_destroy=True)
rules: list[TerraformResource] = []
for name, port in (("http", 80), ("https", 443)):
    ipv4 = VpcSecurityGroupIngressRule(
        alb_group,
        f"ingress-{name}-ipv4",
        security_group_id=group.id,
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
        cidr_ipv4="0.0.0.0/0",
        description=f"tcp {port} from 0.0.0.0/0",
        lifecycle=before,
    )
    ipv6 = VpcSecurityGroupIngressRule(
        alb_group,
        f"ingress-{name}-ipv6",
        security_group_id=group.id,
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
        cidr_ipv6="::/0",
        description=f"tcp {port} from ::/0",
        lifecycle=before,
    )
    rules += [ipv4, ipv6]
egress = VpcSecurityGroupEgressRule(
    alb_group,
    "egress-backend",
    security_group_id=group.id,
    ip_protocol="tcp",
    from_port=80,
    to_port=80,
    referenced_security_group_id=service_id,
    description=f"tcp 80 to {service_id}",
    lifecycle=before,
)
rules.append(egress)

target_group = LbTargetGroup(
    Construct(stack, "target-group"),
    "Default",
    name="zenn-clone-alb-backend-tg",
    vpc_id=vpc_id,
    port=80,
    protocol="HTTP",
    protocol_version="HTTP1",
    target_type="ip",
    ip_address_type="ipv4",
    health_check=LbTargetGroupHealthCheck(
        enabled=True,
        path="/api/v1/health_check",
        protocol="HTTP",
        port="traffic-port",
        matcher="200",
        interval=30,
        timeout=5,
        healthy_threshold=5,
        unhealthy_threshold=2,
    ),
    deregistration_delay="300",
    slow_start=0,
    load_balancing_algorithm_type="round_robin",
    load_balancing_cross_zone_enabled="use_load_balancer_configuration",
    stickiness=LbTargetGroupStickiness(enabled=False, type="lb_cookie"),
    target_group_health=LbTargetGroupTargetGroupHealth(
        dns_failover=LbTargetGroupTargetGroupHealthDnsFailover(
            minimum_healthy_targets_count="1", minimum_healthy_targets_percentage="off"
        ),
        unhealthy_state_routing=LbTargetGroupTargetGroupHealthUnhealthyStateRouting(
            minimum_healthy_targets_count=1, minimum_healthy_targets_percentage="off"
        ),
    ),
    lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
)

alb = Construct(stack, "alb")
each_subnet = TerraformCount.of(2)
DataAwsSubnet(
    alb,
    "subnet",
    count=each_subnet,
    id=f"${{{TerraformLocal(alb, 'subnets', subnet_ids).fqn}[count.index]}}",
)
SUBNETS = "data.aws_subnet.alb_subnet_7FD8A5A4"
stack.add_override(
    "check.alb_free_addresses",
    {
        "assert": [
            {
                "condition": (
                    f"${{alltrue([for s in {SUBNETS} : s.available_ip_address_count >= 8 && "
                    'try(tonumber(split("/", s.cidr_block)[1]) <= 27, true)])}'
                ),
                "error_message": (
                    "Each subnet of the load balancer zenn-clone-alb-backend should have a CIDR "
                    "block of /27 or larger and 8 free addresses, so that it can scale: "
                    f'${{join(", ", [for s in {SUBNETS} : '
                    '"${s.id} (${s.cidr_block}) has ${s.available_ip_address_count}"])}. '
                    "Free some addresses, or use larger subnets."
                ),
            }
        ]
    },
)
lb = Lb(
    alb,
    "Default",
    name="zenn-clone-alb-backend",
    load_balancer_type="application",
    ip_address_type="ipv4",
    internal=False,
    subnets=subnet_ids,
    security_groups=[group.id],
    enable_deletion_protection=False,
    drop_invalid_header_fields=True,
    desync_mitigation_mode="defensive",
    enable_http2=True,
    idle_timeout=60,
    client_keep_alive=3600,
    xff_header_processing_mode="append",
    enable_xff_client_port=False,
    preserve_host_header=False,
    enable_tls_version_and_cipher_suite_headers=False,
    enable_waf_fail_open=False,
    enable_zonal_shift=False,
    depends_on=rules,
)
forward = LbListenerDefaultAction(type="forward", target_group_arn=target_group.arn)
http = LbListener(
    alb, "80", load_balancer_arn=lb.arn, port=80, protocol="HTTP", default_action=[forward]
)
https = LbListener(
    alb,
    "443",
    load_balancer_arn=lb.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn=certificate.arn,
    mutual_authentication=LbListenerMutualAuthentication(mode="off"),
    default_action=[forward],
)

TerraformOutput(stack, "dns_name", value=lb.dns_name)
TerraformOutput(stack, "zone_id", value=lb.zone_id)
TerraformOutput(stack, "alb_arn", value=lb.arn)
TerraformOutput(stack, "http_listener_arn", value=http.arn)
TerraformOutput(stack, "https_listener_arn", value=https.arn)
TerraformOutput(stack, "target_group_arn", value=target_group.arn)
TerraformOutput(stack, "alb_security_group_id", value=group.id)
app.synth()
