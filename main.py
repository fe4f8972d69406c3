"""The backend of zenn-clone behind its Application Load Balancer.

``cdktf.json`` holds the two values that are yours: the domain and the region.
"""

from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from constructs_lib import (
    ApplicationLoadBalancer,
    CertificateLookup,
    Forward,
    HealthCheck,
    HttpListener,
    HttpsListener,
    PublicSubnetsLookup,
    SecurityGroup,
    SecurityGroupLookup,
    SecurityGroupRule,
    TargetGroup,
    VpcLookup,
)


class ZennCloneBackend(TerraformStack):
    """An internet-facing ALB that forwards HTTP and HTTPS to the backend's ECS tasks."""

    def __init__(self, scope: Construct, id: str, *, domain: str, region: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=region)

        vpc = VpcLookup(self, "vpc", name="zenn-clone-vpc")
        public = PublicSubnetsLookup(
            self, "public", vpc=vpc, availability_zones=["ap-northeast-1a", "ap-northeast-1c"]
        )
        service = SecurityGroupLookup(
            self, "service", vpc=vpc, name="zenn-clone-ecs-backend-security-group"
        )
        certificate = CertificateLookup(self, "certificate", domain=domain)

        alb_security_group = SecurityGroup(
            self,
            "alb-security-group",
            name="zenn-clone-alb-backend-security-group",
            vpc=vpc,
            ingress={
                "http-ipv4": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0"),
                "http-ipv6": SecurityGroupRule(port=80, cidr_ipv6="::/0"),
                "https-ipv4": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0"),
                "https-ipv6": SecurityGroupRule(port=443, cidr_ipv6="::/0"),
            },
            egress={"backend": SecurityGroupRule(port=80, security_group=service)},
        )
        backend = TargetGroup(
            self,
            "target-group",
            name="zenn-clone-alb-backend-tg",
            vpc=vpc,
            port=80,
            health_check=HealthCheck(path="/api/v1/health_check"),
        )
        alb = ApplicationLoadBalancer(
            self,
            "alb",
            name="zenn-clone-alb-backend",
            internal=False,
            subnets=public,
            security_groups=[alb_security_group],
            listeners=[
                HttpListener(default_action=Forward(backend)),
                HttpsListener(certificate=certificate, default_action=Forward(backend)),
            ],
            enable_deletion_protection=False,  # the tutorial tears it down again
        )

        TerraformOutput(self, "dns_name", value=alb.dns_name)
        TerraformOutput(self, "zone_id", value=alb.zone_id)
        TerraformOutput(self, "alb_arn", value=alb.arn)
        TerraformOutput(self, "http_listener_arn", value=alb.listeners[80].arn)
        TerraformOutput(self, "https_listener_arn", value=alb.listeners[443].arn)
        TerraformOutput(self, "target_group_arn", value=backend.arn)
        TerraformOutput(self, "alb_security_group_id", value=alb_security_group.id)


def context(app: App, key: str, example: str) -> str:
    """A value that the user sets in ``cdktf.json``."""
    value = app.node.try_get_context(key)
    if not isinstance(value, str) or not value:
        msg = (
            f"{key} must be set in the context of cdktf.json, for example "
            f'"context": {{"{key}": "{example}"}}, got {value!r}'
        )
        raise ValueError(msg)
    return value


app = App()
ZennCloneBackend(
    app,
    "zenn-clone-backend",
    domain=context(app, "domain", "backend.example.com"),
    region=context(app, "region", "ap-northeast-1"),
)
app.synth()
