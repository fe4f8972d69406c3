"""TLS certificates in ACM: looked up, or created and validated."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, Literal, TypeAlias, get_args

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    AcmCertificate,
    AcmCertificateValidation,
    DataAwsAcmCertificate,
    ITerraformDependable,
    Postcondition,
    Route53Record,
    TerraformLocal,
    TerraformProvider,
    TerraformResourceLifecycle,
    Token,
)
from constructs_lib._core.errors import error_message
from constructs_lib._core.features import EXPORTABLE_CERTIFICATE
from constructs_lib._core.terraform import CREATE_BEFORE_DESTROY, add_check_block, address
from constructs_lib._core.tokens import is_resolved, literal_tags
from constructs_lib._stack.construct import AwsConstruct, provider_errors
from constructs_lib._stack.environment import environment_arguments
from constructs_lib.domain._expiry import ends_after, not_after
from constructs_lib.domain.hosted_zone import (
    HostedZoneLookup,
    add_hosted_zone_conditions,
    zone_membership_errors,
)
from constructs_lib.references import HOSTED_ZONE, HasId, id_errors

KEY_TYPES: Final = (
    "RSA_1024",
    "RSA_2048",
    "RSA_3072",
    "RSA_4096",
    "EC_prime256v1",
    "EC_secp384r1",
    "EC_secp521r1",
)
"""All key types of ACM. By default, ACM lists certificates with RSA_1024 and RSA_2048 only."""


EXPIRES_SOON_DAYS: Final = 30
"""The number of days before the expiry of a certificate when plans start to report a warning."""


class CertificateLookup(AwsConstruct):
    """The newest issued certificate in AWS Certificate Manager (ACM) with a domain name.

    Creates no resource; reads the data source ``aws_acm_certificate``. The plan fails with the
    provider's error ``reading ACM Certificates: empty result`` if the region has no
    issued certificate with exactly this domain name, and with an error of this library if the
    certificate has expired. A ``check`` block reports a warning from 30 days before the expiry.

    ACM does not search the subject alternative names: use the first name of the certificate, which
    is the wildcard for a wildcard certificate::

        CertificateLookup(self, "certificate", domain="*.example.com")

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        domain: The domain name of the certificate: a lower-case host name or a wildcard.
        subject_alternative_names: Other names of the certificate, which are used for the checks
            that it covers the host names of rules and alias records. They are not looked up in ACM.
            Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The data source ``aws_acm_certificate``.

    Raises:
        ValidationError: A name is neither a host name nor a wildcard.

    Follows https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        domain: str,
        subject_alternative_names: Sequence[str] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            domain_errors("domain", domain, subject_alternative_names),
            provider=provider,
            region=region,
        )
        self.names = (domain, *subject_alternative_names)
        self.resource = DataAwsAcmCertificate(
            self,
            "Default",
            **environment_arguments(self),
            domain=domain,
            statuses=["ISSUED"],
            key_types=list(KEY_TYPES),
            most_recent=True,
            lifecycle=TerraformResourceLifecycle(
                postcondition=[
                    Postcondition(
                        condition=f"${{{ends_after('self.certificate')}}}",
                        error_message=(
                            f"The certificate of {domain} expired at "
                            f"${{{not_after('self.certificate')}}} (${{self.arn}}). "
                            "Import or request another one in ACM."
                        ),
                    ),
                ]
            ),
        )
        pem = f"{address(self.resource)}.certificate"
        add_check_block(
            self,
            f"{self.resource.friendly_unique_id}_expiry",
            condition=f"${{{ends_after(pem, hours=24 * EXPIRES_SOON_DAYS)}}}",
            message=(
                f"The certificate of {domain} expires at ${{{not_after(pem)}}}. If ACM issued it, "
                "check that its DNS validation records exist, as ACM renews it 60 days before the "
                "expiry. If it was imported, import a new one."
            ),
        )

    @cached_property
    def arn(self) -> str:
        """The ARN of the certificate."""
        return self.resource.arn


KeyAlgorithm: TypeAlias = Literal["RSA_2048", "EC_prime256v1", "EC_secp384r1"]
"""The key algorithms that ACM issues for public certificates."""


class Certificate(AwsConstruct):
    """A public certificate of AWS Certificate Manager (ACM), validated by DNS in Route 53.

    Creates one ``aws_acm_certificate``, one ``aws_route53_record`` that validates each name, and
    one ``aws_acm_certificate_validation``, which waits until ACM issues the certificate. `arn`
    depends on this validation, so that a listener uses the certificate only once it is issued::

        Certificate(self, "certificate", domain="shop.example.com", hosted_zone=zone)

    ACM renews the certificate automatically while the validation records exist.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        domain: The domain name of the certificate: a lower-case host name or a wildcard, at most 64
            characters.
        hosted_zone: The public hosted zone of the names: a `HostedZoneLookup`, a raw
            ``Route53Zone`` or an `Id`.
        subject_alternative_names: Other names, without duplicates; the AWS default quota is 9.
            Different names replace the certificate: the new one is created before the old one is
            destroyed. Defaults to none.
        hosted_zones: The public hosted zones of names that are not in ``hosted_zone``, by the name
            on the certificate: ``{"shop.example.net": other_zone}``. Each entry applies to the name
            and to its wildcard. Defaults to ``hosted_zone`` for all names.
        key_algorithm: ``RSA_2048``, ``EC_prime256v1`` or ``EC_secp384r1``. Defaults to
            ``RSA_2048``, which all clients support.
        export: Whether the certificate and its private key can be exported, for other servers than
            those of AWS. ACM charges for such certificates. Requires version 6.4 or newer of the
            provider. Defaults to ``False``.
        tags: Tags, at most 50. Defaults to the ``default_tags`` of the provider.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.
        hosted_zone_provider: The ``AwsProvider`` of the validation records, for hosted zones in
            another account. Defaults to ``provider``.

    Attributes:
        resource: The ``aws_acm_certificate``.

    Raises:
        ValidationError: A name is not a host name, is repeated, or is not in its hosted zone.

    Follows https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        domain: str,
        hosted_zone: HasId,
        subject_alternative_names: Sequence[str] = (),
        hosted_zones: Mapping[str, HasId] | None = None,
        key_algorithm: KeyAlgorithm = "RSA_2048",
        export: bool = False,
        tags: Mapping[str, str] | None = None,
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
        hosted_zone_provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            domain_errors("domain", domain, subject_alternative_names),
            _length_errors("domain", domain),
            _hosted_zone_errors(hosted_zone, hosted_zones, domain, subject_alternative_names),
            checks.choice("key_algorithm", key_algorithm, get_args(KeyAlgorithm)),
            _export_errors("export", export),
            checks.tags("tags", tags),
            provider_errors("hosted_zone_provider", hosted_zone_provider, scope),
            depends_on=depends_on,
            provider=provider,
            region=region,
        )
        self.names = (domain, *subject_alternative_names)
        records_provider = hosted_zone_provider or self.provider
        other_zones = {_record_key(name): zone for name, zone in (hosted_zones or {}).items()}
        names = [name for name in self.names if _record_key(name) not in other_zones]
        add_hosted_zone_conditions(self, hosted_zone, names, public=True, provider=records_provider)
        for key, zone in other_zones.items():
            zone_scope = Construct(self, f"{key}-zone")
            add_hosted_zone_conditions(
                zone_scope, zone, [key], public=True, provider=records_provider
            )
        self.resource = AcmCertificate(
            self,
            "Default",
            **environment_arguments(self),
            domain_name=domain,
            subject_alternative_names=list(subject_alternative_names) or None,
            validation_method="DNS",
            key_algorithm=key_algorithm,
            options={"export": "ENABLED"} if export is True else None,
            # A listener uses the original until it has the replacement.
            lifecycle=CREATE_BEFORE_DESTROY,
            tags=literal_tags(tags),
        )
        records = Route53Record(
            self,
            "validation-record",
            provider=records_provider,
            zone_id=self._zone_id(hosted_zone, other_zones),
            name="${each.value[0].resource_record_name}",
            type="${each.value[0].resource_record_type}",
            records=["${each.value[0].resource_record_value}"],
            ttl=60,
            allow_overwrite=True,  # certificates of the same name have the same record
        )
        # Terraform can't determine the keys of cdktf's own iterator before the apply.
        options = f"{self.resource.fqn}.domain_validation_options"
        key = 'trimprefix(o.domain_name, "*.")'
        records.add_override("for_each", f"${{{{for o in {options} : {key} => o...}}}}")
        self.validation = AcmCertificateValidation(
            self,
            "validation",
            **environment_arguments(self),
            certificate_arn=self.resource.arn,
            validation_record_fqdns=Token.as_list(f"${{[for r in {records.fqn} : r.fqdn]}}"),
        )

    def _zone_id(self, hosted_zone: HasId, other_zones: Mapping[str, HasId]) -> str:
        """Return the ID of the hosted zone of a validation record, by its key."""
        if not other_zones:
            return hosted_zone.id
        ids = {key: zone.id for key, zone in other_zones.items()}
        default = TerraformLocal(self, "zone-id", hosted_zone.id).fqn
        return f"${{lookup({TerraformLocal(self, 'zone-ids', ids).fqn}, each.key, {default})}}"

    @property
    def arn(self) -> str:
        """The ARN of the certificate, known once ACM has issued it."""
        return self.validation.certificate_arn


def domain_errors(name: str, domain: object, alternative_names: object = ()) -> Iterator[str]:
    """Check for the domain name and the alternative names of a certificate."""
    yield from checks.domain_name(name, domain)
    alternative = "subject_alternative_names"
    errors = list(
        checks.known_list(
            alternative, alternative_names, "a list of host names", "name has a DNS record"
        )
    )
    yield from errors
    if errors or not checks.is_sequence(alternative_names):
        return
    for domain_name in alternative_names:
        yield from checks.domain_name(alternative, domain_name)
    yield from checks.unique(alternative, (domain, *alternative_names))


def _export_errors(name: str, export: object) -> Iterator[str]:
    yield from checks.instance(name, export, bool)
    if export is True:
        yield from EXPORTABLE_CERTIFICATE.errors(name)


def _length_errors(name: str, domain: object) -> Iterator[str]:
    if isinstance(domain, str):
        expected = "at most 64 characters (ACM's limit)"
        yield from checks.string(name, domain, minimum=0, maximum=64, expected=expected)


def _record_key(name: str) -> str:
    """Return the key of the validation record, which a name and its wildcard share."""
    return name.removeprefix("*.")


def _hosted_zone_errors(
    hosted_zone: object, hosted_zones: object, domain: object, alternative_names: object
) -> Iterator[str]:
    """Check the hosted zones, and that each name is in its own."""
    yield from _public_zone_errors("hosted_zone", hosted_zone)
    others = alternative_names if checks.is_sequence(alternative_names) else ()
    if hosted_zones is None:
        zones: dict[str, object] = {}
    elif isinstance(hosted_zones, Mapping) and is_resolved(hosted_zones):
        zones = {_record_key(str(name)): zone for name, zone in hosted_zones.items()}
        names = {_record_key(str(name)) for name in (domain, *others)}
        for name, zone in hosted_zones.items():
            yield from _public_zone_errors(f"hosted_zones[{name!r}]", zone)
            if not is_resolved(name):
                yield "hosted_zones keys must be known at synth, as each names a check"
            if _record_key(str(name)) not in names and all(map(is_resolved, names)):
                listed = ", ".join(map(str, (domain, *others)))
                yield f"hosted_zones[{name!r}] is not a name of the certificate, which has {listed}"
    else:
        expected = "a mapping of names of the certificate to hosted zones"
        yield error_message("hosted_zones", expected, hosted_zones)
        return
    for argument, name in (
        ("domain", domain),
        *(("subject_alternative_names", other) for other in others),
    ):
        own_zone = zones.get(_record_key(str(name)))
        for error in zone_membership_errors(argument, name, own_zone or hosted_zone):
            yield error if own_zone else f"{error}; pass the zone of the name in hosted_zones"


def _public_zone_errors(name: str, hosted_zone: object) -> Iterator[str]:
    yield from id_errors(name, hosted_zone, HOSTED_ZONE)
    if isinstance(hosted_zone, HostedZoneLookup) and hosted_zone.private_zone is True:
        yield f"{name} must be a public hosted zone, as ACM can't read private ones"
