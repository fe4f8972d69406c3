"""A service behind the load balancer of another stack, with DNS records."""

from constructs_lib import (
    AliasRecord,
    ApplicationLoadBalancerLookup,
    Connection,
    Forward,
    HealthCheck,
    HostedZoneLookup,
    HostHeader,
    ListenerLookup,
    ListenerRule,
    ListenerRules,
    SecurityGroup,
    TargetGroup,
    VpcLookup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "shared-listener")
AwsProvider(stack, "aws", region="ap-northeast-1")

vpc = VpcLookup(stack, "vpc", name="shared")
shared = ApplicationLoadBalancerLookup(stack, "shared", name="shared")
http = ListenerLookup(stack, "http", load_balancer=shared, port=80)
zone = HostedZoneLookup(stack, "zone", name="example.com")

cart = TargetGroup(
    stack,
    "cart",
    name_prefix="cart",
    vpc=vpc,
    port=8080,
    health_check=HealthCheck(path="/healthz"),
)
tasks = SecurityGroup(stack, "tasks", name="cart-tasks", vpc=vpc)
Connection(
    stack,
    "alb-to-tasks",
    source=shared.security_group,
    destination=tasks,
    ports=cart.ports,
)
ListenerRules(
    stack,
    "rules",
    listener=http,
    rules={
        "cart": ListenerRule(
            priority=210, conditions=[HostHeader(["cart.example.com"])], action=Forward(cart)
        )
    },
)
AliasRecord(stack, "cart-record", hosted_zone=zone, name="cart.example.com", load_balancer=shared)
app.synth()
