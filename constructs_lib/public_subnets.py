"""The public subnets of a VPC, which this library looks up and never makes."""

from collections.abc import Sequence

from constructs import Construct

from constructs_lib.cdk import (
    DataAwsSubnets,
    DataAwsSubnetsFilter,
    Postcondition,
    TerraformResourceLifecycle,
)
from constructs_lib.construct import AwsConstruct, problems_of_construct
from constructs_lib.kind import VPC
from constructs_lib.problems import gathered
from constructs_lib.refs import HasId, id_of
from constructs_lib.region import check_in_region, zone_region
from constructs_lib.routing import PUBLIC, Routing
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_sequence, check_unique, fail, refuse

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
        ValueError: Fewer than two zones, one of them twice, or one that is no zone of the region.

    Follows https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html#subnet-types
    """

    def __init__(
        self, scope: Construct, id: str, *, vpc: HasId, availability_zones: Sequence[str]
    ) -> None:
        with problems_of_construct(scope, id):
            vpc_id = id_of("vpc", vpc, VPC)
            _check_zones("availability_zones", availability_zones, scope)

        super().__init__(scope, id)
        self.availability_zones = tuple(availability_zones)
        self.vpc_id = vpc_id
        self._routing = Routing(self, vpc_id)
        self._ids = [self._find(vpc_id, zone) for zone in self.availability_zones]

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


@gathered
def _check_zones(field: str, zones: Sequence[str], scope: Construct) -> None:
    check_sequence(field, zones, of="Availability Zones")
    if len(zones) < MINIMUM_ZONES:
        refuse(field, f"the names of at least {MINIMUM_ZONES} Availability Zones", list(zones))
    check_unique(field, zones)
    for zone in zones:
        if not is_known(zone):
            fail(field, "known at synth, as each names its data source", zone)
    regions = {zone: zone_region(field, zone) for zone in zones}
    if len(set(regions.values())) > 1:
        refuse(field, "zones of one region", list(zones))
    for zone, region in regions.items():
        check_in_region(field, zone, region, scope)
