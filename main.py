"""The backend of zenn-clone behind its Application Load Balancer.

``cdktf.json`` holds the two values that are yours: the domain and the region. ``docs/teams.md``
tells how it also holds where the state is, and several environments.
"""

from collections.abc import Callable

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
    check_account_id,
    check_domain_name,
    check_region,
    problems_together,
    state_backend,
)


class ZennCloneBackend(TerraformStack):
    """An internet-facing ALB that forwards HTTP and HTTPS to the backend's ECS tasks."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        domain: str,
        region: str,
        account_id: str | None,
        state_bucket: str | None,
    ) -> None:
        super().__init__(scope, id)
        accounts = None if account_id is None else [account_id]
        AwsProvider(self, "aws", region=region, allowed_account_ids=accounts)
        state_backend(self, bucket=state_bucket)

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


def checked(key: str, value: str, check: Callable[[str, str], None]) -> str:
    """A value that is yours to set in ``cdktf.json``."""
    check(f"{key} in the context of cdktf.json (which cdktf synth reads)", value)
    return value


app = App()
context = app.node.try_get_context
with problems_together():
    for name, its_own in (context("environments") or {"": {}}).items():
        domain, region, account_id, state_bucket = (
            its_own.get(key, context(key))
            for key in ("domain", "region", "account_id", "state_bucket")
        )
        ZennCloneBackend(
            app,
            f"zenn-clone-backend-{name}" if name else "zenn-clone-backend",
            domain=checked("domain", domain, check_domain_name),
            region=checked("region", region, check_region),
            account_id=account_id and checked("account_id", account_id, check_account_id),
            state_bucket=state_bucket,
        )
app.synth()
