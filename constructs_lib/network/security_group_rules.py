"""Rules of a security group that another stack creates, or that refer to the group itself."""

from collections.abc import Mapping, Sequence

from constructs import Construct
from constructs_lib._core.compat import (
    ITerraformDependable,
    TerraformProvider,
    VpcSecurityGroupEgressRule,
    VpcSecurityGroupIngressRule,
)
from constructs_lib._stack.construct import AwsConstruct, environment_of
from constructs_lib._stack.environment import id_region_errors
from constructs_lib.network.security_group import (
    create_egress_rule,
    create_ingress_rule,
    rule_errors,
)
from constructs_lib.network.security_group_rule import SecurityGroupRule
from constructs_lib.references import SECURITY_GROUP, HasId, id_errors


class SecurityGroupRules(AwsConstruct):
    """Rules of a security group that another stack or program creates.

    Creates one ``aws_vpc_security_group_ingress_rule`` or ``aws_vpc_security_group_egress_rule``
    for each rule. A rule may refer to the group itself, so that its members reach each other::

        SecurityGroupRules(
            self, "internal", security_group=tasks,
            ingress={"self": SecurityGroupRule(ip_protocol="-1", security_group=tasks)},
        )

    Pass rules that do not refer to the group itself to the `SecurityGroup`, if the same program
    creates it, and use a `Connection` for TCP traffic between two groups.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        security_group: A `SecurityGroup`, also of another stack, a `SecurityGroupLookup`, a raw
            ``SecurityGroup`` or an `Id`. The owner of the group must not manage inline rules, as
            Terraform then removes all other rules at each apply.
        ingress: Inbound rules. The key becomes part of the Terraform address of the rule. Defaults
            to none.
        egress: Outbound rules, by keys as for ``ingress``. Defaults to none.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        ingress: The ``aws_vpc_security_group_ingress_rule`` of each key.
        egress: The ``aws_vpc_security_group_egress_rule`` of each key.

    Raises:
        ValidationError: There is no rule, or two rules are identical. At synth: another construct
            creates an identical rule, or a `SecurityGroup` has more rules than its quota.

    Follows https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        security_group: HasId,
        ingress: Mapping[str, SecurityGroupRule] | None = None,
        egress: Mapping[str, SecurityGroupRule] | None = None,
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
            id_errors("security_group", security_group, SECURITY_GROUP),
            id_region_errors("security_group", security_group, environment),
            rule_errors("ingress", ingress),
            rule_errors("egress", egress),
            () if ingress or egress else ["ingress or egress must have a rule"],
            depends_on=depends_on,
            provider=provider,
            region=region,
        )
        self.ingress: dict[str, VpcSecurityGroupIngressRule] = {
            key: create_ingress_rule(self, f"ingress-{key}", security_group, rule)
            for key, rule in ingress.items()
        }
        self.egress: dict[str, VpcSecurityGroupEgressRule] = {
            key: create_egress_rule(self, f"egress-{key}", security_group, rule)
            for key, rule in egress.items()
        }
