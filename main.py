"""The backend of zenn-clone behind its Application Load Balancer.

Set the domain and the region in ``cdktf.json``. ``examples/environments.py`` deploys several
environments.
"""

import json
from pathlib import Path

from constructs_lib import (  # before cdktf: see docs/performance.md
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
    check_domain_name,
    check_region,
    state_backend,
)
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct


class ZennCloneBackend(TerraformStack):
    """An internet-facing ALB that forwards HTTP and HTTPS to the backend's ECS tasks."""

    def __init__(self, scope: Construct, id: str, *, domain: str, region: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=region)
        state_backend(self)
        vpc = VpcLookup(self, "vpc", name="zenn-clone-vpc")
        zones = ["ap-northeast-1a", "ap-northeast-1c"]
        public = PublicSubnetsLookup(self, "public", vpc=vpc, availability_zones=zones)
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
            enable_deletion_protection=False,  # the tutorial destroys it at its end
        )
        TerraformOutput(self, "dns_name", value=alb.dns_name)
        TerraformOutput(self, "zone_id", value=alb.zone_id)
        TerraformOutput(self, "alb_arn", value=alb.arn)
        TerraformOutput(self, "http_listener_arn", value=alb.listeners[80].arn)
        TerraformOutput(self, "https_listener_arn", value=alb.listeners[443].arn)
        TerraformOutput(self, "target_group_arn", value=backend.arn)
        TerraformOutput(self, "alb_security_group_id", value=alb_security_group.id)


# Without the CLI, which passes it, `python main.py` reads the context itself.
app = App(context=json.loads(Path(__file__).with_name("cdktf.json").read_text())["context"])
domain, region = app.node.try_get_context("domain"), app.node.try_get_context("region")
check_domain_name("domain in the context of cdktf.json", domain)
check_region("region in the context of cdktf.json", region)
ZennCloneBackend(app, "zenn-clone-backend", domain=domain, region=region)
app.synth()
