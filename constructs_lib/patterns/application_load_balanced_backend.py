"""A containerised backend behind its own internet-facing Application Load Balancer."""

from collections.abc import Sequence

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib.domain.certificate import CertificateLookup, domain_errors
from constructs_lib.listener.forward import Forward
from constructs_lib.listener.listener import HttpListener, HttpsListener
from constructs_lib.load_balancer.application_load_balancer import ApplicationLoadBalancer
from constructs_lib.network.public_subnets import PublicSubnetsLookup, zone_errors
from constructs_lib.network.security_group import SecurityGroup, SecurityGroupLookup
from constructs_lib.network.security_group_rule import SecurityGroupRule, security_group_name_errors
from constructs_lib.network.vpc import VpcLookup, vpc_name_errors
from constructs_lib.target_group.health_check import HealthCheck
from constructs_lib.target_group.target_group import TargetGroup

SECURITY_GROUP_SUFFIX = "-security-group"
TARGET_GROUP_SUFFIX = "-tg"


class ApplicationLoadBalancedBackend(AwsConstruct):
    """An internet-facing Application Load Balancer in front of an ECS service, in an existing VPC.

    Creates what these constructs create: a `VpcLookup`, a `PublicSubnetsLookup`, a
    `SecurityGroupLookup`, a `CertificateLookup`, a `SecurityGroup`, a `TargetGroup` and an
    `ApplicationLoadBalancer` that forwards HTTP on 80 and HTTPS on 443, from everywhere, to the
    target group. The tasks register themselves: pass `target_group` to the ECS service::

        backend = ApplicationLoadBalancedBackend(
            self, "web", name="web", vpc_name="main", domain="web.example.com",
            availability_zones=["ap-northeast-1a", "ap-northeast-1c"],
            backend_security_group_name="web-tasks", port=8080, health_check_path="/healthz",
        )

    For another arrangement, copy these few constructs out of this class and change them.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: The load balancer's name; ``-security-group`` and ``-tg`` are put behind it for the
            other two names, so 1 to 29 characters.
        vpc_name: The ``Name`` tag of the VPC.
        availability_zones: At least two zones with a public subnet each.
        domain: The domain name of the issued ACM certificate.
        backend_security_group_name: The name of the security group that the tasks carry.
        port: The port on which the tasks take requests, 1 to 65535.
        health_check_path: The path that answers 200 when a task is healthy.
        enable_deletion_protection: As for `ApplicationLoadBalancer`. Left out: ``True``.

    Raises:
        ValidationError: What the constructs raise.

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
    ) -> None:
        super().__init__(
            scope,
            id,
            checks.elb_name("name", name, reserved_length=len(TARGET_GROUP_SUFFIX)),
            vpc_name_errors("vpc_name", vpc_name),
            zone_errors("availability_zones", availability_zones, scope),
            domain_errors("domain", domain),
            security_group_name_errors("backend_security_group_name", backend_security_group_name),
            checks.port("port", port),
            checks.path("health_check_path", health_check_path),
            checks.boolean("enable_deletion_protection", enable_deletion_protection),
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
