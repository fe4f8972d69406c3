from typing import Any

import pytest
from constructs_lib import (
    Arn,
    AuthenticateCognito,
    FixedResponse,
    HostHeader,
    HttpHeader,
    HttpListener,
    Id,
    ListenerRule,
    PathPattern,
    QueryString,
    Redirect,
)
from constructs_lib.listener_rule import in_order
from support import refusal

ACTION = FixedResponse(404)
PATH = PathPattern(["/a"])
SIGN_IN = AuthenticateCognito(
    user_pool=Arn("arn:aws:cognito-idp:ap-northeast-1:123456789012:userpool/ap-northeast-1_0"),
    user_pool_client=Id("0123"),
    user_pool_domain="example",
    next_action=ACTION,
)


def rule(priority: int | None = None, **changed: Any) -> ListenerRule:  # noqa: ANN401 - whatever a test passes
    return ListenerRule(**{"conditions": [PATH], "action": ACTION, "priority": priority, **changed})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([None, None, None], [100, 200, 300]),
        ([None, 150, None], [100, 150, 200]),
        ([7, None, 50000], [7, 100, 50000]),
        ([None, 1, None], [100, 1, 200]),
        ([200, None], [200, 300]),
    ],
)
def test_priorities_are_assigned_in_order_with_gaps(
    given: list[int | None], expected: list[int]
) -> None:
    rules = {str(number): rule(priority) for number, priority in enumerate(given)}
    assert [priority for _, priority, _ in in_order(rules)] == expected


def test_a_rule_may_be_for_an_http_listener() -> None:
    to_another = Redirect(protocol="HTTP", host="new.example.com")
    HttpListener(default_action=ACTION, rules={"a": rule(action=to_another)})


def test_five_values_and_six_wildcards_are_the_most() -> None:
    rule(
        conditions=[
            PathPattern(["/*/?", "/*b", "/*c"]),
            HostHeader(["*.a.com", "?.b.com"]),
        ]
    )


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"conditions": []}, "conditions must be a list of at least one condition, got []"),
        ({"conditions": PATH}, f"conditions must be a list of conditions, got {PATH!r}"),
        (
            {"conditions": ["/a"]},
            "conditions must be a list of conditions such as PathPattern, got '/a'",
        ),
        (
            {"conditions": [PATH, PathPattern(["/b"])]},
            "conditions must be at most one PathPattern (give it several values), got 2",
        ),
        (
            {
                "conditions": [
                    PathPattern(["/a", "/b", "/c"]),
                    HttpHeader("X", ["d"]),
                    QueryString([("e", "f"), (None, "g")]),
                ]
            },
            "conditions must be at most 5 values in all conditions of a rule, got 6",
        ),
        (
            {"conditions": [PathPattern(["/*/*/*"]), HostHeader(["*.*.a.com", "*.?.b.com"])]},
            "conditions must be at most 6 wildcards in all conditions of a rule, got 7",
        ),
        (
            {"action": PATH},
            (
                "action must be a Forward, a WeightedForward, a Redirect, a FixedResponse, "
                f"an AuthenticateOidc or an AuthenticateCognito, got {PATH!r}"
            ),
        ),
        ({"priority": 0}, "priority must be between 1 and 50000, got 0"),
        ({"priority": 50001}, "priority must be between 1 and 50000, got 50001"),
        (
            {"ignore_action_changes": "yes"},
            "ignore_action_changes must be True or False, got 'yes'",
        ),
    ],
)
def test_refuses(refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        rule(**refused)


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ([rule()], f"rules must be a mapping of names to ListenerRule, got {[rule()]!r}"),
        ({"a": PATH}, f"rules['a'] must be a ListenerRule, got {PATH!r}"),
        (
            {"a b": rule()},
            "rules key must be letters, digits, - and _ that are known at synth, got 'a b'",
        ),
        (
            {"a": rule(5), "b": rule(5)},
            "rules['b'] priority must be another than that of rules['a'], got 5",
        ),
        (
            {"a": rule(100), "b": rule(), "c": rule(200)},
            (
                "rules['c'] priority must be another than that of rules['b'] (assigned, as it is "
                "left out), got 200"
            ),
        ),
        (
            {"a": rule(50000), "b": rule()},
            "rules['b'] priority must be between 1 and 50000, got 50100",
        ),
        (
            {"a": rule(action=Redirect(protocol="HTTP", port=80))},
            (
                "rules['a'] action must be a redirect to elsewhere than to HTTP on port 80 again, "
                f"got {Redirect(protocol='HTTP', port=80)!r}"
            ),
        ),
        (
            {"a": rule(action=SIGN_IN)},
            (
                "rules['a'] action must be a Forward, a WeightedForward, a Redirect or a "
                "FixedResponse on an HTTP listener, got 'AuthenticateCognito'"
            ),
        ),
    ],
)
def test_a_listener_refuses(rules: Any, message: str) -> None:  # noqa: ANN401 - that is the test
    with refusal(message):
        HttpListener(default_action=ACTION, rules=rules)
