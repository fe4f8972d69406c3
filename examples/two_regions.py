"""The same service in two regions, with its DNS zone in another account."""

from constructs_lib import (
    AliasRecord,
    ApplicationLoadBalancer,
    Certificate,
    Forward,
    HostedZoneLookup,
    HttpsListener,
    Id,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderAssumeRole

app = App()
stack = TerraformStack(app, "two-regions")
AwsProvider(stack, "aws", region="ap-northeast-1")
osaka = AwsProvider(stack, "aws-osaka", alias="osaka", region="ap-northeast-3")
dns_account = AwsProvider(
    stack,
    "aws-dns",
    alias="dns",
    region="ap-northeast-1",
    assume_role=[AwsProviderAssumeRole(role_arn="arn:aws:iam::210987654321:role/dns")],
)
zone = HostedZoneLookup(stack, "zone", name="example.com", provider=dns_account)

for name, provider, vpc, subnets in (
    ("tokyo", None, "vpc-0a1b2c3d", ("subnet-0a1b2c3d", "subnet-0b1c2d3e")),
    ("osaka", osaka, "vpc-0b1c2d3e", ("subnet-0c1d2e3f", "subnet-0d1e2f3a")),
):
    group = SecurityGroup(
        stack,
        f"{name}-group",
        name=f"shop-{name}",
        vpc=Id(vpc),
        ingress={"https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")},
        egress={"tasks": SecurityGroupRule(port=8080, cidr_ipv4="10.0.0.0/16")},
        provider=provider,
    )
    web = TargetGroup(
        stack, f"{name}-web", name_prefix="shop", vpc=Id(vpc), port=8080, provider=provider
    )
    certificate = Certificate(
        stack,
        f"{name}-certificate",
        domain=f"{name}.example.com",
        hosted_zone=zone,
        hosted_zone_provider=dns_account,
        provider=provider,
    )
    alb = ApplicationLoadBalancer(
        stack,
        f"{name}-alb",
        name="shop",
        internal=False,
        subnets=[Id(subnet) for subnet in subnets],
        security_groups=[group],
        listeners=[HttpsListener(certificate=certificate, default_action=Forward(web))],
        provider=provider,
    )
    AliasRecord(
        stack,
        f"{name}-record",
        name=f"{name}.example.com",
        hosted_zone=zone,
        load_balancer=alb,
        provider=dns_account,
    )

app.synth()
