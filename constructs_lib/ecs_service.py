"""What an ECS service needs to register its tasks with a target group."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from constructs_lib.action import Action, target_groups
from constructs_lib.cdk import ITerraformDependable
from constructs_lib.kind import TARGET_GROUP
from constructs_lib.refs import HasArn, arn_of
from constructs_lib.target_group import TargetGroup
from constructs_lib.validation import check_port, check_text, fail

if TYPE_CHECKING:  # a stack without an ECS service does not load it
    from constructs_lib.cdk import EcsServiceLoadBalancer


class EcsServiceArguments(TypedDict):
    """Two arguments of a raw ``EcsService``.

    Follows https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html
    """

    load_balancer: "list[EcsServiceLoadBalancer]"
    depends_on: list[ITerraformDependable]


Waitable: TypeAlias = tuple[Action, ITerraformDependable]
"""An action, and the listener or the rule that has it."""


def ecs_service_arguments(
    actions: Iterable[Waitable], target_group: HasArn, container_name: str, container_port: int
) -> EcsServiceArguments:
    """The service's load balancer, and the listeners and rules that it has to wait for."""
    from constructs_lib.cdk import EcsServiceLoadBalancer  # noqa: PLC0415 - as above

    arn = arn_of("target_group", target_group, TARGET_GROUP)
    if getattr(target_group, "target_type", "ip") == "lambda":
        fail("target_group", "of target type ip or instance", "lambda")
    allowed = "1 to 255 letters, digits, - and _"
    check_text("container_name", container_name, pattern=r"[\w-]+", high=255, allowed=allowed)
    check_port("container_port", container_port)
    waits_for = [
        resource
        for action, resource in actions
        if any(one is target_group or one == target_group for one in target_groups(action))
    ]
    if not waits_for:
        fail(
            "target_group",
            "a target group that a listener or a rule here forwards to",
            target_group,
        )
    if isinstance(target_group, TargetGroup):
        target_group.register_container_port(container_port)
    block = EcsServiceLoadBalancer(
        container_name=container_name, container_port=container_port, target_group_arn=arn
    )
    return {"load_balancer": [block], "depends_on": waits_for}
