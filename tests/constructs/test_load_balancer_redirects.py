from typing import Any

import pytest
from cdktf import TerraformStack, Token
from constructs import Construct
from support import refusal

from constructs_lib import (
    REDIRECT_TO_HTTPS,
    ApplicationLoadBalancer,
    Arn,
    FixedResponse,
    HostHeader,
    HttpHeader,
    HttpListener,
    HttpRequestMethod,
    HttpsListener,
    Id,
    ListenerRule,
    PathPattern,
    QueryString,
    Redirect,
)
from constructs_lib.condition import Condition
from constructs_lib.final_action import FinalAction
from constructs_lib.listener import Listener

CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")
NOT_FOUND = FixedResponse(404)
NEW = ListenerRule(conditions=[PathPattern(["/new"])], action=NOT_FOUND)
ELSEWHERE = "(listens_elsewhere=True, if something else is there)"


def https(**given: Any) -> HttpsListener:  # noqa: ANN401 - whatever a listener takes
    return HttpsListener(certificate=CERTIFICATE, **{"default_action": NOT_FOUND, **given})


def alb(scope: Construct, *listeners: Listener, name: str = "web") -> None:
    ApplicationLoadBalancer(
        scope,
        "alb",
        name=name,
        subnets=[Id("subnet-1"), Id("subnet-2")],
        security_groups=[Id("sg-1")],
        listeners=listeners,
    )


@pytest.mark.parametrize(
    ("listeners", "port", "target"),
    [
        (
            [HttpListener(default_action=REDIRECT_TO_HTTPS)],
            80,
            "an HttpsListener|HTTPS on port 443",
        ),
        (
            [HttpListener(default_action=Redirect(protocol="HTTPS")), https()],
            80,
            "an HttpsListener|HTTPS on port 80",
        ),
        (
            [
                HttpListener(
                    default_action=NOT_FOUND,
                    rules={
                        "old": ListenerRule(
                            conditions=[PathPattern(["/old/*"])], action=Redirect(port=8080)
                        )
                    },
                )
            ],
            80,
            "an HttpListener|HTTP on port 8080",
        ),
    ],
)
def test_a_redirect_to_where_nothing_listens(
    stack: TerraformStack, listeners: list[Listener], port: int, target: str
) -> None:
    kind, where = target.split("|")
    with refusal(
        f"listeners port {port} must be redirected to a port with {kind} {ELSEWHERE}, got {where!r}"
    ):
        alb(stack, *listeners)


def test_a_redirect_to_where_something_listens(stack: TerraformStack) -> None:
    alb(
        stack,
        HttpListener(default_action=REDIRECT_TO_HTTPS),
        HttpListener(port=81, default_action=Redirect(path="/new"), rules={"new": NEW}),
        HttpListener(
            port=82,
            default_action=Redirect(protocol="HTTPS", host="cdn.example.com", port=8443),
        ),
        https(),
    )


def test_redirects_in_a_circle(stack: TerraformStack) -> None:
    def to(port: int, **given: Any) -> Redirect:  # noqa: ANN401 - whatever a redirect takes
        return Redirect(protocol="HTTP", port=port, **given)

    ports = {80: 8080, 8080: 8081, 8081: 80}
    circle = [HttpListener(port=one, default_action=to(goal)) for one, goal in ports.items()]
    with refusal(
        "listeners must be free of redirects that lead back to their port, with no rule between, "
        "got '80 to 8080 to 8081 to 80'"
    ):
        alb(stack, *circle)
    rule = ListenerRule(conditions=[PathPattern(["/a"])], action=NOT_FOUND)
    for way_out in (
        HttpListener(port=8081, default_action=to(80, path="/new/#{path}")),
        HttpListener(port=8081, default_action=to(80, host="www.example.com")),
        HttpListener(port=8081, default_action=to(80), rules={"a": rule}),
        HttpListener(port=8081, default_action=to(80, listens_elsewhere=True)),
    ):
        scope = Construct(stack, f"way-out-{len(stack.node.children)}")
        alb(scope, *circle[:2], way_out, name=f"web-{len(stack.node.children)}")


def comes_back(field: str, redirect: Redirect) -> "pytest.RaisesExc[ValueError]":
    return refusal(
        f"{field} must be redirected to where the same redirect does not apply again "
        "(a rule before it that takes it there, or listens_elsewhere=True, if one of ListenerRules "
        "does), "
        f"got {f'host {redirect.host} and path {redirect.path}'!r}"
    )


CLOSED = Redirect(path="/closed", status_code="HTTP_302")
TO_WWW = Redirect(host="www.example.com")
UNKNOWN: Any = "${aws_ssm_parameter.some.value}"


@pytest.mark.parametrize(
    ("redirect", "conditions"),
    [
        (CLOSED, [PathPattern(["/*"])]),
        (CLOSED, [PathPattern([UNKNOWN, "/shop", "/c*"]), HostHeader(["example.com"])]),
        (CLOSED, [HttpRequestMethod(["GET", "POST"])]),
        (CLOSED, [HttpRequestMethod(["HEAD"])]),
        (CLOSED, [QueryString([(None, "old")])]),
        (Redirect(path="/v2/#{path}"), [PathPattern(["/v*"])]),
        (Redirect(path="/v2/#{path}", protocol="HTTPS", port=443), [PathPattern(["/v*"])]),
        (Redirect(path="/#{path}/more"), [PathPattern(["/a/*"])]),
        (Redirect(path="/#{path}/#{port}"), [PathPattern(["/a/*"])]),
        (TO_WWW, [HostHeader(["example.com", "WWW.Example.com"]), PathPattern(["/shop"])]),
        (Redirect(host="www.example.com", path="/shop"), [HostHeader(["www.example.com"])]),
    ],
)
def test_a_redirect_that_its_rule_takes_again(
    stack: TerraformStack, redirect: Redirect, conditions: list[Condition]
) -> None:
    rules = {"old": ListenerRule(conditions=conditions, action=redirect)}
    with comes_back("listeners port 443 rules['old']", redirect):
        alb(stack, https(rules=rules))
    elsewhere = Redirect(
        host=redirect.host, path=redirect.path, query=redirect.query, listens_elsewhere=True
    )
    alb(stack, https(rules={"old": ListenerRule(conditions=conditions, action=elsewhere)}))


@pytest.mark.parametrize(
    ("redirect", "conditions"),
    [
        (CLOSED, [PathPattern(["/", "/shop*"])]),
        (CLOSED, [PathPattern(["/Closed"])]),
        (CLOSED, [PathPattern([UNKNOWN])]),
        (CLOSED, [HttpRequestMethod(["POST"])]),
        (CLOSED, [HttpHeader("Content-Type", ["application/json"])]),
        (Redirect(path="/closed", query=""), [QueryString([(None, "old")])]),
        (Redirect(path="/closed", port=8443), [PathPattern(["/*"])]),
        (Redirect(path="/new/#{path}"), [PathPattern(["/old/*"])]),
        (Redirect(path="/closed?x=1"), [PathPattern(["/*"])]),
        (Redirect(path="/#/login"), [PathPattern(["/*"])]),
        (Redirect(path="/%23"), [PathPattern(["/*"])]),
        (Redirect(path="/a/../b"), [PathPattern(["/a/*"])]),
        (Redirect(path="/x/#{path}"), [PathPattern(["/a", "/x/a"])]),  # /x/x/a is let go
        (Redirect(host="www.#{host}"), [HostHeader(["example.com", "www.example.com"])]),
        (TO_WWW, [HostHeader(["example.com", "shop.example.com"])]),
        (TO_WWW, [HostHeader(["*.example.com"])]),  # by its DNS record, another may answer there
        (TO_WWW, [PathPattern(["/*"])]),
        (
            Redirect(host="www.example.com", path="/"),
            [HostHeader(["www.example.com"]), PathPattern(["/?*"])],
        ),
        (Redirect(path=UNKNOWN), [PathPattern(["/*"])]),
        (Redirect(host=UNKNOWN), [HostHeader(["example.com"])]),
    ],
)
def test_a_redirect_that_its_rule_may_not_take_again(
    stack: TerraformStack, redirect: Redirect, conditions: list[Condition]
) -> None:
    rules = {"old": ListenerRule(conditions=conditions, action=redirect)}
    alb(stack, https(rules=rules), https(port=8443))


@pytest.mark.parametrize("redirect", [CLOSED, Redirect(path="/v2/#{path}")])
def test_a_default_action_that_takes_its_redirect_again(
    stack: TerraformStack, redirect: Redirect
) -> None:
    with comes_back("listeners port 443", redirect):
        alb(stack, https(default_action=redirect, rules={"new": NEW}))
    alb(Construct(stack, "host"), https(default_action=TO_WWW), name="host")


def answer(
    *conditions: Condition, priority: int | None = None, action: FinalAction = NOT_FOUND
) -> ListenerRule:
    return ListenerRule(conditions=conditions, action=action, priority=priority)


@pytest.mark.parametrize(
    "first",
    [
        answer(PathPattern(["/closed"])),
        answer(PathPattern(["/shop", "/c*d"]), priority=900),
        answer(PathPattern(["*"]), priority=3),
        answer(PathPattern(["/close?"])),
        answer(PathPattern([UNKNOWN])),
        answer(HostHeader(["*.EXAMPLE.com"])),
        answer(HostHeader(["shop.*"]), HttpRequestMethod(["GET"])),
    ],
)
def test_a_rule_before_it_may_take_its_redirect(stack: TerraformStack, first: ListenerRule) -> None:
    of_host = answer(
        HostHeader(["example.com", "*.Example.com"]),
        PathPattern(["/*"]),
        action=CLOSED,
        priority=999,
    )
    of_rule, of_default = Construct(stack, "of-rule"), Construct(stack, "of-default")
    alb(of_rule, https(rules={"first": first, "close": of_host}), name="of-rule")
    alb(of_default, https(rules={"first": first}, default_action=CLOSED), name="of-default")


@pytest.mark.parametrize(
    "other",
    [
        answer(PathPattern(["/shop/*", "/*.jpg", "/close"])),
        answer(PathPattern(["/closed"]), HttpRequestMethod(["POST"])),
        answer(PathPattern(["/closed"]), HostHeader(["example.org", "*.example.net"])),
        answer(PathPattern(["/closed"]), priority=1000),
    ],
)
def test_a_rule_that_does_not_take_its_redirect(stack: TerraformStack, other: ListenerRule) -> None:
    close = answer(
        HostHeader(["example.com", "*.Example.com"]),
        PathPattern(["/c*"]),
        action=CLOSED,
        priority=999,
    )
    with comes_back("listeners port 443 rules['close']", CLOSED):
        alb(stack, https(rules={"other": other, "close": close}))


def test_a_redirect_to_another_host_of_its_rule(stack: TerraformStack) -> None:
    """A rule for the one host does not take what is redirected to the other."""
    to_www = answer(HostHeader(["example.com", "www.example.com"]), action=TO_WWW)
    of_apex = answer(HostHeader(["example.com"]), PathPattern(["/a"]))
    with comes_back("listeners port 443 rules['www']", TO_WWW):
        alb(stack, https(rules={"apex": of_apex, "www": to_www}))


def test_a_priority_that_is_not_known_may_be_any(stack: TerraformStack) -> None:
    priority: Any = Token.as_number("${var.priority}")
    for name, of_answer, of_close in (("one", 10, priority), ("two", priority, 10)):
        rules = {
            "answer": answer(PathPattern(["/closed"]), priority=of_answer),
            "close": answer(PathPattern(["/c*"]), action=CLOSED, priority=of_close),
        }
        alb(Construct(stack, name), https(rules=rules), name=name)
