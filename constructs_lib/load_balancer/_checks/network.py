"""Checks of the network of a load balancer at plan time: subnets, VPCs and regions.

The preconditions check what AWS requires. The ``check`` blocks report warnings about what AWS
accepts, but recommends against.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from constructs import Construct
from constructs_lib._core.compat import (
    DataAwsSecurityGroups,
    DataAwsSecurityGroupsFilter,
    DataAwsSubnet,
    DataAwsSubnets,
    DataAwsSubnetsFilter,
    Lb,
    Op,
    Precondition,
    TerraformCount,
    TerraformLocal,
    TerraformResourceLifecycle,
)
from constructs_lib._core.terraform import add_check_block, address
from constructs_lib._core.tokens import is_resolved
from constructs_lib._core.tree import path_of
from constructs_lib._stack.environment import environment_arguments, region_lookup
from constructs_lib.load_balancer.logs import BucketLookup, LoadBalancerLogs
from constructs_lib.network.subnets import (
    MINIMUM_ZONES,
    PUBLIC,
    RouteTables,
    SubnetsLookup,
)
from constructs_lib.references import HasArn, HasId, HasIds

# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
MIN_FREE_ADDRESSES: Final = 8
"""The free IP addresses that AWS recommends in each subnet, so that a load balancer can scale."""
MAX_PREFIX_LENGTH: Final = 27
"""The longest prefix length that AWS recommends for each subnet."""


class SubnetConditions:
    """Conditions on the subnets of a load balancer, if their number is known at synth.

    Reads the data source ``aws_subnet`` for each subnet. `UnresolvedSubnets` is for a list token,
    such as the ``ids`` of a raw data source.
    """

    def __init__(
        self,
        scope: Construct,
        name: str,
        subnets: HasIds | Sequence[HasId],
        ids: Sequence[str],
        *,
        on_outpost: bool,
    ) -> None:
        self._scope = scope
        self._name = name
        self._known = all(map(is_resolved, ids))
        self._on_outpost = on_outpost
        self._route_tables: RouteTables | None = None
        self._looked_up = isinstance(subnets, SubnetsLookup)
        self._vpc = subnets.vpc_id if isinstance(subnets, SubnetsLookup) else None
        self._ids = TerraformLocal(scope, "subnets", list(ids)).fqn
        count = TerraformCount.of(len(ids))
        subnet = f"${{{self._ids}[count.index]}}"
        lifecycle = self._existence_lifecycle(subnet, ids)
        self._subnets = address(
            DataAwsSubnet(
                scope,
                "subnet",
                **environment_arguments(scope),
                count=count,
                id=subnet,
                lifecycle=lifecycle,
            )
        )

    def _existence_lifecycle(
        self, subnet: str, ids: Sequence[str]
    ) -> TerraformResourceLifecycle | None:
        """Check with ``aws_subnets``, as ``aws_subnet`` fails with the provider's own error."""
        if self._looked_up or not self._known:
            return None
        by_id = DataAwsSubnetsFilter(name="subnet-id", values=list(ids))
        existing = DataAwsSubnets(
            self._scope, "subnets-by-id", **environment_arguments(self._scope), filter=[by_id]
        ).fqn
        return TerraformResourceLifecycle(
            precondition=[
                Precondition(
                    condition=f"${{contains({existing}.ids, {self._ids}[count.index])}}",
                    error_message=(
                        f"The subnet {subnet} of the load balancer {self._name} does not exist in "
                        "the region, or is not shared with the account. Check the ID."
                    ),
                )
            ]
        )

    def preconditions(
        self, *, internal: bool, ipv6: bool, groups: Iterable[HasId | HasArn]
    ) -> Iterator[Precondition]:
        """Yield the preconditions of the load balancer."""
        if not self._looked_up:
            yield from self._one_subnet_per_zone_and_one_vpc()
            if internal is False and self._known and not self._on_outpost:
                self._route_tables = RouteTables(self._scope, f"${{{self._subnets}[0].vpc_id}}")
                yield self._internet_gateway(self._route_tables)
        if ipv6:
            yield self._ipv6_cidr_blocks()
        yield from self._groups_in_vpc(list(groups))

    def warn(self, load_balancer: Lb) -> None:
        """Add the ``check`` blocks to the stack."""
        unique = load_balancer.friendly_unique_id
        if self._route_tables:
            self._warn_of_private_subnets(unique, self._route_tables)
        if not self._looked_up and not self._known:
            return  # the values of subnets that the stack creates are not known at the first plan
        free = f"s.available_ip_address_count >= {MIN_FREE_ADDRESSES}"
        large = f'try(tonumber(split("/", s.cidr_block)[1]) <= {MAX_PREFIX_LENGTH}, true)'
        actual = self._for_each("${s.id} (${s.cidr_block}) has ${s.available_ip_address_count}")
        add_check_block(
            self._scope,
            f"{unique}_free_addresses",
            condition=f"${{alltrue([for s in {self._subnets} : {free} && {large}])}}",
            message=(
                f"Each subnet of the load balancer {self._name} should have a CIDR block of "
                f"/{MAX_PREFIX_LENGTH} or larger and {MIN_FREE_ADDRESSES} free addresses, so that "
                f"the load balancer can scale: {actual}. Free addresses, or use larger subnets."
            ),
        )

    def _for_each(self, text: str) -> str:
        return f'${{join(", ", [for s in {self._subnets} : "{text}"])}}'

    def _one_subnet_per_zone_and_one_vpc(self) -> Iterator[Precondition]:
        zones, vpcs = f"{self._subnets}[*].availability_zone", f"{self._subnets}[*].vpc_id"
        yield Precondition(
            condition=f"${{length(distinct({zones})) == length({zones})}}",
            error_message=(
                f"The subnets of the load balancer {self._name} must be in different Availability "
                f"Zones: {self._for_each('${s.id} is in ${s.availability_zone}')}. Use one subnet "
                "in each zone."
            ),
        )
        yield Precondition(
            condition=f"${{length(distinct({vpcs})) == 1}}",
            error_message=(
                f"The subnets of the load balancer {self._name} must be in one VPC: "
                f"{self._for_each('${s.id} is in ${s.vpc_id}')}."
            ),
        )

    def _internet_gateway(self, route_tables: RouteTables) -> Precondition:
        return Precondition(
            condition=f"${{{route_tables.has_internet_route}}}",
            error_message=(
                f"The VPC ${{{self._subnets}[0].vpc_id}} of the internet-facing load balancer "
                f"{self._name} must have an internet gateway and a route to it. Add them, or set "
                "internal=True."
            ),
        )

    def _warn_of_private_subnets(self, unique: str, route_tables: RouteTables) -> None:
        """Warn only, as a firewall may be between the subnets and the internet gateway."""
        private = f"setsubtract({self._ids}, {route_tables.public_subnet_ids(self._ids)})"
        add_check_block(
            self._scope,
            f"{unique}_public_subnets",
            condition=f"${{length({private}) == 0}}",
            message=(
                f"The subnets of the internet-facing load balancer {self._name} should be public, "
                f'each one {PUBLIC}. Private subnets: ${{join(", ", {private})}}. Add the route, '
                "use other subnets, or set internal=True."
            ),
        )

    def _ipv6_cidr_blocks(self) -> Precondition:
        has = "try(length(s.ipv6_cidr_block), 0) > 0"
        without = f"[for s in {self._subnets} : s.id if !({has})]"
        return Precondition(
            condition=f"${{alltrue([for s in {self._subnets} : {has}])}}",
            error_message=(
                f"The subnets of the load balancer {self._name} must have an IPv6 CIDR block for "
                f'its ip_address_type. Subnets without: ${{join(", ", {without})}}. Add one, or '
                'set ip_address_type="ipv4".'
            ),
        )

    def _groups_in_vpc(self, groups: Sequence[HasId | HasArn]) -> Iterator[Precondition]:
        """Yield conditions that security groups and target groups are in the VPC of the subnets."""
        vpc = f"{self._subnets}[0].vpc_id"
        by_vpc, unknown = dict[str, HasId | HasArn](), list[str]()
        for group in groups:
            group_vpc = getattr(group, "vpc_id_input", None) or getattr(group, "vpc_id", None)
            id = getattr(group, "id", None)
            if isinstance(group_vpc, str) and group_vpc != self._vpc:
                by_vpc.setdefault(group_vpc, group)
            elif group_vpc is None and id is not None and is_resolved(id):
                unknown.append(id)
        # A local value, as cdktf does not resolve tokens within other expressions.
        local = TerraformLocal(self._scope, "vpcs", list(by_vpc)).fqn if by_vpc else ""
        for number, group in enumerate(by_vpc.values()):
            group_vpc = f"{local}[{number}]"
            noun = "target groups" if hasattr(group, "arn_suffix") else "security groups"
            path = path_of(group) if isinstance(group, Construct) else noun
            yield Precondition(
                # A target group of a Lambda function has no VPC.
                condition=f'${{coalesce({group_vpc}, "none") == "none" || {group_vpc} == {vpc}}}',
                error_message=(
                    f"The {noun} of the load balancer {self._name} must be in the VPC of its "
                    f'subnets, ${{{vpc}}}, but {path} is in ${{coalesce({group_vpc}, "none")}}.'
                ),
            )
        if unknown:
            yield self._security_groups_in_vpc(unknown, vpc)

    def _security_groups_in_vpc(self, ids: Sequence[str], vpc: str) -> Precondition:
        existing = DataAwsSecurityGroups(
            self._scope,
            "security-groups",
            **environment_arguments(self._scope),
            filter=[
                DataAwsSecurityGroupsFilter(name="group-id", values=list(ids)),
                DataAwsSecurityGroupsFilter(name="vpc-id", values=[f"${{{vpc}}}"]),
            ],
        ).fqn
        return Precondition(
            condition=f"${{length({existing}.ids) == {len(ids)}}}",
            error_message=(
                f"The security groups {', '.join(ids)} of the load balancer {self._name} must be "
                f"in the VPC of its subnets, ${{{vpc}}}. In this VPC: "
                f'${{length({existing}.ids) == 0 ? "none" : join(", ", {existing}.ids)}}.'
            ),
        )


class UnresolvedSubnets:
    """Conditions on a list token of subnets, whose number may be known only after the apply."""

    def __init__(self, scope: Construct, name: str, ids: Sequence[str]) -> None:
        self._scope, self._name = scope, name
        self._ids = TerraformLocal(scope, "subnets", list(ids)).fqn

    def precondition(self) -> Precondition:
        """Return the precondition of the load balancer."""
        return Precondition(
            condition=f"${{length({self._ids}) > 0}}",
            error_message=(
                f"The load balancer {self._name} must have subnets, but the list is empty. Check "
                "the filters of the data source."
            ),
        )

    def warn(self, load_balancer: Lb) -> None:
        """Add a ``check`` block to the stack: AWS accepts a single subnet only in a Local Zone."""
        add_check_block(
            self._scope,
            f"{load_balancer.friendly_unique_id}_subnets",
            condition=f"${{length({self._ids}) >= {MINIMUM_ZONES}}}",
            message=(
                f"The load balancer {self._name} should have subnets in at least {MINIMUM_ZONES} "
                f'Availability Zones, except in a Local Zone: ${{join(", ", {self._ids})}}. '
                "Check the filters of the data source."
            ),
        )


def buckets_in_region(
    scope: Construct, name: str, *logs: LoadBalancerLogs | None
) -> Iterator[Precondition]:
    """Yield conditions that looked-up log buckets are in the region of the load balancer."""
    buckets = {
        path_of(log.bucket): log.bucket.resource
        for log in logs
        if log and isinstance(log.bucket, BucketLookup)
    }
    if not buckets:
        return
    region = region_lookup(scope)
    for bucket in buckets.values():
        # In version 6 of the provider, region is the argument, not what S3 reports.
        bucket_region = getattr(bucket, "bucket_region", bucket.region)
        yield Precondition(
            condition=Op.eq(bucket_region, region),
            error_message=(
                f"The log bucket of the load balancer {name} must be in the region {region}, but "
                f"{bucket.bucket} is in {bucket_region}."
            ),
        )


def vpc_errors(name: str, *resources: object) -> Iterator[str]:
    """Check that all resources are in one VPC, as far as their VPC IDs are known at synth."""
    vpc_ids = {getattr(resource, "vpc_id", None) for resource in resources}
    ids = sorted(id for id in vpc_ids if isinstance(id, str) and is_resolved(id))
    if len(ids) > 1:
        yield f"{name}, subnets and target groups must be in one VPC, but are in {', '.join(ids)}"
