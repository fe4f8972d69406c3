"""Security groups: created with their rules, or looked up."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, Literal, TypeVar

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    DataAwsSecurityGroups,
    DataAwsSecurityGroupsFilter,
    Fn,
    ITerraformDependable,
    TerraformProvider,
    TerraformResourceLifecycle,
    VpcSecurityGroupEgressRule,
    VpcSecurityGroupIngressRule,
)
from constructs_lib._core.compat import SecurityGroup as AwsSecurityGroup
from constructs_lib._core.errors import error_message
from constructs_lib._core.filters import escape_wildcards, exactly_one
from constructs_lib._core.terraform import CREATE_BEFORE_DESTROY, address
from constructs_lib._core.tokens import is_resolved, literal_tags, plain
from constructs_lib._core.tree import in_same_stack, path_of
from constructs_lib._stack.construct import AwsConstruct, environment_of
from constructs_lib._stack.environment import environment_arguments, id_region_errors
from constructs_lib._stack.uniqueness import claim, reference_key
from constructs_lib._stack.validation import add_validation
from constructs_lib.network.security_group_rule import (
    SecurityGroupRule,
    description_errors,
    security_group_name_errors,
)
from constructs_lib.references import VPC, HasId, id_errors

DEFAULT_DESCRIPTION: Final = "Rules managed by constructs_lib"
"""The default description of a security group."""


MAXIMUM_RULES: Final = 60
"""The AWS quota of inbound and of outbound rules in a group, counted for each IP version."""


class SecurityGroup(AwsConstruct):
    """An Amazon VPC security group and its rules.

    Creates one ``aws_security_group``, and one ``aws_vpc_security_group_ingress_rule`` or
    ``aws_vpc_security_group_egress_rule`` for each rule. Only traffic that a rule allows is
    allowed: Terraform removes the egress rule that AWS adds to each new group::

        SecurityGroup(
            self, "alb", name="web-alb", vpc=vpc,
            ingress={"https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")},
            egress={"tasks": SecurityGroupRule(port=80, security_group=tasks)},
        )

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Group name, 1–255 letters, digits, spaces and ``._-:/()#,@[]+=&;{}!$*``, not starting
            with ``sg-``; unique in the VPC. A different name replaces the group: the new one is
            created before the old one is destroyed.
        vpc: The VPC of the group.
        description: Description, 1–255 of the same characters. AWS can't change it: a different
            description replaces the group, and requires a different name. Defaults to
            ``Rules managed by constructs_lib``.
        ingress: Inbound rules. The key becomes part of the Terraform address of the rule, so that
            the rule is kept when others are added or removed. Defaults to none.
        egress: Outbound rules, by keys as for ``ingress``. Defaults to none.
        rules_managed_elsewhere: Whether the group also has rules that are not created with this
            library, such as raw resources or those of another app. If so, a load balancer with the
            group is not checked for missing rules. Defaults to ``False``.
        max_rules: The quota of your account for inbound and for outbound rules in a group, 1–1000.
            A rule with a prefix list counts as the maximum number of its entries, which is known
            at synth for a raw ``Ec2ManagedPrefixList`` only. Defaults to 60, the AWS default quota.
        tags: Tags, at most 50. Defaults to the ``default_tags`` of the provider.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The ``aws_security_group``.

    Raises:
        ValidationError: A value is out of range, or two rules are identical. At synth: another
            group of the VPC has the same name, or the group has more rules than the quota,
            including those of each `Connection` and `SecurityGroupRules`.

    Before Terraform destroys the group, it revokes the rules of other groups that refer to it,
    including those of other stacks. Otherwise AWS rejects the deletion.

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
        rules_managed_elsewhere: bool = False,
        max_rules: int = MAXIMUM_RULES,
        tags: Mapping[str, str] | None = None,
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        ingress = {} if ingress is None else ingress
        egress = {} if egress is None else egress

        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            _name_errors("name", name),
            id_errors("vpc", vpc, VPC),
            id_region_errors("vpc", vpc, environment),
            description_errors("description", description),
            rule_errors("ingress", ingress),
            rule_errors("egress", egress),
            checks.boolean("rules_managed_elsewhere", rules_managed_elsewhere),
            checks.integer("max_rules", max_rules, minimum=1, maximum=1000),
            checks.tags("tags", tags, allow_any_character=True),
            depends_on=depends_on,
            provider=provider,
            region=region,
        )
        self.vpc_id = vpc.id
        claim(
            self,
            "security group name",
            (reference_key(vpc), name) if is_resolved(name) else name,
            lambda other: f"name {name!r} is already used by the security group {other} of the VPC",
        )
        self.resource = AwsSecurityGroup(
            self,
            "Default",
            **environment_arguments(self),
            name=name,
            description=description,
            vpc_id=self.vpc_id,
            # AWS does not delete a group that rules of other groups refer to.
            revoke_rules_on_delete=True,
            # A load balancer uses the original until it has the replacement.
            lifecycle=CREATE_BEFORE_DESTROY,
            tags=literal_tags(tags),
        )
        self.rules_managed_elsewhere = rules_managed_elsewhere
        self.ingress_rules: list[SecurityGroupRule] = []
        """The inbound rules, including those that other constructs add."""
        self.egress_rules: list[SecurityGroupRule] = []
        """The outbound rules, including those that other constructs add."""
        self.rules = [
            *(
                create_ingress_rule(self, f"ingress-{key}", self, rule)
                for key, rule in ingress.items()
            ),
            *(
                create_egress_rule(self, f"egress-{key}", self, rule)
                for key, rule in egress.items()
            ),
        ]
        self._max_rules = max_rules
        add_validation(self, self._quota_errors)

    def _quota_errors(self) -> Iterator[str]:
        """Check the number of rules, including those that other constructs add."""
        yield from _count_errors("ingress", self.ingress_rules, self._max_rules)
        yield from _count_errors("egress", self.egress_rules, self._max_rules)

    @cached_property
    def id(self) -> str:
        """The ID of the security group."""
        return self.resource.id

    @cached_property
    def arn(self) -> str:
        """The ARN of the security group."""
        return self.resource.arn


class SecurityGroupLookup(AwsConstruct):
    """The existing Amazon VPC security group with a name, in a VPC.

    Creates no resource; reads the data source ``aws_security_groups``. The plan fails unless the
    VPC has a group with that name; its error lists the search criteria::

        service = SecurityGroupLookup(self, "service", vpc=vpc, name="web-service")

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        vpc: The VPC of the group.
        name: The group name (not the ``Name`` tag), without wildcards.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The data source ``aws_security_groups``.

    Raises:
        ValidationError: The name is not valid for a security group.

    Follows https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        vpc: HasId,
        name: str,
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            security_group_name_errors("name", name),
            id_errors("vpc", vpc, VPC),
            id_region_errors("vpc", vpc, environment),
            provider=provider,
            region=region,
        )
        self.vpc_id = vpc.id
        filters = {"group-name": name, "vpc-id": self.vpc_id}
        self.resource = DataAwsSecurityGroups(
            self,
            "Default",
            **environment_arguments(self),
            filter=[
                DataAwsSecurityGroupsFilter(name="group-name", values=[escape_wildcards(name)]),
                DataAwsSecurityGroupsFilter(name="vpc-id", values=[self.vpc_id]),
            ],
            lifecycle=exactly_one(
                "security group",
                filters,
                "Create it first, or check the spelling of its group name.",
            ),
        )
        self._id = str(Fn.one(self.resource.ids))

    @property
    def id(self) -> str:
        """The ID of the security group."""
        return self._id


def _name_errors(name: str, value: object) -> Iterator[str]:
    yield from security_group_name_errors(name, value)
    if value == "default":
        yield f"{name} 'default' is the name of the security group that AWS creates in each VPC"


def rule_errors(name: str, rules: object) -> Iterator[str]:
    """Check for a mapping of keys to rules, without identical ones."""
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
        count = sum(_weight(rule) for rule in rules if getattr(rule, other_cidr) is None)
        if is_resolved(max_rules) and count > max_rules:
            hint = "set max_rules if AWS has raised your quota"
            expected = f"at most {max_rules} rules for {version} ({hint})"
            yield error_message(name, expected, count)


def _weight(rule: SecurityGroupRule) -> int:
    """Return how many rules AWS counts: for a prefix list, the maximum number of its entries."""
    entries = getattr(rule.prefix_list, "max_entries_input", None)  # of a raw prefix list
    return int(entries) if entries is not None and is_resolved(entries) else 1


_Rule = TypeVar("_Rule", VpcSecurityGroupIngressRule, VpcSecurityGroupEgressRule)


def create_ingress_rule(
    scope: Construct, id: str, group: HasId, rule: SecurityGroupRule
) -> VpcSecurityGroupIngressRule:
    """Create an inbound rule, and add it to a `SecurityGroup`."""
    getattr(group, "ingress_rules", []).append(rule)
    return _resource(VpcSecurityGroupIngressRule, scope, id, group, rule, "from")


def create_egress_rule(
    scope: Construct, id: str, group: HasId, rule: SecurityGroupRule
) -> VpcSecurityGroupEgressRule:
    """Create an outbound rule, and add it to a `SecurityGroup`."""
    getattr(group, "egress_rules", []).append(rule)
    return _resource(VpcSecurityGroupEgressRule, scope, id, group, rule, "to")


def _resource(  # noqa: PLR0917 - private, called in two places
    resource: type[_Rule],
    scope: Construct,
    id: str,
    group: HasId,
    rule: SecurityGroupRule,
    preposition: Literal["from", "to"],
) -> _Rule:
    from_port, to_port = rule.port_range
    peer = rule.security_group or rule.prefix_list
    direction = "inbound" if preposition == "from" else "outbound"
    claim(
        scope,
        f"{direction} security group rule",
        (
            reference_key(group),
            rule.ip_protocol,
            rule.port_range,
            reference_key(peer) if peer else rule.peer,
        ),
        lambda owner: f"{describe_rule(rule, preposition)} is already allowed by a rule of {owner}",
        owner=f"{path_of(scope)}/{id}",
        located_in=group if isinstance(group, Construct) else None,
    )
    return resource(
        scope,
        id,
        **environment_arguments(scope),
        security_group_id=group.id,
        ip_protocol=rule.ip_protocol,
        from_port=plain(from_port),
        to_port=plain(to_port),
        cidr_ipv4=rule.cidr_ipv4,
        cidr_ipv6=rule.cidr_ipv6,
        prefix_list_id=rule.prefix_list.id if rule.prefix_list else None,
        referenced_security_group_id=rule.security_group.id if rule.security_group else None,
        description=rule.description or rule.describe(preposition),
        lifecycle=_lifecycle(scope, group, peer),
    )


def _lifecycle(
    scope: Construct, group: HasId, peer: HasId | None
) -> TerraformResourceLifecycle | None:
    """Give the replacement of a group its rules before the original loses them.

    Rules that refer to a raw resource of the user are excluded: Terraform would also create a
    replacement of that resource before it destroys the original, which fails if the name is unique.
    """
    if isinstance(peer, AwsSecurityGroup) and in_same_stack(peer, scope):
        # AWS does not delete a group that a rule refers to.
        return TerraformResourceLifecycle(replace_triggered_by=[f"{address(peer)}.id"])
    references = [reference for reference in (group, peer) if reference is not None]
    if all(isinstance(item, AwsConstruct) or is_resolved(item.id) for item in references):
        return CREATE_BEFORE_DESTROY
    return None


def describe_rule(rule: SecurityGroupRule, preposition: Literal["from", "to"]) -> str:
    """Return a rule as messages show it: a reference by its path, not by its token."""
    peer = rule.security_group or rule.prefix_list
    return rule.describe(preposition, reference_key(peer) if peer else None)
