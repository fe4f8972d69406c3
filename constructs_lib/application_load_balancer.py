"""The Application Load Balancer and its listeners."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from constructs import Construct

from constructs_lib.cdk import (
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
from constructs_lib.certificate_names import covers, names_of
from constructs_lib.construct import AwsConstruct, problems_of_construct
from constructs_lib.ecs_service import EcsServiceArguments, Waitable, ecs_service_arguments
from constructs_lib.http_check import HttpCheck
from constructs_lib.http_check_block import http_check_blocks
from constructs_lib.kind import IPAM_POOL
from constructs_lib.listener import Listener, certificates_of
from constructs_lib.listener_identity import remember_listeners
from constructs_lib.listener_resource import listener_resources
from constructs_lib.load_balancer_attributes import (
    DesyncMitigationMode,
    IpAddressType,
    XffHeaderProcessingMode,
    check_attributes,
)
from constructs_lib.load_balancer_listeners import (
    check_listeners,
    take_listeners,
    target_groups_of,
)
from constructs_lib.load_balancer_logs import LoadBalancerLogs, check_logs
from constructs_lib.load_balancer_preconditions import (
    Network,
    UnknownSubnets,
    buckets_in_region,
    check_one_vpc,
)
from constructs_lib.load_balancer_quotas import LoadBalancerQuotas
from constructs_lib.load_balancer_references import (
    prerequisites_of,
    security_group_ids_of,
    subnet_ids_of,
    web_acl_arn_of,
)
from constructs_lib.problems import gathered
from constructs_lib.reachability import problems_of_reach
from constructs_lib.refs import HasArn, HasId, HasIds, id_of
from constructs_lib.stack_validation import judge_at_synth
from constructs_lib.tokens import is_known
from constructs_lib.validation import (
    check_elb_name,
    check_optional,
    check_tags,
    check_text,
    refuse,
)


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
        ValueError: A value is out of its range, two listeners have one port, a redirect goes where
            nothing listens, a certificate or the web ACL is of another region, or there is more
            of something than the quota. At synth also: its security groups, if all of their rules
            are here, do not let in the port of a listener, or let out that of a target group.

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
        with problems_of_construct(scope, id):
            check_elb_name("name", name)
            check_text(
                "name",
                name,
                pattern="(?!internal-).*",
                allowed='a name without "internal-" before it',
            )
            check_optional("http_check", http_check, HttpCheck)
            check_optional("quotas", quotas, LoadBalancerQuotas)
            given = quotas if isinstance(quotas, LoadBalancerQuotas) else LoadBalancerQuotas()
            subnet_ids = subnet_ids_of(
                "subnets", subnets, on_outpost=customer_owned_ipv4_pool is not None
            )
            security_group_ids = security_group_ids_of(
                "security_groups", security_groups, given.security_groups
            )
            check_listeners("listeners", listeners, scope, given, ip_address_type)
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
            check_attributes(
                flags,
                ip_address_type=ip_address_type,
                desync_mitigation_mode=desync_mitigation_mode,
                xff_header_processing_mode=xff_header_processing_mode,
                idle_timeout=idle_timeout,
                client_keep_alive=client_keep_alive,
                minimum_capacity_units=minimum_capacity_units,
            )
            check_logs("access_logs", access_logs, scope)
            check_logs("connection_logs", connection_logs, scope)
            ipam_pool_id = id_of("ipam_pool", ipam_pool, IPAM_POOL) if ipam_pool else None
            if ipam_pool and (
                internal is True or ip_address_type == "dualstack-without-public-ipv4"
            ):
                refuse("ipam_pool", "left out for an ALB without public IPv4 addresses", ipam_pool)
            if customer_owned_ipv4_pool is not None:
                check_text(
                    "customer_owned_ipv4_pool",
                    customer_owned_ipv4_pool,
                    pattern=r"ipv4pool-coip-[a-z0-9]+",
                    allowed='the id of a pool such as "ipv4pool-coip-0abc"',
                )
            web_acl_arn = web_acl_arn_of("web_acl", web_acl, scope)
            check_tags("tags", tags)
            names = names_of(one for listener in listeners for one in certificates_of(listener))
            _check_http_check("http_check", http_check, listeners, names)
            check_one_vpc("security_groups", subnets, security_groups, listeners)
        take_listeners(scope, id, name, listeners, quotas)

        super().__init__(scope, id)
        self.ip_address_type = ip_address_type
        self.certificate_names = names
        preconditions = list(buckets_in_region(self, name, access_logs, connection_logs))
        network: Network | UnknownSubnets | None = None
        if all(is_known(one) or "#{" not in one for one in subnet_ids):  # a list, and no token
            network = Network(
                self, name, subnets, subnet_ids, on_outpost=customer_owned_ipv4_pool is not None
            )
            preconditions += network.preconditions(
                internal=internal,
                ipv6=ip_address_type != "ipv4",
                groups=[*security_groups, *target_groups_of(listeners)],
            )
        elif customer_owned_ipv4_pool is None:
            network = UnknownSubnets(self, name, subnet_ids)
            preconditions.append(network.precondition())
        self.resource = Lb(
            self,
            "Default",
            name=name,
            load_balancer_type="application",
            ip_address_type=ip_address_type,
            subnets=subnet_ids,
            security_groups=security_group_ids,
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
            ipam_pools=LbIpamPools(ipv4_ipam_pool_id=ipam_pool_id) if ipam_pool_id else None,
            customer_owned_ipv4_pool=customer_owned_ipv4_pool,
            depends_on=prerequisites_of(security_groups, access_logs, connection_logs) or None,
            lifecycle=_lifecycle(preconditions, protected=enable_deletion_protection),
            tags=dict(tags) if tags else None,
            **flags,
        )
        if network:
            network.warn(self.resource)
        self._listeners = {
            listener.port: listener_resources(self, listener, self) for listener in listeners
        }
        remember_listeners(name, self, self.listeners)
        self._http_check = http_check
        http_check_blocks(self.resource, http_check, self._listeners.values())
        judge_at_synth(self, lambda: problems_of_reach(security_groups, listeners, ip_address_type))
        if web_acl_arn is not None:
            Wafv2WebAclAssociation(self, "web-acl", resource_arn=self.arn, web_acl_arn=web_acl_arn)

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
        """What a raw ``EcsService`` needs to register its tasks with a target group.

        They are its ``load_balancer`` and its ``depends_on``: AWS refuses a service a target group
        that no listener uses yet::

            EcsService(self, "web", name="web", ...,
                       **alb.ecs_service_arguments(web, container_name="web", container_port=80))

        Args:
            target_group: One that a listener, or a rule, of this load balancer forwards to.
            container_name: The container's name in the task definition.
            container_port: The container's port, 1 to 65535.

        Raises:
            ValueError: Nothing here forwards to the target group, or a value is out of its range.
        """
        actions: list[Waitable] = []
        for made in self._listeners.values():
            actions.append((made.value.default_action, made.listener))
            rules = made.value.rules or {}
            actions += [(rules[key].action, rule) for key, rule in made.rules.items()]
        return ecs_service_arguments(actions, target_group, container_name, container_port)


LogsBlock = TypeVar("LogsBlock", LbAccessLogs, LbConnectionLogs)


def _lifecycle(
    preconditions: Sequence[Precondition], *, protected: bool
) -> TerraformResourceLifecycle | None:
    """Protected from Terraform, too: it would take the listeners away before AWS refuses."""
    given: dict[str, Any] = {"prevent_destroy": True} if protected is True else {}
    if preconditions:
        given["precondition"] = preconditions
    return TerraformResourceLifecycle(**given) if given else None


def _logs_block(block: type[LogsBlock], logs: LoadBalancerLogs | None) -> LogsBlock | None:
    return block(enabled=True, bucket=logs.bucket.id, prefix=logs.prefix) if logs else None


@gathered
def _check_http_check(
    field: str,
    check: HttpCheck | None,
    listeners: Sequence[Listener],
    certificate_names: Collection[str] | None,
) -> None:
    if check is None:
        return
    if not listeners:
        refuse(field, "left out without listeners, which it asks", check)
    if certificate_names and not covers(certificate_names, check.host_name):
        named = ", ".join(sorted(certificate_names))
        refuse(f"{field} host_name", f"covered by a certificate ({named})", check.host_name)
