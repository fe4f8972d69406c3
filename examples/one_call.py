"""The resources of main.py as one construct, with the names of another project."""

from constructs_lib import ApplicationLoadBalancedBackend
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "one-call")
AwsProvider(stack, "aws", region="ap-northeast-1")
web = ApplicationLoadBalancedBackend(
    stack,
    "web",
    name="zenn-clone-alb-backend",
    vpc_name="zenn-clone-vpc",
    availability_zones=["ap-northeast-1a", "ap-northeast-1c"],
    domain="backend.example.com",
    backend_security_group_name="zenn-clone-ecs-backend-security-group",
    port=80,
    health_check_path="/api/v1/health_check",
    enable_deletion_protection=False,
)
TerraformOutput(stack, "dns_name", value=web.alb.dns_name)
app.synth()
