"""An internet-facing Application Load Balancer for an ECS service."""

from collections.abc import Sequence

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import TerraformProvider
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib.domain.certificate import CertificateLookup, domain_errors
from constructs_lib.listener.forward import Forward
from constructs_lib.listener.listener import HttpListener, HttpsListener
from constructs_lib.load_balancer.application_load_balancer import ApplicationLoadBalancer
from constructs_lib.network.security_group import SecurityGroup, SecurityGroupLookup
from constructs_lib.network.security_group_rule import SecurityGroupRule, security_group_name_errors
from constructs_lib.network.subnets import PublicSubnetsLookup, zone_errors
from constructs_lib.network.vpc import VpcLookup, vpc_name_errors
from constructs_lib.target_group.health_check import HealthCheck
from constructs_lib.target_group.target_group import TargetGroup

SECURITY_GROUP_SUFFIX = "-security-group"
TARGET_GROUP_SUFFIX = "-tg"


class ApplicationLoadBalancedBackend(AwsConstruct):
    """An internet-facing Application Load Balancer in front of an ECS service, in an existing VPC.

    Creates the resources of these constructs: a `VpcLookup`, a `PublicSubnetsLookup`, a
    `SecurityGroupLookup`, a `CertificateLookup`, a `SecurityGroup`, a `TargetGroup` and an
    `ApplicationLoadBalancer` that forwards HTTP on port 80 and HTTPS on port 443, from all
    addresses, to the target group. Pass `target_group` to the ECS service::

        backend = ApplicationLoadBalancedBackend(
            self, "web", name="web", vpc_name="main", domain="web.example.com",
            availability_zones=["ap-northeast-1a", "ap-northeast-1c"],
            backend_security_group_name="web-tasks", port=8080, health_check_path="/healthz",
        )

    For a different architecture, copy the constructs of this class and change them.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Name of the load balancer, 1–29 letters, digits and hyphens. The other names are this
            name with ``-security-group`` and ``-tg``.
        vpc_name: The ``Name`` tag of the VPC.
        availability_zones: At least two zones, each with a public subnet.
        domain: Domain name of the issued ACM certificate.
        backend_security_group_name: Name of the security group of the tasks.
        port: Port on which the tasks receive traffic, 1–65535.
        health_check_path: Path that returns 200 if a task is healthy.
        enable_deletion_protection: As for `ApplicationLoadBalancer`. Defaults to ``True``.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.

    Raises:
        ValidationError: A value is invalid for one of the constructs.

    Follows https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        vpc_name: str,
        availability_zones: Sequence[str],
        domain: str,
        backend_security_group_name: str,
        port: int,
        health_check_path: str,
        enable_deletion_protection: bool = True,
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            checks.elb_name("name", name, reserved_length=len(TARGET_GROUP_SUFFIX)),
            vpc_name_errors("vpc_name", vpc_name),
            zone_errors("availability_zones", availability_zones, provider or scope),
            domain_errors("domain", domain),
            security_group_name_errors("backend_security_group_name", backend_security_group_name),
            checks.port("port", port),
            checks.path("health_check_path", health_check_path),
            checks.boolean("enable_deletion_protection", enable_deletion_protection),
            provider=provider,
        )
        self.vpc = VpcLookup(self, "vpc", name=vpc_name)
        self.subnets = PublicSubnetsLookup(
            self, "public", vpc=self.vpc, availability_zones=availability_zones
        )
        self.backend_security_group = SecurityGroupLookup(
            self, "service", vpc=self.vpc, name=backend_security_group_name
        )
        self.certificate = CertificateLookup(self, "certificate", domain=domain)
        self.security_group = SecurityGroup(
            self,
            "alb-security-group",
            name=f"{name}{SECURITY_GROUP_SUFFIX}",
            vpc=self.vpc,
            ingress={
                "http-ipv4": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0"),
                "http-ipv6": SecurityGroupRule(port=80, cidr_ipv6="::/0"),
                "https-ipv4": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0"),
                "https-ipv6": SecurityGroupRule(port=443, cidr_ipv6="::/0"),
            },
            egress={
                "backend": SecurityGroupRule(port=port, security_group=self.backend_security_group),
            },
        )
        self.target_group = TargetGroup(
            self,
            "target-group",
            name=f"{name}{TARGET_GROUP_SUFFIX}",
            vpc=self.vpc,
            port=port,
            health_check=HealthCheck(path=health_check_path),
        )
        self.alb = ApplicationLoadBalancer(
            self,
            "alb",
            name=name,
            internal=False,
            subnets=self.subnets,
            security_groups=[self.security_group],
            listeners=[
                HttpListener(default_action=Forward(self.target_group)),
                HttpsListener(
                    certificate=self.certificate, default_action=Forward(self.target_group)
                ),
            ],
            enable_deletion_protection=enable_deletion_protection,
        )
