"""Checks of the attributes and references of a load balancer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import TerraformResource
from constructs_lib._core.errors import error_message
from constructs_lib._core.tokens import is_list_token
from constructs_lib._stack.construct import constructs_in_stack
from constructs_lib._stack.environment import id_region_errors, reference_errors
from constructs_lib.load_balancer.logs import LoadBalancerLogs
from constructs_lib.load_balancer.quotas import LoadBalancerQuotas, quota_errors
from constructs_lib.network.subnets import MINIMUM_ZONES, PrivateSubnetsLookup
from constructs_lib.references import (
    IPAM_POOL,
    SECURITY_GROUP,
    SUBNET,
    WEB_ACL,
    HasArn,
    HasId,
    HasIds,
    arn_errors,
    id_errors,
)

IpAddressType: TypeAlias = Literal["ipv4", "dualstack", "dualstack-without-public-ipv4"]
DesyncMitigationMode: TypeAlias = Literal["monitor", "defensive", "strictest"]
XffHeaderProcessingMode: TypeAlias = Literal["append", "preserve", "remove"]


def attribute_errors(
    flags: Mapping[str, object],
    *,
    ip_address_type: object,
    desync_mitigation_mode: object,
    xff_header_processing_mode: object,
    idle_timeout: object,
    client_keep_alive: object,
    minimum_capacity_units: object,
) -> Iterator[str]:
    """Check the attributes of a load balancer.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
    """
    for name, flag in flags.items():
        yield from checks.boolean(name, flag)
    yield from checks.choice("ip_address_type", ip_address_type, get_args(IpAddressType))
    modes = get_args(DesyncMitigationMode)
    yield from checks.choice("desync_mitigation_mode", desync_mitigation_mode, modes)
    modes = get_args(XffHeaderProcessingMode)
    yield from checks.choice("xff_header_processing_mode", xff_header_processing_mode, modes)
    yield from checks.integer("idle_timeout", idle_timeout, minimum=1, maximum=4000)
    yield from checks.integer("client_keep_alive", client_keep_alive, minimum=60, maximum=604_800)
    if minimum_capacity_units is not None:
        yield from checks.integer(
            "minimum_capacity_units", minimum_capacity_units, minimum=100, maximum=1_000_000
        )
    if ip_address_type == "dualstack-without-public-ipv4" and flags["internal"] is True:
        yield "ip_address_type 'dualstack-without-public-ipv4' requires internal=False"


def subnet_ids_of(subnets: object) -> list[str] | None:
    """Return the IDs of a lookup or of a list of references, or ``None`` if it is neither."""
    if isinstance(subnets, str):
        return None
    ids: object
    if isinstance(subnets, Sequence):
        ids = [getattr(subnet, "id", None) for subnet in subnets]
    else:
        ids = getattr(subnets, "ids", None)
    if isinstance(ids, str) or not isinstance(ids, Sequence):
        return None
    return [id for id in ids if isinstance(id, str)]


def subnet_errors(
    name: str, subnets: HasIds | Sequence[HasId], *, on_outpost: bool
) -> Iterator[str]:
    """Check for subnets in at least two zones, or for the only one on an Outpost."""
    ids = subnet_ids_of(subnets)
    if ids is None:
        expected = "a lookup of subnets, Ids or a list of references"
        yield from checks.list_errors(name, expected, subnets)
        return
    if is_list_token(subnets):
        yield f"{name} must be Ids(…) if the list is known only after synth"
        return
    errors: list[str] = []
    if isinstance(subnets, Sequence):
        for number, subnet in enumerate(subnets):
            errors += id_errors(f"{name}[{number}]", subnet, SUBNET)
    else:
        for id in subnets.ids:  # subnet_ids_of omits values that are not strings
            expected = f"an id that starts with {SUBNET.id_prefix}"
            errors += checks.string(
                name, id, pattern=rf"{SUBNET.id_prefix}[!-~]+", expected=expected
            )
    yield from errors
    yield from checks.unique(name, ids)
    if errors:
        return
    if on_outpost:
        if len(ids) != 1:
            expected = "a single subnet, which is on the Outpost, with customer_owned_ipv4_pool"
            yield error_message(name, expected, ids)
    elif len(ids) < MINIMUM_ZONES and not is_list_token(ids):
        yield error_message(name, f"in at least {MINIMUM_ZONES} Availability Zones", ids)


def public_subnets_errors(name: str, subnets: object, *, internal: object) -> Iterator[str]:
    """Check that the subnets of an internet-facing load balancer are not known to be private."""
    if isinstance(subnets, PrivateSubnetsLookup) and internal is False:
        yield error_message(name, "public subnets with internal=False", subnets)


def security_group_errors(
    name: str, security_groups: object, quotas: LoadBalancerQuotas
) -> Iterator[str]:
    """Check for security groups: at least one, and at most as many as the quota allows."""
    if not checks.is_sequence(security_groups):
        yield from checks.list_errors(name, "a list of security groups, or Ids", security_groups)
        return
    if is_list_token(security_groups):
        yield f"{name} must be Ids(…) if the list is known only after synth"
        return
    if not security_groups:
        yield f"{name} must not be empty, as AWS would attach the default security group of the VPC"
    yield from quota_errors(quotas, "security_groups", len(security_groups))
    for number, security_group in enumerate(security_groups):
        yield from id_errors(f"{name}[{number}]", security_group, SECURITY_GROUP)
    ids = [getattr(security_group, "id", None) for security_group in security_groups]
    yield from checks.unique(name, [id for id in ids if id is not None])


def address_pool_errors(
    ipam_pool: HasId | None,
    customer_owned_ipv4_pool: object,
    *,
    internal: object,
    ip_address_type: object,
) -> Iterator[str]:
    """Check the address pools of a load balancer."""
    if ipam_pool is not None:
        yield from id_errors("ipam_pool", ipam_pool, IPAM_POOL)
        if internal is True or ip_address_type == "dualstack-without-public-ipv4":
            yield "ipam_pool must be omitted for a load balancer without public IPv4 addresses"
    if customer_owned_ipv4_pool is not None:
        yield from checks.string(
            "customer_owned_ipv4_pool",
            customer_owned_ipv4_pool,
            pattern=r"ipv4pool-coip-[a-z0-9]+",
            expected='the id of a pool such as "ipv4pool-coip-0abc"',
        )


def network_region_errors(
    subnets: HasIds | Sequence[HasId], security_groups: object, scope: object
) -> Iterator[str]:
    """Check that the subnets and the security groups are in the region of the load balancer."""
    for name, references in (("subnets", subnets), ("security_groups", security_groups)):
        if not checks.is_sequence(references):
            yield from id_region_errors(name, references, scope)
            continue
        for number, reference in enumerate(references):
            yield from id_region_errors(f"{name}[{number}]", reference, scope)


def web_acl_errors(name: str, web_acl: HasArn | None, scope: object) -> Iterator[str]:
    """Check for a web ACL of the region."""
    if web_acl is not None:
        errors = list(arn_errors(name, web_acl, WEB_ACL))
        yield from errors or reference_errors(name, web_acl, scope)


def dependencies(
    scope: Construct, security_groups: Sequence[HasId], *logs: LoadBalancerLogs | None
) -> list[TerraformResource]:
    """Return the resources that a load balancer depends on without referring to them.

    These are the rules of the security groups, as a replaced group must have its rules before the
    load balancer uses it, and the policies of the log buckets, as AWS writes a test object to them.
    """
    groups = constructs_in_stack(scope, security_groups)
    buckets = constructs_in_stack(scope, (log.bucket for log in logs if log))
    policies = (getattr(bucket, "policy", None) for bucket in buckets)
    return [
        *(rule for group in groups for rule in getattr(group, "rules", ())),
        *(policy for policy in policies if policy is not None),
    ]
