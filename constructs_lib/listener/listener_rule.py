"""Rules of a listener, which it evaluates before its default action."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

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
from constructs_lib.listener.conditions import (
    ONCE_IN_A_RULE,
    Condition,
    count_wildcards,
    regex_values,
)
from constructs_lib.listener.fixed_response import FixedResponse
from constructs_lib.listener.redirect import Redirect
from constructs_lib.listener.rewrite import Rewrite

MAXIMUM_VALUES: Final = 5
"""The AWS quota of values in all conditions of a rule, which can't be increased."""

MAXIMUM_WILDCARDS: Final = 6
"""The AWS quota of ``*`` and ``?`` in all conditions of a rule, which can't be increased."""

MAXIMUM_PRIORITY: Final = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenerRule:
    """A rule of a listener: requests that meet all of its conditions are handled by its action.

    A part of a listener or of `ListenerRules`, which create one ``aws_lb_listener_rule`` for it::

        ListenerRule(
            priority=100, conditions=[PathPattern(["/api/*"])], action=Forward(api)
        )

    Args:
        conditions: Conditions, at least one, with at most 5 values and 6 wildcards in all. At most
            one `HostHeader`, `PathPattern`, `HttpRequestMethod` and `SourceIp` each, and any number
            of `HttpHeader` and `QueryString`.
        action: Action for the requests.
        priority: Priority, 1–50000, unique on the listener; the rule with the lowest number is
            evaluated first. Leave gaps, such as 100 and 200, for rules in between.
        ignore_action_changes: Whether Terraform ignores changes of the action after it creates the
            rule, for CodeDeploy or ECS, which change weights in a blue/green deployment. Defaults
            to ``False``.
        url_rewrite: Rewrite of the path and query string of the requests. Requires version 6.19 or
            newer of the provider. Defaults to none.
        host_header_rewrite: Rewrite of the host header of the requests. Requires version 6.19 or
            newer of the provider. Defaults to none.
        tags: Tags, at most 50. Defaults to the ``default_tags`` of the provider.

    Raises:
        ValidationError: A value is out of range, or there are too many conditions or values.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
    """

    conditions: Sequence[Condition]
    action: Action
    priority: int
    ignore_action_changes: bool = False
    url_rewrite: Rewrite | None = None
    host_header_rewrite: Rewrite | None = None
    tags: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        raise_errors(_errors(self))


def _errors(rule: ListenerRule) -> Iterator[str]:
    yield from _condition_errors("conditions", rule.conditions)
    yield from action_errors("action", rule.action)
    yield from checks.integer("priority", rule.priority, minimum=1, maximum=MAXIMUM_PRIORITY)
    yield from checks.boolean("ignore_action_changes", rule.ignore_action_changes)
    yield from checks.instance("url_rewrite", rule.url_rewrite, Rewrite, optional=True)
    yield from checks.instance(
        "host_header_rewrite", rule.host_header_rewrite, Rewrite, optional=True
    )
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
    values = sum(len(condition.values) + len(regex_values(condition)) for condition in conditions)
    if values > MAXIMUM_VALUES:
        yield f"{name} have {values} values in all, but a rule may have {MAXIMUM_VALUES}"
    wildcards = sum(map(count_wildcards, conditions))
    if wildcards > MAXIMUM_WILDCARDS:
        yield f"{name} have {wildcards} wildcards in all, but a rule may have {MAXIMUM_WILDCARDS}"


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
    for key, rule in rules.items():
        first = keys.setdefault(rule.priority, key) if is_resolved(rule.priority) else key
        if first != key:
            yield f"{name}[{key!r}] has the same priority, {rule.priority}, as {name}[{first!r}]"


def _shadowing_errors(name: str, rules: Mapping[str, ListenerRule]) -> Iterator[str]:
    """Check that each rule can match a request that no earlier rule matches."""
    resolved = [item for item in rules.items() if is_resolved(item[1].priority)]
    earlier: list[tuple[str, Sequence[Condition]]] = []
    for key, rule in sorted(resolved, key=lambda item: item[1].priority):
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
