"""The forward action: to one target group, or to several by weight."""

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.kind import TARGET_GROUP
from constructs_lib.references import HasArn, arn_errors
from constructs_lib.target_group.stickiness import ApplicationCookie, LoadBalancerCookie

MAXIMUM_TARGET_GROUPS = 5
"""AWS's quota of target groups in one action; it can't be raised."""


@dataclass(frozen=True, slots=True)
class Forward:
    """Sends the request to a target group: ``Forward(backend)``.

    Args:
        target_group: The target group.

    Raises:
        ValidationError: The reference has no ARN, or a known ARN is not a target group's.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html
    """

    target_group: HasArn

    def __post_init__(self) -> None:
        if isinstance(self.target_group, list | tuple):
            raise_errors(["target_group must be one target group; use WeightedForward for several"])
        raise_errors(arn_errors("target_group", self.target_group, TARGET_GROUP))


@dataclass(frozen=True, slots=True)
class WeightedTargetGroup:
    """A target group and its share of the requests: ``WeightedTargetGroup(web, weight=90)``.

    A part of `WeightedForward`.

    Args:
        target_group: The target group.
        weight: 0 to 999; its share is the weight divided by the sum of all. At 0 it gets none.

    Raises:
        ValidationError: The weight is out of range, or a known ARN is not a target group's.

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
    """Shares the requests out to several target groups, by their weights.

    Of 100 requests, 90 go to one and 10 to the other::

        WeightedForward(
            [WeightedTargetGroup(blue, weight=90), WeightedTargetGroup(green, weight=10)],
            stickiness_duration=600,
        )

    Args:
        target_groups: 1 to 5 target groups, each once.
        stickiness_duration: Seconds for which a client stays with the target group that it got
            first, by a cookie of the load balancer's, 1 to 604800 (7 days). Left out: every
            request is shared out anew; required where one of several groups has stickiness.

    Raises:
        ValidationError: There are no or too many target groups, one is repeated, the duration is
            out of range, or the stickiness of a target group requires another one.

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
    """Check that a client stays with a group if it is to stay with a target in it."""
    stickiness = [getattr(group, "stickiness", None) for group in groups]
    if any(isinstance(cookie, ApplicationCookie) for cookie in stickiness):
        yield (
            "target_groups must not include one with an ApplicationCookie, which works with a "
            "single target group only"
        )
    if duration is None and any(isinstance(cookie, LoadBalancerCookie) for cookie in stickiness):
        yield "stickiness_duration is required if a target group has stickiness"
