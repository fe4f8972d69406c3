"""The hosted zone in Route 53, which this library looks up and never makes."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    DataAwsRoute53Zone,
    DataAwsRoute53Zones,
    Postcondition,
    Precondition,
    TerraformLocal,
    TerraformResourceLifecycle,
)
from constructs_lib._core.errors import error_message
from constructs_lib._core.kind import VPC
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib.references import HasId, id_errors


class HostedZoneLookup(AwsConstruct):
    """The Amazon Route 53 hosted zone of a domain.

    Creates no resource; reads the data source ``aws_route53_zone``. The plan fails in the
    provider's own words where the account has not exactly one such zone::

        zone = HostedZoneLookup(self, "zone", name="example.com")

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: The zone's domain, without a dot at the end.
        private_zone: ``True``: the private zone of that name. Left out: ``False``, the public one.
        vpc: Of several private zones of that name, the one of this VPC. Left out: there is one.

    Attributes:
        resource: The data source ``aws_route53_zone``.

    Raises:
        ValidationError: The name is not a domain, or a VPC is given for a public zone.

    Follows https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        private_zone: bool = False,
        vpc: HasId | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            checks.host_name("name", name),
            checks.boolean("private_zone", private_zone),
            _vpc_errors("vpc", vpc, private_zone=private_zone),
        )
        self.name = name
        self.private_zone = private_zone
        self.resource = DataAwsRoute53Zone(
            self,
            "Default",
            name=name,
            private_zone=private_zone,
            vpc_id=None if vpc is None else vpc.id,
        )

    @cached_property
    def id(self) -> str:
        """The hosted zone's id."""
        return self.resource.zone_id


def _vpc_errors(name: str, vpc: HasId | None, *, private_zone: bool) -> Iterator[str]:
    if vpc is None:
        return
    yield from id_errors(name, vpc, VPC)
    if private_zone is False:
        yield f"{name} must be omitted for a public hosted zone"


def check_hosted_zone(
    scope: Construct, hosted_zone: HasId, host_names: Iterable[str], *, public: bool = False
) -> None:
    """Ask AWS, at plan time, what an id does not tell: the zone's name, and whether it is public.

    Reads the data sources ``aws_route53_zones`` and ``aws_route53_zone`` for an id that is known.
    A lookup knows its name.
    """
    if isinstance(hosted_zone, HostedZoneLookup) or not is_resolved(hosted_zone.id):
        return
    zone = 'trimsuffix(self.name, ".")'
    names = TerraformLocal(scope, "names", list(host_names)).fqn
    outside = f'[for n in {names} : n if n != {zone} && !endswith(n, ".${{{zone}}}")]'
    conditions = [
        Postcondition(
            condition=f"${{length({outside}) == 0}}",
            error_message=(
                f'${{join(", ", {outside})}} must be in the hosted zone ${{self.zone_id}}, which '
                f"is that of ${{{zone}}}. Give the zone of the name."
            ),
        )
    ]
    if public:
        conditions.append(
            Postcondition(
                condition="${!self.private_zone}",
                error_message=(
                    f"The hosted zone ${{self.zone_id}} of ${{{zone}}} must be public: ACM does "
                    "not see the records of a private one. Give the public zone of that name."
                ),
            )
        )
    zone_id = hosted_zone.id.removeprefix("/hostedzone/")
    # Asked of the plural data source: that of one fails in the provider's words.
    zones = DataAwsRoute53Zones(scope, "hosted-zones").fqn
    there = Precondition(
        condition=f'${{contains({zones}.ids, "{zone_id}")}}',
        error_message=(
            f'The hosted zone {zone_id} of ${{join(", ", {names})}} must be in the account, '
            "and is not. Check the id."
        ),
    )
    DataAwsRoute53Zone(
        scope,
        "hosted-zone",
        zone_id=zone_id,
        lifecycle=TerraformResourceLifecycle(precondition=[there], postcondition=conditions),
    )


def zone_membership_errors(name: str, host_name: object, hosted_zone: object) -> Iterator[str]:
    """Check that a host name is in a hosted zone, if the name of the zone is known at synth."""
    zone = getattr(hosted_zone, "name_input", None)  # of a raw resource
    if isinstance(hosted_zone, HostedZoneLookup):
        zone = hosted_zone.name
    if zone is None or not is_resolved(zone) or not isinstance(host_name, str):
        return
    zone = zone.removesuffix(".")
    is_inside = host_name == zone or host_name.endswith(f".{zone}") or not is_resolved(host_name)
    if not is_inside and not any(checks.domain_name(name, host_name)):
        yield error_message(name, f"in the hosted zone {zone}", host_name)
