from typing import Any

import pytest
from cdktf import TerraformStack
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
        "(listens_elsewhere=True, if something else answers there), got "
        f"{f'host {redirect.host} and path {redirect.path}'!r}"
    )


CLOSED = Redirect(path="/closed", status_code="HTTP_302")
TO_WWW = Redirect(host="www.example.com")


@pytest.mark.parametrize(
    ("redirect", "conditions"),
    [
        (CLOSED, [PathPattern(["/*"])]),
        (CLOSED, [PathPattern(["/shop", "/c*"]), HostHeader(["example.com"])]),
        (CLOSED, [HttpHeader("X-Client", ["old"])]),
        (CLOSED, [HttpRequestMethod(["GET", "POST"])]),
        (CLOSED, [QueryString([(None, "old")])]),
        (Redirect(path="/v2/#{path}"), [PathPattern(["/v*"])]),
        (Redirect(path="/v2/#{path}", protocol="HTTPS", port=443), [PathPattern(["/v*"])]),
        (TO_WWW, [HostHeader(["*.example.com"])]),
        (TO_WWW, [HostHeader(["WWW.Example.com"]), PathPattern(["/shop"])]),
        (Redirect(host="www.example.com", path="/shop"), [HostHeader(["*.com"])]),
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
        (CLOSED, [HttpRequestMethod(["POST"])]),
        (Redirect(path="/closed", query=""), [QueryString([(None, "old")])]),
        (Redirect(path="/closed", port=8443), [PathPattern(["/*"])]),
        (Redirect(path="/new/#{path}"), [PathPattern(["/old/*"])]),
        (TO_WWW, [HostHeader(["example.com", "shop.example.com"])]),
        (TO_WWW, [PathPattern(["/*"])]),
        (Redirect(host="www.example.com", path="/"), [HostHeader(["*.com"]), PathPattern(["/?*"])]),
        (Redirect(path="${aws_ssm_parameter.path.value}"), [PathPattern(["/*"])]),
        (Redirect(host="${aws_ssm_parameter.host.value}"), [HostHeader(["*.com"])]),
    ],
)
def test_a_redirect_that_its_rule_does_not_take_again(
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


@pytest.mark.parametrize(
    ("values", "priority"), [(["/closed"], 1), (["/c*d"], 900), (["*"], 3), (["/close?"], 3)]
)
def test_a_redirect_that_a_rule_before_it_takes(
    stack: TerraformStack, values: list[str], priority: int
) -> None:
    answer = ListenerRule(conditions=[PathPattern(values)], action=FixedResponse(503))
    numbered = ListenerRule(conditions=answer.conditions, action=answer.action, priority=priority)
    close = ListenerRule(conditions=[PathPattern(["/*"])], action=CLOSED, priority=999)
    scopes = [Construct(stack, id) for id in ("of-rule", "of-default", "behind")]
    alb(scopes[0], https(rules={"close": close, "answer": numbered}), name="of-rule")
    alb(scopes[1], https(default_action=CLOSED, rules={"answer": numbered}), name="of-default")
    late = ListenerRule(conditions=answer.conditions, action=answer.action, priority=1000)
    with pytest.raises(ValueError, match=r"must be redirected|must be reached"):
        alb(scopes[2], https(rules={"close": close, "answer": late}), name="behind")


def test_rules_before_it_that_can_not_take_it(stack: TerraformStack) -> None:
    before: dict[str, Condition] = {
        "path": PathPattern(["/shop/*", "/*.jpg", "/close"]),
        "host": HostHeader(["*.example.net", "example.org"]),
    }
    others = {
        key: ListenerRule(conditions=[condition], action=NOT_FOUND)
        for key, condition in before.items()
    }
    of_host = ListenerRule(
        conditions=[HostHeader(["*.example.com"]), PathPattern(["/*"])], action=CLOSED
    )
    with comes_back("listeners port 443 rules['of-host']", CLOSED):
        alb(stack, https(rules={**others, "of-host": of_host}))
