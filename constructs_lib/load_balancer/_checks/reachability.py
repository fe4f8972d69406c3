"""Checks that the security groups of a load balancer allow the traffic of its listeners."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from constructs_lib._core.tokens import is_resolved
from constructs_lib._core.tree import path_of
from constructs_lib.listener.authenticate import AuthenticateCognito, AuthenticateOidc
from constructs_lib.listener.jwt_validation import JwtValidation
from constructs_lib.load_balancer._routes import Route
from constructs_lib.network.security_group import SecurityGroup
from constructs_lib.network.security_group_rule import SecurityGroupRule
from constructs_lib.references import HasArn, HasId
from constructs_lib.target_group.target_group import TargetGroup

IpVersion: TypeAlias = Literal["IPv4", "IPv6"]
CLIENT_IP_VERSIONS: dict[str, tuple[IpVersion, ...]] = {
    "ipv4": ("IPv4",),
    "dualstack": ("IPv4", "IPv6"),
    "dualstack-without-public-ipv4": ("IPv6",),
}
"""The IP versions of the clients of a load balancer, by its IP address type."""


@dataclass(frozen=True, slots=True)
class RequiredFlow:
    """A TCP port that the security groups must allow."""

    port: int
    ip_version: IpVersion
    endpoint: str

    def __str__(self) -> str:
        return f"TCP {self.port} over {self.ip_version} to {self.endpoint}"


def reachability_errors(
    security_groups: Sequence[HasId],
    routes: Sequence[Route],
    ip_address_type: str,
    alternate_target_groups: Sequence[HasArn] = (),
) -> Iterator[str]:
    """Check the ports that the security groups must allow, if all of their rules are known."""
    groups = [
        group
        for group in security_groups
        if isinstance(group, SecurityGroup) and group.rules_managed_elsewhere is False
    ]
    if len(groups) != len(security_groups):
        return
    elsewhere = "or set rules_managed_elsewhere=True if rules are managed elsewhere"
    ingress = [rule for group in groups for rule in group.ingress_rules]
    for flow in dict.fromkeys(_inbound_flows(routes, ip_address_type)):
        if not any(allows(rule, flow) for rule in ingress):
            yield f"security_groups do not allow inbound {flow}; add an ingress rule, {elsewhere}"
    egress = [rule for group in groups for rule in group.egress_rules]
    outbound = [*_outbound_flows(routes)]
    for group in alternate_target_groups:
        outbound += _target_group_flows(group)
    for flow in dict.fromkeys(outbound):
        if not any(allows(rule, flow) for rule in egress):
            yield (
                f"security_groups do not allow outbound {flow}; add an egress rule or a "
                f"Connection, {elsewhere}"
            )


def _inbound_flows(routes: Sequence[Route], ip_address_type: str) -> Iterator[RequiredFlow]:
    for route in routes:
        for ip_version in CLIENT_IP_VERSIONS.get(ip_address_type, ()):
            endpoint = f"the {type(route.listener).__name__}"
            yield RequiredFlow(route.listener.port, ip_version, endpoint)


def _outbound_flows(routes: Sequence[Route]) -> Iterator[RequiredFlow]:
    for route in routes:
        if isinstance(route.action, AuthenticateOidc | AuthenticateCognito):
            yield RequiredFlow(443, "IPv4", "the endpoints that authenticate users")
        if isinstance(route.action, JwtValidation) and is_resolved(route.action.jwks_endpoint):
            _, _, port = urlsplit(route.action.jwks_endpoint).netloc.partition(":")
            yield RequiredFlow(int(port or 443), "IPv4", "the jwks_endpoint")
        for group in route.target_groups:
            yield from _target_group_flows(group)


def _target_group_flows(group: HasArn) -> Iterator[RequiredFlow]:
    """Yield the flows to a target group of this library, as far as its ports are known."""
    if not isinstance(group, TargetGroup):
        return
    ip_version: IpVersion = "IPv6" if group.ip_address_type == "ipv6" else "IPv4"
    path = path_of(group)
    for port in group.traffic_ports:
        yield RequiredFlow(port, ip_version, f"the targets of {path}")
    control_port = group.target_control_port
    if control_port is not None and is_resolved(control_port):
        yield RequiredFlow(control_port, ip_version, f"the target optimizer of {path}")
    health_check_port = group.health_check.port
    if not isinstance(health_check_port, str) and is_resolved(health_check_port):
        yield RequiredFlow(health_check_port, ip_version, f"the health check of {path}")


def allows(rule: SecurityGroupRule, flow: RequiredFlow) -> bool:
    """Return whether a rule allows a flow from or to any peer. Unresolved tokens allow it."""
    other_cidr = rule.cidr_ipv6 if flow.ip_version == "IPv4" else rule.cidr_ipv4
    if other_cidr is not None:
        return False
    if not is_resolved(rule.ip_protocol) or rule.ip_protocol == "-1":
        return True
    first, last = rule.port_range
    if not is_resolved(first) or not is_resolved(last):
        return True
    return rule.ip_protocol == "tcp" and (first or 0) <= flow.port <= (last or 0)
