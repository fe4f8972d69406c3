"""backends.py without this library: plain cdktf that writes the same JSON."""

import sys

import constructs_lib  # noqa: F401 - loads the provider lazily, so that the library is compared
from cdktf import (
    App,
    Precondition,
    TerraformCount,
    TerraformIterator,
    TerraformLocal,
    TerraformResource,
    TerraformResourceLifecycle,
    TerraformStack,
    Token,
)
from cdktf_cdktf_provider_aws.data_aws_route_table import DataAwsRouteTable
from cdktf_cdktf_provider_aws.data_aws_route_tables import DataAwsRouteTables
from cdktf_cdktf_provider_aws.data_aws_subnet import DataAwsSubnet
from cdktf_cdktf_provider_aws.data_aws_subnets import DataAwsSubnets, DataAwsSubnetsFilter
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lb_listener import (
    LbListener,
    LbListenerDefaultAction,
    LbListenerDefaultActionFixedResponse,
    LbListenerMutualAuthentication,
)
from cdktf_cdktf_provider_aws.lb_listener_rule import (
    LbListenerRule,
    LbListenerRuleAction,
    LbListenerRuleCondition,
    LbListenerRuleConditionPathPattern,
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

CERTIFICATE = "arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555"
VPC = "vpc-0abc"
SUBNETS = ["subnet-0abc", "subnet-0def"]
TASKS = "sg-0abc"


def stack(name: str) -> TerraformStack:
    """A stack with a provider."""
    created = TerraformStack(app, name)
    AwsProvider(created, "aws", region="eu-west-1")
    return created


def target_group(scope: Construct, number: int) -> LbTargetGroup:
    """The target group of a backend."""
    return LbTargetGroup(
        Construct(scope, f"backend-{number}"),
        "Default",
        name=f"backend-{number}",
        vpc_id=VPC,
        port=8080,
        protocol="HTTP",
        protocol_version="HTTP1",
        target_type="ip",
        ip_address_type="ipv4",
        health_check=LbTargetGroupHealthCheck(
            enabled=True,
            path="/",
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


def security_group(scope: Construct, name: str) -> tuple[SecurityGroup, list[TerraformResource]]:
    """The security group of a load balancer, and its rules."""
    place = Construct(scope, f"{name}-security-group")
    group = SecurityGroup(
        place,
        "Default",
        name=name,
        description="Rules managed by constructs_lib",
        vpc_id=VPC,
        revoke_rules_on_delete=True,
        lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
    )
    ingress = VpcSecurityGroupIngressRule(
        place,
        "ingress-https",
        security_group_id=group.id,
        ip_protocol="tcp",
        from_port=443,
        to_port=443,
        cidr_ipv4="0.0.0.0/0",
        description="tcp 443 from 0.0.0.0/0",
        lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
    )
    egress = VpcSecurityGroupEgressRule(
        place,
        "egress-tasks",
        security_group_id=group.id,
        ip_protocol="tcp",
        from_port=8080,
        to_port=8080,
        referenced_security_group_id=TASKS,
        description=f"tcp 8080 to {TASKS}",
        lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
    )
    return group, [ingress, egress]


def load_balancer(
    scope: Construct, name: str, default: LbListenerDefaultAction
) -> tuple[Construct, LbListener]:
    """Create a load balancer with its security group and the conditions on its network."""
    group, rules = security_group(scope, name)
    place = Construct(scope, name)
    ids = TerraformLocal(place, "subnets", SUBNETS).fqn
    by_id = DataAwsSubnetsFilter(name="subnet-id", values=SUBNETS)
    there = DataAwsSubnets(place, "subnets-by-id", filter=[by_id]).fqn
    subnet_id = f"{ids}[count.index]"
    is_there = Precondition(
        condition=f"${{contains({there}.ids, {subnet_id})}}",
        error_message=(
            f"The subnet ${{{subnet_id}}} of the load balancer {name} must be in the provider's "
            "region, of its account or shared with it, and is not. Check the id."
        ),
    )
    subnet = DataAwsSubnet(
        place,
        "subnet",
        count=TerraformCount.of(len(SUBNETS)),
        id=f"${{{subnet_id}}}",
        lifecycle=TerraformResourceLifecycle(precondition=[is_there]),
    )
    subnets = f"data.aws_subnet.{subnet.friendly_unique_id}"
    tables_of_vpc = DataAwsRouteTables(place, "route-tables", vpc_id=f"${{{subnets}[0].vpc_id}}")
    each = TerraformIterator.from_list(tables_of_vpc.ids)
    tables = DataAwsRouteTable(
        place, "route-table", for_each=each, route_table_id=Token.as_string(each.value)
    ).fqn
    routing = TerraformLocal(
        place,
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
    vpcs = TerraformLocal(place, "vpcs", [VPC]).fqn
    lb = Lb(
        place,
        "Default",
        name=name,
        load_balancer_type="application",
        ip_address_type="ipv4",
        internal=False,
        subnets=SUBNETS,
        security_groups=[group.id],
        enable_deletion_protection=True,
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
        lifecycle=TerraformResourceLifecycle(
            prevent_destroy=True, precondition=preconditions(scope, name, subnets, tables, vpcs)
        ),
    )
    for key, block in warnings(name, subnets, ids, routing).items():
        TerraformStack.of(place).add_override(
            f"check.{lb.friendly_unique_id}_{key}", {"assert": [block]}
        )
    listener = LbListener(
        place,
        "443",
        load_balancer_arn=lb.arn,
        port=443,
        protocol="HTTPS",
        ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        certificate_arn=CERTIFICATE,
        mutual_authentication=LbListenerMutualAuthentication(mode="off"),
        default_action=[default],
    )
    return place, listener


def preconditions(
    scope: Construct, name: str, subnets: str, tables: str, vpcs: str
) -> list[Precondition]:
    """What must be true of the network."""
    zones = f"{subnets}[*].availability_zone"
    in_zones = f'[for s in {subnets} : "${{s.id}} is in ${{s.availability_zone}}"]'
    of_vpcs = f'[for s in {subnets} : "${{s.id}} is of ${{s.vpc_id}}"]'
    vpc = f"{subnets}[0].vpc_id"
    gateway = f'[for t in {tables} : [for r in t.routes : startswith(r.gateway_id, "igw-")]]'
    other = f'coalesce({vpcs}[0], "none")'
    return [
        Precondition(
            condition=f"${{length(distinct({zones})) == length({zones})}}",
            error_message=(
                f"The subnets of the load balancer {name} must be in different Availability Zones: "
                f'${{join(", ", {in_zones})}}. Take one subnet for each zone.'
            ),
        ),
        Precondition(
            condition=f"${{length(distinct({subnets}[*].vpc_id)) == 1}}",
            error_message=(
                f"The subnets of the load balancer {name} must be of one VPC: "
                f'${{join(", ", {of_vpcs})}}.'
            ),
        ),
        Precondition(
            condition=f"${{anytrue(flatten({gateway}))}}",
            error_message=(
                f"The VPC of the internet-facing load balancer {name}, ${{{vpc}}}, must have an "
                "internet gateway, and a route to it. Add them, or make the load balancer internal."
            ),
        ),
        Precondition(
            condition=f'${{{other} == "none" || {vpcs}[0] == {vpc}}}',
            error_message=(
                f"The security groups of the load balancer {name} must be of the VPC of its "
                f"subnets, ${{{vpc}}}, but {scope.node.path}/{name}-security-group is of "
                f"${{{other}}}."
            ),
        ),
    ]


def warnings(name: str, subnets: str, ids: str, routing: str) -> dict[str, dict[str, str]]:
    """What should be true of it."""
    private = (
        f"setsubtract({ids}, sort([for s in {ids} : s if contains({routing}.public, "
        f"lookup({routing}.of_subnet, s, {routing}.main))]))"
    )
    has = "${s.id} (${s.cidr_block}) has ${s.available_ip_address_count}"
    free = f'[for s in {subnets} : "{has}"]'
    return {
        "public_subnets": {
            "condition": f"${{length({private}) == 0}}",
            "error_message": (
                f"The subnets of the internet-facing load balancer {name} should be public, each "
                "one whose route table (or the VPC's main route table, where it has none of its "
                "own) sends 0.0.0.0/0 to an internet gateway. Not so: "
                f'${{join(", ", {private})}}. Add that route, take other subnets, or make the load '
                "balancer internal."
            ),
        },
        "free_addresses": {
            "condition": (
                f"${{alltrue([for s in {subnets} : s.available_ip_address_count >= 8 && "
                'try(tonumber(split("/", s.cidr_block)[1]) <= 27, true)])}'
            ),
            "error_message": (
                f"Each subnet of the load balancer {name} should have a CIDR block of /27 or "
                "larger and 8 free addresses, so that it can scale: "
                f'${{join(", ", {free})}}. Free some addresses, or use larger subnets.'
            ),
        },
    }


app = App()
backends, layout = range(int(sys.argv[1])), sys.argv[2]
only_stack = None if layout == "stacks" else stack("backends")
if only_stack and layout == "shared":
    not_found = LbListenerDefaultAction(
        type="fixed-response",
        fixed_response=LbListenerDefaultActionFixedResponse(
            content_type="text/plain", message_body="", status_code="404"
        ),
    )
    for first in backends[::100]:
        groups = {n: target_group(only_stack, n) for n in backends[first : first + 100]}
        place, listener = load_balancer(only_stack, f"alb-{first}", not_found)
        for number, group in groups.items():
            path = LbListenerRuleConditionPathPattern(values=[f"/{number}/*"])
            LbListenerRule(
                place,
                f"443-backend-{number}",
                listener_arn=listener.arn,
                priority=number - first + 1,
                condition=[LbListenerRuleCondition(path_pattern=path)],
                action=[LbListenerRuleAction(type="forward", target_group_arn=group.arn)],
            )
else:
    for number in backends:
        scope = only_stack or stack(f"backend-{number}")
        group = target_group(scope, number)
        forward = LbListenerDefaultAction(type="forward", target_group_arn=group.arn)
        load_balancer(scope, f"alb-{number}", forward)
app.synth()
