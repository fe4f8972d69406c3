from constructs_lib import Arn, Forward, WeightedForward, WeightedTargetGroup
from helpers.invalid_input import InvalidInput, rejects

TARGET_GROUP = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0123"


def test_accepts_reference() -> None:
    assert Forward(Arn(TARGET_GROUP)).target_group.arn == TARGET_GROUP


BLUE = WeightedTargetGroup(Arn(f"{TARGET_GROUP}1"), weight=90)
GREEN = WeightedTargetGroup(Arn(f"{TARGET_GROUP}2"), weight=10)


def test_accepts_weights() -> None:
    action = WeightedForward([BLUE, GREEN], stickiness_duration=604800)
    assert [weighted.weight for weighted in action.target_groups] == [90, 10]


INVALID = [
    InvalidInput(
        "Forward(target_group)",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html",
        """
target_group="web" => target_group must be a target group (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'web'
target_group=None => target_group must be a target group (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got None
target_group=Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/a/1") => target_group must be the ARN of a target group, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/a/1'
target_group=vpc => target_group must be a target group (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got the VpcLookup stack/taken
target_group=alb => target_group must be a target group, got the ApplicationLoadBalancer stack/alb
target_group=[sticky] => target_group must be one target group; use WeightedForward for several
""",
    ),
    InvalidInput(
        "WeightedTargetGroup(target_group, weight=1)",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupTuple.html",
        """
weight=-1 => weight must be between 0 and 999, got -1
weight=1000 => weight must be between 0 and 999, got 1000
weight="1" => weight must be a whole number between 0 and 999, got '1'
weight=0.5 => weight must be a whole number between 0 and 999, got 0.5
weight=None => weight must be a whole number between 0 and 999, got None
""",
    ),
    InvalidInput(
        "WeightedForward([WeightedTargetGroup(target_group, weight=1)])",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ForwardActionConfig.html",
        """
target_groups=[] => target_groups must be 1 to 5 target groups, got 0
target_groups=[target_group] => target_groups must be a list of WeightedTargetGroup, got [Arn(arn='arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1')]
target_groups=WeightedTargetGroup(target_group, weight=1) => target_groups must be a list of WeightedTargetGroup, got WeightedTargetGroup(target_group=Arn(arn='arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1'), weight=1)
target_groups=[WeightedTargetGroup(target_group, weight=1), WeightedTargetGroup(target_group, weight=2)] => target_groups must not repeat a target group
target_groups=[WeightedTargetGroup(Arn(f"{target_group.arn}{n}"), weight=1) for n in range(6)] => target_groups must be 1 to 5 target groups, got 6
stickiness_duration=0 => stickiness_duration must be between 1 and 604800, got 0
stickiness_duration=604801 => stickiness_duration must be between 1 and 604800, got 604801
stickiness_duration=True => stickiness_duration must be a whole number between 1 and 604800, got True
target_groups=[WeightedTargetGroup(sticky, weight=1), WeightedTargetGroup(target_group, weight=1)] => stickiness_duration is required if a target group has stickiness
target_groups=[WeightedTargetGroup(sticky_by_application, weight=1), WeightedTargetGroup(target_group, weight=1)], stickiness_duration=60 => target_groups must not include one with an ApplicationCookie, which works with a single target group only
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
