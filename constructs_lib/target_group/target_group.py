"""Target groups of ECS tasks, IP addresses and instances."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, TypeAlias, get_args

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    ITerraformDependable,
    LbTargetGroup,
    LbTargetGroupAttachment,
    TerraformProvider,
)
from constructs_lib._core.errors import error_message
from constructs_lib._core.features import TARGET_CONTROL_PORT
from constructs_lib._core.terraform import CREATE_BEFORE_DESTROY
from constructs_lib._core.tokens import is_resolved, literal_tags, plain, to_string
from constructs_lib._core.tree import path_of, set_physical_name
from constructs_lib._stack.construct import AwsConstruct, environment_of
from constructs_lib._stack.environment import environment_arguments, id_region_errors
from constructs_lib._stack.uniqueness import claim_name
from constructs_lib.references import VPC, HasId, id_errors
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
    """An Elastic Load Balancing target group of ECS tasks, IP addresses or instances.

    Creates one ``aws_lb_target_group``, and one ``aws_lb_target_group_attachment`` for each target
    in ``targets``. An ECS service registers its tasks by itself::

        web = TargetGroup(self, "web", name_prefix="web", vpc=vpc, port=8080,
                          health_check=HealthCheck(path="/healthz"))

    AWS can't change the port, protocol, protocol version, VPC, target type, IP address type or
    target control port of a target group. Terraform creates a replacement, updates the listeners,
    and destroys the original. With ``name_prefix`` the replacement has a name of its own, so that
    this works in one apply. With ``name``, change the name, too: AWS does not allow two target
    groups with the same name, and the apply fails. Terraform deregisters ``targets`` from the
    original before it registers them with the replacement, which takes some seconds. If the apply
    fails in between, apply again.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Name, 1–32 letters, digits and hyphens, with no hyphen at either end; unique in the
            account and region. Exactly one of ``name`` and ``name_prefix`` is required.
        name_prefix: Prefix of a generated name, 1–23 of the same characters. The name ends in a
            hyphen and 8 hexadecimal digits, a hash of the construct path and of the arguments that
            AWS can't change.
        vpc: The VPC of the targets.
        port: Port on which targets receive traffic, 1–65535. A target may override it.
        protocol: Protocol of the traffic to the targets, ``HTTP`` or ``HTTPS``. Defaults to
            ``HTTP``.
        protocol_version: ``HTTP1``, ``HTTP2`` or ``GRPC``. The last two require an HTTPS listener.
            Defaults to ``HTTP1``.
        target_type: ``ip``, which ECS tasks with ``awsvpc`` networking require, or ``instance``.
            Defaults to ``ip``.
        ip_address_type: IP address type of the targets, ``ipv4`` or ``ipv6``. Defaults to ``ipv4``.
        health_check: Health check configuration, a `GrpcHealthCheck` for ``GRPC``. Defaults to
            ``HealthCheck()`` or ``GrpcHealthCheck()``.
        deregistration_delay: Seconds that the load balancer waits for the requests of a target
            before it deregisters the target, 0–3600. Defaults to 300.
        slow_start: Duration of the slow start in seconds, 30–900, or 0 to disable it. Requires
            ``round_robin``. Defaults to 0.
        load_balancing_algorithm_type: ``round_robin``, ``least_outstanding_requests`` or
            ``weighted_random``. Defaults to ``round_robin``.
        load_balancing_anomaly_mitigation: Whether anomalous targets receive fewer requests.
            Requires ``weighted_random``. Defaults to ``False``.
        load_balancing_cross_zone_enabled: Whether requests are distributed across all zones:
            ``true``, ``false`` or ``use_load_balancer_configuration``, which is ``true``. Defaults
            to ``use_load_balancer_configuration``.
        stickiness: Stickiness configuration. Not available with ``weighted_random`` or with
            cross-zone load balancing disabled. Defaults to none.
        target_group_health: Thresholds for the health of the target group. Defaults to
            ``TargetGroupHealth()``, which requires one healthy target in each zone.
        target_control_port: Port of the agent of the target optimizer, 1–65535, which limits the
            concurrent requests of each target. Requires version 6.25 or newer of the provider.
            Defaults to none, without the target optimizer.
        targets: Targets that Terraform registers. The key becomes part of the Terraform address.
            Defaults to none.
        tags: Tags, at most 50. Defaults to the ``default_tags`` of the provider.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The ``aws_lb_target_group``.
        attachments: The ``aws_lb_target_group_attachment`` of each target.

    Raises:
        ValidationError: A value is out of range, or conflicts with another one. At synth: another
            target group has the same name.

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
        target_control_port: int | None = None,
        targets: Mapping[str, Target] | None = None,
        tags: Mapping[str, str] | None = None,
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        if health_check is None:
            health_check = GrpcHealthCheck() if protocol_version == "GRPC" else HealthCheck()

        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            name_errors(name, name_prefix),
            id_errors("vpc", vpc, VPC),
            id_region_errors("vpc", vpc, environment),
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
            _control_port_errors("target_control_port", target_control_port),
            target_errors(
                "targets",
                targets,
                target_type=target_type,
                ip_address_type=ip_address_type,
                port=port,
            ),
            checks.tags("tags", tags),
            depends_on=depends_on,
            provider=provider,
            region=region,
        )
        immutable_arguments: tuple[int | str, ...] = (
            path_of(self),
            *(port, protocol, protocol_version, target_type, ip_address_type, vpc.id),
        )
        if target_control_port is not None:
            immutable_arguments += (target_control_port,)
        name = generated_name(name, name_prefix, immutable_arguments) or generated_name_expression(
            self, name_prefix, immutable_arguments
        )
        claim_name(self, "the target group", name)
        self.vpc_id = vpc.id
        self.port = port
        self.protocol = protocol
        self.protocol_version = protocol_version
        self.target_type = target_type
        self.ip_address_type = ip_address_type
        self.target_control_port = target_control_port
        self.stickiness = stickiness
        self.health_check = health_check
        # Older bindings do not have the argument.
        control_port: dict[str, Any] = {}
        if target_control_port is not None:
            control_port = {"target_control_port": plain(target_control_port)}
        self.resource = LbTargetGroup(
            self,
            "Default",
            **environment_arguments(self),
            name=name,
            vpc_id=self.vpc_id,
            port=plain(port),
            protocol=protocol,
            protocol_version=protocol_version,
            target_type=target_type,
            ip_address_type=ip_address_type,
            health_check=health_check_block(health_check),
            deregistration_delay=to_string(deregistration_delay),
            slow_start=plain(slow_start),
            load_balancing_algorithm_type=load_balancing_algorithm_type,
            load_balancing_anomaly_mitigation=anomaly_mitigation(
                load_balancing_algorithm_type, enabled=load_balancing_anomaly_mitigation
            ),
            load_balancing_cross_zone_enabled=load_balancing_cross_zone_enabled,
            stickiness=stickiness_block(stickiness),
            target_group_health=target_group_health_block(
                target_group_health or TargetGroupHealth()
            ),
            **control_port,
            # A listener uses the original until it has the replacement.
            lifecycle=CREATE_BEFORE_DESTROY,
            tags=literal_tags(tags),
        )
        set_physical_name(name, self, self.resource)
        self._targets = dict(targets or {})
        self._container_ports: list[int] = []
        self.attachments = [
            LbTargetGroupAttachment(
                self,
                f"target-{key}",
                **environment_arguments(self),
                target_group_arn=self.arn,
                target_id=target.id,
                port=plain(target.port),
                availability_zone=target.availability_zone,
                # Not create_before_destroy: if the port or zone changes, AWS has one target for the
                # original and the replacement, and destroying the original would deregister it.
            )
            for key, target in (targets or {}).items()
        ]

    @cached_property
    def arn(self) -> str:
        """The ARN of the target group."""
        return self.resource.arn

    @cached_property
    def name(self) -> str:
        """The name of the target group."""
        return self.resource.name

    @cached_property
    def arn_suffix(self) -> str:
        """The last part of the ARN, which is the dimension of CloudWatch metrics."""
        return self.resource.arn_suffix

    def register_container_port(self, port: int) -> None:
        """Add the port with which an ECS service registers its tasks."""
        self._container_ports.append(port)

    @property
    def traffic_ports(self) -> list[int]:
        """The ports of the targets that are known at synth."""
        if self._targets:
            ports = [target.port or self.port for target in self._targets.values()]
        elif self.target_type != "ip":
            ports = []  # instances register any port, such as the ephemeral host ports of ECS
        else:
            ports = self._container_ports or [self.port]
        return [port for port in dict.fromkeys(ports) if is_resolved(port)]

    @property
    def ports(self) -> list[int]:
        """The ports that a load balancer must reach: traffic, health check and target control."""
        health_check_port = self.health_check.port
        ports = self.traffic_ports or [self.port]
        if not isinstance(health_check_port, str):
            ports.append(health_check_port)
        if self.target_control_port is not None:
            ports.append(self.target_control_port)
        return list(dict.fromkeys(ports))


def _control_port_errors(name: str, port: object) -> Iterator[str]:
    if port is not None:
        errors = list(checks.port(name, port))
        yield from errors or TARGET_CONTROL_PORT.errors(name)


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
