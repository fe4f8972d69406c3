"""The hosted zone in Route 53, which this library looks up and never makes."""

from cdktf_cdktf_provider_aws.data_aws_route53_zone import DataAwsRoute53Zone
from constructs import Construct

from constructs_lib.construct_id import check_construct_id
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_host_name, fail


class HostedZoneLookup(Construct):
    """The public Amazon Route 53 hosted zone of a domain.

    Creates no resource; reads the data source ``aws_route53_zone``. The plan fails in the
    provider's own words where the account has no public zone of that name::

        zone = HostedZoneLookup(self, "zone", name="example.com")

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: The zone's domain, without a dot at the end.

    Raises:
        ValueError: The name is not a domain.

    Follows https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html
    """

    def __init__(self, scope: Construct, id: str, *, name: str) -> None:
        check_construct_id(scope, id)
        check_host_name("name", name)

        super().__init__(scope, id)
        self.name = name
        self.resource = DataAwsRoute53Zone(self, "Default", name=name, private_zone=False)

    @property
    def id(self) -> str:
        """The hosted zone's id."""
        return self.resource.zone_id


def check_in_hosted_zone(field: str, host_name: str, hosted_zone: object) -> None:
    """A host name that is in the zone, where the zone is a lookup of ours and so has its name."""
    name = hosted_zone.name if isinstance(hosted_zone, HostedZoneLookup) else None
    if name is None or not is_known(name) or not is_known(host_name):
        return
    if host_name != name and not host_name.endswith(f".{name}"):
        fail(field, f"in the hosted zone {name}", host_name)
