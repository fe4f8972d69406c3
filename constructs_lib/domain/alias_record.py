"""Route 53 alias records, which route a host name to a load balancer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    ITerraformDependable,
    Route53Record,
    Route53RecordAlias,
    TerraformProvider,
)
from constructs_lib._core.errors import error_message
from constructs_lib._core.terraform import find_resources
from constructs_lib._core.tokens import is_resolved
from constructs_lib._core.tree import in_same_stack
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.uniqueness import claim, reference_key
from constructs_lib._stack.validation import add_validation
from constructs_lib.domain._names import certificate_errors, matches
from constructs_lib.domain.hosted_zone import (
    HostedZoneLookup,
    add_hosted_zone_conditions,
    zone_membership_errors,
)
from constructs_lib.references import HOSTED_ZONE, HasId, id_errors

_WITH_CERTIFICATE = ("aws_lb_listener", "aws_alb_listener", "aws_lb_listener_certificate")


class HasDnsName(Protocol):
    """The target of an alias record: a load balancer."""

    @property
    def dns_name(self) -> str:
        """The DNS name of the load balancer."""

    @property
    def zone_id(self) -> str:
        """The ID of the hosted zone of the DNS name."""


class AliasRecord(AwsConstruct):
    """Amazon Route 53 alias records that route a host name to a load balancer.

    Creates one ``aws_route53_record`` of type A, and one of type AAAA if the load balancer has
    IPv6 addresses. Creates both if its IP address type is not known at synth::

        AliasRecord(
            self, "shop", hosted_zone=zone, name="shop.example.com", load_balancer=alb
        )

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        hosted_zone: A `HostedZoneLookup`, a raw ``Route53Zone`` or an `Id`.
        name: The host name, which is in the hosted zone; its first label may be ``*``.
        load_balancer: An `ApplicationLoadBalancer`, an `ApplicationLoadBalancerLookup` or a raw
            ``Lb``.
        evaluate_target_health: Whether Route 53 omits the load balancer from its responses if one
            of its target groups has targets, but no healthy one. Defaults to ``True``.
        allow_overwrite: Whether Terraform replaces existing records of the name. Defaults to
            ``False``.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.

    Attributes:
        resources: The ``aws_route53_record`` of each type.

    Raises:
        ValidationError: The name is not a host name, or is not in the hosted zone. At synth: the
            certificates of the load balancer do not cover the name, or another construct creates a
            record of the name.

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
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            id_errors("hosted_zone", hosted_zone, HOSTED_ZONE),
            _name_errors("name", name, hosted_zone),
            _load_balancer_errors("load_balancer", load_balancer),
            checks.boolean("evaluate_target_health", evaluate_target_health),
            checks.boolean("allow_overwrite", allow_overwrite),
            depends_on=depends_on,
            provider=provider,
        )
        claim(
            self,
            "alias record",
            (_zone_key(hosted_zone), name) if is_resolved(name) else name,
            lambda other: f"name {name!r} is already used by the alias record {other}",
            unique_in="account",
        )
        zone_id = hosted_zone.id
        self.name = name
        add_hosted_zone_conditions(self, hosted_zone, [name], provider=self.provider)
        add_validation(self, lambda: host_name_errors("name", name, load_balancer, match=matches))
        self.resources = {
            record_type: Route53Record(
                self,
                record_type,
                provider=self.provider,
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
        if in_same_stack(self, load_balancer) and hasattr(
            load_balancer, "add_http_check_dependencies"
        ):  # of this library
            load_balancer.add_http_check_dependencies(list(self.resources.values()))


def _zone_key(hosted_zone: HasId) -> str:
    """Return what identifies a hosted zone; two lookups of a public zone have the same key."""
    if isinstance(hosted_zone, HostedZoneLookup) and hosted_zone.private_zone is False:
        return f"public {hosted_zone.name}"
    return reference_key(hosted_zone)


def _record_types(load_balancer: HasDnsName) -> list[str]:
    ip_address_type = str(getattr(load_balancer, "ip_address_type", ""))
    record_types = {"ipv4": ["A"], "dualstack-without-public-ipv4": ["AAAA"]}
    return record_types.get(ip_address_type, ["A", "AAAA"])


def _name_errors(name: str, host_name: object, hosted_zone: object) -> Iterator[str]:
    errors = list(checks.domain_name(name, host_name))
    yield from errors or zone_membership_errors(name, host_name, hosted_zone)


def host_name_errors(
    name: str,
    host_name: str,
    load_balancer: object,
    *,
    match: Callable[[Iterable[str], str], bool],
) -> Iterator[str]:
    """Check that a certificate covers a name, if no other construct may add certificates."""
    domain_names = getattr(load_balancer, "certificate_names", None)
    errors = list(certificate_errors(name, domain_names, host_name, match=match))
    if errors and isinstance(load_balancer, Construct):
        resources = find_resources(load_balancer.node.root, *_WITH_CERTIFICATE)
        if all(item.node.scope is load_balancer for item in resources):
            yield from errors


def _load_balancer_errors(name: str, load_balancer: object) -> Iterator[str]:
    if not hasattr(load_balancer, "dns_name") or not hasattr(load_balancer, "zone_id"):
        expected = "an ApplicationLoadBalancer or a lookup of one"
        yield error_message(name, expected, load_balancer)
