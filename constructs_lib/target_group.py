"""The target group, with which an ECS service registers its tasks."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal, TypeAlias, get_args

from constructs import Construct

from constructs_lib.cdk import LbTargetGroup, LbTargetGroupAttachment
from constructs_lib.construct import AwsConstruct, problems_of_construct
from constructs_lib.health_check import AnyHealthCheck, GrpcHealthCheck, HealthCheck
from constructs_lib.kind import VPC
from constructs_lib.lifecycle import CREATE_BEFORE_DESTROY
from constructs_lib.once_in_a_stack import take_once
from constructs_lib.problems import gathered
from constructs_lib.refs import HasId, id_of
from constructs_lib.replaceable_name import check_replaceable_name, deferred_name, replaceable_name
from constructs_lib.stickiness import ApplicationCookie, LoadBalancerCookie, Stickiness
from constructs_lib.target import Target, check_targets
from constructs_lib.target_group_blocks import (
    anomaly_mitigation,
    health_check_block,
    stickiness_block,
    target_group_health_block,
)
from constructs_lib.target_group_health import TargetGroupHealth
from constructs_lib.tokens import as_text, is_known
from constructs_lib.tree import child_path, remember_name
from constructs_lib.validation import (
    check_boolean,
    check_choice,
    check_integer,
    check_optional,
    check_port,
    check_tags,
    fail,
    refuse,
)

Protocol: TypeAlias = Literal["HTTP", "HTTPS"]
ProtocolVersion: TypeAlias = Literal["HTTP1", "HTTP2", "GRPC"]
TargetType: TypeAlias = Literal["ip", "instance"]
IpAddressType: TypeAlias = Literal["ipv4", "ipv6"]
Algorithm: TypeAlias = Literal["round_robin", "least_outstanding_requests", "weighted_random"]
CrossZone: TypeAlias = Literal["true", "false", "use_load_balancer_configuration"]


class TargetGroup(AwsConstruct):
    """An Elastic Load Balancing target group, of tasks, IP addresses or instances.

    Creates one ``aws_lb_target_group``, and one ``aws_lb_target_group_attachment`` for each fixed
    target. An ECS service registers its own tasks::

        web = TargetGroup(self, "web", name_prefix="web", vpc=vpc, port=8080,
                          health_check=HealthCheck(path="/healthz"))

    AWS can't change the port, protocol, protocol version, VPC, target type or address type of a
    target group: Terraform makes a new one, moves the listeners over to it, and takes the old one
    away. With ``name_prefix`` the new one gets a name of its own, and all that happens in one
    apply. With ``name``, change the name along with the rest: AWS refuses a second target group of
    the same name, and the apply fails; the old one stays in use.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: 1 to 32 letters, digits and hyphens, with no hyphen at either end; unique in the
            account and region.
        name_prefix: 1 to 23 of the same characters, in place of ``name``: a hyphen and 8 digits
            that stand for its place among the constructs, and for what AWS can't change, are put
            behind it.
        vpc: The VPC of the targets.
        port: The port on which targets take requests, 1 to 65535. A target may register with
            another one.
        protocol: ``HTTP`` or ``HTTPS``, spoken with the targets. Left out: ``HTTP``.
        protocol_version: ``HTTP1``, ``HTTP2`` or ``GRPC``; the latter two want an HTTPS listener.
            Left out: ``HTTP1``.
        target_type: ``ip``, as tasks with ``awsvpc`` networking have them, or ``instance``.
            Left out: ``ip``.
        ip_address_type: ``ipv4`` or ``ipv6``, of the targets. Left out: ``ipv4``.
        health_check: How to tell a healthy target; a `GrpcHealthCheck` for ``GRPC``. Left out:
            ``HealthCheck()``, which asks ``/``, or ``GrpcHealthCheck()``.
        deregistration_delay: Seconds that a target has to finish its requests, 0 to 3600.
            Left out: 300.
        slow_start: Seconds in which a new target gets its share little by little, 30 to 900, or 0;
            only with ``round_robin``. Left out: 0, its full share at once.
        load_balancing_algorithm_type: ``round_robin``, ``least_outstanding_requests`` or
            ``weighted_random``. Left out: ``round_robin``.
        load_balancing_anomaly_mitigation: ``True``: targets that answer worse than the others get
            fewer requests; only with ``weighted_random``. Left out: ``False``.
        load_balancing_cross_zone_enabled: ``true``, ``false`` (a zone's requests stay in it) or
            ``use_load_balancer_configuration``. Left out: the last, which is ``true``.
        stickiness: Whether a client stays with its target; not with ``weighted_random``, and not
            where a zone's requests stay in it. Left out: it does not.
        target_group_health: How many healthy targets a zone must have. Left out: one, as
            ``TargetGroupHealth()`` says.
        targets: Fixed targets. The key names one in its Terraform address. Left out: none.
        tags: At most 50. Left out: those of the provider's ``default_tags`` alone.

    Attributes:
        resource: The ``aws_lb_target_group``.
        attachments: The ``aws_lb_target_group_attachment`` of each fixed target.

    Raises:
        ValueError: A value is out of its range, or does not go with another.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str | None = None,
        name_prefix: str | None = None,
        vpc: HasId,
        port: int,
        protocol: Protocol = "HTTP",
        protocol_version: ProtocolVersion = "HTTP1",
        target_type: TargetType = "ip",
        ip_address_type: IpAddressType = "ipv4",
        health_check: AnyHealthCheck | None = None,
        deregistration_delay: int = 300,
        slow_start: int = 0,
        load_balancing_algorithm_type: Algorithm = "round_robin",
        load_balancing_anomaly_mitigation: bool = False,
        load_balancing_cross_zone_enabled: CrossZone = "use_load_balancer_configuration",
        stickiness: Stickiness | None = None,
        target_group_health: TargetGroupHealth | None = None,
        targets: Mapping[str, Target] | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        with problems_of_construct(scope, id):
            check_replaceable_name(name, name_prefix)
            vpc_id = id_of("vpc", vpc, VPC)
            check_port("port", port)
            check_choice("protocol", protocol, get_args(Protocol))
            check_choice("protocol_version", protocol_version, get_args(ProtocolVersion))
            check_choice("target_type", target_type, get_args(TargetType))
            check_choice("ip_address_type", ip_address_type, get_args(IpAddressType))
            if health_check is None:
                health_check = GrpcHealthCheck() if protocol_version == "GRPC" else HealthCheck()
            _check_health_check("health_check", health_check, protocol_version)
            check_integer("deregistration_delay", deregistration_delay, low=0, high=3600)
            _check_algorithm(
                load_balancing_algorithm_type,
                slow_start,
                mitigation=load_balancing_anomaly_mitigation,
            )
            check_choice(
                "load_balancing_cross_zone_enabled",
                load_balancing_cross_zone_enabled,
                get_args(CrossZone),
            )
            check_optional("stickiness", stickiness, LoadBalancerCookie, ApplicationCookie)
            if stickiness and load_balancing_algorithm_type == "weighted_random":
                refuse("stickiness", "left out with the algorithm weighted_random", stickiness)
            if stickiness and load_balancing_cross_zone_enabled == "false":
                refuse(
                    "stickiness",
                    'left out with load_balancing_cross_zone_enabled "false"',
                    stickiness,
                )
            check_optional("target_group_health", target_group_health, TargetGroupHealth)
            check_targets("targets", targets, target_type, ip_address_type, port)
            check_tags("tags", tags)
        fixed = (
            child_path(scope, id),
            *(port, protocol, protocol_version, target_type, ip_address_type, vpc_id),
        )
        name = replaceable_name(name, name_prefix, fixed)
        if name is not None:
            take_once(scope, id, field="name", kind="target group name", value=name)

        super().__init__(scope, id)
        name = name or deferred_name(self, name_prefix, fixed)
        self.vpc_id = vpc_id
        self.port = port
        self.protocol_version = protocol_version
        self.target_type = target_type
        self.ip_address_type = ip_address_type
        self.stickiness = stickiness
        self.health_check = health_check
        self.resource = LbTargetGroup(
            self,
            "Default",
            name=name,
            vpc_id=vpc_id,
            port=port,
            protocol=protocol,
            protocol_version=protocol_version,
            target_type=target_type,
            ip_address_type=ip_address_type,
            health_check=health_check_block(health_check),
            deregistration_delay=as_text(deregistration_delay),
            slow_start=slow_start,
            load_balancing_algorithm_type=load_balancing_algorithm_type,
            load_balancing_anomaly_mitigation=anomaly_mitigation(
                load_balancing_algorithm_type, enabled=load_balancing_anomaly_mitigation
            ),
            load_balancing_cross_zone_enabled=load_balancing_cross_zone_enabled,
            stickiness=stickiness_block(stickiness),
            target_group_health=target_group_health_block(
                target_group_health or TargetGroupHealth()
            ),
            # A listener keeps the old target group in use until it has the new one.
            lifecycle=CREATE_BEFORE_DESTROY,
            tags=dict(tags) if tags else None,
        )
        remember_name(name, self, self.resource)
        self._targets = dict(targets or {})
        self._container_ports: list[int] = []
        self.attachments = [
            LbTargetGroupAttachment(
                self,
                f"target-{key}",
                target_group_arn=self.arn,
                target_id=target.id,
                port=target.port,
                availability_zone=target.availability_zone,
                # A target group that replaces another has its targets before the listeners move.
                lifecycle=CREATE_BEFORE_DESTROY,
            )
            for key, target in (targets or {}).items()
        ]

    @cached_property
    def arn(self) -> str:
        """The target group's ARN."""
        return self.resource.arn

    @cached_property
    def name(self) -> str:
        """The target group's name."""
        return self.resource.name

    @cached_property
    def arn_suffix(self) -> str:
        """The end of the ARN, by which CloudWatch names the target group."""
        return self.resource.arn_suffix

    def register_container_port(self, port: int) -> None:
        """Tell the port with which an ECS service registers its tasks, in place of the group's."""
        self._container_ports.append(port)

    @property
    def traffic_ports(self) -> list[int]:
        """The ports that are known to get requests; none of tasks on ports that EC2 chooses."""
        if self._targets:
            ports = [target.port or self.port for target in self._targets.values()]
        elif self._container_ports:
            ports = self._container_ports
        else:
            ports = [self.port] if self.target_type == "ip" else []
        return [port for port in dict.fromkeys(ports) if is_known(port)]

    @property
    def ports(self) -> list[int]:
        """The ports that a load balancer must reach: of the traffic, and of the health check."""
        check = self.health_check.port
        return [self.port] if isinstance(check, str) or check == self.port else [self.port, check]


@gathered
def _check_health_check(field: str, health_check: AnyHealthCheck, version: str) -> None:
    kind = GrpcHealthCheck if version == "GRPC" else HealthCheck
    if not isinstance(health_check, kind):
        fail(field, f"a {kind.__name__} with protocol version {version}", health_check)


@gathered
def _check_algorithm(algorithm: Algorithm, slow_start: int, *, mitigation: bool) -> None:
    check_choice("load_balancing_algorithm_type", algorithm, get_args(Algorithm))
    if slow_start != 0 or slow_start is False:
        check_integer("slow_start", slow_start, low=30, high=900)
        if is_known(algorithm) and algorithm != "round_robin":
            refuse("slow_start", f"0 with the algorithm {algorithm}", slow_start)
    check_boolean("load_balancing_anomaly_mitigation", mitigation)
    if mitigation is True and is_known(algorithm) and algorithm != "weighted_random":
        refuse(
            "load_balancing_anomaly_mitigation", f"False with the algorithm {algorithm}", mitigation
        )
