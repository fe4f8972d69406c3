"""Forward actions: to one target group, or to several by weight."""

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib.references import TARGET_GROUP, HasArn, arn_errors
from constructs_lib.target_group.stickiness import ApplicationCookie, LoadBalancerCookie

MAXIMUM_TARGET_GROUPS = 5
"""The AWS quota of target groups in one action, which can't be increased."""


@dataclass(frozen=True, slots=True)
class Forward:
    """Forwards requests to a target group: ``Forward(backend)``.

    Args:
        target_group: The target group.

    Raises:
        ValidationError: The value is not a reference to a target group.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html
    """

    target_group: HasArn

    def __post_init__(self) -> None:
        if isinstance(self.target_group, list | tuple):
            raise_errors(["target_group must be one target group; use WeightedForward for several"])
        raise_errors(arn_errors("target_group", self.target_group, TARGET_GROUP))


@dataclass(frozen=True, slots=True)
class WeightedTargetGroup:
    """A target group with a weight: ``WeightedTargetGroup(web, weight=90)``.

    A part of `WeightedForward`.

    Args:
        target_group: The target group.
        weight: Weight, 0–999. The share of the requests that the target group receives is its
            weight divided by the sum of all weights.

    Raises:
        ValidationError: The weight is out of range, or the value is not a reference to a target
            group.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupTuple.html
    """

    target_group: HasArn
    _: KW_ONLY
    weight: int

    def __post_init__(self) -> None:
        raise_errors(
            arn_errors("target_group", self.target_group, TARGET_GROUP),
            checks.integer("weight", self.weight, minimum=0, maximum=999),
        )


@dataclass(frozen=True, slots=True)
class WeightedForward:
    """Distributes requests among several target groups by their weights.

    In this example, 90 % of the requests go to one target group and 10 % to the other::

        WeightedForward(
            [
                WeightedTargetGroup(blue, weight=90),
                WeightedTargetGroup(green, weight=10),
            ],
            stickiness_duration=600,
        )

    Args:
        target_groups: 1–5 target groups, without duplicates.
        stickiness_duration: Seconds for which a cookie keeps the requests of a client at one target
            group, 1–604800 (7 days). Required if one of several target groups has stickiness.
            Defaults to none, which distributes each request by the weights.

    Raises:
        ValidationError: The number of target groups or the duration is out of range, a target group
            is repeated, or the stickiness of a target group is not allowed here.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ForwardActionConfig.html
    """

    target_groups: Sequence[WeightedTargetGroup]
    _: KW_ONLY
    stickiness_duration: int | None = None

    def __post_init__(self) -> None:
        raise_errors(_weighted_forward_errors(self))


def _weighted_forward_errors(action: WeightedForward) -> Iterator[str]:
    duration = action.stickiness_duration
    if duration is not None:
        yield from checks.integer("stickiness_duration", duration, minimum=1, maximum=604800)
    errors = list(checks.items("target_groups", action.target_groups, WeightedTargetGroup))
    yield from errors
    if errors:
        return
    if not 1 <= len(action.target_groups) <= MAXIMUM_TARGET_GROUPS:
        expected = f"1 to {MAXIMUM_TARGET_GROUPS} target groups"
        yield error_message("target_groups", expected, len(action.target_groups))
    groups = [weighted.target_group for weighted in action.target_groups]
    if any(group in groups[:number] for number, group in enumerate(groups)):
        yield "target_groups must not repeat a target group"
    if len(groups) > 1:
        yield from _stickiness_errors(groups, duration)


def _stickiness_errors(groups: Sequence[HasArn], duration: int | None) -> Iterator[str]:
    """Check that the action is sticky if one of its target groups is."""
    stickiness = [getattr(group, "stickiness", None) for group in groups]
    if any(isinstance(cookie, ApplicationCookie) for cookie in stickiness):
        yield (
            "target_groups must not include one with an ApplicationCookie, which works with a "
            "single target group only"
        )
    if duration is None and any(isinstance(cookie, LoadBalancerCookie) for cookie in stickiness):
        yield "stickiness_duration is required if a target group has stickiness"
