"""An ECS service behind a load balancer, with raw resources of the provider."""

from constructs_lib import (
    REDIRECT_TO_HTTPS,
    SECURITY_HEADERS,
    ApplicationLoadBalancer,
    Arn,
    Connection,
    Forward,
    HealthCheck,
    HttpListener,
    HttpsListener,
    Id,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.ecs_cluster import EcsCluster
from cdktf_cdktf_provider_aws.ecs_service import EcsService, EcsServiceNetworkConfiguration
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "ecs-service")
AwsProvider(stack, "aws", region="ap-northeast-1")

vpc = Id("vpc-0a1b2c3d4e5f60718")
subnets = [Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")]
certificate = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123abcd")

alb_group = SecurityGroup(
    stack,
    "alb-security-group",
    name="web-alb",
    vpc=vpc,
    ingress={
        "http": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0"),
        "https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0"),
        "office": SecurityGroupRule(port=8443, prefix_list=Id("pl-0b1c2d3e4f5061728")),
    },
    tags={"team": "web"},
)
task_group = SecurityGroup(
    stack,
    "task-security-group",
    name="web-tasks",
    vpc=vpc,
    ingress={
        "ping": SecurityGroupRule(ip_protocol="icmp", cidr_ipv4="10.0.0.0/16"),
        "peers": SecurityGroupRule(ip_protocol="-1", security_group=Id("sg-0a1b2c3d4e5f60718")),
    },
    egress={
        "https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0"),
        "s3": SecurityGroupRule(port=443, prefix_list=Id("pl-0a1b2c3d4e5f60718")),
        "ephemeral": SecurityGroupRule(
            port=32768, to_port=65535, ip_protocol="udp", cidr_ipv6="2001:db8::/32"
        ),
    },
)
web = TargetGroup(
    stack,
    "web",
    name_prefix="web",
    vpc=vpc,
    port=8080,
    health_check=HealthCheck(path="/healthz", port=8081),
)
# Allow the traffic and the health checks from the load balancer to the tasks.
Connection(stack, "alb-to-tasks", source=alb_group, destination=task_group, ports=web.ports)
alb = ApplicationLoadBalancer(
    stack,
    "alb",
    name="web",
    internal=False,
    subnets=subnets,
    security_groups=[alb_group],
    listeners=[
        HttpListener(default_action=REDIRECT_TO_HTTPS),
        HttpsListener(
            certificate=certificate,
            default_action=Forward(web),
            response_headers=SECURITY_HEADERS,
        ),
    ],
)
EcsService(
    stack,
    "service",
    name="web",
    cluster=EcsCluster(stack, "cluster", name="web").arn,
    task_definition="web:1",
    launch_type="FARGATE",
    desired_count=2,
    # In public subnets without a NAT gateway, tasks require a public IP address.
    network_configuration=EcsServiceNetworkConfiguration(
        assign_public_ip=True,
        subnets=[subnet.id for subnet in subnets],
        security_groups=[task_group.id],
    ),
    **alb.ecs_service_arguments(web, container_name="web", container_port=8080),
)
app.synth()
