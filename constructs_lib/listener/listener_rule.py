"""Rules of a listener, which it evaluates before its default action."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved
from constructs_lib.listener._shadowing import matches_all, shadowed_by
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
"""The AWS quota of values in all conditions of a rule, which can't be increased."""

MAXIMUM_WILDCARDS: Final = 6
"""The AWS quota of ``*`` and ``?`` in all conditions of a rule, which can't be increased."""

MAXIMUM_PRIORITY: Final = 50_000

PRIORITY_GAP: Final = 100
"""The difference between two assigned priorities, which leaves room for other rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenerRule:
    """A rule of a listener: requests that meet all of its conditions are handled by its action.

    A part of a listener or of `ListenerRules`, which create one ``aws_lb_listener_rule`` for it::

        ListenerRule(conditions=[PathPattern(["/api/*"])], action=Forward(api))

    Args:
        conditions: Conditions, at least one, with at most 5 values and 6 wildcards in all. At most
            one `HostHeader`, `PathPattern`, `HttpRequestMethod` and `SourceIp` each, and any number
            of `HttpHeader` and `QueryString`.
        action: Action for the requests.
        priority: Priority, 1–50000; the rule with the lowest number is evaluated first. Defaults to
            the next multiple of 100 after the rules listed before it. If you rely on this default,
            add rules at the end only, and set the priority of a rule in between: Terraform changes
            priorities one by one, and AWS rejects a priority that another rule still has.
        ignore_action_changes: Whether Terraform ignores changes of the action after it creates the
            rule, for CodeDeploy or ECS, which change weights in a blue/green deployment. Defaults
            to ``False``.
        tags: Tags, at most 50. Defaults to the ``default_tags`` of the provider.

    Raises:
        ValidationError: A value is out of range, or there are too many conditions or values.

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
            assigned = " (assigned by default)" if rules[first].priority is None else ""
            yield f"{rule_name} has the same priority, {priority}, as {name}[{first!r}]{assigned}"


def _shadowing_errors(name: str, rules: Mapping[str, ListenerRule]) -> Iterator[str]:
    """Check that each rule can match a request that no earlier rule matches."""
    resolved = [rule for rule in with_priorities(rules) if is_resolved(rule[1])]
    earlier: list[tuple[str, Sequence[Condition]]] = []
    for key, _, rule in sorted(resolved, key=lambda entry: entry[1]):
        first = shadowed_by(rule.conditions, earlier)
        if first is not None:
            yield (
                f"{name}[{key!r}] is never evaluated: {name}[{first!r}] has a lower priority "
                "number and matches the same requests"
            )
        if not _closes_listener(rule):
            earlier.append((key, rule.conditions))


def _closes_listener(rule: ListenerRule) -> bool:
    """Return whether a rule answers all requests itself, such as one for a maintenance window."""
    is_answer = isinstance(action_chain(rule.action)[-1], FixedResponse | Redirect)
    return is_answer and matches_all(rule.conditions)


class PrioritizedRule(NamedTuple):
    """A rule with its key and its priority, which is assigned if the rule has none."""

    key: str
    priority: int
    rule: ListenerRule


def with_priorities(rules: Mapping[str, ListenerRule] | None) -> Iterator[PrioritizedRule]:
    """Yield the rules with their priorities; one without has the next multiple of 100."""
    highest = 0
    for key, rule in (rules or {}).items():
        priority = rule.priority
        if priority is None:
            priority = (highest // PRIORITY_GAP + 1) * PRIORITY_GAP
        highest = max(highest, priority)
        yield PrioritizedRule(key, priority, rule)
