"""CloudWatch alarms and a dashboard."""

from constructs_lib import (
    AlarmThresholds,
    ApplicationLoadBalancer,
    Forward,
    HttpListener,
    Id,
    LoadBalancerMonitoring,
    TargetGroup,
    TopicLookup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "monitoring")
AwsProvider(stack, "aws", region="ap-northeast-1")

vpc = Id("vpc-0a1b2c3d4e5f60718")
subnets = [Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")]
group = Id("sg-0a1b2c3d4e5f60718")

web = TargetGroup(stack, "web", name_prefix="web", vpc=vpc, port=8080)
alb = ApplicationLoadBalancer(
    stack,
    "alb",
    name="monitoring",
    subnets=subnets,
    security_groups=[group],
    listeners=[HttpListener(default_action=Forward(web))],
    enable_deletion_protection=False,
)
LoadBalancerMonitoring(
    stack,
    "monitoring",
    name="web",
    load_balancer=alb,
    target_groups={"web": web},
    topic=TopicLookup(stack, "topic", name="on-call"),
    period=60,
    evaluation_periods=5,
    datapoints_to_alarm=3,
    tags={"team": "web"},
    thresholds=AlarmThresholds(target_response_time=0.5, target_4xx_rate=20, healthy_hosts=1),
)
app.synth()
