"""From the values of a security group rule to the provider's resources."""

from typing import Literal, TypeVar

from constructs import Construct
from constructs_lib._core.compat import VpcSecurityGroupEgressRule, VpcSecurityGroupIngressRule
from constructs_lib._core.lifecycle import CREATE_BEFORE_DESTROY
from constructs_lib._core.tree import path_of
from constructs_lib._stack.uniqueness import claim, reference_key
from constructs_lib.network.security_group_rule import SecurityGroupRule
from constructs_lib.references import HasId

_Rule = TypeVar("_Rule", VpcSecurityGroupIngressRule, VpcSecurityGroupEgressRule)


def ingress_rule(
    scope: Construct, id: str, group: HasId, rule: SecurityGroupRule
) -> VpcSecurityGroupIngressRule:
    """Create an inbound rule, and add it to a `SecurityGroup`."""
    getattr(group, "ingress_rules", []).append(rule)
    return _resource(VpcSecurityGroupIngressRule, scope, id, group, rule, "from")


def egress_rule(
    scope: Construct, id: str, group: HasId, rule: SecurityGroupRule
) -> VpcSecurityGroupEgressRule:
    """Create an outbound rule, and add it to a `SecurityGroup`."""
    getattr(group, "egress_rules", []).append(rule)
    return _resource(VpcSecurityGroupEgressRule, scope, id, group, rule, "to")


def _resource(  # noqa: PLR0917 - private, and always called as above
    resource: type[_Rule],
    scope: Construct,
    id: str,
    group: HasId,
    rule: SecurityGroupRule,
    preposition: Literal["from", "to"],
) -> _Rule:
    from_port, to_port = rule.port_range
    other = rule.security_group or rule.prefix_list
    direction = "inbound" if preposition == "from" else "outbound"
    claim(
        scope,
        f"{direction} security group rule",
        (
            reference_key(group),
            rule.ip_protocol,
            rule.port_range,
            reference_key(other) if other else rule.peer,
        ),
        lambda owner: f"{describe_rule(rule, preposition)} is already allowed by a rule of {owner}",
        owner=f"{path_of(scope)}/{id}",
    )
    return resource(
        scope,
        id,
        security_group_id=group.id,
        ip_protocol=rule.ip_protocol,
        from_port=from_port,
        to_port=to_port,
        cidr_ipv4=rule.cidr_ipv4,
        cidr_ipv6=rule.cidr_ipv6,
        prefix_list_id=rule.prefix_list.id if rule.prefix_list else None,
        referenced_security_group_id=rule.security_group.id if rule.security_group else None,
        description=rule.description or rule.describe(preposition),
        # A group that replaces another has its rules before the old one loses them.
        lifecycle=CREATE_BEFORE_DESTROY,
    )


def describe_rule(rule: SecurityGroupRule, preposition: Literal["from", "to"]) -> str:
    """Return a rule as messages show it: a reference by its path, not by its token."""
    peer = rule.security_group or rule.prefix_list
    description = rule.describe(preposition)
    return description.replace(rule.peer, reference_key(peer)) if peer else description
