"""A load balancer with all options that scanners and AWS Security Hub recommend."""

from constructs_lib import (
    REDIRECT_TO_HTTPS,
    SECURITY_HEADERS,
    ApplicationLoadBalancer,
    CertificateLookup,
    Forward,
    HealthCheck,
    HttpListener,
    HttpsListener,
    LoadBalancerLogBucket,
    LoadBalancerLogs,
    PublicSubnetsLookup,
    SecurityGroup,
    SecurityGroupLookup,
    SecurityGroupRule,
    TargetGroup,
    VpcLookup,
    WebAclLookup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "hardened")
AwsProvider(stack, "aws", region="ap-northeast-1")

vpc = VpcLookup(stack, "vpc", name="shared")
public = PublicSubnetsLookup(
    stack, "public", vpc=vpc, availability_zones=["ap-northeast-1a", "ap-northeast-1c"]
)
tasks = SecurityGroupLookup(stack, "tasks", vpc=vpc, name="shared-tasks")
certificate = CertificateLookup(stack, "certificate", domain="*.example.com")

group = SecurityGroup(
    stack,
    "alb-security-group",
    name="hardened-alb",
    vpc=vpc,
    ingress={
        "http": SecurityGroupRule(port=80, cidr_ipv4="198.51.100.0/24"),
        "https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0"),
    },
    egress={"tasks": SecurityGroupRule(port=8443, security_group=tasks)},
)
web = TargetGroup(
    stack,
    "web",
    name_prefix="hardened",
    vpc=vpc,
    port=8443,
    protocol="HTTPS",
    health_check=HealthCheck(path="/healthz", protocol="HTTPS"),
)
logs = LoadBalancerLogBucket(stack, "logs", name="example-hardened-logs", force_destroy=True)
ApplicationLoadBalancer(
    stack,
    "alb",
    name="hardened",
    internal=False,
    subnets=public,
    security_groups=[group],
    listeners=[
        HttpListener(default_action=REDIRECT_TO_HTTPS),
        HttpsListener(
            certificate=certificate,
            default_action=Forward(web),
            response_headers=SECURITY_HEADERS,
        ),
    ],
    access_logs=LoadBalancerLogs(logs, prefix="access"),
    connection_logs=LoadBalancerLogs(logs, prefix="connection"),
    web_acl=WebAclLookup(stack, "web-acl", name="shared"),
)

app.synth()
