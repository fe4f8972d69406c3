"""The target group, with which an ECS service registers its tasks."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeAlias, get_args

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import LbTargetGroup, LbTargetGroupAttachment
from constructs_lib._core.errors import error_message
from constructs_lib._core.kind import VPC
from constructs_lib._core.lifecycle import CREATE_BEFORE_DESTROY
from constructs_lib._core.tokens import is_resolved, to_string
from constructs_lib._core.tree import path_of, set_physical_name
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.uniqueness import claim_name
from constructs_lib.references import HasId, id_errors
from constructs_lib.target_group._name import generated_name, generated_name_expression, name_errors
from constructs_lib.target_group._render import (
    anomaly_mitigation,
    health_check_block,
    stickiness_block,
    target_group_health_block,
)
from constructs_lib.target_group.health_check import AnyHealthCheck, GrpcHealthCheck, HealthCheck
from constructs_lib.target_group.stickiness import ApplicationCookie, LoadBalancerCookie, Stickiness
from constructs_lib.target_group.target import Target, target_errors
from constructs_lib.target_group.target_group_health import TargetGroupHealth

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
        ValidationError: A value is out of its range, or does not go with another.

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
        if health_check is None:
            health_check = GrpcHealthCheck() if protocol_version == "GRPC" else HealthCheck()

        super().__init__(
            scope,
            id,
            name_errors(name, name_prefix),
            id_errors("vpc", vpc, VPC),
            checks.port("port", port),
            checks.choice("protocol", protocol, get_args(Protocol)),
            checks.choice("protocol_version", protocol_version, get_args(ProtocolVersion)),
            checks.choice("target_type", target_type, get_args(TargetType)),
            checks.choice("ip_address_type", ip_address_type, get_args(IpAddressType)),
            _health_check_errors("health_check", health_check, protocol_version),
            checks.integer("deregistration_delay", deregistration_delay, minimum=0, maximum=3600),
            _algorithm_errors(
                load_balancing_algorithm_type,
                slow_start,
                mitigation=load_balancing_anomaly_mitigation,
            ),
            checks.choice(
                "load_balancing_cross_zone_enabled",
                load_balancing_cross_zone_enabled,
                get_args(CrossZone),
            ),
            _stickiness_errors(
                "stickiness",
                stickiness,
                load_balancing_algorithm_type,
                load_balancing_cross_zone_enabled,
            ),
            checks.instance(
                "target_group_health", target_group_health, TargetGroupHealth, optional=True
            ),
            target_errors(
                "targets",
                targets,
                target_type=target_type,
                ip_address_type=ip_address_type,
                port=port,
            ),
            checks.tags("tags", tags),
        )
        immutable_arguments = (
            path_of(self),
            *(port, protocol, protocol_version, target_type, ip_address_type, vpc.id),
        )
        name = generated_name(name, name_prefix, immutable_arguments) or generated_name_expression(
            self, name_prefix, immutable_arguments
        )
        claim_name(self, "the target group", name)
        self.vpc_id = vpc.id
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
            vpc_id=self.vpc_id,
            port=port,
            protocol=protocol,
            protocol_version=protocol_version,
            target_type=target_type,
            ip_address_type=ip_address_type,
            health_check=health_check_block(health_check),
            deregistration_delay=to_string(deregistration_delay),
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
        set_physical_name(name, self, self.resource)
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
        """Add the port with which an ECS service registers its tasks, in place of the group's."""
        self._container_ports.append(port)

    @property
    def traffic_ports(self) -> list[int]:
        """The known ports of the targets; none for tasks whose ports EC2 chooses."""
        if self._targets:
            ports = [target.port or self.port for target in self._targets.values()]
        elif self._container_ports:
            ports = self._container_ports
        else:
            ports = [self.port] if self.target_type == "ip" else []
        return [port for port in dict.fromkeys(ports) if is_resolved(port)]

    @property
    def ports(self) -> list[int]:
        """The ports that a load balancer must reach: of requests, and of the health check."""
        check = self.health_check.port
        return [self.port] if isinstance(check, str) or check == self.port else [self.port, check]


def _health_check_errors(name: str, health_check: object, version: str) -> Iterator[str]:
    if not is_resolved(version):
        yield from checks.instance(name, health_check, HealthCheck, GrpcHealthCheck)
        return
    expected = GrpcHealthCheck if version == "GRPC" else HealthCheck
    if not isinstance(health_check, expected):
        label = f"a {expected.__name__} with protocol version {version}"
        yield error_message(name, label, health_check)


def _algorithm_errors(algorithm: str, slow_start: object, *, mitigation: object) -> Iterator[str]:
    errors = list(checks.choice("load_balancing_algorithm_type", algorithm, get_args(Algorithm)))
    yield from errors
    is_known_algorithm = not errors and is_resolved(algorithm)
    if slow_start != 0 or slow_start is False:
        yield from checks.integer("slow_start", slow_start, minimum=30, maximum=900)
        is_known = is_known_algorithm and is_resolved(slow_start)
        if is_known and algorithm != "round_robin":
            yield error_message("slow_start", f"0 with the algorithm {algorithm}", slow_start)
    name = "load_balancing_anomaly_mitigation"
    yield from checks.boolean(name, mitigation)
    if mitigation is True and is_known_algorithm and algorithm != "weighted_random":
        yield error_message(name, f"False with the algorithm {algorithm}", mitigation)


def _stickiness_errors(
    name: str, stickiness: object, algorithm: str, cross_zone: str
) -> Iterator[str]:
    types = LoadBalancerCookie, ApplicationCookie
    yield from checks.instance(name, stickiness, *types, optional=True)
    if isinstance(stickiness, types):
        if algorithm == "weighted_random":
            yield f"{name} must be omitted with the algorithm weighted_random"
        if cross_zone == "false":
            yield f'{name} must be omitted with load_balancing_cross_zone_enabled "false"'
