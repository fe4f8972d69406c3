"""The routes of a load balancer: its listeners, flattened into default actions and rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from constructs_lib.listener.actions import Action, target_groups
from constructs_lib.listener.conditions import Condition
from constructs_lib.listener.listener import HttpListener, HttpsListener, Listener
from constructs_lib.listener.listener_rule import ListenerRule
from constructs_lib.references import HasArn


@dataclass(frozen=True, slots=True)
class Route:
    """The default action of a listener, or one of its rules."""

    listener: Listener
    key: str | None
    """The key of the rule, or ``None`` for the default action."""
    rule: ListenerRule | None
    action: Action
    target_groups: tuple[HasArn, ...]

    @property
    def conditions(self) -> Sequence[Condition]:
        """The conditions that a request meets."""
        return () if self.rule is None else self.rule.conditions

    @property
    def name(self) -> str:
        """The route as messages show it."""
        part = "default_action" if self.rule is None else f"rules[{self.key!r}]"
        return f"listeners port {self.listener.port} {part}"


def routes_of(listeners: object) -> list[Route]:
    """Return the routes of all listeners, each listener's default action first.

    Skips everything that is not a listener, as the listeners may not be checked yet.
    """
    if not isinstance(listeners, Sequence):
        return []
    routes = []
    for listener in listeners:
        if not isinstance(listener, HttpListener | HttpsListener):
            continue
        action = listener.default_action
        routes.append(Route(listener, None, None, action, tuple(target_groups(action))))
        for key, rule in (listener.rules or {}).items():
            groups = tuple(target_groups(rule.action))
            routes.append(Route(listener, key, rule, rule.action, groups))
    return routes
