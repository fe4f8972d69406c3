"""Deployments of an ECS service that shift the weights of listener rules."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from constructs_lib._core import checks
from constructs_lib._core import compat as cdk
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.features import (
    BLUE_GREEN_DEPLOYMENT,
    CANARY_AND_LINEAR_DEPLOYMENT,
    HOOK_DETAILS,
    PAUSE_HOOK,
)
from constructs_lib._core.tokens import is_resolved, literal, plain, to_string
from constructs_lib.references import FUNCTION, ROLE, HasArn, arn_errors

LifecycleStage: TypeAlias = Literal[
    "RECONCILE_SERVICE",
    "PRE_SCALE_UP",
    "POST_SCALE_UP",
    "TEST_TRAFFIC_SHIFT",
    "POST_TEST_TRAFFIC_SHIFT",
    "PRODUCTION_TRAFFIC_SHIFT",
    "POST_PRODUCTION_TRAFFIC_SHIFT",
]
TimeoutAction: TypeAlias = Literal["CONTINUE", "ROLLBACK"]
_NO_PAUSE = ("TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT")
MAXIMUM_BAKE_TIME = 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class LambdaLifecycleHook:
    """A Lambda function that ECS invokes in stages of a deployment, and that may stop it.

    A part of `BlueGreenDeployment`, `CanaryDeployment` and `LinearDeployment`::

        LambdaLifecycleHook(
            function=smoke_test,
            role=hook_role,
            lifecycle_stages=["POST_TEST_TRAFFIC_SHIFT"],
        )

    Args:
        function: The function: a raw ``LambdaFunction`` or ``LambdaAlias``, or an `Arn`.
        role: IAM role with which ECS invokes the function: a raw ``IamRole`` or an `Arn`.
        lifecycle_stages: Stages, at least one.
        hook_details: JSON object that the function receives. Defaults to none.

    Raises:
        ValidationError: A value is not a reference of the right type, or not a stage.

    Follows https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
    """

    function: HasArn
    role: HasArn
    lifecycle_stages: Sequence[LifecycleStage]
    hook_details: str | None = None

    def __post_init__(self) -> None:
        raise_errors(
            arn_errors("function", self.function, FUNCTION),
            arn_errors("role", self.role, ROLE),
            _stage_errors("lifecycle_stages", self.lifecycle_stages),
            _json_object_errors("hook_details", self.hook_details),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseLifecycleHook:
    """A pause of a deployment, until it is continued with the ECS API or a timeout elapses.

    A part of `BlueGreenDeployment`, `CanaryDeployment` and `LinearDeployment`. Requires
    ``cdktn-provider-aws`` 25 or newer::

        PauseLifecycleHook(
            lifecycle_stages=["POST_TEST_TRAFFIC_SHIFT"], timeout_in_minutes=60
        )

    Args:
        lifecycle_stages: Stages, at least one, except ``TEST_TRAFFIC_SHIFT`` and
            ``PRODUCTION_TRAFFIC_SHIFT``.
        timeout_in_minutes: Timeout in minutes, 1–20160 (14 days). Defaults to 1440.
        timeout_action: What happens then: ``CONTINUE`` or ``ROLLBACK``. Defaults to ``ROLLBACK``.

    Raises:
        ValidationError: A value is out of range, or a stage can't be paused.

    Follows https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
    """

    lifecycle_stages: Sequence[LifecycleStage]
    timeout_in_minutes: int = 1440
    timeout_action: TimeoutAction = "ROLLBACK"

    def __post_init__(self) -> None:
        raise_errors(
            _stage_errors("lifecycle_stages", self.lifecycle_stages, excluded=_NO_PAUSE),
            checks.integer("timeout_in_minutes", self.timeout_in_minutes, minimum=1, maximum=20160),
            checks.choice("timeout_action", self.timeout_action, get_args(TimeoutAction)),
        )


LifecycleHook: TypeAlias = LambdaLifecycleHook | PauseLifecycleHook
"""A hook of a deployment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlueGreenDeployment:
    """A deployment that shifts all requests to the new tasks at once.

    An argument of `ApplicationLoadBalancer.ecs_deployment_arguments`:
    ``BlueGreenDeployment(bake_time_in_minutes=10)``.

    Args:
        bake_time_in_minutes: Minutes after the shift in which the previous tasks still run, 0–1440.
        lifecycle_hooks: Hooks. Defaults to none.

    Raises:
        ValidationError: A value is out of range, or not a hook.

    Follows https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html
    """

    bake_time_in_minutes: int
    lifecycle_hooks: Sequence[LifecycleHook] = ()

    def __post_init__(self) -> None:
        raise_errors(_deployment_errors(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class CanaryDeployment:
    """A deployment that shifts a part of the requests first, and then the others.

    An argument of `ApplicationLoadBalancer.ecs_deployment_arguments`; requires version 6.21 or
    newer of the provider::

        CanaryDeployment(
            canary_percent=5, canary_bake_time_in_minutes=10, bake_time_in_minutes=10
        )

    Args:
        canary_percent: Percentage of the requests in the first part, 0.1–100.
        canary_bake_time_in_minutes: Minutes between both shifts, 0–1440.
        bake_time_in_minutes: As for `BlueGreenDeployment`.
        lifecycle_hooks: As for `BlueGreenDeployment`.

    Raises:
        ValidationError: A value is out of range, or not a hook.

    Follows https://docs.aws.amazon.com/AmazonECS/latest/developerguide/canary-deployment.html
    """

    canary_percent: float
    canary_bake_time_in_minutes: int
    bake_time_in_minutes: int
    lifecycle_hooks: Sequence[LifecycleHook] = ()

    def __post_init__(self) -> None:
        raise_errors(
            _percent_errors("canary_percent", self.canary_percent, minimum=0.1),
            _bake_time_errors("canary_bake_time_in_minutes", self.canary_bake_time_in_minutes),
            _deployment_errors(self),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearDeployment:
    """A deployment that shifts the requests in equal steps.

    An argument of `ApplicationLoadBalancer.ecs_deployment_arguments`; requires version 6.21 or
    newer of the provider::

        LinearDeployment(
            step_percent=10, step_bake_time_in_minutes=6, bake_time_in_minutes=10
        )

    Args:
        step_percent: Percentage of the requests in each step, 3–100.
        step_bake_time_in_minutes: Minutes between two steps, 0–1440.
        bake_time_in_minutes: As for `BlueGreenDeployment`.
        lifecycle_hooks: As for `BlueGreenDeployment`.

    Raises:
        ValidationError: A value is out of range, or not a hook.

    Follows https://docs.aws.amazon.com/AmazonECS/latest/developerguide/linear-deployment.html
    """

    step_percent: float
    step_bake_time_in_minutes: int
    bake_time_in_minutes: int
    lifecycle_hooks: Sequence[LifecycleHook] = ()

    def __post_init__(self) -> None:
        raise_errors(
            _percent_errors("step_percent", self.step_percent, minimum=3),
            _bake_time_errors("step_bake_time_in_minutes", self.step_bake_time_in_minutes),
            _deployment_errors(self),
        )


Deployment: TypeAlias = BlueGreenDeployment | CanaryDeployment | LinearDeployment
"""A deployment of an ECS service that shifts requests between two target groups."""


def deployment_errors(name: str, deployment: object) -> Iterator[str]:
    """Check for a deployment that the installed bindings of the provider have."""
    if not isinstance(deployment, Deployment):
        expected = "a BlueGreenDeployment, a CanaryDeployment or a LinearDeployment"
        yield error_message(name, expected, deployment)
        return
    feature = (
        BLUE_GREEN_DEPLOYMENT
        if isinstance(deployment, BlueGreenDeployment)
        else CANARY_AND_LINEAR_DEPLOYMENT
    )
    yield from feature.errors(f"{name} {type(deployment).__name__}")
    for hook in deployment.lifecycle_hooks:
        if isinstance(hook, PauseLifecycleHook):
            yield from PAUSE_HOOK.errors(f"{name} PauseLifecycleHook")
        elif hook.hook_details is not None:
            yield from HOOK_DETAILS.errors(f"{name} LambdaLifecycleHook hook_details")


def deployment_configuration(deployment: Deployment) -> dict[str, Any]:
    """Return the block ``deployment_configuration`` of a service."""
    configuration: dict[str, Any] = {
        "strategy": "BLUE_GREEN",
        "bake_time_in_minutes": to_string(deployment.bake_time_in_minutes),
    }
    if isinstance(deployment, CanaryDeployment):
        configuration |= {
            "strategy": "CANARY",
            "canary_configuration": {
                "canary_percent": plain(deployment.canary_percent),
                "canary_bake_time_in_minutes": to_string(deployment.canary_bake_time_in_minutes),
            },
        }
    elif isinstance(deployment, LinearDeployment):
        configuration |= {
            "strategy": "LINEAR",
            "linear_configuration": {
                "step_percent": plain(deployment.step_percent),
                "step_bake_time_in_minutes": to_string(deployment.step_bake_time_in_minutes),
            },
        }
    if deployment.lifecycle_hooks:
        configuration["lifecycle_hook"] = [_hook(hook) for hook in deployment.lifecycle_hooks]
    return configuration


def _hook(hook: LifecycleHook) -> Any:  # noqa: ANN401 - a block of newer bindings
    block = cdk.EcsServiceDeploymentConfigurationLifecycleHook
    stages = list(hook.lifecycle_stages)
    if isinstance(hook, PauseLifecycleHook):
        return block(
            target_type="PAUSE",
            lifecycle_stages=stages,
            timeout_configuration={
                "action": hook.timeout_action,
                "timeout_in_minutes": to_string(hook.timeout_in_minutes),
            },
        )
    details = hook.hook_details
    return block(
        hook_target_arn=hook.function.arn,
        role_arn=hook.role.arn,
        lifecycle_stages=stages,
        **({} if details is None else {"hook_details": literal(details)}),
    )


def _deployment_errors(deployment: Deployment) -> Iterator[str]:
    yield from _bake_time_errors("bake_time_in_minutes", deployment.bake_time_in_minutes)
    hooks = deployment.lifecycle_hooks
    types = get_args(LifecycleHook)
    if not checks.is_sequence(hooks) or not all(isinstance(hook, types) for hook in hooks):
        expected = "a list of LambdaLifecycleHook and PauseLifecycleHook"
        yield error_message("lifecycle_hooks", expected, hooks)


def _bake_time_errors(name: str, value: object) -> Iterator[str]:
    yield from checks.integer(name, value, minimum=0, maximum=MAXIMUM_BAKE_TIME)


def _percent_errors(name: str, value: float, *, minimum: float) -> Iterator[str]:
    errors = list(checks.number(name, value))
    if not errors and is_resolved(value) and not minimum <= value <= 100:  # noqa: PLR2004 - percent
        errors.append(error_message(name, f"a number between {minimum} and 100", value))
    yield from errors


def _json_object_errors(name: str, text: object) -> Iterator[str]:
    if text is None or not is_resolved(text):
        return
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        value = None
    if not isinstance(value, dict):
        yield error_message(name, "a JSON object", text)


def _stage_errors(name: str, stages: object, *, excluded: Sequence[str] = ()) -> Iterator[str]:
    if not checks.is_sequence(stages) or not stages:
        yield error_message(name, "a list of at least one stage", stages)
        return
    for stage in stages:
        allowed = [stage for stage in get_args(LifecycleStage) if stage not in excluded]
        yield from checks.choice(name, stage, allowed)
    yield from checks.unique(name, stages)
