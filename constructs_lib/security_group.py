"""The security group: made, or looked up."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Final

from constructs import Construct

from constructs_lib.cdk import DataAwsSecurityGroups, DataAwsSecurityGroupsFilter
from constructs_lib.cdk import SecurityGroup as AwsSecurityGroup
from constructs_lib.construct import AwsConstruct, problems_of_construct
from constructs_lib.kind import VPC
from constructs_lib.lifecycle import CREATE_BEFORE_DESTROY
from constructs_lib.lookup import exactly_one, literal
from constructs_lib.once_in_a_stack import take_once
from constructs_lib.problems import gathered
from constructs_lib.refs import HasId, id_of
from constructs_lib.security_group_rule import (
    SecurityGroupRule,
    check_description,
    check_security_group_name,
)
from constructs_lib.security_group_rule_resource import egress_rule, ingress_rule
from constructs_lib.stack_validation import judge_at_synth
from constructs_lib.tokens import is_known
from constructs_lib.validation import (
    check_boolean,
    check_integer,
    check_mapping,
    check_tags,
    fail,
    problem,
    refuse,
)

DESCRIPTION: Final = "Rules managed by constructs_lib"
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
        ValueError: A value is out of its range, two rules are the same, or there are more than the
            quota; at synth also with those of each `Connection`.

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
        description: str = DESCRIPTION,
        ingress: Mapping[str, SecurityGroupRule] | None = None,
        egress: Mapping[str, SecurityGroupRule] | None = None,
        has_other_rules: bool = False,
        rule_quota: int = MAXIMUM_RULES,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        with problems_of_construct(scope, id):
            check_security_group_name("name", name)
            if name == "default":
                refuse("name", "another than that of the group that each VPC has", name)
            vpc_id = id_of("vpc", vpc, VPC)
            check_description("description", description)
            ingress = {} if ingress is None else ingress
            egress = {} if egress is None else egress
            check_integer("rule_quota", rule_quota, low=1, high=1000)
            _check_rules("ingress", ingress, rule_quota)
            _check_rules("egress", egress, rule_quota)
            check_boolean("has_other_rules", has_other_rules)
            check_tags("tags", tags, any_character=True)

        kind = "security group name of its VPC"
        take_once(scope, id, field="name", kind=kind, value=(vpc_id, name), told=name)

        super().__init__(scope, id)
        self.resource = AwsSecurityGroup(
            self,
            "Default",
            name=name,
            description=description,
            vpc_id=vpc_id,
            # Rules of other groups that name this one would keep AWS from deleting it.
            revoke_rules_on_delete=True,
            # A load balancer keeps the old group in use until it has the new one.
            lifecycle=CREATE_BEFORE_DESTROY,
            tags=dict(tags) if tags else None,
        )
        self.vpc_id = vpc_id
        self.has_other_rules = has_other_rules
        self.ingress_rules: list[SecurityGroupRule] = []
        """What lets in, with the rules of each `Connection`."""
        self.egress_rules: list[SecurityGroupRule] = []
        """What lets out, likewise."""
        self.rules = [
            *(ingress_rule(self, f"ingress-{key}", self, rule) for key, rule in ingress.items()),
            *(egress_rule(self, f"egress-{key}", self, rule) for key, rule in egress.items()),
        ]
        self._rule_quota = rule_quota
        judge_at_synth(self, self._problems_of_quota)

    def _problems_of_quota(self) -> Iterator[str]:
        """With the rules of each `Connection`, which are known when the app is complete."""
        for field, rules in (("ingress", self.ingress_rules), ("egress", self.egress_rules)):
            for allowed, count in _over_quota(rules, self._rule_quota):
                yield problem(f"{field} with connections", allowed, count)

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
        ValueError: The name can't be a security group's.

    Follows https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html
    """

    def __init__(self, scope: Construct, id: str, *, vpc: HasId, name: str) -> None:
        with problems_of_construct(scope, id):
            check_security_group_name("name", name)
            searched = {"group-name": name, "vpc-id": id_of("vpc", vpc, VPC)}

        super().__init__(scope, id)
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


@gathered
def _check_rules(field: str, rules: Mapping[str, SecurityGroupRule], quota: int) -> None:
    check_mapping(field, rules, to="SecurityGroupRule")
    for key, rule in rules.items():
        if not isinstance(rule, SecurityGroupRule):
            fail(f"{field}[{key!r}]", "a SecurityGroupRule", rule)
    seen: dict[tuple[object, ...], str] = {}
    for key, rule in rules.items():
        same = seen.setdefault((rule.ip_protocol, rule.port_range, rule.other_side), key)
        if same != key:
            refuse(
                f"{field}[{key!r}]", f"another rule than {field}[{same!r}]", rule.describe("from")
            )
    for allowed, count in _over_quota(rules.values(), quota):
        refuse(field, allowed, count)


def _over_quota(rules: Collection[SecurityGroupRule], quota: int) -> Iterator[tuple[str, int]]:
    for version, other in (("IPv4", "cidr_ipv6"), ("IPv6", "cidr_ipv4")):
        count = sum(getattr(rule, other) is None for rule in rules)
        if is_known(quota) and count > quota:
            told = f"at most {quota} rules for {version} (rule_quota, if AWS has raised yours)"
            yield told, count
