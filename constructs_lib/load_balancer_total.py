"""What is on a load balancer in all: its own rules and target groups, and those of `ListenerRules`.

A quota of AWS is of the load balancer, and several constructs of a stack may put rules on one.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from constructs import Construct

from constructs_lib.action import target_groups
from constructs_lib.cdk import TerraformStack
from constructs_lib.listener_rule import ListenerRule
from constructs_lib.load_balancer_quotas import TARGET_GROUPS, LoadBalancerQuotas, check_quota
from constructs_lib.once_in_a_stack import target_group_identity
from constructs_lib.problems import all_problems
from constructs_lib.refs import HasArn
from constructs_lib.tree import child_path, stack_of
from constructs_lib.validation import refuse


@dataclass(frozen=True, slots=True)
class Total:
    """What is on a load balancer, as far as the stack knows."""

    rules: int = 0
    target_groups: dict[str, int] = field(default_factory=dict)
    """How many fixed targets each has."""
    quotas: LoadBalancerQuotas | None = None
    """Those that were given last."""


_totals: WeakKeyDictionary[TerraformStack, dict[Hashable, Total]] = WeakKeyDictionary()


def total_with(
    scope: Construct,
    id: str,
    *,
    field: str,
    load_balancer: Hashable,
    quotas: LoadBalancerQuotas | None,
    rules: Sequence[ListenerRule],
    groups: Iterable[HasArn] = (),
) -> Total:
    """What is on a load balancer with the rules and the target groups of one construct more.

    Raises:
        ValueError: There are more than a quota, that of another construct where none is given.
    """
    before = _totals.get(stack_of(scope), {}).get(load_balancer, Total())
    quotas = quotas or before.quotas
    more = [*groups, *(group for rule in rules for group in target_groups(rule.action))]
    fixed = {target_group_identity(group): len(getattr(group, "attachments", ())) for group in more}
    total = Total(before.rules + len(rules), before.target_groups | fixed, quotas)
    of_account = quotas or LoadBalancerQuotas()
    targets = sum(total.target_groups.values())
    with all_problems(of=child_path(scope, id)):
        check_quota(
            field if field == "rules" else f"{field} rules", of_account, "rules", total.rules
        )
        check_quota(f"{field} targets", of_account, "targets", targets)
        if len(total.target_groups) > TARGET_GROUPS:
            allowed = f"at most {TARGET_GROUPS} in all, a quota that AWS does not raise"
            refuse(f"{field} target groups", allowed, len(total.target_groups))
    return total


def keep_total(scope: Construct, load_balancer: Hashable, total: Total) -> None:
    """Know what is on a load balancer now."""
    _totals.setdefault(stack_of(scope), {})[load_balancer] = total
