"""Lookups of the public and the private subnets of a VPC, by its route tables."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    DataAwsRouteTable,
    DataAwsRouteTables,
    DataAwsSubnets,
    DataAwsSubnetsFilter,
    Postcondition,
    TerraformIterator,
    TerraformLocal,
    TerraformProvider,
    TerraformResourceLifecycle,
)
from constructs_lib._core.errors import error_message
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import AwsConstruct, environment_of
from constructs_lib._stack.environment import (
    environment_arguments,
    id_region_errors,
    region_errors,
)
from constructs_lib.references import VPC, HasId, id_errors

PUBLIC = (
    "whose route table (or the VPC's main route table, where it has none of its own) sends "
    "0.0.0.0/0 to an internet gateway"
)
"""The definition of a public subnet, for messages."""
PRIVATE = (
    "whose route table (or the VPC's main route table, where it has none of its own) does not send "
    "0.0.0.0/0 to an internet gateway"
)
"""The definition of a private subnet, for messages."""


class RouteTables:
    """Reads the route tables of an existing VPC.

    Follows https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html#subnet-types
    """

    def __init__(self, scope: Construct, vpc_id: str) -> None:
        ids = DataAwsRouteTables(
            scope, "route-tables", **environment_arguments(scope), vpc_id=vpc_id
        ).ids
        each = TerraformIterator.from_list(ids)
        tables = self._tables = DataAwsRouteTable(
            scope,
            "route-table",
            **environment_arguments(scope),
            for_each=each,
            route_table_id="${each.value}",
        ).fqn
        is_public = (
            'anytrue([for r in t.routes : r.cidr_block == "0.0.0.0/0" '
            '&& startswith(r.gateway_id, "igw-")])'
        )
        self._local = TerraformLocal(
            scope,
            "routing",
            {
                "public": f"${{[for t in {tables} : t.id if {is_public}]}}",
                "main": f"${{one([for t in {tables} : t.id if anytrue(t.associations[*].main)])}}",
                "of_subnet": (
                    f"${{merge([for t in {tables} : "
                    '{for a in t.associations : a.subnet_id => t.id if a.subnet_id != ""}]...)}'
                ),
            },
        ).fqn

    @property
    def has_internet_route(self) -> str:
        """An expression: whether a route table has a route to an internet gateway."""
        to_gateway = '[for r in t.routes : startswith(r.gateway_id, "igw-")]'
        return f"anytrue(flatten([for t in {self._tables} : {to_gateway}]))"

    def public_subnet_ids(self, ids: str) -> str:
        """Return an expression for the sorted IDs of the public subnets in a list of IDs."""
        return self._subnet_ids(ids, "")

    def private_subnet_ids(self, ids: str) -> str:
        """Return an expression for the sorted IDs of the private subnets in a list of IDs."""
        return self._subnet_ids(ids, "!")

    def _subnet_ids(self, ids: str, operator: str) -> str:
        table = f"lookup({self._local}.of_subnet, s, {self._local}.main)"
        return f"sort([for s in {ids} : s if {operator}contains({self._local}.public, {table})])"


MINIMUM_ZONES = 2
"""A load balancer requires subnets in at least two Availability Zones."""


class SubnetsLookup(AwsConstruct):
    """The base class of the lookups of one subnet in each of several Availability Zones."""

    _kind: ClassVar[str]
    _definition: ClassVar[str]
    _remedy: ClassVar[str]

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        vpc: HasId,
        availability_zones: Sequence[str],
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            id_errors("vpc", vpc, VPC),
            id_region_errors("vpc", vpc, environment),
            zone_errors("availability_zones", availability_zones, environment),
            provider=provider,
            region=region,
        )
        self.availability_zones = tuple(availability_zones)
        self.vpc_id = vpc.id
        self._route_tables = RouteTables(self, self.vpc_id)
        self._ids = [
            self._find(self.vpc_id, zone, zone if is_resolved(zone) else f"zone-{position}")
            for position, zone in enumerate(self.availability_zones)
        ]

    @property
    def ids(self) -> list[str]:
        """The IDs of the subnets, in the order of the Availability Zones."""
        return list(self._ids)

    def _select(self, ids: str) -> str:
        """Return an expression for the sorted IDs of the subnets of the kind in a list of IDs."""
        raise NotImplementedError

    def _find(self, vpc_id: str, zone: str, key: str) -> str:
        """Return a token for the ID of the first subnet of a zone, whose data source has a key."""
        subnets = DataAwsSubnets(
            self,
            key,
            **environment_arguments(self),
            filter=[
                DataAwsSubnetsFilter(name="vpc-id", values=[vpc_id]),
                DataAwsSubnetsFilter(name="availability-zone", values=[zone]),
            ],
            lifecycle=TerraformResourceLifecycle(
                postcondition=[
                    Postcondition(
                        condition=f"${{length({self._select('self.ids')}) > 0}}",
                        error_message=(
                            f"Availability Zone {zone} must have a {self._kind} subnet in "
                            f"{vpc_id}: one {self._definition}. Subnets in the zone: "
                            '${length(self.ids) == 0 ? "none" : join(", ", sort(self.ids))}. '
                            f"{self._remedy}, or name another zone in availability_zones."
                        ),
                    )
                ]
            ),
        )
        first = f"${{{self._select(f'{subnets.fqn}.ids')}[0]}}"
        # A local value, which other stacks can refer to.
        return TerraformLocal(self, f"{key}-id", first).as_string


class PublicSubnetsLookup(SubnetsLookup):
    """The public subnets of an Amazon VPC, one for each Availability Zone.

    Creates no resource; reads the data sources ``aws_route_tables`` and ``aws_route_table`` (those
    of the VPC) and ``aws_subnets`` (one for each zone)::

        PublicSubnetsLookup(
            self, "public", vpc=vpc,
            availability_zones=["ap-northeast-1a", "ap-northeast-1c"],
        )

    A subnet is public if its route table, or the VPC's main route table if it has none of its own,
    routes ``0.0.0.0/0`` to an internet gateway. The setting that assigns public addresses on launch
    is not considered.

    If a zone has several public subnets, the lookup selects the one with the lowest ID, so that
    each run selects the same one. The plan fails if a zone has none; its error names the zone.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        vpc: The VPC, which must exist before the plan.
        availability_zones: The names of at least two different zones of the region. For
            a token, such as ``Fn.element(zones.names, 0)`` of a ``DataAwsAvailabilityZones``, the
            Terraform address contains its position: ``zone-0``.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Raises:
        ValidationError: There are fewer than two zones, or a zone is repeated or not in the
            provider's region.

    Follows https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html#subnet-types
    """

    _kind = "public"
    _definition = PUBLIC
    _remedy = "Add that route"

    def _select(self, ids: str) -> str:
        return self._route_tables.public_subnet_ids(ids)


class PrivateSubnetsLookup(SubnetsLookup):
    """The private subnets of an Amazon VPC, one for each Availability Zone.

    For internal load balancers, and for the tasks of an ECS service. Creates no resource; reads the
    same data sources as `PublicSubnetsLookup`::

        PrivateSubnetsLookup(
            self, "private", vpc=vpc,
            availability_zones=["ap-northeast-1a", "ap-northeast-1c"],
        )

    A subnet is private if its route table, or the VPC's main route table if it has none of its own,
    does not route ``0.0.0.0/0`` to an internet gateway: it routes it to a NAT gateway, to something
    else or not at all. Whether tasks in it reach the internet is not checked.

    If a zone has several private subnets, the lookup selects the one with the lowest ID, so that
    each run selects the same one. The plan fails if a zone has none; its error names the zone.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        vpc: The VPC, which must exist before the plan.
        availability_zones: The names of at least two different zones of the region. For
            a token, such as ``Fn.element(zones.names, 0)`` of a ``DataAwsAvailabilityZones``, the
            Terraform address contains its position: ``zone-0``.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Raises:
        ValidationError: There are fewer than two zones, or a zone is repeated or not in the
            provider's region.

    Follows https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html#subnet-types
    """

    _kind = "private"
    _definition = PRIVATE
    _remedy = "Add one"

    def _select(self, ids: str) -> str:
        return self._route_tables.private_subnet_ids(ids)


def zone_errors(name: str, zones: object, scope: object) -> Iterator[str]:
    """Check for the names of at least two Availability Zones of the region."""
    what = (
        "zone has a data source: pass a list such as [Fn.element(names, 0), Fn.element(names, 1)]"
    )
    errors = list(checks.known_list(name, zones, "a list of Availability Zones", what))
    yield from errors
    if errors or not checks.is_sequence(zones):
        return
    if len(zones) < MINIMUM_ZONES:
        yield error_message(name, f"the names of at least {MINIMUM_ZONES} zones", zones)
    yield from checks.unique(name, map(str, zones))
    regions = set()
    for zone in zones:
        region = checks.zone_region(zone)
        expected = 'names of Availability Zones such as "ap-northeast-1a"'
        if not is_resolved(zone):
            yield from checks.string(name, zone, expected=expected)
        elif region is None:
            yield error_message(name, expected, zone)
        else:
            regions.add(region)
    if len(regions) > 1:
        yield error_message(name, "zones of one region", zones)
    elif regions:
        yield from region_errors(name, zones, regions.pop(), scope)
