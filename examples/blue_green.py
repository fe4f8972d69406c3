"""Two target groups whose weights CodeDeploy or ECS changes."""

from constructs_lib import (
    ApplicationLoadBalancer,
    Forward,
    HttpListener,
    Id,
    ListenerRule,
    PathPattern,
    TargetGroup,
    WeightedForward,
    WeightedTargetGroup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "blue-green")
AwsProvider(stack, "aws", region="ap-northeast-1")

vpc = Id("vpc-0a1b2c3d4e5f60718")
subnets = [Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")]
group = Id("sg-0a1b2c3d4e5f60718")

blue = TargetGroup(stack, "blue", name_prefix="blue", vpc=vpc, port=8080)
green = TargetGroup(stack, "green", name_prefix="green", vpc=vpc, port=8080)
shared = WeightedForward(
    [WeightedTargetGroup(blue, weight=100), WeightedTargetGroup(green, weight=0)],
    stickiness_duration=600,
)
ApplicationLoadBalancer(
    stack,
    "alb",
    name="blue-green",
    subnets=subnets,
    security_groups=[group],
    listeners=[
        HttpListener(  # production, whose action Terraform does not change
            default_action=shared,
            ignore_action_changes=True,
            rules={
                "api": ListenerRule(
                    conditions=[PathPattern(["/api/*"])],
                    action=shared,
                    ignore_action_changes=True,
                    priority=100,
                )
            },
        ),
        HttpListener(port=9000, default_action=Forward(green), ignore_action_changes=True),  # test
    ],
    enable_deletion_protection=False,
)
app.synth()
