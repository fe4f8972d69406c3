"""Target groups of all types: instances, IP addresses, IPv6, HTTP/2, gRPC and Lambda."""

from constructs_lib import (
    ApplicationCookie,
    ApplicationLoadBalancer,
    Arn,
    Forward,
    GrpcHealthCheck,
    HasArn,
    HealthCheck,
    HttpsListener,
    Id,
    LambdaTargetGroup,
    ListenerRule,
    LoadBalancerCookie,
    PathPattern,
    Target,
    TargetGroup,
    TargetGroupHealth,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "target-groups")
AwsProvider(stack, "aws", region="ap-northeast-1")

vpc = Id("vpc-0a1b2c3d4e5f60718")
subnets = [Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")]
group = Id("sg-0a1b2c3d4e5f60718")
certificate = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123abcd")

function = Arn("arn:aws:lambda:ap-northeast-1:123456789012:function:hello:live")

web = TargetGroup(
    stack,
    "web",
    name_prefix="web",
    vpc=vpc,
    port=443,
    protocol="HTTPS",
    health_check=HealthCheck(
        path="/healthz",
        protocol="HTTPS",
        port=8443,
        matcher="200-299",
        interval=10,
        timeout=3,
        healthy_threshold=2,
        unhealthy_threshold=3,
    ),
    deregistration_delay=30,
    slow_start=60,
    stickiness=LoadBalancerCookie(cookie_duration=3600),
    target_group_health=TargetGroupHealth(
        dns_failover_count=2,
        dns_failover_percentage=50,
        unhealthy_state_routing_count=1,
        unhealthy_state_routing_percentage=25,
    ),
    tags={"team": "web"},
)
shop = TargetGroup(
    stack,
    "shop",
    name="shop",
    vpc=vpc,
    port=8080,
    load_balancing_cross_zone_enabled="true",
    stickiness=ApplicationCookie(cookie_name="session"),
)
http2 = TargetGroup(
    stack,
    "http2",
    name_prefix="http2",
    vpc=vpc,
    port=8080,
    protocol_version="HTTP2",
    load_balancing_algorithm_type="weighted_random",
    load_balancing_anomaly_mitigation=True,
)
grpc = TargetGroup(
    stack,
    "grpc",
    name_prefix="grpc",
    vpc=vpc,
    port=50051,
    protocol_version="GRPC",
    health_check=GrpcHealthCheck(path="/grpc.health.v1.Health/Check", matcher="0"),
)
on_premises = TargetGroup(
    stack,
    "on-premises",
    name_prefix="on-premises",
    vpc=vpc,
    port=80,
    targets={
        "one": Target(id="192.168.0.10", port=8080, availability_zone="all"),
        "two": Target(id="192.168.0.11", availability_zone="all"),
    },
)
instances = TargetGroup(
    stack,
    "instances",
    name_prefix="instances",
    vpc=vpc,
    port=80,
    target_type="instance",
    load_balancing_algorithm_type="least_outstanding_requests",
)
ipv6 = TargetGroup(stack, "ipv6", name_prefix="ipv6", vpc=vpc, port=80, ip_address_type="ipv6")
hello = LambdaTargetGroup(
    stack,
    "hello",
    name="hello",
    function=function,
    lambda_multi_value_headers_enabled=True,
)
paths: list[tuple[int, str, HasArn]] = [
    (100, "shop", shop),
    (200, "http2", http2),
    (300, "grpc", grpc),
    (400, "on-premises", on_premises),
    (500, "instances", instances),
    (600, "hello", hello),
]
ApplicationLoadBalancer(
    stack,
    "alb",
    name="target-groups",
    subnets=subnets,
    security_groups=[group],
    listeners=[
        HttpsListener(
            certificate=certificate,
            default_action=Forward(web),
            rules={
                path: ListenerRule(
                    priority=priority,
                    conditions=[PathPattern([f"/{path}/*"])],
                    action=Forward(target_group),
                )
                for priority, path, target_group in paths
            },
        ),
    ],
    enable_deletion_protection=False,
)
app.synth()
