"""Tables of invalid arguments, from which ``docs/validation_errors.md`` is generated, too."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import constructs_lib
import pytest
from constructs_lib import (
    ApplicationCookie,
    ApplicationLoadBalancer,
    Arn,
    CertificateLookup,
    FixedResponse,
    HostedZoneLookup,
    HttpsListener,
    Id,
    ListenerRule,
    LoadBalancerCookie,
    PathPattern,
    TargetGroup,
    TargetGroupLookup,
    ValidationError,
    VpcLookup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

_ACCOUNT = "ap-northeast-1:123456789012"


@dataclass(frozen=True, slots=True)
class InvalidInput:
    """A valid call, and a table of arguments that make it invalid.

    Each line of the table has arguments that replace those of the call, ``=>``, and the error. A
    line that starts with ``=>`` has another error of the same arguments.
    """

    call: str
    follows: str
    table: str
    title: str = ""

    def rows(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the arguments and the errors of each row."""
        rows: list[tuple[str, list[str]]] = []
        for line in self.table.strip().splitlines():
            arguments, _, error = line.partition("=> ")
            if arguments.strip():
                rows.append((arguments.strip(), []))
            rows[-1][1].append(error)
        return iter(rows)


def rejects(*tables: InvalidInput) -> Callable[..., None]:
    """Return a test that each row of some tables raises exactly its errors."""
    rows = [(table.call, *row) for table in tables for row in table.rows()]

    @pytest.mark.parametrize(("call", "arguments", "errors"), rows)
    def test(call: str, arguments: str, errors: list[str]) -> None:
        assert errors_of(call, arguments) == errors

    return test


def errors_of(call: str, arguments: str) -> list[str]:
    """Return the errors of a call with other arguments; none if it is accepted."""
    try:
        evaluate(call, arguments, stack_fixture())
    except ValidationError as error:
        return list(error.errors)
    return []


def evaluate(call: str, arguments: str, names: dict[str, Any]) -> object:
    """Evaluate a call with other arguments in place of those it has."""
    expression = ast.parse(call, mode="eval").body
    assert isinstance(expression, ast.Call)
    function = names[ast.unparse(expression.func)]
    is_construct = "scope" in getattr(function.__init__, "__annotations__", ())
    positional = ["scope", "id"] if is_construct else list(function.__annotations__)
    keywords = {keyword.arg: keyword.value for keyword in expression.keywords}
    values = dict(zip(positional, expression.args, strict=False)) | keywords
    evaluated = {
        name: eval(ast.unparse(value), names)  # noqa: S307 - an expression of a table
        for name, value in values.items()
    }
    evaluated |= eval(f"dict({arguments})", names)  # noqa: S307 - as above
    return function(**evaluated)


@cache
def stack_fixture() -> dict[str, Any]:
    """Return the public names, and a stack in ap-northeast-1 with what the tables refer to.

    One stack serves all tables, as a rejected construct is not created.
    """
    app = App()
    stack = TerraformStack(app, "stack")
    AwsProvider(stack, "aws", region="ap-northeast-1")
    vpc = VpcLookup(stack, "taken", name="main")

    def target_group(id: str, **arguments: Any) -> TargetGroup:  # noqa: ANN401 - any argument
        return TargetGroup(stack, id, name=id, vpc=vpc, port=80, **arguments)

    def arn(service: str, resource: str) -> Arn:
        return Arn(f"arn:aws:{service}:{_ACCOUNT}:{resource}")

    listener = HttpsListener(
        certificate=CertificateLookup(stack, "wildcard", domain="*.example.com"),
        default_action=FixedResponse(404),
    )
    public = {name: getattr(constructs_lib, name) for name in dir(constructs_lib)}
    return public | {
        "app": app,
        "stack": stack,
        "vpc": vpc,
        "zone": HostedZoneLookup(stack, "zone", name="example.com"),
        "private_zone": HostedZoneLookup(stack, "private", name="example.com", private_zone=True),
        "alb": ApplicationLoadBalancer(
            stack,
            "alb",
            name="alb",
            subnets=[Id("subnet-1"), Id("subnet-2")],
            security_groups=[Id("sg-1")],
            listeners=[listener],
        ),
        "www_certificate": CertificateLookup(stack, "www", domain="www.example.com"),
        "target_group_lookup": TargetGroupLookup(stack, "web", name="web"),
        "sticky_by_application": target_group(
            "app", stickiness=ApplicationCookie(cookie_name="session")
        ),
        "sticky": target_group("sticky", stickiness=LoadBalancerCookie()),
        "grpc": target_group("grpc", protocol_version="GRPC"),
        "ipv6": target_group("ipv6", ip_address_type="ipv6"),
        "target_group": arn("elasticloadbalancing", "targetgroup/web/1"),
        "listener": arn("elasticloadbalancing", "listener/app/shared/1/2"),
        "trust_store": arn("elasticloadbalancing", "truststore/partners/1"),
        "certificate": arn("acm", "certificate/1"),
        "function": arn("lambda", "function:hello"),
        "user_pool": arn("cognito-idp", "userpool/ap-northeast-1_a"),
        "topic": arn("sns", "on-call"),
        "rule": ListenerRule(
            priority=1, conditions=[PathPattern(["/a"])], action=FixedResponse(404)
        ),
        "role": Arn("arn:aws:iam::123456789012:role/ecs"),
        "log_group": arn("logs", "log-group:/alb/web"),
    }
