"""Base class of the constructs that create listeners."""

from collections.abc import Mapping, Sequence

from constructs import Construct
from constructs_lib._core.compat import LbListener, LbListenerRule
from constructs_lib._core.tokens import is_resolved
from constructs_lib._core.tree import path_of
from constructs_lib.listener.listener import Listener
from constructs_lib.load_balancer._checks.listeners import claim_priority
from constructs_lib.load_balancer._render.listener import ListenerResources, listener_resources
from constructs_lib.load_balancer._routes import Route
from constructs_lib.load_balancer.ecs_service import ActionResource, ForwardingConstruct
from constructs_lib.load_balancer.listener_lookup import listener_key, set_listener_identities
from constructs_lib.references import HasArn


class ListenerOwner(ForwardingConstruct):
    """Base class of constructs that create listeners of a load balancer."""

    _rule_example = 'rules[443]["web"]'

    def _create_listeners(
        self,
        listeners: Sequence[Listener],
        routes: Sequence[Route],
        load_balancer: HasArn,
        name: str | None,
    ) -> None:
        """Create the resources of the listeners of a load balancer, and claim their priorities."""
        self._routes = routes
        self._alternate_target_groups = []
        self._load_balancer_identity = name if name is not None and is_resolved(name) else None
        if self._load_balancer_identity is None and isinstance(load_balancer, ListenerOwner):
            self._load_balancer_identity = path_of(load_balancer)
        self._listeners: Mapping[int, ListenerResources] = {
            listener.port: listener_resources(self, listener, load_balancer)
            for listener in listeners
        }
        set_listener_identities(name, self.listeners)
        location = load_balancer if isinstance(load_balancer, Construct) else None
        for route in routes:
            if route.rule is not None:
                key = listener_key(self._listeners[route.listener.port].listener)
                claim_priority(self, route.name, key, route.rule.priority, listener=location)

    @property
    def listeners(self) -> Mapping[int, LbListener]:
        """The ``aws_lb_listener`` of each port."""
        return {port: resources.listener for port, resources in self._listeners.items()}

    @property
    def rules(self) -> Mapping[int, Mapping[str, LbListenerRule]]:
        """The ``aws_lb_listener_rule`` of each port and key."""
        return {port: dict(resources.rules) for port, resources in self._listeners.items()}

    def _actions(self) -> list[ActionResource]:
        return [
            ActionResource(route.action, self._listeners[route.listener.port].of(route), route.rule)
            for route in self._routes
        ]
