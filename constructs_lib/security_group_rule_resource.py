"""From the values of a security group rule to the provider's resources."""

from typing import Literal, TypeAlias, TypeVar

from constructs import Construct

from constructs_lib.cdk import VpcSecurityGroupEgressRule, VpcSecurityGroupIngressRule
from constructs_lib.lifecycle import CREATE_BEFORE_DESTROY
from constructs_lib.once_in_a_stack import identity, take_once
from constructs_lib.refs import HasId
from constructs_lib.security_group_rule import SecurityGroupRule

RuleResource: TypeAlias = VpcSecurityGroupIngressRule | VpcSecurityGroupEgressRule
_Rule = TypeVar("_Rule", VpcSecurityGroupIngressRule, VpcSecurityGroupEgressRule)


def ingress_rule(
    scope: Construct, id: str, group: HasId, rule: SecurityGroupRule
) -> VpcSecurityGroupIngressRule:
    """The ``aws_vpc_security_group_ingress_rule`` of a rule, which a group of ours gets to know."""
    getattr(group, "ingress_rules", []).append(rule)
    return _resource(VpcSecurityGroupIngressRule, scope, id, group, rule, "from")


def egress_rule(
    scope: Construct, id: str, group: HasId, rule: SecurityGroupRule
) -> VpcSecurityGroupEgressRule:
    """The ``aws_vpc_security_group_egress_rule`` of a rule, which a group of ours gets to know."""
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
    take_once(
        scope,
        id,
        field="rule",
        kind=f"{'inbound' if preposition == 'from' else 'outbound'} rule of its security group",
        value=(
            identity(group),
            rule.ip_protocol,
            rule.port_range,
            identity(other) if other else rule.other_side,
        ),
        told=told(rule, preposition),
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


def told(rule: SecurityGroupRule, preposition: Literal["from", "to"]) -> str:
    """A rule in words for a person, who knows a reference by its path and not by its token."""
    other = rule.security_group or rule.prefix_list
    words = rule.describe(preposition)
    return words.replace(rule.other_side, identity(other)) if other else words
