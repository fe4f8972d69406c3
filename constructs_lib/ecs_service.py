"""The arguments by which an ECS service registers its tasks with a target group."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message
from constructs_lib.action import Action, target_groups
from constructs_lib.cdk import ITerraformDependable
from constructs_lib.kind import TARGET_GROUP
from constructs_lib.refs import HasArn, arn_errors
from constructs_lib.target_group import TargetGroup

if TYPE_CHECKING:  # a stack without an ECS service does not load it
    from constructs_lib.cdk import EcsServiceLoadBalancer


class EcsServiceArguments(TypedDict):
    """Two arguments of a raw ``EcsService``.

    Follows https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html
    """

    load_balancer: "list[EcsServiceLoadBalancer]"
    depends_on: list[ITerraformDependable]


ActionResource: TypeAlias = tuple[Action, ITerraformDependable]
"""An action, and the listener or rule that has it."""


def dependencies_of(
    target_group: object, actions: Iterable[ActionResource]
) -> list[ITerraformDependable]:
    """Return the listeners and rules that forward to a target group.

    AWS rejects a service whose target group has no load balancer yet.
    """
    return [
        resource
        for action, resource in actions
        if any(group is target_group or group == target_group for group in target_groups(action))
    ]


def service_errors(
    target_group: object,
    container_name: object,
    container_port: object,
    depends_on: Sequence[ITerraformDependable],
) -> Iterator[str]:
    """Check the arguments of a service."""
    errors = list(arn_errors("target_group", target_group, TARGET_GROUP))
    if not errors and getattr(target_group, "target_type", "ip") == "lambda":
        errors.append(error_message("target_group", "of target type ip or instance", "lambda"))
    if not errors and not depends_on:
        errors.append("no listener or rule here forwards to the target_group")
    yield from errors
    expected = "1 to 255 letters, digits, - and _"
    yield from checks.string(
        "container_name", container_name, pattern=r"[\w-]+", maximum=255, expected=expected
    )
    yield from checks.port("container_port", container_port)


def ecs_service_arguments(
    target_group: HasArn,
    container_name: str,
    container_port: int,
    depends_on: list[ITerraformDependable],
) -> EcsServiceArguments:
    """Return the load balancer of a service, and the listeners and rules that it depends on."""
    from constructs_lib.cdk import EcsServiceLoadBalancer  # noqa: PLC0415 - as above

    if isinstance(target_group, TargetGroup):
        target_group.register_container_port(container_port)
    block = EcsServiceLoadBalancer(
        container_name=container_name,
        container_port=container_port,
        target_group_arn=target_group.arn,
    )
    return {"load_balancer": [block], "depends_on": depends_on}
