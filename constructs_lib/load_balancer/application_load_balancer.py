"""The Application Load Balancer and its listeners."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    Lb,
    LbAccessLogs,
    LbConnectionLogs,
    LbIpamPools,
    LbListener,
    LbListenerRule,
    LbMinimumLoadBalancerCapacity,
    Precondition,
    Route53Record,
    TerraformResourceLifecycle,
    Wafv2WebAclAssociation,
)
from constructs_lib._core.tree import path_of
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.validation import add_validation
from constructs_lib.domain._names import certificate_errors, known_domain_names
from constructs_lib.listener.listener import Listener, certificates_of
from constructs_lib.load_balancer._arguments import (
    address_pool_errors,
    dependencies,
    is_list_token,
    security_group_errors,
    subnet_errors,
    subnet_ids_of,
    web_acl_errors,
)
from constructs_lib.load_balancer._attributes import (
    DesyncMitigationMode,
    IpAddressType,
    XffHeaderProcessingMode,
    attribute_errors,
)
from constructs_lib.load_balancer._checks.listeners import (
    claim_listeners,
    listener_errors,
    target_groups_of,
)
from constructs_lib.load_balancer._checks.network import (
    SubnetConditions,
    UnresolvedSubnets,
    buckets_in_region,
    vpc_errors,
)
from constructs_lib.load_balancer._checks.reachability import reachability_errors
from constructs_lib.load_balancer._render.http_check import http_check_blocks
from constructs_lib.load_balancer._render.listener import listener_resources
from constructs_lib.load_balancer._routes import Route, routes_of
from constructs_lib.load_balancer.ecs_service import EcsServiceArguments, ecs_service_arguments
from constructs_lib.load_balancer.http_check import HttpCheck
from constructs_lib.load_balancer.listener_identity import set_listener_identities
from constructs_lib.load_balancer.logs import LoadBalancerLogs, log_errors
from constructs_lib.load_balancer.quotas import LoadBalancerQuotas
from constructs_lib.references import HasArn, HasId, HasIds


class ApplicationLoadBalancer(AwsConstruct):
    """An Application Load Balancer (ALB) with its listeners.

    Creates one ``aws_lb`` of type ``application``, one ``aws_lb_listener`` for each listener with
    its ``aws_lb_listener_rule`` and ``aws_lb_listener_certificate``, and an
    ``aws_wafv2_web_acl_association`` for a web ACL; reads the data source ``aws_subnet``::

        ApplicationLoadBalancer(
            self, "alb", name="web", internal=False, subnets=public, security_groups=[group],
            listeners=[
                HttpListener(default_action=REDIRECT_TO_HTTPS),
                HttpsListener(certificate=certificate, default_action=Forward(web)),
            ],
        )

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: 1 to 32 letters, digits and hyphens, with no hyphen at either end and not starting
            with ``internal-``; unique in the account and region. A new name makes a new ALB, with
            a new DNS name, after the old one is gone.
        subnets: Subnets in at least two Availability Zones, one for each zone: a lookup, or a list
            of references.
        security_groups: 1 to 5 security groups, unless AWS has raised your quota.
        listeners: At most one for each port, 50 in all, with 100 rules, 25 additional certificates
            and 100 target groups.
        internal: ``False``: internet-facing, with public addresses. Left out: ``True``, reachable
            from its network only. A change makes a new ALB.
        ip_address_type: ``ipv4``, ``dualstack`` (IPv6 too: the subnets need it) or
            ``dualstack-without-public-ipv4`` (internet-facing, over IPv6 only). Left out:
            ``ipv4``.
        enable_deletion_protection: AWS refuses to delete the ALB, and Terraform to plan that (by
            ``prevent_destroy``), also for a new name. To delete it, apply this as ``False`` first,
            by itself: with the construct gone from the program, only AWS refuses, and only after
            the listeners are gone. Left out: ``True``.
        drop_invalid_header_fields: HTTP headers with invalid names are dropped and not routed.
            Left out: ``True``.
        desync_mitigation_mode: What happens to requests that proxies and targets may read
            differently: ``monitor``, ``defensive`` or ``strictest``. Left out: ``defensive``.
        enable_http2: ``False``: clients must speak HTTP/1.1. Left out: ``True``.
        idle_timeout: Seconds without data after which a connection is closed, 1 to 4000. The
            targets must keep theirs open for longer. Left out: 60.
        client_keep_alive: Seconds that a client's connection may last, 60 to 604800 (7 days).
            Left out: 3600.
        xff_header_processing_mode: ``append`` (the client's address to ``X-Forwarded-For``),
            ``preserve`` or ``remove``. Left out: ``append``.
        enable_xff_client_port: ``X-Forwarded-For`` also has the client's port. Left out: ``False``.
        preserve_host_header: Targets get the ``Host`` header unchanged, with the port that the
            client wrote. Left out: ``False``.
        enable_tls_version_and_cipher_suite_headers: Targets are told the TLS version and cipher.
            Left out: ``False``.
        enable_waf_fail_open: ``True``: requests pass when AWS WAF can't be reached. Left out:
            ``False``.
        enable_zonal_shift: Amazon ARC may move the traffic out of a zone. Left out: ``False``.
        access_logs: A log line for each request, in S3. Left out: none.
        connection_logs: A log line for each connection, in S3. Left out: none.
        minimum_capacity_units: Capacity units (LCU) that are reserved and paid for, 100 or more.
            Left out: none.
        ipam_pool: An IPAM pool from which an internet-facing ALB gets its public IPv4 addresses.
            Left out: Amazon's addresses.
        customer_owned_ipv4_pool: On an Outpost, the pool of its addresses, ``ipv4pool-coip-…``;
            ``subnets`` is then the one subnet there. A change makes a new ALB. Left out: none.
        web_acl: An AWS WAF web ACL of scope REGIONAL that guards it. Left out: none.
        http_check: A host name that is asked after each apply, over every listener; a warning tells
            what does not answer well. Left out: nothing is asked.
        quotas: Yours, where AWS has raised them. Left out: ``LoadBalancerQuotas()``, AWS's own.
        tags: At most 50. Left out: those of the provider's ``default_tags`` alone.

    Attributes:
        resource: The ``aws_lb``.

    Raises:
        ValidationError: A value is out of range, two listeners have the same port, a redirect goes
            to a port without a listener, or a reference is to another region. At synth: a name is
            used twice, a quota is exceeded, or the security groups do not allow the ports of the
            listeners and target groups, if all of their rules are known.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        subnets: HasIds | Sequence[HasId],
        security_groups: Sequence[HasId],
        listeners: Sequence[Listener] = (),
        internal: bool = True,
        ip_address_type: IpAddressType = "ipv4",
        enable_deletion_protection: bool = True,
        drop_invalid_header_fields: bool = True,
        desync_mitigation_mode: DesyncMitigationMode = "defensive",
        enable_http2: bool = True,
        idle_timeout: int = 60,
        client_keep_alive: int = 3600,
        xff_header_processing_mode: XffHeaderProcessingMode = "append",
        enable_xff_client_port: bool = False,
        preserve_host_header: bool = False,
        enable_tls_version_and_cipher_suite_headers: bool = False,
        enable_waf_fail_open: bool = False,
        enable_zonal_shift: bool = False,
        access_logs: LoadBalancerLogs | None = None,
        connection_logs: LoadBalancerLogs | None = None,
        minimum_capacity_units: int | None = None,
        ipam_pool: HasId | None = None,
        customer_owned_ipv4_pool: str | None = None,
        web_acl: HasArn | None = None,
        http_check: HttpCheck | None = None,
        quotas: LoadBalancerQuotas | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        flags: dict[str, Any] = {
            "internal": internal,
            "enable_deletion_protection": enable_deletion_protection,
            "drop_invalid_header_fields": drop_invalid_header_fields,
            "enable_http2": enable_http2,
            "enable_xff_client_port": enable_xff_client_port,
            "preserve_host_header": preserve_host_header,
            "enable_tls_version_and_cipher_suite_headers": (
                enable_tls_version_and_cipher_suite_headers
            ),
            "enable_waf_fail_open": enable_waf_fail_open,
            "enable_zonal_shift": enable_zonal_shift,
        }
        routes = routes_of(listeners)
        subnet_ids = subnet_ids_of(subnets) or []
        on_outpost = customer_owned_ipv4_pool is not None
        known_quotas = quotas if isinstance(quotas, LoadBalancerQuotas) else LoadBalancerQuotas()
        domain_names = known_domain_names(
            certificate
            for route in routes
            if route.rule is None
            for certificate in certificates_of(route.listener)
        )

        super().__init__(
            scope,
            id,
            _name_errors("name", name),
            subnet_errors("subnets", subnets, on_outpost=on_outpost),
            security_group_errors("security_groups", security_groups, known_quotas),
            listener_errors(
                "listeners",
                listeners,
                routes,
                scope,
                quotas=known_quotas,
                ip_address_type=ip_address_type,
            ),
            attribute_errors(
                flags,
                ip_address_type=ip_address_type,
                desync_mitigation_mode=desync_mitigation_mode,
                xff_header_processing_mode=xff_header_processing_mode,
                idle_timeout=idle_timeout,
                client_keep_alive=client_keep_alive,
                minimum_capacity_units=minimum_capacity_units,
            ),
            log_errors("access_logs", access_logs, scope),
            log_errors("connection_logs", connection_logs, scope),
            address_pool_errors(
                ipam_pool,
                customer_owned_ipv4_pool,
                internal=internal,
                ip_address_type=ip_address_type,
            ),
            web_acl_errors("web_acl", web_acl, scope),
            _http_check_errors("http_check", http_check, routes, domain_names),
            checks.instance("quotas", quotas, LoadBalancerQuotas, optional=True),
            checks.tags("tags", tags),
            _vpc_errors(subnets, security_groups, routes),
        )
        claim_listeners(self, name, routes, quotas)
        self.ip_address_type = ip_address_type
        self.certificate_names = domain_names
        preconditions = list(buckets_in_region(self, name, access_logs, connection_logs))
        conditions: SubnetConditions | UnresolvedSubnets | None = None
        if not is_list_token(subnet_ids):
            conditions = SubnetConditions(self, name, subnets, subnet_ids, on_outpost=on_outpost)
            preconditions += conditions.preconditions(
                internal=internal,
                ipv6=ip_address_type != "ipv4",
                groups=[*security_groups, *target_groups_of(routes)],
            )
        elif not on_outpost:
            conditions = UnresolvedSubnets(self, name, subnet_ids)
            preconditions.append(conditions.precondition())
        self.resource = Lb(
            self,
            "Default",
            name=name,
            load_balancer_type="application",
            ip_address_type=ip_address_type,
            subnets=subnet_ids,
            security_groups=[group.id for group in security_groups],
            desync_mitigation_mode=desync_mitigation_mode,
            idle_timeout=idle_timeout,
            client_keep_alive=client_keep_alive,
            xff_header_processing_mode=xff_header_processing_mode,
            access_logs=_logs_block(LbAccessLogs, access_logs),
            connection_logs=_logs_block(LbConnectionLogs, connection_logs),
            minimum_load_balancer_capacity=LbMinimumLoadBalancerCapacity(
                capacity_units=minimum_capacity_units
            )
            if minimum_capacity_units is not None
            else None,
            ipam_pools=LbIpamPools(ipv4_ipam_pool_id=ipam_pool.id) if ipam_pool else None,
            customer_owned_ipv4_pool=customer_owned_ipv4_pool,
            depends_on=dependencies(security_groups, access_logs, connection_logs) or None,
            lifecycle=_lifecycle(preconditions, protected=enable_deletion_protection),
            tags=dict(tags) if tags else None,
            **flags,
        )
        if conditions:
            conditions.warn(self.resource)
        self._routes = routes
        self._listeners = {
            listener.port: listener_resources(self, listener, routes, self)
            for listener in listeners
        }
        set_listener_identities(name, self, self.listeners)
        self._http_check = http_check
        http_check_blocks(self.resource, http_check, self._listeners.values())
        add_validation(self, lambda: reachability_errors(security_groups, routes, ip_address_type))
        if web_acl is not None:
            Wafv2WebAclAssociation(self, "web-acl", resource_arn=self.arn, web_acl_arn=web_acl.arn)

    @cached_property
    def id(self) -> str:
        """The load balancer's id, which is its ARN."""
        return self.resource.id

    @cached_property
    def arn(self) -> str:
        """The load balancer's ARN."""
        return self.resource.arn

    @cached_property
    def dns_name(self) -> str:
        """The DNS name that AWS gives it, for an alias record in the user's own zone."""
        return self.resource.dns_name

    @cached_property
    def zone_id(self) -> str:
        """The id of the hosted zone that its DNS name is in, for an alias record."""
        return self.resource.zone_id

    @property
    def listeners(self) -> Mapping[int, LbListener]:
        """The ``aws_lb_listener`` of each port.

        An ECS service has to wait for them: see `ecs_service_arguments`.
        """
        return {port: made.listener for port, made in self._listeners.items()}

    @property
    def rules(self) -> Mapping[int, Mapping[str, LbListenerRule]]:
        """The ``aws_lb_listener_rule`` of each port, by the keys of the rules."""
        return {port: dict(made.rules) for port, made in self._listeners.items()}

    @cached_property
    def arn_suffix(self) -> str:
        """The end of the ARN, by which CloudWatch names the load balancer."""
        return self.resource.arn_suffix

    def check_after(self, records: Sequence[Route53Record]) -> None:
        """Have the `HttpCheck` ask when these records of its host name are there."""
        if self._http_check and records[0].name_input == self._http_check.host_name:
            http_check_blocks(self.resource, self._http_check, self._listeners.values(), records)

    def ecs_service_arguments(
        self, target_group: HasArn, *, container_name: str, container_port: int
    ) -> EcsServiceArguments:
        """Return the arguments by which an ``EcsService`` registers its tasks with a target group.

        These are its ``load_balancer`` and its ``depends_on``: AWS rejects a service whose target
        group has no load balancer yet::

            EcsService(self, "web", name="web", ...,
                       **alb.ecs_service_arguments(web, container_name="web", container_port=80))

        Args:
            target_group: One that a listener, or a rule, of this load balancer forwards to.
            container_name: The container's name in the task definition.
            container_port: The container's port, 1 to 65535.

        Raises:
            ValidationError: Nothing here forwards to the target group, or a value is out of range.
        """
        actions = [
            (route.action, self._listeners[route.listener.port].of(route)) for route in self._routes
        ]
        return ecs_service_arguments(
            actions, target_group, container_name, container_port, path_of(self)
        )


LogsBlock = TypeVar("LogsBlock", LbAccessLogs, LbConnectionLogs)


def _lifecycle(
    preconditions: Sequence[Precondition], *, protected: bool
) -> TerraformResourceLifecycle | None:
    """Protect the resource from Terraform, too.

    Otherwise Terraform deletes the listeners before AWS rejects the deletion.
    """
    given: dict[str, Any] = {"prevent_destroy": True} if protected is True else {}
    if preconditions:
        given["precondition"] = preconditions
    return TerraformResourceLifecycle(**given) if given else None


def _logs_block(block: type[LogsBlock], logs: LoadBalancerLogs | None) -> LogsBlock | None:
    return block(enabled=True, bucket=logs.bucket.id, prefix=logs.prefix) if logs else None


def _name_errors(name: str, value: object) -> Iterator[str]:
    yield from checks.elb_name(name, value)
    if isinstance(value, str) and value.startswith("internal-"):
        yield f'{name} must not start with "internal-", got {value!r}'


def _http_check_errors(
    name: str, check: object, routes: Sequence[Route], domain_names: Collection[str] | None
) -> Iterator[str]:
    yield from checks.instance(name, check, HttpCheck, optional=True)
    if not isinstance(check, HttpCheck):
        return
    if not routes:
        yield f"{name} requires a listener"
    yield from certificate_errors(f"{name} host_name", domain_names, check.host_name)


def _vpc_errors(subnets: object, security_groups: object, routes: Sequence[Route]) -> Iterator[str]:
    groups = security_groups if isinstance(security_groups, Sequence) else ()
    return vpc_errors("security_groups", subnets, *groups, *target_groups_of(routes))
