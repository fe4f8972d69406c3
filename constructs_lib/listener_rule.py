"""The rules of a listener, which come before its default action."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from constructs_lib.action import Action, check_action, check_action_on, steps
from constructs_lib.condition import ONCE_IN_A_RULE, Condition, wildcards
from constructs_lib.condition_cover import ConditionsInOrder, catches_all
from constructs_lib.fixed_response import FixedResponse
from constructs_lib.problems import all_problems, gathered
from constructs_lib.redirect import Redirect
from constructs_lib.refused import problems_of_value
from constructs_lib.tokens import is_known
from constructs_lib.validation import (
    check_boolean,
    check_integer,
    check_mapping,
    check_sequence,
    check_tags,
    fail,
    refuse,
)

MAXIMUM_VALUES: Final = 5
"""AWS's quota of values in all conditions of a rule; it can't be raised."""

MAXIMUM_WILDCARDS: Final = 6
"""AWS's quota of ``*`` and ``?`` in all conditions of a rule; it can't be raised."""

MAXIMUM_PRIORITY: Final = 50_000

PRIORITY_GAP: Final = 100
"""What lies between two priorities that are assigned, so that others fit in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenerRule:
    """A rule of a listener: requests that meet all of its conditions get its action.

    A part of a listener or of `ListenerRules`, which create one ``aws_lb_listener_rule`` for it::

        ListenerRule(conditions=[PathPattern(["/api/*"])], action=Forward(api))

    Args:
        conditions: At least one. At most one each of `HostHeader`, `PathPattern`,
            `HttpRequestMethod` and `SourceIp`, any number of `HttpHeader` and `QueryString`; at
            most 5 values and 6 wildcards in all of them.
        action: What happens to the request.
        priority: 1 to 50000; the lowest comes first. Left out: the next multiple of 100 behind
            the rules that are written before it. Then only add rules behind it: Terraform moves
            priorities one by one, and AWS refuses one that another rule still has. What is to
            come in between is given a priority of its own.
        ignore_action_changes: ``True``: Terraform makes the action and then leaves it to CodeDeploy
            or ECS, which shift its weights in a blue/green deployment. Left out: ``False``.
        tags: At most 50. Left out: those of the provider's ``default_tags`` alone.

    Raises:
        ValueError: A value is out of its range, or there are too many conditions or values.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
    """

    conditions: Sequence[Condition]
    action: Action
    priority: int | None = None
    ignore_action_changes: bool = False
    tags: Mapping[str, str] | None = None

    @problems_of_value
    def __post_init__(self) -> None:
        _check_conditions("conditions", self.conditions)
        check_action("action", self.action)
        if self.priority is not None:
            check_integer("priority", self.priority, low=1, high=MAXIMUM_PRIORITY)
        check_boolean("ignore_action_changes", self.ignore_action_changes)
        check_tags("tags", self.tags)


@gathered
def check_rules(
    field: str, rules: Mapping[str, ListenerRule] | None, on: tuple[str, int] | None = None
) -> None:
    """The rules of one listener, by their keys, on its protocol and port where they are known."""
    if rules is None:
        return
    with all_problems():
        check_mapping(field, rules, to="ListenerRule")
        for key, rule in rules.items():
            if not isinstance(rule, ListenerRule):
                fail(f"{field}[{key!r}]", "a ListenerRule", rule)
            if on is not None:
                check_action_on(f"{field}[{key!r}] action", rule.action, *on)
        priorities = {key: priority for key, priority, _ in in_order(rules)}
        for key, priority in priorities.items():
            check_integer(f"{field}[{key!r}] priority", priority, low=1, high=MAXIMUM_PRIORITY)
        _check_priorities(field, rules, priorities)
    _check_reached(field, rules)


_CLOSING = (FixedResponse, Redirect)
"""What catches all on purpose while it stands: for maintenance."""


@gathered
def _check_priorities(
    field: str, rules: Mapping[str, ListenerRule], priorities: Mapping[str, int]
) -> None:
    taken: dict[int, str] = {}
    for key, priority in priorities.items():
        first = taken.setdefault(priority, key)
        if first != key:
            assigned = " (assigned, as it is left out)" if rules[first].priority is None else ""
            allowed = f"another than that of {field}[{first!r}]{assigned}"
            refuse(f"{field}[{key!r}] priority", allowed, priority)


@gathered
def _check_reached(field: str, rules: Mapping[str, ListenerRule]) -> None:
    """No rule that never gets a request, as one before it takes all that would match."""
    known = [one for one in in_order(rules) if is_known(one[1])]
    before = ConditionsInOrder()
    for key, _, rule in sorted(known, key=lambda one: one[1]):
        first = before.covering(rule.conditions)
        if first is not None:
            allowed = f"reached by some request, but {field}[{first!r}] takes all of them before it"
            refuse(f"{field}[{key!r}]", allowed, rule.conditions)
        if not (catches_all(rule.conditions) and isinstance(steps(rule.action)[-1], _CLOSING)):
            before.add(key, rule.conditions)


def in_order(
    rules: Mapping[str, ListenerRule] | None,
) -> Iterator[tuple[str, int, ListenerRule]]:
    """Each rule with its key and its priority, given or assigned."""
    highest = 0
    for key, rule in (rules or {}).items():
        priority = rule.priority
        if priority is None:
            priority = (highest // PRIORITY_GAP + 1) * PRIORITY_GAP
        highest = max(highest, priority)
        yield key, priority, rule


@gathered
def _check_conditions(field: str, conditions: Sequence[Condition]) -> None:
    check_sequence(field, conditions, of="conditions")
    if not conditions:
        fail(field, "a list of at least one condition", conditions)
    for condition in conditions:
        if not isinstance(condition, Condition):
            fail(field, "a list of conditions such as PathPattern", condition)
    for kind in ONCE_IN_A_RULE:
        count = sum(isinstance(condition, kind) for condition in conditions)
        if count > 1:
            refuse(field, f"at most one {kind.__name__} (give it several values)", count)
    values = sum(len(condition.values) for condition in conditions)
    if values > MAXIMUM_VALUES:
        refuse(field, f"at most {MAXIMUM_VALUES} values in all conditions of a rule", values)
    count = sum(map(wildcards, conditions))
    if count > MAXIMUM_WILDCARDS:
        refuse(field, f"at most {MAXIMUM_WILDCARDS} wildcards in all conditions of a rule", count)
