"""What an ECS service needs to register its tasks with a target group."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from cdktf import ITerraformDependable

from constructs_lib.action import Action, target_groups
from constructs_lib.listener_resource import ListenerResources
from constructs_lib.refs import HasArn, arn_of
from constructs_lib.validation import check_port, check_text, fail

if TYPE_CHECKING:  # a stack without an ECS service does not load it
    from cdktf_cdktf_provider_aws.ecs_service import EcsServiceLoadBalancer


class EcsServiceArguments(TypedDict):
    """Two arguments of a raw ``EcsService``.

    Follows https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html
    """

    load_balancer: "list[EcsServiceLoadBalancer]"
    depends_on: list[ITerraformDependable]


def ecs_service_arguments(
    listeners: Iterable[ListenerResources],
    target_group: HasArn,
    container_name: str,
    container_port: int,
) -> EcsServiceArguments:
    """The service's load balancer, and the listeners and rules that it has to wait for."""
    from cdktf_cdktf_provider_aws.ecs_service import (  # noqa: PLC0415 - as above
        EcsServiceLoadBalancer,
    )

    arn = arn_of("target_group", target_group)
    allowed = "1 to 255 letters, digits, - and _"
    check_text("container_name", container_name, pattern=r"[\w-]+", high=255, allowed=allowed)
    check_port("container_port", container_port)
    waits_for: list[ITerraformDependable] = []
    for made in listeners:
        if _forwards(made.value.default_action, target_group):
            waits_for.append(made.listener)
        waits_for += [
            made.rules[key]
            for key, rule in (made.value.rules or {}).items()
            if _forwards(rule.action, target_group)
        ]
    if not waits_for:
        allowed = "a target group that a listener of this load balancer forwards to"
        fail("target_group", allowed, target_group)
    block = EcsServiceLoadBalancer(
        container_name=container_name, container_port=container_port, target_group_arn=arn
    )
    return {"load_balancer": [block], "depends_on": waits_for}


def _forwards(action: Action, target_group: HasArn) -> bool:
    return any(one is target_group or one == target_group for one in target_groups(action))
