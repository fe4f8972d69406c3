"""Arguments of an ECS service that registers its tasks with a target group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypedDict

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import LbListenerRule, TerraformResource
from constructs_lib._core.errors import ValidationError, error_message, unique_messages
from constructs_lib._core.tokens import is_resolved, plain
from constructs_lib._core.tree import in_same_stack, path_of
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import reference_errors
from constructs_lib._stack.uniqueness import claim_target_groups
from constructs_lib.listener.actions import Action, target_groups
from constructs_lib.listener.listener_rule import ListenerRule
from constructs_lib.load_balancer._usage import add_usage
from constructs_lib.load_balancer.ecs_deployment import (
    Deployment,
    deployment_configuration,
    deployment_errors,
)
from constructs_lib.references import ROLE, TARGET_GROUP, HasArn, arn_errors
from constructs_lib.target_group.target_group import TargetGroup

if TYPE_CHECKING:  # stacks without an ECS service do not load this class
    from constructs_lib._core.compat import EcsServiceLoadBalancer


class EcsServiceArguments(TypedDict):
    """Arguments of a raw ``EcsService``.

    Follows https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html
    """

    load_balancer: "list[EcsServiceLoadBalancer]"
    depends_on: list[TerraformResource]


class EcsDeploymentArguments(EcsServiceArguments):
    """Arguments of a raw ``EcsService`` whose deployments shift requests between target groups.

    Follows https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html
    """

    deployment_configuration: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ActionResource:
    """An action, and the listener or rule that has it."""

    action: Action
    resource: TerraformResource
    rule: ListenerRule | None = None
    """The rule, or ``None`` for a default action."""


class ForwardingConstruct(AwsConstruct):
    """Base class of constructs that forward requests to target groups."""

    _rule_example: ClassVar[str]
    """How users get a rule of the construct."""
    _load_balancer_identity: str | None
    """What identifies the load balancer, if it is known at synth."""
    _alternate_target_groups: list[HasArn]
    """The target groups that ECS shifts requests to."""

    def _actions(self) -> Sequence[ActionResource]:
        """Return the actions, with the listeners and rules that have them."""
        raise NotImplementedError

    def ecs_service_arguments(
        self,
        target_group: HasArn,
        *,
        container_name: str,
        container_port: int,
        scope: Construct | None = None,
    ) -> EcsServiceArguments:
        """Return the arguments of an ``EcsService`` that registers its tasks with a target group.

        These are ``load_balancer`` and ``depends_on``. The service depends on the listeners and
        rules, as AWS rejects a service whose target group has no load balancer yet::

            EcsService(
                self, "web", name="web", ...,
                **alb.ecs_service_arguments(
                    web, container_name="web", container_port=80
                ),
            )

        Args:
            target_group: A target group that a listener or rule of this construct forwards to.
            container_name: Name of the container in the task definition.
            container_port: Port of the container, 1–65535.
            scope: A construct in the stack of the service, if that is another stack than the one of
                this construct. ``depends_on`` is then empty, as it can't refer to resources of
                another stack. Defaults to the stack of this construct.

        Raises:
            ValidationError: No listener or rule forwards to the target group, or a value is out of
                range.
        """
        return self._service_arguments(
            target_group, container_name=container_name, container_port=container_port, scope=scope
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

        These are the arguments of `ecs_service_arguments` with an ``advanced_configuration``, and
        the ``deployment_configuration`` of the service. Requires version 6.4 or newer of the
        provider::

            EcsService(
                self, "web", name="web", ...,
                **alb.ecs_deployment_arguments(
                    blue, alternate_target_group=green,
                    production_rule=alb.rules[443]["web"],
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
            ValidationError: The target groups can't replace each other, a rule belongs to another
                construct, does not forward to the target group or does not ignore changes of its
                action, a value is out of range, or the installed bindings do not have the
                deployment. At synth: the alternate target group is attached to another load
                balancer.
        """
        actions, example = self._actions(), self._rule_example
        errors = unique_messages(
            arn_errors("alternate_target_group", alternate_target_group, TARGET_GROUP),
            reference_errors("alternate_target_group", alternate_target_group, self),
            _alternate_errors("alternate_target_group", alternate_target_group, target_group),
            _rule_errors("production_rule", production_rule, example, actions, target_group),
            ()
            if test_rule is None
            else _rule_errors(
                "test_rule", test_rule, example, actions, target_group, alternate_target_group
            ),
            ["test_rule must be another rule than production_rule"]
            if test_rule is not None and test_rule is production_rule
            else (),
            arn_errors("role", role, ROLE),
            deployment_errors("deployment", deployment),
        )
        if errors:
            raise ValidationError(errors, path_of(self))
        arguments = self._service_arguments(
            target_group,
            container_name=container_name,
            container_port=container_port,
            scope=scope,
            advanced_configuration={
                "alternate_target_group_arn": alternate_target_group.arn,
                "production_listener_rule": production_rule.arn,
                "test_listener_rule": test_rule.arn if test_rule is not None else None,
                "role_arn": role.arn,
            },
        )
        if isinstance(alternate_target_group, TargetGroup):
            alternate_target_group.register_container_port(container_port)
        self._alternate_target_groups.append(alternate_target_group)
        load_balancer, groups = self._load_balancer_identity, [alternate_target_group]
        if load_balancer is not None:
            claim_target_groups(self, groups, load_balancer)
            add_usage(self, load_balancer, rules=0, target_groups=groups, quotas=None)
        return {**arguments, "deployment_configuration": deployment_configuration(deployment)}

    def _service_arguments(
        self,
        target_group: HasArn,
        *,
        container_name: str,
        container_port: int,
        scope: Construct | None,
        advanced_configuration: Mapping[str, str | None] | None = None,
    ) -> EcsServiceArguments:
        from constructs_lib._core.compat import EcsServiceLoadBalancer  # noqa: PLC0415 - stacks without an ECS service do not load this class

        depends_on = [item.resource for item in self._actions() if _forwards_to(item, target_group)]
        expected = "1 to 255 letters, digits, - and _"
        errors = unique_messages(
            _target_group_errors(target_group, is_used=bool(depends_on)),
            checks.string(
                "container_name", container_name, pattern=r"[\w-]+", maximum=255, expected=expected
            ),
            checks.port("container_port", container_port),
        )
        if errors:
            raise ValidationError(errors, path_of(self))
        if isinstance(target_group, TargetGroup):
            target_group.register_container_port(container_port)
        # Older bindings do not have the argument.
        newer: dict[str, Any] = (
            {"advanced_configuration": advanced_configuration} if advanced_configuration else {}
        )
        block = EcsServiceLoadBalancer(
            container_name=container_name,
            container_port=plain(container_port),
            target_group_arn=target_group.arn,
            **newer,
        )
        if scope is not None and not in_same_stack(scope, self):
            depends_on = []
        return {"load_balancer": [block], "depends_on": depends_on}


def _forwards_to(item: ActionResource, target_group: HasArn) -> bool:
    groups = target_groups(item.action)
    return any(group is target_group or group == target_group for group in groups)


def _alternate_errors(name: str, alternate: object, target_group: object) -> Iterator[str]:
    """Check that two target groups can replace each other, as far as both are known."""
    if alternate is target_group or alternate == target_group:
        yield error_message(name, "another target group than target_group", alternate)
    if getattr(alternate, "target_type", "ip") == "lambda":
        yield error_message(name, "of target type ip or instance", "lambda")
    if not isinstance(alternate, TargetGroup) or not isinstance(target_group, TargetGroup):
        return
    for attribute in (
        "vpc_id",
        "port",
        "protocol",
        "protocol_version",
        "target_type",
        "ip_address_type",
        "target_control_port",
    ):
        first, second = getattr(target_group, attribute), getattr(alternate, attribute)
        if is_resolved(first) and is_resolved(second) and first != second:
            yield (f"{name} must have the {attribute} of target_group, {first!r}, got {second!r}")


def _rule_errors(
    name: str,
    rule: object,
    example: str,
    actions: Sequence[ActionResource],
    *target_groups: HasArn,
) -> Iterator[str]:
    """Check for a rule of the construct that forwards to a target group, and ignores changes."""
    item = next((item for item in actions if item.resource is rule), None)
    if item is None or item.rule is None:
        expected = f"a rule of this construct such as {example}, and not a default action"
        yield error_message(name, expected, rule)
        return
    if not any(_forwards_to(item, target_group) for target_group in target_groups):
        names = " or alternate_target_group" * (len(target_groups) > 1)
        yield f"{name} must forward to target_group{names}"
    if item.rule.ignore_action_changes is False:
        yield (
            f"{name} must have ignore_action_changes=True, as the next apply would undo the "
            "changes of ECS otherwise"
        )


def _target_group_errors(target_group: object, *, is_used: bool) -> Iterator[str]:
    errors = list(arn_errors("target_group", target_group, TARGET_GROUP))
    yield from errors
    if not errors and getattr(target_group, "target_type", "ip") == "lambda":
        yield error_message("target_group", "of target type ip or instance", "lambda")
    elif not errors and not is_used:
        expected = "a target group that a listener or rule of this construct forwards to"
        yield error_message("target_group", expected, target_group)
