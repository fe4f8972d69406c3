from collections.abc import Callable
from typing import Any

import pytest
from cdktf import TerraformStack
from support import refusal

from constructs_lib import Arn, FixedResponse, ListenerRule, ListenerRules, PathPattern

LISTENER = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/web/0/1")
RULE = ListenerRule(priority=7, conditions=[PathPattern(["/a"])], action=FixedResponse(404))


def test_puts_rules_on_a_listener_of_another_stack(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ListenerRules(stack, "rules", listener=LISTENER, rules={"a": RULE})
    [(name, rule)] = synthesized()["resource"]["aws_lb_listener_rule"].items()
    assert name.startswith("rules_a_")
    assert (rule["listener_arn"], rule["priority"]) == (LISTENER.arn, 7)


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"rules": {}}, "rules must be at least one rule, got {}"),
        (
            {"rules": {"a": ListenerRule(conditions=RULE.conditions, action=RULE.action)}},
            "rules['a'] priority must be given on a listener of another stack, got None",
        ),
        ({"rules": {"a": RULE, "b": RULE}}, "rules priority must not repeat a value, got 7 twice"),
        (
            {"listener": Arn("arn:aws:s3:::bucket")},
            "listener must be the ARN of a listener, got 'arn:aws:s3:::bucket'",
        ),
    ],
)
def test_refuses(stack: TerraformStack, refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        ListenerRules(stack, "rules", **{"listener": LISTENER, "rules": {"a": RULE}, **refused})
