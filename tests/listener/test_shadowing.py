from collections.abc import Sequence

import pytest
from constructs_lib import (
    FixedResponse,
    HostHeader,
    HttpHeader,
    HttpListener,
    HttpRequestMethod,
    ListenerRule,
    PathPattern,
    QueryString,
    SourceIp,
)
from constructs_lib.listener._shadowing import subsumes
from constructs_lib.listener.conditions import Condition
from helpers.errors import raises_exactly

SUBSUMED: list[tuple[Sequence[Condition], Sequence[Condition]]] = [
    ([PathPattern(["/api/*"])], [PathPattern(["/api/v1/*"])]),
    ([PathPattern(["/api/*"])], [PathPattern(["/api/*"]), HostHeader(["a.example.com"])]),
    ([PathPattern(["/*"])], [HostHeader(["a.example.com"])]),
    ([PathPattern(["*"]), HostHeader(["*.example.com"])], [HostHeader(["A.Example.com"])]),
    ([PathPattern(["/b", "/a?"])], [PathPattern(["/a?", "/ab", "/b"])]),
    ([HttpRequestMethod(["GET", "HEAD"])], [HttpRequestMethod(["GET"])]),
    ([HttpHeader("X-A", ["*"])], [HttpHeader("x-a", ["b", "c"])]),
    ([QueryString([(None, "*")])], [QueryString([("a", "b")])]),
    ([QueryString([("a", "B*")])], [QueryString([("A", "b1")])]),
    ([SourceIp(["10.0.0.0/8", "2001:db8::/32"])], [SourceIp(["10.1.0.0/16", "2001:db8:1::/48"])]),
    ([HttpHeader("X-A", [r"a\*"])], [HttpHeader("X-A", [r"a\*"])]),
    ([PathPattern(["/**"])], [HostHeader(["a.example.com"])]),
    ([PathPattern(regex_values=["^/a$"])], [PathPattern(regex_values=["^/a$"])]),
    ([SourceIp(["::/0", "0.0.0.0/0"])], [PathPattern(["/a"])]),
]
NOT_SUBSUMED: list[tuple[Sequence[Condition], Sequence[Condition]]] = [
    ([PathPattern(["/api/v1/*"])], [PathPattern(["/api/*"])]),
    ([PathPattern(["/api/*"])], [PathPattern(["/api/v1", "/other"])]),
    ([PathPattern(["/api/*"]), HostHeader(["a.example.com"])], [PathPattern(["/api/v1"])]),
    ([PathPattern(["/a?c"])], [PathPattern(["/a*c"])]),
    ([PathPattern(["/A"])], [PathPattern(["/a"])]),
    ([PathPattern(["/a"])], [HostHeader(["a.example.com"])]),
    ([HttpRequestMethod(["GET"])], [HttpRequestMethod(["GET", "HEAD"])]),
    ([HttpHeader("X-A", ["*"])], [HttpHeader("X-B", ["b"])]),
    ([QueryString([("a", "*")])], [QueryString([(None, "b")])]),
    ([SourceIp(["10.1.0.0/16"])], [SourceIp(["10.0.0.0/8"])]),
    ([SourceIp(["0.0.0.0/0"])], [SourceIp(["2001:db8::/32"])]),
    ([HttpHeader("X-A", [r"a\*b"])], [HttpHeader("X-A", [r"a\*c"])]),
    ([SourceIp(["0.0.0.0/0"])], [PathPattern(["/a"])]),
    ([PathPattern(["/*?"])], [HostHeader(["a.example.com"])]),  # not of the path /
    ([PathPattern(["${var.path}"])], [PathPattern(["/a"])]),
    ([PathPattern(regex_values=["^/.*$"])], [PathPattern(["/a"])]),
    ([PathPattern(["/a"])], [PathPattern(regex_values=["^/a$"])]),
    ([HttpHeader("X-A", regex_values=["a"])], [HttpHeader("X-B", regex_values=["a"])]),
    ([SourceIp(["${var.block}"])], [SourceIp(["10.0.0.0/8"])]),
]


@pytest.mark.parametrize(("first", "second"), SUBSUMED)
def test_conditions_subsume_others(first: Sequence[Condition], second: Sequence[Condition]) -> None:
    assert subsumes(first, second)


@pytest.mark.parametrize(("first", "second"), NOT_SUBSUMED)
def test_conditions_do_not_subsume_others(
    first: Sequence[Condition], second: Sequence[Condition]
) -> None:
    assert not subsumes(first, second)


def rule(*conditions: Condition, priority: int = 100) -> ListenerRule:
    return ListenerRule(conditions=conditions, action=FixedResponse(404), priority=priority)


def test_rejects_shadowed_rule() -> None:
    rules = {
        "late": rule(PathPattern(["/api/v1/*"]), priority=200),
        "early": rule(PathPattern(["/api/*"]), priority=100),
    }
    with raises_exactly(
        "rules['late'] is never evaluated: rules['early'] has a lower priority number and matches "
        "the same requests"
    ):
        HttpListener(default_action=FixedResponse(404), rules=rules)


def test_accepts_narrower_rule_first() -> None:
    rules = {
        "narrow": rule(PathPattern(["/api/v1/*"])),
        "wide": rule(PathPattern(["/api/*"]), priority=200),
    }
    HttpListener(default_action=FixedResponse(404), rules=rules)


def test_accepts_maintenance_rule_before_others() -> None:
    """For maintenance: the rules behind it are meant to wait."""
    rules = {
        "closed": rule(PathPattern(["/*"])),
        "api": rule(PathPattern(["/api/*"]), priority=200),
    }
    HttpListener(default_action=FixedResponse(404), rules=rules)
