"""Base class of the constructs that create listeners."""

from collections.abc import Mapping, Sequence

from constructs import Construct
from constructs_lib._core.compat import LbListener, LbListenerRule
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib.listener.listener import Listener
from constructs_lib.load_balancer._checks.listeners import claim_priority
from constructs_lib.load_balancer._render.listener import ListenerResources, listener_resources
from constructs_lib.load_balancer._routes import Route
from constructs_lib.load_balancer.ecs_service import EcsServiceArguments, ecs_service_arguments
from constructs_lib.load_balancer.listener_lookup import listener_key, set_listener_identities
from constructs_lib.references import HasArn


class ListenerOwner(AwsConstruct):
    """Base class of constructs that create listeners of a load balancer."""

    def _create_listeners(
        self,
        listeners: Sequence[Listener],
        routes: Sequence[Route],
        load_balancer: HasArn,
        name: str | None,
    ) -> None:
        """Create the resources of the listeners of a load balancer, and claim their priorities."""
        self._routes = routes
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

    def ecs_service_arguments(
        self,
        target_group: HasArn,
        *,
        container_name: str,
        container_port: int,
        scope: Construct | None = None,
    ) -> EcsServiceArguments:
        """Return the arguments of an ``EcsService`` that registers its tasks with a target group.

        These are its ``load_balancer``, and its ``depends_on``, as AWS rejects a service whose
        target group has no load balancer yet::

            EcsService(self, "web", name="web", ...,
                       **alb.ecs_service_arguments(web, container_name="web", container_port=80))

        Args:
            target_group: A target group that a listener or rule of this construct forwards to.
            container_name: Name of the container in the task definition.
            container_port: Port of the container, 1–65535.
            scope: A construct in the stack of the service, if it is another one: ``depends_on``
                can't refer to its resources. Defaults to the stack of this construct.

        Raises:
            ValidationError: No listener or rule forwards to the target group, or a value is out of
                range.
        """
        actions = [
            (route.action, self._listeners[route.listener.port].of(route)) for route in self._routes
        ]
        return ecs_service_arguments(
            actions,
            target_group,
            container_name=container_name,
            container_port=container_port,
            owner=self,
            scope=scope,
        )
