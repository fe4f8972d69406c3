"""A certificate and alias records for a load balancer at your own domain."""

from constructs_lib import (
    REDIRECT_TO_HTTPS,
    SECURITY_HEADERS,
    AliasRecord,
    ApplicationLoadBalancer,
    Certificate,
    Forward,
    HostedZoneLookup,
    HttpListener,
    HttpsListener,
    Id,
    TargetGroup,
)
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "own-domain")
AwsProvider(stack, "aws", region="ap-northeast-1")

vpc = Id("vpc-0a1b2c3d4e5f60718")
subnets = [Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")]
group = Id("sg-0a1b2c3d4e5f60718")

zone = HostedZoneLookup(stack, "zone", name="example.com")
certificate = Certificate(
    stack,
    "certificate",
    domain="shop.example.com",
    subject_alternative_names=["*.shop.example.com"],
    hosted_zone=zone,
    tags={"team": "shop"},
)
shop = TargetGroup(stack, "shop", name_prefix="shop", vpc=vpc, port=8080)
alb = ApplicationLoadBalancer(
    stack,
    "alb",
    name="shop",
    internal=False,
    ip_address_type="dualstack",
    subnets=subnets,
    security_groups=[group],
    listeners=[
        HttpListener(default_action=REDIRECT_TO_HTTPS),
        HttpsListener(
            certificate=certificate,
            default_action=Forward(shop),
            response_headers=SECURITY_HEADERS,
        ),
    ],
    enable_deletion_protection=False,
)
record = AliasRecord(
    stack, "shop-record", hosted_zone=zone, name="shop.example.com", load_balancer=alb
)
TerraformOutput(stack, "url", value=f"https://{record.name}")
app.synth()
