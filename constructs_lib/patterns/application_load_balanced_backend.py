"""An internet-facing Application Load Balancer for an ECS service."""

from collections.abc import Sequence

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    ITerraformDependable,
    TerraformProvider,
)
from constructs_lib._core.errors import ValidationError
from constructs_lib._core.tree import path_of
from constructs_lib._stack.construct import AwsConstruct, environment_of
from constructs_lib.domain.certificate import CertificateLookup, domain_errors
from constructs_lib.listener.conditions import PathPattern
from constructs_lib.listener.fixed_response import FixedResponse
from constructs_lib.listener.forward import Forward
from constructs_lib.listener.listener import HttpListener, HttpsListener, Listener
from constructs_lib.listener.listener_rule import ListenerRule
from constructs_lib.listener.redirect import REDIRECT_TO_HTTPS
from constructs_lib.load_balancer.application_load_balancer import ApplicationLoadBalancer
from constructs_lib.load_balancer.ecs_deployment import Deployment, deployment_errors
from constructs_lib.load_balancer.ecs_service import EcsDeploymentArguments
from constructs_lib.network.security_group import SecurityGroup, SecurityGroupLookup
from constructs_lib.network.security_group_rule import SecurityGroupRule, security_group_name_errors
from constructs_lib.network.subnets import PublicSubnetsLookup, zone_errors
from constructs_lib.network.vpc import VpcLookup, vpc_name_errors
from constructs_lib.references import HasArn
from constructs_lib.target_group.health_check import HealthCheck
from constructs_lib.target_group.target_group import TargetGroup

SECURITY_GROUP_SUFFIX = "-security-group"
TARGET_GROUP_SUFFIX = "-tg"
ALTERNATE_SUFFIX = "-t2"  # as long as the other one
_RULE = "backend"


class ApplicationLoadBalancedBackend(AwsConstruct):
    """An internet-facing Application Load Balancer in front of an ECS service, in an existing VPC.

    Creates the resources of these constructs: a `VpcLookup`, a `PublicSubnetsLookup`, a
    `SecurityGroupLookup`, a `CertificateLookup`, a `SecurityGroup`, a `TargetGroup` and an
    `ApplicationLoadBalancer` that forwards HTTP on port 80 and HTTPS on port 443, from all
    addresses, to the target group. Pass `target_group` to the ECS service::

        backend = ApplicationLoadBalancedBackend(
            self, "web", name="web", vpc_name="main", domain="web.example.com",
            availability_zones=["ap-northeast-1a", "ap-northeast-1c"],
            backend_security_group_name="web-tasks",
            port=8080, health_check_path="/healthz",
        )

    With ``deployment``, Amazon ECS shifts requests between two target groups when the service is
    deployed: HTTP redirects to HTTPS, and a rule of the HTTPS listener forwards to the target
    groups. Pass the result of `ecs_deployment_arguments` to the service.

    For a different architecture, copy the constructs of this class and change them.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Name of the load balancer, 1–29 letters, digits and hyphens. The other names are this
            name with ``-security-group``, ``-tg`` and, with ``deployment``, ``-t2``.
        vpc_name: The ``Name`` tag of the VPC.
        availability_zones: At least two zones, each with a public subnet.
        domain: Domain name of the issued ACM certificate.
        backend_security_group_name: Name of the security group of the tasks.
        port: Port on which the tasks receive traffic, 1–65535.
        health_check_path: Path that returns 200 if a task is healthy.
        deployment: A `BlueGreenDeployment`, `CanaryDeployment` or `LinearDeployment`, for version
            6.4 or newer of the provider. Defaults to none: ECS replaces tasks one by one.
        enable_deletion_protection: As for `ApplicationLoadBalancer`. Defaults to ``True``.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

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
        deployment: Deployment | None = None,
        enable_deletion_protection: bool = True,
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            checks.elb_name("name", name, reserved_length=len(TARGET_GROUP_SUFFIX)),
            vpc_name_errors("vpc_name", vpc_name),
            zone_errors("availability_zones", availability_zones, environment),
            domain_errors("domain", domain),
            security_group_name_errors("backend_security_group_name", backend_security_group_name),
            checks.port("port", port),
            checks.path("health_check_path", health_check_path),
            () if deployment is None else deployment_errors("deployment", deployment),
            checks.boolean("enable_deletion_protection", enable_deletion_protection),
            depends_on=depends_on,
            provider=provider,
            region=region,
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

        def target_group(id: str, suffix: str) -> TargetGroup:
            return TargetGroup(
                self,
                id,
                name=f"{name}{suffix}",
                vpc=self.vpc,
                port=port,
                health_check=HealthCheck(path=health_check_path),
            )

        self._deployment = deployment
        self.target_group = target_group("target-group", TARGET_GROUP_SUFFIX)
        self.alternate_target_group = (
            target_group("alternate-target-group", ALTERNATE_SUFFIX) if deployment else None
        )
        self.alb = ApplicationLoadBalancer(
            self,
            "alb",
            name=name,
            internal=False,
            subnets=self.subnets,
            security_groups=[self.security_group],
            listeners=_listeners(
                self.certificate, Forward(self.target_group), is_shifted=deployment is not None
            ),
            enable_deletion_protection=enable_deletion_protection,
        )

    def ecs_deployment_arguments(
        self,
        *,
        role: HasArn,
        container_name: str,
        container_port: int,
        scope: Construct | None = None,
    ) -> EcsDeploymentArguments:
        """Return the arguments of an ``EcsService`` that shifts requests when it is deployed.

        Args:
            role: IAM role with which ECS changes the rules: a raw ``IamRole`` or an `Arn`.
            container_name: Name of the container in the task definition.
            container_port: Port of the container, 1–65535.
            scope: As for `ApplicationLoadBalancer.ecs_service_arguments`.

        Raises:
            ValidationError: The construct has no ``deployment``, or a value is invalid.
        """
        if self._deployment is None or self.alternate_target_group is None:
            message = "ecs_deployment_arguments requires the argument deployment of the construct"
            raise ValidationError([message], path_of(self))
        return self.alb.ecs_deployment_arguments(
            self.target_group,
            alternate_target_group=self.alternate_target_group,
            production_rule=self.alb.rules[443][_RULE],
            role=role,
            deployment=self._deployment,
            container_name=container_name,
            container_port=container_port,
            scope=scope,
        )


def _listeners(
    certificate: CertificateLookup, forward: Forward, *, is_shifted: bool
) -> list[Listener]:
    """Return listeners that forward by default, or by a rule whose weights ECS can shift."""
    if not is_shifted:
        return [
            HttpListener(default_action=forward),
            HttpsListener(certificate=certificate, default_action=forward),
        ]
    rule = ListenerRule(
        priority=1,
        conditions=[PathPattern(["/*"])],
        action=forward,
        ignore_action_changes=True,
    )
    return [
        HttpListener(default_action=REDIRECT_TO_HTTPS),
        HttpsListener(
            certificate=certificate, default_action=FixedResponse(404), rules={_RULE: rule}
        ),
    ]
