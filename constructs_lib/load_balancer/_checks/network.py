"""What only AWS knows of a load balancer's network, asked for before it is made."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from constructs import Construct
from constructs_lib._core.compat import (
    DataAwsRegion,
    DataAwsSecurityGroups,
    DataAwsSecurityGroupsFilter,
    DataAwsSubnet,
    DataAwsSubnets,
    DataAwsSubnetsFilter,
    Lb,
    Precondition,
    TerraformCount,
    TerraformLocal,
    TerraformResourceLifecycle,
)
from constructs_lib._core.terraform import address, check_block
from constructs_lib._core.tokens import is_resolved
from constructs_lib._core.tree import path_of
from constructs_lib.load_balancer.bucket import BucketLookup
from constructs_lib.load_balancer.logs import LoadBalancerLogs
from constructs_lib.network.public_subnets import MINIMUM_ZONES, PublicSubnetsLookup
from constructs_lib.network.routing import PUBLIC, Routing
from constructs_lib.references import HasArn, HasId, HasIds

# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
MIN_FREE_ADDRESSES: Final = 8
"""What AWS wants to be free in each subnet, so that a load balancer can scale."""
MAX_PREFIX_LENGTH: Final = 27
"""The longest prefix that AWS wants a subnet's CIDR block to have, for the same."""


class SubnetConditions:
    """The subnets of a load balancer, as AWS knows them, and what must be true of them.

    Reads the data source ``aws_subnet`` for each subnet. It is not for a list that is one token
    (the ``ids`` of a raw data source), for which there is `UnresolvedSubnets`.
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
        self._routing: Routing | None = None
        self._looked_up = isinstance(subnets, PublicSubnetsLookup)
        self._vpc = subnets.vpc_id if isinstance(subnets, PublicSubnetsLookup) else None
        self._list = TerraformLocal(scope, "subnets", list(ids)).fqn
        count = TerraformCount.of(len(ids))
        subnet = f"${{{self._list}[count.index]}}"
        self._subnets = address(
            DataAwsSubnet(
                scope, "subnet", count=count, id=subnet, lifecycle=self._are_there(subnet, ids)
            )
        )

    def _are_there(self, subnet: str, ids: Sequence[str]) -> TerraformResourceLifecycle | None:
        """Asked of the plural data source: that of one subnet fails in the provider's words."""
        if self._looked_up or not self._known:
            return None
        by_id = DataAwsSubnetsFilter(name="subnet-id", values=list(ids))
        found = DataAwsSubnets(self._scope, "subnets-by-id", filter=[by_id]).fqn
        return TerraformResourceLifecycle(
            precondition=[
                Precondition(
                    condition=f"${{contains({found}.ids, {self._list}[count.index])}}",
                    error_message=(
                        f"The subnet {subnet} of the load balancer {self._name} must be in the "
                        "provider's region, of its account or shared with it, and is not. Check "
                        "the id."
                    ),
                )
            ]
        )

    def preconditions(
        self, *, internal: bool, ipv6: bool, groups: Iterable[HasId | HasArn]
    ) -> Iterator[Precondition]:
        """What AWS would refuse."""
        if not self._looked_up:
            yield from self._of_subnets()
            if internal is False and self._known and not self._on_outpost:
                self._routing = Routing(self._scope, f"${{{self._subnets}[0].vpc_id}}")
                yield self._reaches_internet(self._routing)
        if ipv6:
            yield self._has_ipv6()
        yield from self._of_groups(list(groups))

    def warn(self, load_balancer: Lb) -> None:
        """Of what AWS takes, and what would not serve, or not scale."""
        unique = load_balancer.friendly_unique_id
        if self._routing:
            self._warn_of_private_subnets(unique, self._routing)
        if not self._looked_up and not self._known:
            return  # of subnets of this stack, a first plan could say nothing but that
        free = f"s.available_ip_address_count >= {MIN_FREE_ADDRESSES}"
        large = f'try(tonumber(split("/", s.cidr_block)[1]) <= {MAX_PREFIX_LENGTH}, true)'
        has = self._told("${s.id} (${s.cidr_block}) has ${s.available_ip_address_count}")
        check_block(
            self._scope,
            f"{unique}_free_addresses",
            condition=f"${{alltrue([for s in {self._subnets} : {free} && {large}])}}",
            message=(
                f"Each subnet of the load balancer {self._name} should have a CIDR block of "
                f"/{MAX_PREFIX_LENGTH} or larger and {MIN_FREE_ADDRESSES} free addresses, so that "
                f"it can scale: {has}. Free some addresses, or use larger subnets."
            ),
        )

    def _told(self, text: str) -> str:
        return f'${{join(", ", [for s in {self._subnets} : "{text}"])}}'

    def _of_subnets(self) -> Iterator[Precondition]:
        zones, vpcs = f"{self._subnets}[*].availability_zone", f"{self._subnets}[*].vpc_id"
        yield Precondition(
            condition=f"${{length(distinct({zones})) == length({zones})}}",
            error_message=(
                f"The subnets of the load balancer {self._name} must be in different Availability "
                f"Zones: {self._told('${s.id} is in ${s.availability_zone}')}. Take one subnet for "
                "each zone."
            ),
        )
        yield Precondition(
            condition=f"${{length(distinct({vpcs})) == 1}}",
            error_message=(
                f"The subnets of the load balancer {self._name} must be of one VPC: "
                f"{self._told('${s.id} is of ${s.vpc_id}')}."
            ),
        )

    def _reaches_internet(self, routing: Routing) -> Precondition:
        return Precondition(
            condition=f"${{{routing.internet}}}",
            error_message=(
                f"The VPC of the internet-facing load balancer {self._name}, "
                f"${{{self._subnets}[0].vpc_id}}, must have an internet gateway, and a route to "
                "it. Add them, or make the load balancer internal."
            ),
        )

    def _warn_of_private_subnets(self, unique: str, routing: Routing) -> None:
        """No condition: a firewall may stand between the subnets and the gateway."""
        private = f"setsubtract({self._list}, {routing.public(self._list)})"
        check_block(
            self._scope,
            f"{unique}_public_subnets",
            condition=f"${{length({private}) == 0}}",
            message=(
                f"The subnets of the internet-facing load balancer {self._name} should be public, "
                f'each one {PUBLIC}. Not so: ${{join(", ", {private})}}. Add that route, take '
                "other subnets, or make the load balancer internal."
            ),
        )

    def _has_ipv6(self) -> Precondition:
        has = "try(length(s.ipv6_cidr_block), 0) > 0"
        without = f"[for s in {self._subnets} : s.id if !({has})]"
        return Precondition(
            condition=f"${{alltrue([for s in {self._subnets} : {has}])}}",
            error_message=(
                f"The subnets of the load balancer {self._name} must have an IPv6 CIDR block for "
                f'its ip_address_type. Not so: ${{join(", ", {without})}}. Give them one, or make '
                "the load balancer ipv4."
            ),
        )

    def _of_groups(self, groups: Sequence[HasId | HasArn]) -> Iterator[Precondition]:
        """Security groups and target groups are of the VPC of the subnets."""
        vpc = f"{self._subnets}[0].vpc_id"
        of_vpc, unknown = dict[str, HasId | HasArn](), list[str]()
        for group in groups:
            other = getattr(group, "vpc_id_input", None) or getattr(group, "vpc_id", None)
            if isinstance(other, str) and other != self._vpc:
                of_vpc.setdefault(other, group)
            elif other is None and is_resolved(id := getattr(group, "id", None)) and id is not None:
                unknown.append(id)
        # A local, as a token in an expression would be read as the text of its address.
        local = TerraformLocal(self._scope, "vpcs", list(of_vpc)).fqn if of_vpc else ""
        for number, group in enumerate(of_vpc.values()):
            other = f"{local}[{number}]"
            noun, told = _words(group)
            yield Precondition(
                # A target group of a Lambda function has no VPC.
                condition=f'${{coalesce({other}, "none") == "none" || {other} == {vpc}}}',
                error_message=(
                    f"The {noun} of the load balancer {self._name} must be of the VPC of its "
                    f'subnets, ${{{vpc}}}, but {told} is of ${{coalesce({other}, "none")}}.'
                ),
            )
        if unknown:
            yield self._finds_groups(unknown, vpc)

    def _finds_groups(self, ids: Sequence[str], vpc: str) -> Precondition:
        found = DataAwsSecurityGroups(
            self._scope,
            "security-groups",
            filter=[
                DataAwsSecurityGroupsFilter(name="group-id", values=list(ids)),
                DataAwsSecurityGroupsFilter(name="vpc-id", values=[f"${{{vpc}}}"]),
            ],
        )
        return Precondition(
            condition=f"${{length({found.fqn}.ids) == {len(ids)}}}",
            error_message=(
                f"The security groups of the load balancer {self._name} must be of the VPC of its "
                f"subnets, ${{{vpc}}}, which of {', '.join(ids)} has "
                f'${{length({found.fqn}.ids) == 0 ? "none" : join(", ", {found.fqn}.ids)}}.'
            ),
        )


def _words(group: HasId | HasArn) -> tuple[str, str]:
    """What a group is, and its path."""
    noun = "target groups" if hasattr(group, "arn_suffix") else "security groups"
    return noun, path_of(group) if isinstance(group, Construct) else noun


class UnresolvedSubnets:
    """What can be asked of a list of subnets that is one token: how many there are.

    How many data sources they would need may be known only after the apply.
    """

    def __init__(self, scope: Construct, name: str, ids: Sequence[str]) -> None:
        self._scope, self._name = scope, name
        self._list = TerraformLocal(scope, "subnets", list(ids)).fqn

    def precondition(self) -> Precondition:
        """What AWS would refuse."""
        return Precondition(
            condition=f"${{length({self._list}) > 0}}",
            error_message=(
                f"The load balancer {self._name} must have subnets, found none. Check what they "
                "are searched by."
            ),
        )

    def warn(self, load_balancer: Lb) -> None:
        """Of one, which AWS takes in a Local Zone only."""
        check_block(
            self._scope,
            f"{load_balancer.friendly_unique_id}_subnets",
            condition=f"${{length({self._list}) >= {MINIMUM_ZONES}}}",
            message=(
                f"The load balancer {self._name} should have subnets in at least {MINIMUM_ZONES} "
                f'Availability Zones, but in a Local Zone: found ${{join(", ", {self._list})}}. '
                "Check what they are searched by."
            ),
        )


def buckets_in_region(
    scope: Construct, name: str, *logs: LoadBalancerLogs | None
) -> Iterator[Precondition]:
    """The buckets of logs that another stack owns are in the load balancer's region."""
    buckets = {
        path_of(one.bucket): one.bucket.resource
        for one in logs
        if one and isinstance(one.bucket, BucketLookup)
    }
    region = DataAwsRegion(scope, "region").fqn if buckets else ""
    for bucket in buckets.values():
        yield Precondition(
            condition=f"${{{bucket.fqn}.region == {region}.name}}",
            error_message=(
                f"The bucket of the logs of the load balancer {name} must be in its region, "
                f"${{{region}.name}}, but ${{{bucket.fqn}.bucket}} is in ${{{bucket.fqn}.region}}."
            ),
        )


def vpc_errors(name: str, *resources: object) -> Iterator[str]:
    """Check that all resources are in one VPC, as far as the IDs of their VPCs are written."""
    vpc_ids = {getattr(resource, "vpc_id", None) for resource in resources}
    ids = sorted(id for id in vpc_ids if isinstance(id, str) and is_resolved(id))
    if len(ids) > 1:
        yield f"{name}, subnets and target groups must be in one VPC, but are in {', '.join(ids)}"
