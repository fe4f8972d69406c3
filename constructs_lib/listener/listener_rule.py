"""The rules of a listener, which come before its default action."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved
from constructs_lib.listener._shadowing import RuleIndex, matches_all
from constructs_lib.listener.actions import (
    Action,
    action_chain,
    action_errors,
    action_on_listener_errors,
)
from constructs_lib.listener.conditions import ONCE_IN_A_RULE, Condition, count_wildcards
from constructs_lib.listener.fixed_response import FixedResponse
from constructs_lib.listener.redirect import Redirect

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
        ValidationError: A value is out of its range, or there are too many conditions or values.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
    """

    conditions: Sequence[Condition]
    action: Action
    priority: int | None = None
    ignore_action_changes: bool = False
    tags: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        raise_errors(_errors(self))


def _errors(rule: ListenerRule) -> Iterator[str]:
    yield from _condition_errors("conditions", rule.conditions)
    yield from action_errors("action", rule.action)
    if rule.priority is not None:
        yield from checks.integer("priority", rule.priority, minimum=1, maximum=MAXIMUM_PRIORITY)
    yield from checks.boolean("ignore_action_changes", rule.ignore_action_changes)
    yield from checks.tags("tags", rule.tags)


def _condition_errors(name: str, conditions: object) -> Iterator[str]:
    if not checks.is_sequence(conditions):
        yield error_message(name, "a list of conditions", conditions)
        return
    if not conditions:
        yield f"{name} must not be empty"
    for condition in conditions:
        if not isinstance(condition, Condition):
            yield error_message(name, "a list of conditions such as PathPattern", condition)
            return
    for condition_type in ONCE_IN_A_RULE:
        count = sum(isinstance(condition, condition_type) for condition in conditions)
        if count > 1:
            expected = f"at most one {condition_type.__name__} (give it several values)"
            yield error_message(name, expected, count)
    values = sum(len(condition.values) for condition in conditions)
    if values > MAXIMUM_VALUES:
        expected = f"at most {MAXIMUM_VALUES} values in all conditions of a rule"
        yield error_message(name, expected, values)
    wildcards = sum(map(count_wildcards, conditions))
    if wildcards > MAXIMUM_WILDCARDS:
        expected = f"at most {MAXIMUM_WILDCARDS} wildcards in all conditions of a rule"
        yield error_message(name, expected, wildcards)


def rule_errors(
    name: str, rules: object, listener: tuple[str, object] | None = None
) -> Iterator[str]:
    """Check the rules of a listener, by their keys; ``listener`` is its protocol and port."""
    if rules is None:
        return
    errors = list(checks.mapping(name, rules, value_type=ListenerRule))
    yield from errors
    if errors or not isinstance(rules, Mapping):
        return
    for key, rule in rules.items():
        if listener is not None:
            yield from action_on_listener_errors(f"{name}[{key!r}] action", rule.action, *listener)
    errors = list(_priority_errors(name, rules))
    yield from errors or _shadowing_errors(name, rules)


def _priority_errors(name: str, rules: Mapping[str, ListenerRule]) -> Iterator[str]:
    keys: dict[int, str] = {}
    for key, priority, _ in with_priorities(rules):
        rule_name = f"{name}[{key!r}]"
        yield from checks.integer(
            f"{rule_name} priority", priority, minimum=1, maximum=MAXIMUM_PRIORITY
        )
        if not is_resolved(priority):
            continue
        first = keys.setdefault(priority, key)
        if first != key:
            assigned = " (assigned, as it has none)" if rules[first].priority is None else ""
            yield f"{rule_name} has the priority {priority} of {name}[{first!r}]{assigned}"


def _shadowing_errors(name: str, rules: Mapping[str, ListenerRule]) -> Iterator[str]:
    """Check that each rule can match a request that no earlier rule matches."""
    resolved = [rule for rule in with_priorities(rules) if is_resolved(rule[1])]
    earlier = RuleIndex()
    for key, _, rule in sorted(resolved, key=lambda entry: entry[1]):
        first = earlier.shadowed_by(rule.conditions)
        if first is not None:
            yield (
                f"{name}[{key!r}] is never evaluated: {name}[{first!r}] has a lower priority "
                "number and matches the same requests"
            )
        if not _closes_listener(rule):
            earlier.add(key, rule.conditions)


def _closes_listener(rule: ListenerRule) -> bool:
    """Return whether a rule answers every request itself, as one for a maintenance window does."""
    is_answer = isinstance(action_chain(rule.action)[-1], FixedResponse | Redirect)
    return is_answer and matches_all(rule.conditions)


class PrioritizedRule(NamedTuple):
    """A rule with its key and its priority, given or assigned."""

    key: str
    priority: int
    rule: ListenerRule


def with_priorities(rules: Mapping[str, ListenerRule] | None) -> Iterator[PrioritizedRule]:
    """Yield each rule with its priority; one without gets the next multiple of 100."""
    highest = 0
    for key, rule in (rules or {}).items():
        priority = rule.priority
        if priority is None:
            priority = (highest // PRIORITY_GAP + 1) * PRIORITY_GAP
        highest = max(highest, priority)
        yield PrioritizedRule(key, priority, rule)
