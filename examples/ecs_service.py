"""An ECS service behind an ALB: next to resources that this library did not make."""

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.ecs_service import (
    EcsService,
    EcsServiceLoadBalancer,
    EcsServiceNetworkConfiguration,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    Forward,
    HealthCheck,
    HttpListener,
    HttpsListener,
    Id,
    Redirect,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
)

app = App()
stack = TerraformStack(app, "ecs-service")
AwsProvider(stack, "aws", region="eu-west-1")

vpc = Id("vpc-0a1b2c3d4e5f60718")
subnets = [Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")]
certificate = Arn("arn:aws:acm:eu-west-1:123456789012:certificate/0123abcd")

alb_group = SecurityGroup(
    stack,
    "alb-security-group",
    name="web-alb",
    vpc=vpc,
    ingress={
        "http": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0"),
        "https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0"),
    },
    egress={"tasks": SecurityGroupRule(port=8080, cidr_ipv4="10.0.0.0/16")},
)
task_group = SecurityGroup(
    stack,
    "task-security-group",
    name="web-tasks",
    vpc=vpc,
    ingress={"alb": SecurityGroupRule(port=8080, security_group=alb_group)},
    egress={"https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")},
)
web = TargetGroup(
    stack, "web", name="web", vpc=vpc, port=8080, health_check=HealthCheck(path="/healthz")
)
alb = ApplicationLoadBalancer(
    stack,
    "alb",
    name="web",
    internal=False,
    subnets=subnets,
    security_groups=[alb_group],
    listeners=[
        HttpListener(default_action=Redirect(protocol="HTTPS", port=443)),
        HttpsListener(certificate=certificate, default_action=Forward(web)),
    ],
)
EcsService(
    stack,
    "service",
    name="web",
    cluster="web",
    task_definition="web:1",
    launch_type="FARGATE",
    desired_count=2,
    network_configuration=EcsServiceNetworkConfiguration(
        subnets=[subnet.id for subnet in subnets], security_groups=[task_group.id]
    ),
    load_balancer=[
        EcsServiceLoadBalancer(container_name="web", container_port=8080, target_group_arn=web.arn)
    ],
    depends_on=list(alb.listeners.values()),  # ECS refuses a target group without a load balancer
)
app.synth()
