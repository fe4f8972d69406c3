"""Lookup of an existing hosted zone in Route 53, and checks of names in it."""

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
    TerraformProvider,
    TerraformResourceLifecycle,
)
from constructs_lib._core.errors import error_message
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib.references import VPC, HasId, id_errors


class HostedZoneLookup(AwsConstruct):
    """The existing Amazon Route 53 hosted zone of a domain.

    Creates no resource; reads the data source ``aws_route53_zone``. The plan fails with the
    provider's error unless the account has exactly one such zone::

        zone = HostedZoneLookup(self, "zone", name="example.com")

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: The domain name of the zone, without a trailing dot.
        private_zone: Whether the zone is a private one. Defaults to ``False``.
        vpc: The VPC that a private zone is associated with, if several private zones have the
            name. Defaults to any VPC.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.

    Attributes:
        resource: The data source ``aws_route53_zone``.

    Raises:
        ValidationError: The name is not a domain name, or a VPC is given for a public zone.

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
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            checks.host_name("name", name),
            checks.boolean("private_zone", private_zone),
            _vpc_errors("vpc", vpc, private_zone=private_zone),
            provider=provider,
        )
        self.name = name
        self.private_zone = private_zone
        self.resource = DataAwsRoute53Zone(
            self,
            "Default",
            provider=self.provider,
            name=name,
            private_zone=private_zone,
            vpc_id=None if vpc is None else vpc.id,
        )

    @cached_property
    def id(self) -> str:
        """The ID of the hosted zone."""
        return self.resource.zone_id


def _vpc_errors(name: str, vpc: HasId | None, *, private_zone: bool) -> Iterator[str]:
    if vpc is None:
        return
    yield from id_errors(name, vpc, VPC)
    if private_zone is False:
        yield f"{name} must be omitted for a public hosted zone"


def add_hosted_zone_conditions(
    scope: Construct,
    hosted_zone: HasId,
    host_names: Iterable[str],
    *,
    public: bool = False,
    provider: TerraformProvider | None,
) -> None:
    """Check at plan time that host names are in a hosted zone that is given by its ID.

    Reads the data sources ``aws_route53_zones`` and ``aws_route53_zone``. For a lookup, whose name
    is known, the check runs at synth.
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
                f'${{join(", ", {outside})}} must be in the hosted zone ${{self.zone_id}}, but its '
                f"domain is ${{{zone}}}. Use the hosted zone of the name."
            ),
        )
    ]
    if public:
        conditions.append(
            Postcondition(
                condition="${!self.private_zone}",
                error_message=(
                    f"The hosted zone ${{self.zone_id}} of ${{{zone}}} must be public, as ACM "
                    "can't read the records of a private one. Use the public zone of that name."
                ),
            )
        )
    zone_id = hosted_zone.id.removeprefix("/hostedzone/")
    # The plural data source returns a list, so that this condition reports a missing zone.
    zones = DataAwsRoute53Zones(scope, "hosted-zones", provider=provider).fqn
    exists = Precondition(
        condition=f'${{contains({zones}.ids, "{zone_id}")}}',
        error_message=(
            f'The hosted zone {zone_id} of ${{join(", ", {names})}} does not exist in the '
            "account. Check the ID."
        ),
    )
    DataAwsRoute53Zone(
        scope,
        "hosted-zone",
        provider=provider,
        zone_id=zone_id,
        lifecycle=TerraformResourceLifecycle(precondition=[exists], postcondition=conditions),
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
