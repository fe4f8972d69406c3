"""The security group: made, or looked up."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Final

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import DataAwsSecurityGroups, DataAwsSecurityGroupsFilter
from constructs_lib._core.compat import SecurityGroup as AwsSecurityGroup
from constructs_lib._core.errors import error_message
from constructs_lib._core.kind import VPC
from constructs_lib._core.lifecycle import CREATE_BEFORE_DESTROY
from constructs_lib._core.lookups import exactly_one, literal
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.uniqueness import claim
from constructs_lib._stack.validation import add_validation
from constructs_lib.network.security_group_rule import (
    SecurityGroupRule,
    description_errors,
    security_group_name_errors,
)
from constructs_lib.network.security_group_rule_resource import egress_rule, ingress_rule
from constructs_lib.references import HasId, id_errors

DEFAULT_DESCRIPTION: Final = "Rules managed by constructs_lib"
"""The description of a security group that is given none."""


MAXIMUM_RULES: Final = 60
"""AWS's quota of inbound, and of outbound rules in a group, counted for each IP version."""


class SecurityGroup(AwsConstruct):
    """An Amazon VPC security group and its rules.

    Creates one ``aws_security_group``, and one ``aws_vpc_security_group_ingress_rule`` or
    ``aws_vpc_security_group_egress_rule`` for each rule. Nothing is let in or out but by a rule
    that is given: also the allow-all egress rule that AWS adds to a new group is taken away::

        SecurityGroup(
            self, "alb", name="web-alb", vpc=vpc,
            ingress={"https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")},
            egress={"tasks": SecurityGroupRule(port=80, security_group=tasks)},
        )

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: 1 to 255 letters, digits, spaces and ``._-:/()#,@[]+=&;{}!$*``, not starting with
            ``sg-``; unique in the VPC. A new name makes a new group before the old one goes.
        vpc: The VPC that it belongs to.
        description: 1 to 255 of the same characters. AWS can't change it: another one makes a new
            group, and needs another name. Left out: ``Rules managed by constructs_lib``.
        ingress: Inbound rules. The key names the rule in its Terraform address: keep it, and the
            rule stays when others come and go. Left out: nothing comes in.
        egress: Outbound rules, likewise. Left out: nothing goes out.
        has_other_rules: ``True``: the group also has rules that are not written with this library,
            such as raw resources or those of another app. Then a load balancer that carries it is
            not refused for a port that no rule here lets through. Left out: ``False``.
        rule_quota: How many inbound, and how many outbound rules your account allows in a group,
            1 to 1000. Left out: 60, AWS's quota before a raise.
        tags: At most 50. Left out: those of the provider's ``default_tags`` alone.

    Attributes:
        resource: The ``aws_security_group``.

    Raises:
        ValidationError: A value is out of range, or two rules are the same. At synth: the VPC has
            another group with the name, or the group has more rules than the quota, including those
            of each `Connection`.

    When it is destroyed, rules of other groups that still name it are revoked first, also those of
    other stacks: AWS would not delete it otherwise.

    Follows https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        vpc: HasId,
        description: str = DEFAULT_DESCRIPTION,
        ingress: Mapping[str, SecurityGroupRule] | None = None,
        egress: Mapping[str, SecurityGroupRule] | None = None,
        has_other_rules: bool = False,
        rule_quota: int = MAXIMUM_RULES,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        ingress = {} if ingress is None else ingress
        egress = {} if egress is None else egress

        super().__init__(
            scope,
            id,
            _name_errors("name", name),
            id_errors("vpc", vpc, VPC),
            description_errors("description", description),
            _rule_errors("ingress", ingress),
            _rule_errors("egress", egress),
            checks.boolean("has_other_rules", has_other_rules),
            checks.integer("rule_quota", rule_quota, minimum=1, maximum=1000),
            checks.tags("tags", tags, allow_any_character=True),
        )
        self.vpc_id = vpc.id
        claim(
            self,
            "security group name",
            (self.vpc_id, name) if is_resolved(name) else name,
            lambda other: f"name {name!r} is already used by the security group {other} of the VPC",
        )
        self.resource = AwsSecurityGroup(
            self,
            "Default",
            name=name,
            description=description,
            vpc_id=self.vpc_id,
            # Rules of other groups that name this one would keep AWS from deleting it.
            revoke_rules_on_delete=True,
            # A load balancer keeps the old group in use until it has the new one.
            lifecycle=CREATE_BEFORE_DESTROY,
            tags=dict(tags) if tags else None,
        )
        self.has_other_rules = has_other_rules
        self.ingress_rules: list[SecurityGroupRule] = []
        """The inbound rules, with those of each `Connection`."""
        self.egress_rules: list[SecurityGroupRule] = []
        """The outbound rules, with those of each `Connection`."""
        self.rules = [
            *(ingress_rule(self, f"ingress-{key}", self, rule) for key, rule in ingress.items()),
            *(egress_rule(self, f"egress-{key}", self, rule) for key, rule in egress.items()),
        ]
        self._rule_quota = rule_quota
        add_validation(self, self._quota_errors)

    def _quota_errors(self) -> Iterator[str]:
        """Check the number of rules, including those of each `Connection`."""
        yield from _count_errors("ingress", self.ingress_rules, self._rule_quota)
        yield from _count_errors("egress", self.egress_rules, self._rule_quota)

    @cached_property
    def id(self) -> str:
        """The security group's id."""
        return self.resource.id

    @cached_property
    def arn(self) -> str:
        """The security group's ARN."""
        return self.resource.arn


class SecurityGroupLookup(AwsConstruct):
    """The one Amazon VPC security group with a given name in a VPC.

    Creates no resource; reads the data source ``aws_security_groups``. The plan fails, and tells
    what was searched for, unless the VPC has that group::

        service = SecurityGroupLookup(self, "service", vpc=vpc, name="web-service")

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        vpc: The VPC that the group belongs to.
        name: Its group name (not its ``Name`` tag), to the letter.

    Attributes:
        resource: The data source ``aws_security_groups``, which finds it.

    Raises:
        ValidationError: The name can't be a security group's.

    Follows https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html
    """

    def __init__(self, scope: Construct, id: str, *, vpc: HasId, name: str) -> None:
        super().__init__(
            scope,
            id,
            security_group_name_errors("name", name),
            id_errors("vpc", vpc, VPC),
        )
        searched = {"group-name": name, "vpc-id": vpc.id}
        self.resource = DataAwsSecurityGroups(
            self,
            "Default",
            filter=[
                DataAwsSecurityGroupsFilter(name="group-name", values=[literal(name)]),
                DataAwsSecurityGroupsFilter(name="vpc-id", values=[searched["vpc-id"]]),
            ],
            lifecycle=exactly_one(
                "security group",
                searched,
                "Create it first, or check the spelling of its group name.",
            ),
        )
        self.vpc_id = searched["vpc-id"]
        self._id = f"${{one({self.resource.fqn}.ids)}}"

    @property
    def id(self) -> str:
        """The security group's id."""
        return self._id


def _name_errors(name: str, value: object) -> Iterator[str]:
    yield from security_group_name_errors(name, value)
    if value == "default":
        yield f"{name} 'default' is the name of the security group that AWS creates in each VPC"


def _rule_errors(name: str, rules: object) -> Iterator[str]:
    yield from checks.mapping(name, rules, value_type=SecurityGroupRule)
    if not isinstance(rules, Mapping):
        return
    keys: dict[tuple[object, ...], str] = {}
    for key, rule in rules.items():
        if isinstance(rule, SecurityGroupRule):
            first = keys.setdefault((rule.ip_protocol, rule.port_range, rule.peer), key)
            if first != key:
                yield f"{name}[{key!r}] is the same rule as {name}[{first!r}]"


def _count_errors(name: str, rules: Collection[SecurityGroupRule], max_rules: int) -> Iterator[str]:
    """Check the number of rules, which AWS counts for each IP version."""
    for version, other_cidr in (("IPv4", "cidr_ipv6"), ("IPv6", "cidr_ipv4")):
        count = sum(getattr(rule, other_cidr) is None for rule in rules)
        if is_resolved(max_rules) and count > max_rules:
            expected = (
                f"at most {max_rules} rules for {version} (rule_quota, if AWS has raised yours)"
            )
            yield error_message(name, expected, count)
