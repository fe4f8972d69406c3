"""The alias records by which a host name leads to a load balancer."""

from typing import Protocol

from constructs import Construct

from constructs_lib.cdk import Route53Record, Route53RecordAlias
from constructs_lib.certificate_names import covered_by, covers
from constructs_lib.construct import AwsConstruct, problems_of_construct
from constructs_lib.hosted_zone import HostedZoneLookup, check_hosted_zone, check_in_hosted_zone
from constructs_lib.kind import HOSTED_ZONE
from constructs_lib.once_in_a_stack import identity, take_once
from constructs_lib.problems import gathered
from constructs_lib.refs import HasId, id_of
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_boolean, check_domain_name, fail, refuse


class HasDnsName(Protocol):
    """Anything that an alias record can point at: a load balancer."""

    @property
    def dns_name(self) -> str:
        """Its DNS name."""

    @property
    def zone_id(self) -> str:
        """The id of the hosted zone that the DNS name is in."""


class AliasRecord(AwsConstruct):
    """The Amazon Route 53 alias records of a host name, which point at a load balancer.

    Creates one ``aws_route53_record`` of type A, and one of type AAAA where the load balancer has
    IPv6 addresses or may have them::

        AliasRecord(self, "shop", hosted_zone=zone, name="shop.example.com", load_balancer=alb)

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        hosted_zone: A `HostedZoneLookup`, a raw ``Route53Zone`` or an `Id`.
        name: The host name, in the hosted zone; a wildcard for its first label is allowed.
        load_balancer: An `ApplicationLoadBalancer`, a lookup of one, or a raw ``Lb``.
        evaluate_target_health: ``True``: Route 53 does not answer with a load balancer that has no
            healthy target. Left out: ``True``.
        allow_overwrite: ``True``: records that are there already are replaced.
            Left out: ``False``.

    Attributes:
        resources: Each ``aws_route53_record``, by its type.

    Raises:
        ValueError: The name is no host name, is not in the hosted zone, or is not covered by any
            certificate of the load balancer's HTTPS listeners.

    Follows https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-elb-load-balancer.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        hosted_zone: HasId,
        name: str,
        load_balancer: HasDnsName,
        evaluate_target_health: bool = True,
        allow_overwrite: bool = False,
    ) -> None:
        with problems_of_construct(scope, id):
            zone_id = id_of("hosted_zone", hosted_zone, HOSTED_ZONE)
            check_domain_name("name", name)
            check_in_hosted_zone("name", name, hosted_zone)
            if not hasattr(load_balancer, "dns_name") or not hasattr(load_balancer, "zone_id"):
                refuse(
                    "load_balancer", "an ApplicationLoadBalancer or a lookup of one", load_balancer
                )
            _check_covered("name", name, load_balancer)
            check_boolean("evaluate_target_health", evaluate_target_health)
            check_boolean("allow_overwrite", allow_overwrite)

        kind = "alias record"
        key = (_zone_identity(hosted_zone), name)
        take_once(scope, id, field="name", kind=kind, value=key, told=name)

        super().__init__(scope, id)
        self.name = name
        check_hosted_zone(self, hosted_zone, [name])
        self.resources = {
            record_type: Route53Record(
                self,
                record_type,
                zone_id=zone_id,
                name=name,
                type=record_type,
                alias=Route53RecordAlias(
                    name=load_balancer.dns_name,
                    zone_id=load_balancer.zone_id,
                    evaluate_target_health=evaluate_target_health,
                ),
                allow_overwrite=allow_overwrite,
            )
            for record_type in _record_types(load_balancer)
        }
        if hasattr(load_balancer, "check_after"):  # one of ours
            load_balancer.check_after(list(self.resources.values()))


def _zone_identity(hosted_zone: HasId) -> str:
    """What tells a zone from another, also a public one that is looked up twice."""
    if isinstance(hosted_zone, HostedZoneLookup) and hosted_zone.private_zone is False:
        return f"the hosted zone {hosted_zone.name}"
    return identity(hosted_zone)


def _record_types(load_balancer: HasDnsName) -> list[str]:
    family = getattr(load_balancer, "ip_address_type", None)
    known = {"ipv4": ["A"], "dualstack-without-public-ipv4": ["AAAA"]}
    return known.get(family, ["A", "AAAA"]) if isinstance(family, str) else ["A", "AAAA"]


@gathered
def _check_covered(field: str, name: str, load_balancer: HasDnsName) -> None:
    names = getattr(load_balancer, "certificate_names", None)
    if names and isinstance(names, frozenset) and is_known(name) and not covers(names, name):
        fail(field, covered_by("load balancer", names), name)
