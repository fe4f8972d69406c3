"""Base class of the constructs that create listeners."""

from collections.abc import Mapping, Sequence

from constructs import Construct
from constructs_lib._core.compat import LbListener, LbListenerRule
from constructs_lib._core.tokens import is_resolved
from constructs_lib._core.tree import path_of
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib.listener.listener import Listener
from constructs_lib.load_balancer._checks.listeners import claim_priority
from constructs_lib.load_balancer._render.listener import ListenerResources, listener_resources
from constructs_lib.load_balancer._routes import Route
from constructs_lib.load_balancer.ecs_deployment import Deployment
from constructs_lib.load_balancer.ecs_service import (
    ActionResource,
    EcsDeploymentArguments,
    EcsServiceArguments,
    claim_alternate_target_group,
    ecs_deployment_arguments,
    ecs_service_arguments,
)
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
        self._alternate_target_groups: list[HasArn] = []
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
        return ecs_service_arguments(
            self._actions(),
            target_group,
            container_name=container_name,
            container_port=container_port,
            owner=self,
            scope=scope,
        )

    def ecs_deployment_arguments(
        self,
        target_group: HasArn,
        *,
        alternate_target_group: HasArn,
        production_rule: LbListenerRule,
        role: HasArn,
        deployment: Deployment,
        container_name: str,
        container_port: int,
        test_rule: LbListenerRule | None = None,
        scope: Construct | None = None,
    ) -> EcsDeploymentArguments:
        """Return the arguments of an ``EcsService`` that shifts requests when it is deployed.

        These are the ones of `ecs_service_arguments` with an ``advanced_configuration``, and its
        ``deployment_configuration``. Requires version 6.4 or newer of the provider::

            EcsService(
                self, "web", name="web", ...,
                **alb.ecs_deployment_arguments(
                    blue, alternate_target_group=green, production_rule=alb.rules[443]["web"],
                    role=role, deployment=BlueGreenDeployment(bake_time_in_minutes=10),
                    container_name="web", container_port=80,
                ),
            )

        Args:
            target_group: The target group of the first deployment, which the rules forward to.
            alternate_target_group: The target group of the next one, with the same port, protocol,
                target type and VPC.
            production_rule: Rule whose weights ECS shifts, with ``ignore_action_changes=True``. ECS
                can't shift those of a default action.
            role: IAM role with which ECS changes the rules: a raw ``IamRole`` or an `Arn`.
            deployment: A `BlueGreenDeployment`, `CanaryDeployment` or `LinearDeployment`.
            container_name: Name of the container in the task definition.
            container_port: Port of the container, 1–65535.
            test_rule: Rule that forwards test requests to the new tasks before the shift, with
                ``ignore_action_changes=True``. Defaults to none.
            scope: As for `ecs_service_arguments`.

        Raises:
            ValidationError: The target groups can't replace each other, a rule is not one of this
                construct that forwards to the target group and ignores changes of its action, a
                value is out of range, or the installed bindings do not have the deployment. At
                synth: the alternate target group is attached to another load balancer.
        """
        arguments = ecs_deployment_arguments(
            self._actions(),
            target_group,
            alternate_target_group=alternate_target_group,
            production_rule=production_rule,
            test_rule=test_rule,
            role=role,
            deployment=deployment,
            container_name=container_name,
            container_port=container_port,
            owner=self,
            scope=scope,
            example='rules[443]["web"]',
        )
        claim_alternate_target_group(self, alternate_target_group, self._load_balancer_identity)
        self._alternate_target_groups.append(alternate_target_group)
        return arguments

    def _actions(self) -> list[ActionResource]:
        return [
            ActionResource(route.action, self._listeners[route.listener.port].of(route), route.rule)
            for route in self._routes
        ]
