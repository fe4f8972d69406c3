"""The Application Load Balancer and its listeners."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    ITerraformDependable,
    Lb,
    LbIpamPools,
    LbMinimumLoadBalancerCapacity,
    Precondition,
    Route53Record,
    TerraformProvider,
    TerraformResourceLifecycle,
    Wafv2WebAclAssociation,
)
from constructs_lib._core.features import HEALTH_CHECK_LOGS
from constructs_lib._core.tokens import is_list_token, is_resolved, literal_tags, plain
from constructs_lib._core.tree import set_physical_name
from constructs_lib._stack.construct import environment_of
from constructs_lib._stack.environment import environment_arguments
from constructs_lib._stack.uniqueness import claim_name
from constructs_lib._stack.validation import add_validation
from constructs_lib.domain._names import could_match, known_domain_names
from constructs_lib.domain.alias_record import host_name_errors
from constructs_lib.listener.listener import Listener, certificates_of
from constructs_lib.load_balancer._arguments import (
    DesyncMitigationMode,
    IpAddressType,
    XffHeaderProcessingMode,
    address_pool_errors,
    attribute_errors,
    dependencies,
    network_region_errors,
    public_subnets_errors,
    security_group_errors,
    subnet_errors,
    subnet_ids_of,
    web_acl_errors,
)
from constructs_lib.load_balancer._checks.listeners import (
    claim_listeners,
    listener_errors,
    listener_quota_errors,
    target_groups_of,
)
from constructs_lib.load_balancer._checks.network import (
    SubnetConditions,
    UnresolvedSubnets,
    buckets_in_region,
    vpc_errors,
)
from constructs_lib.load_balancer._checks.reachability import reachability_errors
from constructs_lib.load_balancer._checks.web_acl import warn_of_http2_targets
from constructs_lib.load_balancer._listener_owner import ListenerOwner
from constructs_lib.load_balancer._render.http_check import add_http_check_blocks
from constructs_lib.load_balancer._routes import Route, routes_of
from constructs_lib.load_balancer.http_check import HttpCheck
from constructs_lib.load_balancer.logs import LoadBalancerLogs, encryption_errors, log_errors
from constructs_lib.load_balancer.quotas import LoadBalancerQuotas
from constructs_lib.references import HasArn, HasId, HasIds, references_of


class ApplicationLoadBalancer(ListenerOwner):
    """An Application Load Balancer (ALB) with its listeners.

    Creates one ``aws_lb`` of type ``application``, one ``aws_lb_listener`` for each listener with
    its ``aws_lb_listener_rule`` and ``aws_lb_listener_certificate``, and an
    ``aws_wafv2_web_acl_association`` for a web ACL; reads the data source ``aws_subnet``::

        ApplicationLoadBalancer(
            self, "alb", name="web", internal=False,
            subnets=public, security_groups=[group],
            listeners=[
                HttpListener(default_action=REDIRECT_TO_HTTPS),
                HttpsListener(certificate=certificate, default_action=Forward(web)),
            ],
        )

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Name, 1–32 letters, digits and hyphens, with no hyphen at either end and not starting
            with ``internal-``; unique in the account and region. A different name replaces the
            load balancer: the original is destroyed before the new one, with another DNS name, is
            created.
        subnets: Subnets in at least two Availability Zones, one in each: a lookup, or a list of
            references.
        security_groups: Security groups, at least one. The AWS default quota is 5.
        listeners: Listeners, at most one for each port. The AWS default quotas for all of them are
            50 listeners, 100 rules, 25 additional certificates and 100 target groups. Defaults to
            none.
        internal: Whether the load balancer has private IP addresses only. A different value
            replaces the load balancer. Defaults to ``True``.
        ip_address_type: ``ipv4``, ``dualstack`` (IPv4 and IPv6, which the subnets must support) or
            ``dualstack-without-public-ipv4`` (internet-facing, for IPv6 clients only). Defaults to
            ``ipv4``.
        enable_deletion_protection: Whether deletion protection is enabled. Also sets
            ``prevent_destroy``, so that plans that would destroy or replace the load balancer fail:
            otherwise, Terraform would delete the listeners before AWS rejects the deletion. To
            delete the load balancer, first apply ``False``, and then remove the construct. Defaults
            to ``True``.
        drop_invalid_header_fields: Whether HTTP headers with invalid names are removed. Defaults to
            ``True``.
        desync_mitigation_mode: Handling of requests that might pose a security risk to the
            application: ``monitor``, ``defensive`` or ``strictest``. Defaults to ``defensive``.
        enable_http2: Whether HTTP/2 is enabled for clients. Defaults to ``True``.
        idle_timeout: Seconds without data after which a connection is closed, 1–4000. Set a longer
            keep-alive timeout in the targets. Defaults to 60.
        client_keep_alive: Maximum duration of a client connection in seconds, 60–604800 (7 days).
            Defaults to 3600.
        xff_header_processing_mode: Handling of the ``X-Forwarded-For`` header: ``append`` adds the
            IP address of the client, ``preserve`` keeps the header, ``remove`` removes it. Defaults
            to ``append``.
        enable_xff_client_port: Whether ``X-Forwarded-For`` includes the port of the client.
            Defaults to ``False``.
        preserve_host_header: Whether targets receive the ``Host`` header unchanged. Defaults to
            ``False``.
        enable_tls_version_and_cipher_suite_headers: Whether targets receive the TLS version and
            cipher suite of the client in headers. Defaults to ``False``.
        enable_waf_fail_open: Whether requests are forwarded if AWS WAF is not available. Defaults
            to ``False``.
        enable_zonal_shift: Whether Amazon Application Recovery Controller may shift traffic away
            from a zone. Defaults to ``False``.
        access_logs: S3 location of the access logs, one entry for each request. Defaults to none.
        connection_logs: S3 location of the connection logs, one entry for each connection. Defaults
            to none.
        health_check_logs: S3 location of the health check logs, one entry for each health check of
            a target. Requires version 6.25 or newer of the provider. Defaults to none.
        minimum_capacity_units: Reserved capacity units (LCU), at least 100, which AWS charges for.
            Defaults to none.
        ipam_pool: IPAM pool of the public IPv4 addresses of an internet-facing load balancer.
            Defaults to addresses of Amazon.
        customer_owned_ipv4_pool: Pool of customer-owned addresses, ``ipv4pool-coip-…``, for a load
            balancer on an Outpost, which then is in the only subnet of ``subnets``. A different
            value replaces the load balancer. Defaults to none.
        web_acl: AWS WAF web ACL of scope ``REGIONAL``. Plans warn about HTTP/2 target groups, whose
            requests AWS WAF inspects in part only (CVE-2026-13763). Defaults to none.
        http_check: Host name to request after each apply. Unexpected responses are reported as
            warnings. Defaults to none.
        quotas: The service quotas of your account. Defaults to ``LoadBalancerQuotas()``, the
            default quotas of AWS.
        depends_on: Raw resources, data sources or modules that Terraform applies before the
            resources of the construct, such as the internet gateway and the routes of a VPC that
            the same stack creates. Without them, AWS rejects the subnets. Defaults to none.
        tags: Tags, at most 50. Defaults to the ``default_tags`` of the provider.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The ``aws_lb``.
        security_groups: The security groups.

    Raises:
        ValidationError: A value is out of range, two listeners have the same port, a redirect is to
            a port without a listener, or a reference is to another region. At synth: another load
            balancer has the same name, a quota is exceeded, or the security groups, if all of their
            rules are known, do not allow the ports of the listeners and target groups.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        subnets: HasIds | Sequence[HasId],
        security_groups: HasIds | Sequence[HasId],
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
        health_check_logs: LoadBalancerLogs | None = None,
        minimum_capacity_units: int | None = None,
        ipam_pool: HasId | None = None,
        customer_owned_ipv4_pool: str | None = None,
        web_acl: HasArn | None = None,
        http_check: HttpCheck | None = None,
        quotas: LoadBalancerQuotas | None = None,
        depends_on: Sequence[ITerraformDependable] = (),
        tags: Mapping[str, str] | None = None,
        provider: TerraformProvider | None = None,
        region: str | None = None,
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
        groups = references_of(security_groups)
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

        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            _name_errors("name", name),
            subnet_errors("subnets", subnets, on_outpost=on_outpost),
            public_subnets_errors("subnets", subnets, internal=internal),
            security_group_errors("security_groups", groups, known_quotas),
            network_region_errors(subnets, groups, environment),
            listener_errors(
                "listeners",
                listeners,
                routes,
                environment,
                ip_address_type=ip_address_type,
            ),
            listener_quota_errors(listeners, known_quotas),
            attribute_errors(
                flags,
                ip_address_type=ip_address_type,
                desync_mitigation_mode=desync_mitigation_mode,
                xff_header_processing_mode=xff_header_processing_mode,
                idle_timeout=idle_timeout,
                client_keep_alive=client_keep_alive,
                minimum_capacity_units=minimum_capacity_units,
            ),
            log_errors("access_logs", access_logs, environment),
            log_errors("connection_logs", connection_logs, environment),
            _health_check_log_errors("health_check_logs", health_check_logs, environment),
            address_pool_errors(
                ipam_pool,
                customer_owned_ipv4_pool,
                internal=internal,
                ip_address_type=ip_address_type,
            ),
            web_acl_errors("web_acl", web_acl, environment),
            _http_check_errors("http_check", http_check, routes),
            checks.instance("quotas", quotas, LoadBalancerQuotas, optional=True),
            checks.tags("tags", tags),
            _vpc_errors(subnets, groups, routes),
            provider=provider,
            region=region,
            depends_on=depends_on,
        )
        claim_name(self, "the load balancer", name)
        claim_listeners(self, name if is_resolved(name) else None, routes, quotas)
        self.security_groups = groups
        self.ip_address_type = ip_address_type
        self.certificate_names = domain_names
        logs = {
            "access_logs": access_logs,
            "connection_logs": connection_logs,
            "health_check_logs": health_check_logs,
        }
        preconditions = list(buckets_in_region(self, name, *logs.values()))
        conditions: SubnetConditions | UnresolvedSubnets | None = None
        if not is_list_token(subnet_ids):
            conditions = SubnetConditions(self, name, subnets, subnet_ids, on_outpost=on_outpost)
            preconditions += conditions.preconditions(
                internal=internal,
                ipv6=ip_address_type != "ipv4",
                groups=[*groups, *target_groups_of(routes)],
            )
        elif not on_outpost:
            conditions = UnresolvedSubnets(self, name, subnet_ids)
            preconditions.append(conditions.precondition())
        self.resource = Lb(
            self,
            "Default",
            **environment_arguments(self),
            name=name,
            load_balancer_type="application",
            ip_address_type=ip_address_type,
            subnets=subnet_ids,
            security_groups=[group.id for group in groups],
            desync_mitigation_mode=desync_mitigation_mode,
            idle_timeout=plain(idle_timeout),
            client_keep_alive=plain(client_keep_alive),
            xff_header_processing_mode=xff_header_processing_mode,
            minimum_load_balancer_capacity=LbMinimumLoadBalancerCapacity(
                capacity_units=plain(minimum_capacity_units)
            )
            if minimum_capacity_units is not None
            else None,
            ipam_pools=LbIpamPools(ipv4_ipam_pool_id=ipam_pool.id) if ipam_pool else None,
            customer_owned_ipv4_pool=customer_owned_ipv4_pool,
            depends_on=dependencies(self, groups, *logs.values()) or None,
            lifecycle=_lifecycle(preconditions, protected=enable_deletion_protection),
            tags=literal_tags(tags),
            **_logs_blocks(logs),
            **flags,
        )
        if conditions:
            conditions.warn(self.resource)
        set_physical_name(name, self)
        self._create_listeners(listeners, routes, self, name)
        self._http_check = http_check
        self._alias_records: list[Route53Record] = []
        add_http_check_blocks(self.resource, http_check, self._listeners.values())
        add_validation(
            self,
            lambda: reachability_errors(
                groups, routes, ip_address_type, self._alternate_target_groups
            ),
        )
        if http_check:
            host = http_check.host_name
            argument = "http_check host_name"
            add_validation(self, lambda: host_name_errors(argument, host, self, match=could_match))
        add_validation(self, lambda: encryption_errors(self, logs))
        if web_acl is not None:
            Wafv2WebAclAssociation(
                self,
                "web-acl",
                **environment_arguments(self),
                resource_arn=self.arn,
                web_acl_arn=web_acl.arn,
            )
            warn_of_http2_targets(self.resource, name, target_groups_of(routes))

    @cached_property
    def id(self) -> str:
        """The ID of the load balancer, which is its ARN."""
        return self.resource.id

    @cached_property
    def arn(self) -> str:
        """The ARN of the load balancer."""
        return self.resource.arn

    @cached_property
    def dns_name(self) -> str:
        """The DNS name of the load balancer."""
        return self.resource.dns_name

    @cached_property
    def zone_id(self) -> str:
        """The ID of the hosted zone of the DNS name, for alias records."""
        return self.resource.zone_id

    @cached_property
    def arn_suffix(self) -> str:
        """The last part of the ARN, which is the dimension of CloudWatch metrics."""
        return self.resource.arn_suffix

    def add_http_check_dependencies(self, records: Sequence[Route53Record]) -> None:
        """Let the `HttpCheck` depend on alias records, if they are those of its host name."""
        if self._http_check and records[0].name_input == self._http_check.host_name:
            self._alias_records += records
            add_http_check_blocks(
                self.resource, self._http_check, self._listeners.values(), self._alias_records
            )


def _lifecycle(
    preconditions: Sequence[Precondition], *, protected: bool
) -> TerraformResourceLifecycle | None:
    """Return the lifecycle, which prevents Terraform from destroying a protected load balancer.

    Otherwise Terraform deletes the listeners before AWS rejects the deletion.
    """
    if not preconditions and protected is not True:
        return None
    return TerraformResourceLifecycle(
        prevent_destroy=True if protected is True else None, precondition=preconditions or None
    )


def _logs_blocks(logs: Mapping[str, LoadBalancerLogs | None]) -> dict[str, Any]:
    """Return the blocks by the names of their arguments, one of which older bindings lack."""
    return {
        name: {"enabled": True, "bucket": log.bucket.id, "prefix": log.prefix}
        for name, log in logs.items()
        if log
    }


def _health_check_log_errors(name: str, logs: object, scope: object) -> Iterator[str]:
    errors = list(log_errors(name, logs, scope))
    yield from errors
    if logs is not None and not errors:
        yield from HEALTH_CHECK_LOGS.errors(name)


def _name_errors(name: str, value: object) -> Iterator[str]:
    yield from checks.elb_name(name, value)
    if isinstance(value, str) and value.startswith("internal-"):
        yield f'{name} must not start with "internal-", got {value!r}'


def _http_check_errors(name: str, check: object, routes: Sequence[Route]) -> Iterator[str]:
    yield from checks.instance(name, check, HttpCheck, optional=True)
    if isinstance(check, HttpCheck) and not routes:
        yield f"{name} requires a listener"


def _vpc_errors(subnets: object, security_groups: object, routes: Sequence[Route]) -> Iterator[str]:
    groups = security_groups if isinstance(security_groups, Sequence) else ()
    return vpc_errors("security_groups", subnets, *groups, *target_groups_of(routes))
