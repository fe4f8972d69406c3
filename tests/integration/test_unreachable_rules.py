"""Rules that are rejected as never evaluated do not answer any request.

Random rules are created in ministack, each with a fixed response that has its key, and are sent random
requests. Only conditions that ministack evaluates as AWS does are used.
"""

import random
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from constructs_lib import (
    FixedResponse,
    HostHeader,
    HttpHeader,
    HttpListener,
    HttpRequestMethod,
    ListenerRule,
    PathPattern,
    Redirect,
    ValidationError,
)
from constructs_lib.listener.conditions import Condition
from helpers.data_plane import LoadBalancer, ministack, require_ministack

from embedded_aws.prerequisites import (
    Clients,
    clients,
    create_security_group,
    create_subnet,
    create_vpc,
)

pytestmark = pytest.mark.extended

RULE_SETS, REQUESTS = 300, 25
NEVER_EVALUATED = re.compile(r"rules\['(\w)'\] is never evaluated")
HOSTS = ("a.example.com", "b.example.com", "ab.example.com", "example.com")
PATHS = ("/", "/a", "/b", "/ab", "/a/", "/a/b", "/a/b/c", "/b/a")
METHODS = ("GET", "POST", "PUT")
URL = "http://shop.example.com:80/x/y?c=d"
CLIENTS = ("a", "b", "ab")
HOST_PATTERNS = (*HOSTS, "*.example.com", "?.example.com", "*example.com", "a*.example.com")
PATH_PATTERNS = (*PATHS, "*", "/*", "/a*", "/a/*", "/?", "*b", "/*/b", "/a/?/c", "/**")


class Aws(NamedTuple):
    """A load balancer with one listener."""

    clients: Clients
    endpoint: str
    load_balancer: str


@pytest.fixture(scope="module")
def aws() -> Iterator[Aws]:
    require_ministack()
    with ministack() as endpoint:
        own = clients(endpoint)
        vpc = create_vpc(own, name="main")
        subnets = [create_subnet(own, vpc, f"ap-northeast-1{zone}", "10.0.0.0/24") for zone in "ac"]
        group = create_security_group(own, vpc, name="alb")
        [created] = own.elbv2.create_load_balancer(
            Name="random", Subnets=subnets, SecurityGroups=[group]
        )["LoadBalancers"]
        yield Aws(own, endpoint, created["LoadBalancerArn"])


def draw_conditions(drawn: random.Random) -> list[Condition]:
    """Return one or two conditions of different types, each with one or two values."""

    def some(*values: str) -> list[str]:
        return drawn.sample(values, drawn.choice((1, 1, 2)))

    conditions: list[Condition] = [
        HostHeader(some(*HOST_PATTERNS)),
        PathPattern(some(*PATH_PATTERNS)),
        PathPattern(some(*PATH_PATTERNS)),
        HttpRequestMethod(some(*METHODS)),
        HttpHeader("X-Client", some(*CLIENTS, "*", "a*")),
    ]
    first = drawn.choice(conditions)
    others = [other for other in conditions if type(other) is not type(first)]
    return [first, *drawn.sample(others, drawn.choice((0, 0, 1)))]


def unreachable(rules: dict[str, ListenerRule]) -> set[str]:
    """Return the keys of the rules that the listener rejects as never evaluated."""
    try:
        HttpListener(default_action=FixedResponse(404), rules=rules)
    except ValidationError as error:
        return {match[1] for match in map(NEVER_EVALUATED.match, error.errors) if match}
    return set()


def api_condition(condition: Condition) -> Any:  # noqa: ANN401 - a structure of boto3
    values = list(condition.values)
    match condition:
        case HostHeader():
            return {"Field": "host-header", "HostHeaderConfig": {"Values": values}}
        case PathPattern():
            return {"Field": "path-pattern", "PathPatternConfig": {"Values": values}}
        case HttpRequestMethod():
            return {"Field": "http-request-method", "HttpRequestMethodConfig": {"Values": values}}
        case HttpHeader():
            config = {"HttpHeaderName": condition.http_header_name, "Values": values}
            return {"Field": "http-header", "HttpHeaderConfig": config}
    raise AssertionError(condition)


def fixed_response(body: str) -> Any:  # noqa: ANN401 - as above
    return [
        {
            "Type": "fixed-response",
            "FixedResponseConfig": {"StatusCode": "200", "MessageBody": body},
        }
    ]


def answering_rules(aws: Aws, rules: dict[str, ListenerRule], drawn: random.Random) -> set[str]:
    """Create the rules, and return the keys of those that answer some of the requests."""
    elbv2 = aws.clients.elbv2
    [listener] = elbv2.create_listener(
        LoadBalancerArn=aws.load_balancer,
        Protocol="HTTP",
        Port=80,
        DefaultActions=fixed_response("default"),
    )["Listeners"]
    for key, rule in rules.items():
        elbv2.create_rule(
            ListenerArn=listener["ListenerArn"],
            Priority=rule.priority,
            Conditions=[api_condition(condition) for condition in rule.conditions],
            Actions=fixed_response(key),
        )
    load_balancer = LoadBalancer(aws.endpoint, "random")
    answers = {
        load_balancer.request(
            f"http://{drawn.choice(HOSTS)}{drawn.choice(PATHS)}",
            method=drawn.choice(METHODS),
            headers={"X-Client": drawn.choice(CLIENTS)},
        ).body
        for _ in range(REQUESTS)
    }
    elbv2.delete_listener(ListenerArn=listener["ListenerArn"])
    return answers - {"default"}


def test_rule_that_is_never_evaluated_does_not_answer(aws: Aws) -> None:
    drawn = random.Random(20)  # noqa: S311 - the same rules in each run
    rejected, answering = 0, 0
    for number in range(RULE_SETS):
        rules = {
            key: ListenerRule(
                priority=priority, conditions=draw_conditions(drawn), action=FixedResponse(200)
            )
            for key, priority in zip("abcdef", drawn.sample(range(1, 50), 6), strict=True)
        }
        never = unreachable(rules)
        answers = answering_rules(aws, rules, drawn)
        assert answers & never == set(), (number, rules)
        rejected, answering = rejected + len(never), answering + len(answers)
    assert rejected > RULE_SETS / 2
    assert answering > RULE_SETS


def test_redirect_to_itself_is_endless(aws: Aws) -> None:
    """And no other redirect answers with the URL of the request."""
    drawn = random.Random(20)  # noqa: S311 - as above
    rejected, accepted = 0, 0
    for _ in range(RULE_SETS):
        arguments: dict[str, Any] = {
            "protocol": drawn.choice(["#{protocol}", "HTTP", "HTTPS"]),
            "port": drawn.choice(["#{port}", 80, 8080]),
            "host": drawn.choice(["#{host}", "#{host}", "www.example.com"]),
            "path": drawn.choice(["/#{path}", "/#{path}", "/a", "/new/#{path}"]),
            "query": drawn.choice(["#{query}", "#{query}", "a=b"]),
        }
        is_rejected = False
        try:
            HttpListener(default_action=Redirect(**arguments))
        except ValidationError:
            is_rejected = True
        first, second = redirect_locations(aws, arguments)
        if is_rejected:
            assert second == first, arguments
            rejected += 1
        else:
            assert first != URL, arguments
            accepted += 1
    assert min(rejected, accepted) > 0


def redirect_locations(aws: Aws, arguments: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return where a listener on port 80 redirects a request, and the request that follows."""
    elbv2 = aws.clients.elbv2
    config = {name.capitalize(): str(value) for name, value in arguments.items()}
    redirect: Any = {"Type": "redirect", "RedirectConfig": {**config, "StatusCode": "HTTP_301"}}
    [listener] = elbv2.create_listener(
        LoadBalancerArn=aws.load_balancer, Protocol="HTTP", Port=80, DefaultActions=[redirect]
    )["Listeners"]
    load_balancer = LoadBalancer(aws.endpoint, "random")
    first = load_balancer.request(URL).location
    second = load_balancer.request(first or URL).location
    elbv2.delete_listener(ListenerArn=listener["ListenerArn"])
    return first, second
