"""Listener rules with all conditions, weights, redirects and fixed responses."""

from constructs_lib import (
    ApplicationLoadBalancer,
    FixedResponse,
    Forward,
    HostHeader,
    HttpHeader,
    HttpListener,
    HttpRequestMethod,
    Id,
    ListenerRule,
    PathPattern,
    QueryString,
    Redirect,
    SourceIp,
    TargetGroup,
    WeightedForward,
    WeightedTargetGroup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "routing")
AwsProvider(stack, "aws", region="ap-northeast-1")

vpc = Id("vpc-0a1b2c3d4e5f60718")
subnets = [Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")]
group = Id("sg-0a1b2c3d4e5f60718")

web = TargetGroup(stack, "web", name_prefix="web", vpc=vpc, port=8080)
canary = TargetGroup(stack, "canary", name_prefix="canary", vpc=vpc, port=8080)
api = TargetGroup(stack, "api", name_prefix="api", vpc=vpc, port=3000)

rules = {
    "office": ListenerRule(
        conditions=[PathPattern(["/admin/*"]), SourceIp(["192.0.2.0/24", "2001:db8::/32"])],
        action=Forward(web),
        priority=100,
    ),
    "admin": ListenerRule(
        conditions=[PathPattern(["/admin/*"])],
        action=FixedResponse(403, message_body="no"),
        priority=200,
    ),
    "api": ListenerRule(
        conditions=[
            HostHeader(["api.example.com"]),
            HttpRequestMethod(["GET", "POST"]),
            PathPattern(["/v1/*", "/v2/*"]),
        ],
        action=Forward(api),
        tags={"team": "api"},
        priority=300,
    ),
    "old-host": ListenerRule(
        conditions=[HostHeader(["old.example.com"])],
        action=Redirect(host="www.example.com", status_code="HTTP_302"),
        priority=400,
    ),
    "beta": ListenerRule(
        priority=50,  # evaluated first
        conditions=[
            HttpHeader("X-Beta", ["yes", "true"]),
            QueryString([("beta", "1"), (None, "b*")]),
        ],
        action=Forward(canary),
    ),
}
ApplicationLoadBalancer(
    stack,
    "alb",
    name="routing",
    subnets=subnets,
    security_groups=[group],
    listeners=[
        HttpListener(
            default_action=WeightedForward(
                [WeightedTargetGroup(web, weight=95), WeightedTargetGroup(canary, weight=5)],
                stickiness_duration=600,
            ),
            rules=rules,
            tags={"team": "web"},
        ),
        HttpListener(port=8080, default_action=Redirect(port=80), tags={"team": "web"}),
    ],
    enable_deletion_protection=False,
)
app.synth()
