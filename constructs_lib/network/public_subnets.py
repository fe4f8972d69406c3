"""The public subnets of a VPC, which this library looks up and never makes."""

from collections.abc import Iterator, Sequence

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    DataAwsSubnets,
    DataAwsSubnetsFilter,
    Postcondition,
    TerraformResourceLifecycle,
)
from constructs_lib._core.errors import error_message
from constructs_lib._core.kind import VPC
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import region_errors
from constructs_lib.network.routing import PUBLIC, Routing
from constructs_lib.references import HasId, id_errors

MINIMUM_ZONES = 2
"""AWS wants the subnets of a load balancer in at least two Availability Zones."""


class PublicSubnetsLookup(AwsConstruct):
    """The public subnets of an Amazon VPC, one for each Availability Zone.

    Creates no resource; reads the data sources ``aws_route_tables`` and ``aws_route_table`` (those
    of the VPC) and ``aws_subnets`` (one for each zone)::

        PublicSubnetsLookup(
            self, "public", vpc=vpc, availability_zones=["ap-northeast-1a", "ap-northeast-1c"]
        )

    *Public* means what it means to AWS: the subnet's route table, or the VPC's main route table
    where the subnet has none of its own, sends ``0.0.0.0/0`` to an internet gateway. Whether the
    subnet gives out public addresses on launch does not matter.

    Of several public subnets in a zone the one with the lowest id is taken, so that every run
    takes the same one. The plan fails, and names the zone, where a zone has none.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        vpc: The VPC; it must exist before the plan.
        availability_zones: The names of at least two zones, each once, all in the provider's
            region.

    Raises:
        ValidationError: There are fewer than two zones, one is repeated, or one is not in the
            provider's region.

    Follows https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html#subnet-types
    """

    def __init__(
        self, scope: Construct, id: str, *, vpc: HasId, availability_zones: Sequence[str]
    ) -> None:
        super().__init__(
            scope,
            id,
            id_errors("vpc", vpc, VPC),
            zone_errors("availability_zones", availability_zones, scope),
        )
        self.availability_zones = tuple(availability_zones)
        self.vpc_id = vpc.id
        self._routing = Routing(self, self.vpc_id)
        self._ids = [self._find(self.vpc_id, zone) for zone in self.availability_zones]

    @property
    def ids(self) -> list[str]:
        """The subnets' ids, in the order of the Availability Zones."""
        return list(self._ids)

    def _find(self, vpc_id: str, zone: str) -> str:
        """The id of the zone's first public subnet."""
        subnets = DataAwsSubnets(
            self,
            zone,
            filter=[
                DataAwsSubnetsFilter(name="vpc-id", values=[vpc_id]),
                DataAwsSubnetsFilter(name="availability-zone", values=[zone]),
            ],
            lifecycle=TerraformResourceLifecycle(
                postcondition=[
                    Postcondition(
                        condition=f"${{length({self._routing.public('self.ids')}) > 0}}",
                        error_message=(
                            f"Availability Zone {zone} must have a public subnet in {vpc_id}: one "
                            f"{PUBLIC}. Subnets in the zone: "
                            '${length(self.ids) == 0 ? "none" : join(", ", sort(self.ids))}. '
                            "Add that route, or name another zone in availability_zones."
                        ),
                    )
                ]
            ),
        )
        return f"${{{self._routing.public(f'{subnets.fqn}.ids')}[0]}}"


def zone_errors(name: str, zones: object, scope: object) -> Iterator[str]:
    """Check for the names of at least two Availability Zones in the provider's region."""
    if not checks.is_sequence(zones):
        yield error_message(name, "a list of Availability Zones", zones)
        return
    if len(zones) < MINIMUM_ZONES:
        yield error_message(name, f"the names of at least {MINIMUM_ZONES} zones", zones)
    yield from checks.unique(name, map(str, zones))
    regions = set()
    for zone in zones:
        region = checks.zone_region(zone)
        if not is_resolved(zone):
            yield f"{name} must be known at synth, as each zone names its data source"
        elif region is None:
            expected = 'names of Availability Zones such as "ap-northeast-1a"'
            yield error_message(name, expected, zone)
        else:
            regions.add(region)
    if len(regions) > 1:
        yield error_message(name, "zones of one region", zones)
    elif regions:
        yield from region_errors(name, zones, regions.pop(), scope)
