"""Requests reach the targets that the listeners and rules select, as AWS documents it.

Terraform applies the listeners to ministack, whose load balancers answer requests. The tests omit
what ministack does differently from AWS: it does not store conditions on query strings; conditions
on the source IP address always match; hosts are case-sensitive; forwards have neither weights nor
stickiness; and there is no authentication by Cognito.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from constructs_lib import (
    REDIRECT_TO_HTTPS,
    SECURITY_HEADERS,
    Arn,
    FixedResponse,
    Forward,
    HostHeader,
    HttpHeader,
    HttpListener,
    HttpRequestMethod,
    HttpsListener,
    Id,
    LambdaTargetGroup,
    ListenerRule,
    LoadBalancerListeners,
    PathPattern,
    Redirect,
    TargetGroup,
)
from cdktf import TerraformOutput, TerraformStack
from helpers.data_plane import Backend, LoadBalancer, ministack, require_ministack
from helpers.other_resources import create_function, create_hosted_zone
from helpers.workspaces import Workspaces

from embedded_aws.prerequisites import (
    Clients,
    clients,
    create_internet_gateway,
    create_security_group,
    create_subnet,
    create_vpc,
    import_certificate,
)

EXAMPLES = Path(__file__).parents[2] / "examples"
HELLO = """
def handle(event, context):
    body = f"hello from {event['httpMethod']} {event['path']}"
    return {"statusCode": 200, "headers": {"content-type": "text/plain"}, "body": body}
"""
BACKENDS = ("web", "api", "admin", "mobile", "upload", "beta")


def listeners(
    groups: dict[str, TargetGroup], hello: LambdaTargetGroup, certificate: Arn
) -> list[Any]:
    """The listeners of the tests."""

    def rule(priority: int, *conditions: Any, action: Any) -> ListenerRule:  # noqa: ANN401 - any condition and action
        if isinstance(action, str):
            action = Forward(groups[action])
        return ListenerRule(priority=priority, conditions=conditions, action=action)

    moved = Redirect(host="www.example.com", path="/new/#{path}", query="#{query}&moved=1")
    routes = HttpListener(
        default_action=Forward(groups["web"]),
        rules={
            "maintenance": rule(
                5,
                PathPattern(["/closed"]),
                action=FixedResponse(503, message_body="Closed until 10:00"),
            ),
            "admin": rule(
                10,
                HostHeader(["admin.example.com", "*.admin.example.com"]),
                action="admin",
            ),
            "upload": rule(
                20,
                HostHeader(["api.example.com"]),
                HttpRequestMethod(["POST", "PUT"]),
                PathPattern(["/v?/files/*"]),
                action="upload",
            ),
            "api": rule(30, HostHeader(["api.example.com"]), PathPattern(["/v1/*"]), action="api"),
            "beta": rule(40, HttpHeader("X-Channel", ["b?ta"]), action="beta"),
            "mobile": rule(50, HttpHeader("X-Client", ["*Mobile*", "tablet"]), action="mobile"),
            "moved": rule(60, PathPattern(["/old/*"]), action=moved),
            "hello": rule(65, PathPattern(["/hello"]), action=Forward(hello)),
            "late": rule(70, PathPattern(["/closed", "/late"]), action=FixedResponse(404)),
        },
    )
    https = HttpsListener(
        certificate=certificate,
        default_action=Forward(groups["web"]),
        response_headers=SECURITY_HEADERS,
    )
    return [routes, https, HttpListener(port=8080, default_action=REDIRECT_TO_HTTPS)]


class Routing(NamedTuple):
    """An AWS with a load balancer, and Terraform for it."""

    aws: Clients
    workspaces: Workspaces
    load_balancer: LoadBalancer

    def register(self, target_group_arn: str, backend: Backend) -> None:
        """Register a backend, as ECS registers its tasks."""
        target: Any = {"Id": "127.0.0.1", "Port": backend.port}
        self.aws.elbv2.register_targets(TargetGroupArn=target_group_arn, Targets=[target])


@pytest.fixture(scope="module")
def routing(workspaces: Workspaces) -> Iterator[Routing]:
    """A load balancer whose targets are HTTP servers of this process, and a Lambda function."""
    require_ministack()
    with ExitStack() as context:
        endpoint = context.enter_context(ministack())
        aws = clients(endpoint)
        vpc = create_vpc(aws, name="shared")
        create_internet_gateway(aws, vpc)
        subnets = [
            create_subnet(aws, vpc, f"ap-northeast-1{zone}", f"10.0.{number}.0/24")
            for number, zone in enumerate("ac")
        ]
        group = create_security_group(aws, vpc, name="alb")
        [existing] = aws.elbv2.create_load_balancer(
            Name="shared", Subnets=subnets, SecurityGroups=[group]
        )["LoadBalancers"]
        certificate = Arn(import_certificate(aws, "www.example.com"))
        function = Arn(create_function(endpoint, HELLO))

        def build(stack: TerraformStack) -> None:
            groups = {
                name: TargetGroup(stack, name, name_prefix=name, vpc=Id(vpc), port=80)
                for name in BACKENDS
            }
            hello = LambdaTargetGroup(stack, "hello", name_prefix="hello", function=function)
            LoadBalancerListeners(
                stack,
                "listeners",
                load_balancer=Arn(existing["LoadBalancerArn"]),
                listeners=listeners(groups, hello, certificate),
            )
            for name, target_group in groups.items():
                TerraformOutput(stack, f"{name}-arn", value=target_group.arn)

        own = replace(workspaces, endpoint=endpoint, path=workspaces.folder())
        terraform = own.stack(build)
        terraform("apply", "-auto-approve")
        shared = LoadBalancer(endpoint, "shared")
        routing = Routing(aws, own, shared)
        outputs = terraform.outputs()
        for name in BACKENDS:
            routing.register(outputs[f"{name}-arn"], context.enter_context(Backend(name)))
        yield routing


@pytest.fixture
def load_balancer(routing: Routing) -> LoadBalancer:
    return routing.load_balancer


ARRIVES = [
    # host
    ("GET http://admin.example.com/", {}, "admin"),
    ("GET http://eu.admin.example.com/any", {}, "admin"),
    ("GET http://xadmin.example.com/", {}, "web"),
    ("GET http://example.com/", {}, "web"),
    # host and path
    ("GET http://api.example.com/v1/orders", {}, "api"),
    ("GET http://api.example.com/v1/", {}, "api"),
    ("GET http://api.example.com/v1", {}, "web"),
    ("GET http://api.example.com/V1/orders", {}, "web"),
    ("GET http://www.example.com/v1/orders", {}, "web"),
    # the path pattern does not see the query string
    ("GET http://api.example.com/?a=/v1/orders", {}, "web"),
    # method, a single character, and a lower priority number first
    ("POST http://api.example.com/v1/files/a.png", {}, "upload"),
    ("PUT http://api.example.com/v2/files/a/b", {}, "upload"),
    ("POST http://api.example.com/v10/files/a", {}, "web"),
    ("POST http://api.example.com/v1/orders", {}, "api"),
    ("GET http://api.example.com/v1/files/a.png", {}, "api"),
    # header, with any case of its name and value
    ("GET http://www.example.com/", {"X-Client": "Acme Mobile 1.0"}, "mobile"),
    ("GET http://www.example.com/", {"x-client": "TABLET"}, "mobile"),
    ("GET http://www.example.com/", {"X-Client": "tablets"}, "web"),
    # the first rule that matches, by priority
    ("GET http://admin.example.com/", {"X-Channel": "beta", "X-Client": "tablet"}, "admin"),
    ("GET http://www.example.com/", {"X-Channel": "beta", "X-Client": "tablet"}, "beta"),
    ("GET http://www.example.com/", {"X-Channel": "bta", "X-Client": "tablet"}, "mobile"),
    # the other listener
    ("GET https://api.example.com/v1/orders", {}, "web"),
]


@pytest.mark.parametrize(("request_line", "headers", "backend"), ARRIVES)
def test_request_arrives(
    load_balancer: LoadBalancer, request_line: str, headers: dict[str, str], backend: str
) -> None:
    method, url = request_line.split()
    answer = load_balancer.request(url, method=method, headers=headers)
    assert (answer.status, json.loads(answer.body)["backend"]) == (200, backend)


ANSWERS = [
    ("http://www.example.com/closed", 503, None, "Closed until 10:00"),
    ("http://admin.example.com/closed", 503, None, "Closed until 10:00"),
    ("http://www.example.com/late", 404, None, ""),
    (
        "http://shop.example.com/old/a/b?x=1",
        301,
        "http://www.example.com:80/new/old/a/b?x=1&moved=1",
        "",
    ),
    ("http://shop.example.com:8080/", 301, "https://shop.example.com:443/", ""),
    ("http://shop.example.com:8080/a/b?c=d&e", 301, "https://shop.example.com:443/a/b?c=d&e", ""),
]


@pytest.mark.parametrize(("url", "status", "location", "body"), ANSWERS)
def test_load_balancer_answers(
    load_balancer: LoadBalancer, url: str, status: int, location: str | None, body: str
) -> None:
    answer = load_balancer.request(url)
    assert (answer.status, answer.location, answer.body) == (status, location, body)


def test_function_answers(load_balancer: LoadBalancer) -> None:
    answer = load_balancer.request("http://www.example.com/hello")
    assert (answer.status, answer.body) == (200, "hello from GET /hello")


@pytest.mark.extended
def test_example_adds_service_to_load_balancer(routing: Routing) -> None:
    """The other examples require what ministack has not: see ADR 23."""
    create_hosted_zone(routing.workspaces.endpoint, "example.com")
    terraform = routing.workspaces.program((EXAMPLES / "shared_listener.py").read_text())
    terraform("apply", "-auto-approve")
    state = json.loads(terraform("show", "-json"))["values"]["root_module"]["resources"]
    [cart] = [item for item in state if item["address"] == "aws_lb_target_group.cart"]
    with Backend("cart") as backend:
        routing.register(cart["values"]["arn"], backend)
        answer = routing.load_balancer.request("http://cart.example.com/")
    assert json.loads(answer.body)["backend"] == "cart"
    terraform("destroy", "-auto-approve")
    answer = routing.load_balancer.request("http://cart.example.com/")
    assert json.loads(answer.body)["backend"] == "web"


def test_target_receives_request(load_balancer: LoadBalancer) -> None:
    answer = load_balancer.request(
        "http://api.example.com/v1/files/a%20b?c=%2F", method="POST", body="text"
    )
    received = json.loads(answer.body)
    assert (received["method"], received["path"]) == ("POST", "/v1/files/a%20b?c=%2F")
    assert received["headers"]["x-forwarded-proto"] == "http"
    assert received["headers"]["x-forwarded-port"] == "80"


def test_https_listener_adds_response_headers(load_balancer: LoadBalancer) -> None:
    answer = load_balancer.request("https://www.example.com/")
    assert answer.headers["strict-transport-security"] == (
        SECURITY_HEADERS.strict_transport_security
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
