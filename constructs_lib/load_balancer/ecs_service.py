"""Arguments of an ECS service that registers its tasks with a target group."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import TerraformResource
from constructs_lib._core.errors import ValidationError, error_message, unique_messages
from constructs_lib._core.tokens import plain
from constructs_lib._core.tree import in_same_stack, path_of
from constructs_lib.listener.actions import Action, target_groups
from constructs_lib.references import TARGET_GROUP, HasArn, arn_errors
from constructs_lib.target_group.target_group import TargetGroup

if TYPE_CHECKING:  # stacks without an ECS service do not load this class
    from constructs_lib._core.compat import EcsServiceLoadBalancer


class EcsServiceArguments(TypedDict):
    """Arguments of a raw ``EcsService``.

    Follows https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html
    """

    load_balancer: "list[EcsServiceLoadBalancer]"
    depends_on: list[TerraformResource]


ActionResource: TypeAlias = tuple[Action, TerraformResource]
"""An action, and the listener or rule that has it."""


def ecs_service_arguments(
    actions: Iterable[ActionResource],
    target_group: HasArn,
    *,
    container_name: str,
    container_port: int,
    owner: Construct,
    scope: Construct | None,
) -> EcsServiceArguments:
    """Return the load balancer of a service, and the listeners and rules that it depends on.

    AWS rejects a service whose target group has no load balancer yet.
    """
    from constructs_lib._core.compat import EcsServiceLoadBalancer  # noqa: PLC0415 - as above

    depends_on = [
        resource
        for action, resource in actions
        if any(group is target_group or group == target_group for group in target_groups(action))
    ]
    expected = "1 to 255 letters, digits, - and _"
    errors = unique_messages(
        _target_group_errors(target_group, is_used=bool(depends_on)),
        checks.string(
            "container_name", container_name, pattern=r"[\w-]+", maximum=255, expected=expected
        ),
        checks.port("container_port", container_port),
    )
    if errors:
        raise ValidationError(errors, path_of(owner))
    if isinstance(target_group, TargetGroup):
        target_group.register_container_port(container_port)
    block = EcsServiceLoadBalancer(
        container_name=container_name,
        container_port=plain(container_port),
        target_group_arn=target_group.arn,
    )
    if scope is not None and not in_same_stack(scope, owner):
        depends_on = []
    return {"load_balancer": [block], "depends_on": depends_on}


def _target_group_errors(target_group: object, *, is_used: bool) -> Iterator[str]:
    errors = list(arn_errors("target_group", target_group, TARGET_GROUP))
    yield from errors
    if not errors and getattr(target_group, "target_type", "ip") == "lambda":
        yield error_message("target_group", "of target type ip or instance", "lambda")
    elif not errors and not is_used:
        expected = "a target group that a listener or rule of this construct forwards to"
        yield error_message("target_group", expected, target_group)
