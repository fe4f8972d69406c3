from typing import Any

from constructs_lib import (
    FixedResponse,
    HostHeader,
    HttpListener,
    ListenerRule,
    PathPattern,
    Redirect,
)
from helpers.invalid_input import InvalidInput, rejects

ACTION = FixedResponse(404)
PATH = PathPattern(["/a"])


def rule(**changed: Any) -> ListenerRule:  # noqa: ANN401 - whatever a test passes
    return ListenerRule(**{"priority": 1, "conditions": [PATH], "action": ACTION, **changed})


def test_accepts_rule_of_http_listener() -> None:
    to_another = Redirect(protocol="HTTP", host="new.example.com")
    HttpListener(default_action=ACTION, rules={"a": rule(action=to_another)})


def test_accepts_five_values_and_six_wildcards() -> None:
    rule(
        conditions=[
            PathPattern(["/*/?", "/*b", "/*c"]),
            HostHeader(["*.a.com", "?.b.com"]),
        ]
    )


INVALID = [
    InvalidInput(
        'ListenerRule(priority=1, conditions=[PathPattern(["/api/*"])], action=Forward(target_group))',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
        """
conditions=[] => conditions must not be empty
conditions=[PathPattern(regex_values=["1", "2", "3", "4", "5", "6"])] => conditions have 6 values in all, but a rule may have 5
url_rewrite="/" => url_rewrite must be of type Rewrite, got '/'
host_header_rewrite="example.com" => host_header_rewrite must be of type Rewrite, got 'example.com'
conditions=PathPattern(["/api/*"]) => conditions must be a list of conditions, got PathPattern(values=['/api/*'], regex_values=())
conditions=["/api/*"] => conditions must be a list of conditions such as PathPattern, got '/api/*'
conditions=[PathPattern(["/a"]), PathPattern(["/b"])] => conditions must be at most one PathPattern (give it several values), got 2
conditions=[HostHeader(["a.com"]), HostHeader(["b.com"])] => conditions must be at most one HostHeader (give it several values), got 2
conditions=[PathPattern([f"/{n}" for n in range(6)])] => conditions have 6 values in all, but a rule may have 5
conditions=[PathPattern(["/a", "/b", "/c"]), HostHeader(["a.com", "b.com", "c.com"])] => conditions have 6 values in all, but a rule may have 5
conditions=[PathPattern(["*a*b*c*d"]), HostHeader(["*.a?.com", "?.com"])] => conditions have 7 wildcards in all, but a rule may have 6
priority=0 => priority must be between 1 and 50000, got 0
priority=50001 => priority must be between 1 and 50000, got 50001
priority=99999 => priority must be between 1 and 50000, got 99999
priority=None => priority must be a whole number between 1 and 50000, got None
priority="1" => priority must be a whole number between 1 and 50000, got '1'
action=None => action must be a Forward, a WeightedForward, a Redirect, a FixedResponse, an AuthenticateOidc, an AuthenticateCognito or a JwtValidation, got None
action=target_group => action must be a Forward, a WeightedForward, a Redirect, a FixedResponse, an AuthenticateOidc, an AuthenticateCognito or a JwtValidation, got Arn(arn='arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1')
ignore_action_changes=None => ignore_action_changes must be True or False, got None
tags={"": "x"} => tags key must be 1 to 128 characters that do not start with "aws:", got ''
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
