"""Whether the security groups of a load balancer let through what its listeners need."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from constructs_lib.action import steps, target_groups
from constructs_lib.authenticate import AuthenticateCognito, AuthenticateOidc
from constructs_lib.listener import Listener
from constructs_lib.load_balancer_listeners import actions_of
from constructs_lib.refs import HasArn, HasId
from constructs_lib.security_group import SecurityGroup
from constructs_lib.security_group_rule import SecurityGroupRule
from constructs_lib.security_group_rule_resource import told
from constructs_lib.target_group import TargetGroup
from constructs_lib.tokens import is_known
from constructs_lib.tree import path_of
from constructs_lib.validation import problem

Family: TypeAlias = Literal["IPv4", "IPv6"]
FAMILIES: dict[str, tuple[Family, ...]] = {
    "ipv4": ("IPv4",),
    "dualstack": ("IPv4", "IPv6"),
    "dualstack-without-public-ipv4": ("IPv6",),
}
"""The addresses that clients of a load balancer have, by its IP address type."""


@dataclass(frozen=True, slots=True)
class Way:
    """A TCP port that is to be let through, and what for."""

    port: int
    family: Family
    of: str

    def __str__(self) -> str:
        return f"tcp {self.port} over {self.family}, {self.of}"


def problems_of_reach(
    security_groups: Sequence[HasId], listeners: Sequence[Listener], ip_address_type: str
) -> Iterator[str]:
    """The ports that no security group lets through; nothing where not all rules are known."""
    if not all(_is_complete(group) for group in security_groups):
        return
    groups = [group for group in security_groups if isinstance(group, SecurityGroup)]
    ingress = [rule for group in groups for rule in group.ingress_rules]
    egress = [rule for group in groups for rule in group.egress_rules]
    families = FAMILIES.get(ip_address_type, ())
    for way in _ways_in(listeners, families):
        if not any(_lets_through(rule, way) for rule in ingress):
            yield _problem("in", way, [told(rule, "from") for rule in ingress])
    for way in dict.fromkeys(_ways_out(listeners)):
        if not any(_lets_through(rule, way) for rule in egress):
            yield _problem("out", way, [told(rule, "to") for rule in egress])


def _problem(direction: str, way: Way, rules: Sequence[str]) -> str:
    rule = {"in": "a rule in its ingress", "out": "a Connection, or a rule in its egress"}
    allowed = (
        f"a list with one that lets {direction} {way} ({rule[direction]}; or has_other_rules=True, "
        "where rules are made elsewhere)"
    )
    nothing = f"no rule that lets anything {direction}"
    return problem("security_groups", allowed, list(rules) or nothing)


def _is_complete(group: HasId) -> bool:
    """Whether all rules of a security group are known here."""
    return isinstance(group, SecurityGroup) and not group.has_other_rules


def _ways_in(listeners: Iterable[Listener], families: Iterable[Family]) -> Iterator[Way]:
    for listener in listeners:
        for family in families:
            yield Way(listener.port, family, f"for the {type(listener).__name__}")


def _ways_out(listeners: Iterable[Listener]) -> Iterator[Way]:
    for action in (action for listener in listeners for action in actions_of(listener)):
        if isinstance(steps(action)[0], AuthenticateOidc | AuthenticateCognito):
            yield Way(443, "IPv4", "for the endpoints that authenticate")
        for group in target_groups(action):
            yield from _ways_to(group)


def _ways_to(group: HasArn) -> Iterator[Way]:
    """The ports of a target group of ours that it is known to use."""
    if not isinstance(group, TargetGroup):
        return
    family: Family = "IPv6" if group.ip_address_type == "ipv6" else "IPv4"
    path = path_of(group)
    for port in group.traffic_ports:
        yield Way(port, family, f"for the targets of {path}")
    check = group.health_check.port
    if not isinstance(check, str) and is_known(check):
        yield Way(check, family, f"for the health check of {path}")


def _lets_through(rule: SecurityGroupRule, way: Way) -> bool:
    """Whether a rule lets the port through, from or to anyone of that family; a token may."""
    other_family = rule.cidr_ipv6 if way.family == "IPv4" else rule.cidr_ipv4
    if other_family is not None:
        return False
    if not is_known(rule.ip_protocol) or rule.ip_protocol == "-1":
        return True
    first, last = rule.port_range
    if not is_known(first) or not is_known(last):
        return True
    return rule.ip_protocol == "tcp" and (first or 0) <= way.port <= (last or 0)
