import pytest
from constructs_lib import Arn, Forward, WeightedForward, WeightedTargetGroup
from support import refusal

TARGET_GROUP = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0123"
LOAD_BALANCER = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/01"


def test_forward_takes_a_reference() -> None:
    assert Forward(Arn(TARGET_GROUP)).target_group.arn == TARGET_GROUP


@pytest.mark.parametrize(
    ("target_group", "message"),
    [
        (
            TARGET_GROUP,
            (
                "target_group must be a target group (the lookup, construct or resource itself, "
                "and not its arn) or "
                f"Arn(\"arn:…\"), got '{TARGET_GROUP}'"
            ),
        ),
        (
            Arn(LOAD_BALANCER),
            f"target_group must be the ARN of a target group, got '{LOAD_BALANCER}'",
        ),
    ],
)
def test_forward_refuses(target_group: Arn, message: str) -> None:
    with refusal(message):
        Forward(target_group)


BLUE = WeightedTargetGroup(Arn(f"{TARGET_GROUP}1"), weight=90)
GREEN = WeightedTargetGroup(Arn(f"{TARGET_GROUP}2"), weight=10)


TWICE = "target_groups must be a list of different target groups, got 'one of them twice'"


def test_weights_share_the_requests_out() -> None:
    action = WeightedForward([BLUE, GREEN], stickiness_duration=604800)
    assert [one.weight for one in action.target_groups] == [90, 10]


def test_of_one_target_group_the_same_construct_is_there_twice() -> None:
    arn = Arn("${aws_lb_target_group.web.arn}")
    with refusal(TWICE):
        WeightedForward([WeightedTargetGroup(arn, weight=1), WeightedTargetGroup(arn, weight=2)])


@pytest.mark.parametrize("weight", [-1, 1000])
def test_a_weight_is_refused(weight: int) -> None:
    with refusal(f"weight must be between 0 and 999, got {weight}"):
        WeightedTargetGroup(Arn(TARGET_GROUP), weight=weight)


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"target_groups": []}, "target_groups must be 1 to 5 target groups, got 0"),
        (
            {
                "target_groups": [
                    WeightedTargetGroup(Arn(f"{TARGET_GROUP}{n}"), weight=1) for n in range(6)
                ]
            },
            "target_groups must be 1 to 5 target groups, got 6",
        ),
        (
            {"target_groups": [BLUE, BLUE]},
            TWICE,
        ),
        (
            {"target_groups": BLUE},
            f"target_groups must be a list of WeightedTargetGroup, got {BLUE!r}",
        ),
        (
            {"target_groups": [Arn(TARGET_GROUP)]},
            (f"target_groups must be a list of WeightedTargetGroup, got Arn(arn='{TARGET_GROUP}')"),
        ),
        (
            {"target_groups": [BLUE], "stickiness_duration": 0},
            "stickiness_duration must be between 1 and 604800, got 0",
        ),
    ],
)
def test_weighted_forward_refuses(refused: dict[str, object], message: str) -> None:
    with refusal(message):
        WeightedForward(**refused)  # type: ignore[arg-type] # a table of arguments
