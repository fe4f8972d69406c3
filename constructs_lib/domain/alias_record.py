"""The alias records by which a host name leads to a load balancer."""

from collections.abc import Iterator
from typing import Protocol

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import Route53Record, Route53RecordAlias
from constructs_lib._core.errors import error_message
from constructs_lib._core.kind import HOSTED_ZONE
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.uniqueness import claim, reference_key
from constructs_lib.domain._names import certificate_errors, matches
from constructs_lib.domain.hosted_zone import (
    HostedZoneLookup,
    check_hosted_zone,
    zone_membership_errors,
)
from constructs_lib.references import HasId, id_errors


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
        ValidationError: The name is not a host name, is not in the hosted zone, or is not covered
            by the certificates of the load balancer. At synth: another construct has the record.

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
        super().__init__(
            scope,
            id,
            id_errors("hosted_zone", hosted_zone, HOSTED_ZONE),
            _name_errors("name", name, hosted_zone, load_balancer),
            _load_balancer_errors("load_balancer", load_balancer),
            checks.boolean("evaluate_target_health", evaluate_target_health),
            checks.boolean("allow_overwrite", allow_overwrite),
        )
        claim(
            self,
            "alias record",
            (_zone_key(hosted_zone), name) if is_resolved(name) else name,
            lambda other: f"name {name!r} is already used by the alias record {other}",
        )
        zone_id = hosted_zone.id
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


def _zone_key(hosted_zone: HasId) -> str:
    """Return what identifies a hosted zone, also if a public one is looked up twice."""
    if isinstance(hosted_zone, HostedZoneLookup) and hosted_zone.private_zone is False:
        return f"public {hosted_zone.name}"
    return reference_key(hosted_zone)


def _record_types(load_balancer: HasDnsName) -> list[str]:
    family = getattr(load_balancer, "ip_address_type", None)
    known = {"ipv4": ["A"], "dualstack-without-public-ipv4": ["AAAA"]}
    return known.get(family, ["A", "AAAA"]) if isinstance(family, str) else ["A", "AAAA"]


def _name_errors(
    name: str, host_name: object, hosted_zone: object, load_balancer: object
) -> Iterator[str]:
    errors = list(checks.domain_name(name, host_name))
    yield from errors
    if not errors:
        domain_names = getattr(load_balancer, "certificate_names", None)
        yield from zone_membership_errors(name, host_name, hosted_zone)
        yield from certificate_errors(name, domain_names, host_name, match=matches)


def _load_balancer_errors(name: str, load_balancer: object) -> Iterator[str]:
    if not hasattr(load_balancer, "dns_name") or not hasattr(load_balancer, "zone_id"):
        expected = "an ApplicationLoadBalancer or a lookup of one"
        yield error_message(name, expected, load_balancer)
