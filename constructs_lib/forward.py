"""The forward action: to one target group, or to several by weight."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from constructs_lib.kind import TARGET_GROUP
from constructs_lib.refs import HasArn, arn_of
from constructs_lib.refused import problems_of_value
from constructs_lib.stickiness import ApplicationCookie, LoadBalancerCookie
from constructs_lib.validation import (
    check_integer,
    check_values,
    fail,
    refuse,
)

MAXIMUM_TARGET_GROUPS = 5
"""AWS's quota of target groups in one action; it can't be raised."""


@dataclass(frozen=True, slots=True)
class Forward:
    """Sends the request to a target group: ``Forward(backend)``.

    Args:
        target_group: The target group.

    Raises:
        ValueError: The reference has no ARN, or a known ARN is not a target group's.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html
    """

    target_group: HasArn

    @problems_of_value
    def __post_init__(self) -> None:
        if isinstance(self.target_group, list | tuple):
            fail("target_group", "one (WeightedForward takes several)", self.target_group)
        arn_of("target_group", self.target_group, TARGET_GROUP)


@dataclass(frozen=True, slots=True)
class WeightedTargetGroup:
    """A target group and its share of the requests: ``WeightedTargetGroup(web, weight=90)``.

    A part of `WeightedForward`.

    Args:
        target_group: The target group.
        weight: 0 to 999; its share is the weight divided by the sum of all. At 0 it gets none.

    Raises:
        ValueError: The weight is out of range, or a known ARN is not a target group's.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupTuple.html
    """

    target_group: HasArn
    _: KW_ONLY
    weight: int

    @problems_of_value
    def __post_init__(self) -> None:
        arn_of("target_group", self.target_group, TARGET_GROUP)
        check_integer("weight", self.weight, low=0, high=999)


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
        ValueError: There are none or too many, one is there twice, the duration is out of range,
            or a group's own stickiness does not go with it.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ForwardActionConfig.html
    """

    target_groups: Sequence[WeightedTargetGroup]
    _: KW_ONLY
    stickiness_duration: int | None = None

    @problems_of_value
    def __post_init__(self) -> None:
        check_values("target_groups", self.target_groups, WeightedTargetGroup)
        if self.stickiness_duration is not None:
            check_integer("stickiness_duration", self.stickiness_duration, low=1, high=604800)
        if not 1 <= len(self.target_groups) <= MAXIMUM_TARGET_GROUPS:
            allowed = f"1 to {MAXIMUM_TARGET_GROUPS} target groups"
            refuse("target_groups", allowed, len(self.target_groups))
        groups = [one.target_group for one in self.target_groups]
        if any(one in groups[:number] for number, one in enumerate(groups)):
            refuse("target_groups", "a list of different target groups", "one of them twice")
        if len(groups) > 1:
            self._check_stickiness([getattr(one, "stickiness", None) for one in groups])

    def _check_stickiness(self, stickiness: Sequence[object]) -> None:
        """AWS wants a client to stay with its group before it stays with a target in it."""
        if any(isinstance(one, ApplicationCookie) for one in stickiness):
            allowed = "without ApplicationCookie, which does not work with several target groups"
            refuse("target_groups", allowed, "one with it")
        sticky = any(isinstance(one, LoadBalancerCookie) for one in stickiness)
        if sticky and self.stickiness_duration is None:
            allowed = "given, as a target group has stickiness of its own"
            refuse("stickiness_duration", allowed, self.stickiness_duration)
