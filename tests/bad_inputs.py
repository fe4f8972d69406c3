"""What the rows of ``docs/refused.md`` are written about, and how one of them is run."""

import ast
from typing import Any

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

import constructs_lib
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    CertificateLookup,
    FixedResponse,
    HostedZoneLookup,
    HttpsListener,
    Id,
    LoadBalancerCookie,
    TargetGroup,
    VpcLookup,
)

_ACCOUNT = "ap-northeast-1:123456789012"


def world() -> dict[str, Any]:
    """A stack in ap-northeast-1 with what the rows name."""
    app = App()
    stack = TerraformStack(app, "stack")
    AwsProvider(stack, "aws", region="ap-northeast-1")
    vpc = VpcLookup(stack, "taken", name="main")

    def group(id: str, **given: Any) -> TargetGroup:  # noqa: ANN401 - whatever a group takes
        return TargetGroup(stack, id, name=id, vpc=vpc, port=80, **given)

    def arn(service: str, resource: str) -> Arn:
        return Arn(f"arn:aws:{service}:{_ACCOUNT}:{resource}")

    listener = HttpsListener(
        certificate=CertificateLookup(stack, "wildcard", domain="*.example.com"),
        default_action=FixedResponse(404),
    )
    public = {name: getattr(constructs_lib, name) for name in constructs_lib.__all__}
    return public | {
        "app": app,
        "stack": stack,
        "vpc": vpc,
        "zone": HostedZoneLookup(stack, "zone", name="example.com"),
        "private_zone": HostedZoneLookup(stack, "private", name="example.com", private_zone=True),
        "alb": ApplicationLoadBalancer(
            stack,
            "alb",
            name="taken",
            subnets=[Id("subnet-1"), Id("subnet-2")],
            security_groups=[Id("sg-1")],
            listeners=[listener],
        ),
        "sticky": group("sticky", stickiness=LoadBalancerCookie()),
        "grpc": group("grpc", protocol_version="GRPC"),
        "ipv6": group("ipv6", ip_address_type="ipv6"),
        "target_group": arn("elasticloadbalancing", "targetgroup/web/1"),
        "listener": arn("elasticloadbalancing", "listener/app/shared/1/2"),
        "trust_store": arn("elasticloadbalancing", "truststore/partners/1"),
        "certificate": arn("acm", "certificate/1"),
        "function": arn("lambda", "function:hello"),
        "user_pool": arn("cognito-idp", "userpool/ap-northeast-1_a"),
        "topic": arn("sns", "on-call"),
    }


def run(call: str, given: str, names: dict[str, Any] | None = None) -> object:
    """Make the call with other arguments in place of those it has."""
    names = world() if names is None else names
    [statement] = ast.parse(call).body
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Call)
    made = statement.value
    construct = names[ast.unparse(made.func)]
    positional = list(construct.__annotations__ or {})
    if not positional or "scope" in construct.__init__.__annotations__:
        positional = ["scope", "id"]
    arguments = {
        name: eval(ast.unparse(value), names)  # noqa: S307 - of a page in this repository
        for name, value in zip(positional, made.args, strict=False)
    } | {
        str(one.arg): eval(ast.unparse(one.value), names)  # noqa: S307 - as above
        for one in made.keywords
    }
    return construct(**arguments | eval(f"dict({given})", names))  # noqa: S307 - as above
