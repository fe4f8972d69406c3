"""The target group, with which an ECS service registers its tasks."""

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup, LbTargetGroupHealthCheck
from constructs import Construct

from constructs_lib.construct_id import check_construct_id
from constructs_lib.health_check import HealthCheck
from constructs_lib.refs import HasId, id_of
from constructs_lib.validation import (
    check_choice,
    check_elb_name,
    check_port,
    check_tags,
    fail,
)

Protocol: TypeAlias = Literal["HTTP", "HTTPS"]


class TargetGroup(Construct):
    """An Elastic Load Balancing target group of IP addresses, as tasks with ``awsvpc`` have them.

    Creates one ``aws_lb_target_group`` of target type ``ip``, over IPv4, with protocol version
    ``HTTP1``. It registers no target: an ECS service registers its own tasks::

        web = TargetGroup(self, "web", name="web", vpc=vpc, port=80,
                          health_check=HealthCheck(path="/healthz"))

    AWS can't change the name, the port, the protocol or the VPC of a target group: Terraform makes
    the new one before it takes the old one away, while the listeners still use it. That needs a
    new ``name`` along with the change; with the old name AWS refuses the second target group and
    the apply stops before it has changed anything.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: 1 to 32 letters, digits and hyphens, with no hyphen at either end; unique in the
            account and region.
        vpc: The VPC of the targets.
        port: The port on which targets take requests, 1 to 65535. A target may register with
            another one.
        protocol: ``HTTP`` or ``HTTPS``, spoken with the targets. Left out: ``HTTP``.
        health_check: How to tell a healthy target. Left out: ``HealthCheck()``, which asks ``/``.
        tags: At most 50. Left out: those of the provider's ``default_tags`` alone.

    Raises:
        ValueError: A value is out of its range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        vpc: HasId,
        port: int,
        protocol: Protocol = "HTTP",
        health_check: HealthCheck | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        check_construct_id(scope, id)
        check_elb_name("name", name)
        vpc_id = id_of("vpc", vpc, prefix="vpc-")
        check_port("port", port)
        check_choice("protocol", protocol, get_args(Protocol))
        health_check = HealthCheck() if health_check is None else health_check
        if not isinstance(health_check, HealthCheck):
            fail("health_check", "a HealthCheck", health_check)
        check_tags("tags", tags)

        super().__init__(scope, id)
        self.health_check = health_check
        self.resource = LbTargetGroup(
            self,
            "Default",
            name=name,
            vpc_id=vpc_id,
            port=port,
            protocol=protocol,
            protocol_version="HTTP1",
            target_type="ip",
            ip_address_type="ipv4",
            health_check=_health_check_block(health_check),
            # A listener keeps the old target group in use until it has the new one.
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
            tags=dict(tags) if tags else None,
        )

    @property
    def arn(self) -> str:
        """The target group's ARN."""
        return self.resource.arn


def _health_check_block(health_check: HealthCheck) -> LbTargetGroupHealthCheck:
    return LbTargetGroupHealthCheck(
        enabled=True,
        path=health_check.path,
        protocol=health_check.protocol,
        port=str(health_check.port),
        matcher=health_check.matcher,
        interval=health_check.interval,
        timeout=health_check.timeout,
        healthy_threshold=health_check.healthy_threshold,
        unhealthy_threshold=health_check.unhealthy_threshold,
    )
