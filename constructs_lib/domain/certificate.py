"""The TLS certificate in ACM: looked up, or made and validated."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, Literal, TypeAlias, get_args

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    AcmCertificate,
    AcmCertificateValidation,
    DataAwsAcmCertificate,
    Postcondition,
    Route53Record,
    TerraformResourceLifecycle,
    Token,
)
from constructs_lib._core.errors import error_message
from constructs_lib._core.kind import HOSTED_ZONE
from constructs_lib._core.lifecycle import CREATE_BEFORE_DESTROY
from constructs_lib._core.terraform import address, check_block
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib.domain._expiry import ends_after, not_after
from constructs_lib.domain.hosted_zone import (
    HostedZoneLookup,
    check_hosted_zone,
    zone_membership_errors,
)
from constructs_lib.references import HasId, id_errors

KEY_TYPES: Final = (
    "RSA_1024",
    "RSA_2048",
    "RSA_3072",
    "RSA_4096",
    "EC_prime256v1",
    "EC_secp384r1",
    "EC_secp521r1",
)
"""Every key type of ACM: unless asked for all, it lists RSA_1024 and RSA_2048 only."""


EXPIRES_SOON_DAYS: Final = 30
"""Days before its end from which on the plan warns of a certificate."""


class CertificateLookup(AwsConstruct):
    """The newest issued certificate in AWS Certificate Manager (ACM) for a domain.

    Creates no resource; reads the data source ``aws_acm_certificate``. The plan fails with the
    provider's ``reading ACM Certificates: empty result`` where ACM has no issued certificate in
    the provider's region whose *domain name* is exactly this one, and where the certificate has
    expired. It warns (a ``check``) 30 days before the certificate expires. ACM does not search the
    other names of a certificate: look one up by its first name, a wildcard one by its wildcard::

        CertificateLookup(self, "certificate", domain="*.example.com")

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        domain: The certificate's domain name: a lower-case host name or a wildcard.
        subject_alternative_names: The other names that you know it to have, for the check that it
            covers the host names of alias records. ACM is not asked for them. Left out: none.

    Attributes:
        resource: The data source ``aws_acm_certificate``.

    Raises:
        ValidationError: The domain, or another name, is neither.

    Follows https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        domain: str,
        subject_alternative_names: Sequence[str] = (),
    ) -> None:
        super().__init__(scope, id, domain_errors("domain", domain, subject_alternative_names))
        self.names = (domain, *subject_alternative_names)
        self.resource = DataAwsAcmCertificate(
            self,
            "Default",
            domain=domain,
            statuses=["ISSUED"],
            key_types=list(KEY_TYPES),
            most_recent=True,
            lifecycle=TerraformResourceLifecycle(
                postcondition=[
                    Postcondition(
                        condition=f"${{{ends_after('self.certificate')}}}",
                        error_message=(
                            f"The certificate of {domain} must not have expired, but ended at "
                            f"${{{not_after('self.certificate')}}} (${{self.arn}}). "
                            "Import or request a new one in ACM."
                        ),
                    ),
                ]
            ),
        )
        pem = f"{address(self.resource)}.certificate"
        check_block(
            self,
            f"{self.resource.friendly_unique_id}_expiry",
            condition=f"${{{ends_after(pem, hours=24 * EXPIRES_SOON_DAYS)}}}",
            message=(
                f"The certificate of {domain} ends at ${{{not_after(pem)}}}. ACM renews its own "
                "60 days before, if their DNS records are still there; an imported one is to be "
                "imported anew."
            ),
        )

    @cached_property
    def arn(self) -> str:
        """The certificate's ARN."""
        return self.resource.arn


KeyAlgorithm: TypeAlias = Literal["RSA_2048", "EC_prime256v1", "EC_secp384r1"]
"""The key algorithms that ACM issues for public certificates."""


class Certificate(AwsConstruct):
    """A public certificate of AWS Certificate Manager (ACM), validated by DNS in Route 53.

    Creates one ``aws_acm_certificate``, the ``aws_route53_record`` that proves each name, and one
    ``aws_acm_certificate_validation``, which waits until the certificate is issued: `arn` is the
    validated one, so a listener does not get the certificate too early::

        Certificate(self, "certificate", domain="shop.example.com", hosted_zone=zone)

    ACM renews it by itself, as long as the records stay.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        domain: The certificate's domain name: a lower-case host name or a wildcard, at most 64
            characters.
        hosted_zone: The public hosted zone that all names are in: a `HostedZoneLookup`, a raw
            ``Route53Zone`` or an `Id`.
        subject_alternative_names: Further names, at most 9 unless AWS has raised your quota, each
            once. Another set of names makes a new certificate, before the old one goes.
            Left out: none.
        key_algorithm: ``RSA_2048``, ``EC_prime256v1`` or ``EC_secp384r1``. Left out: ``RSA_2048``,
            which every client knows.
        tags: At most 50. Left out: those of the provider's ``default_tags`` alone.

    Attributes:
        resource: The ``aws_acm_certificate``.

    Raises:
        ValidationError: A name is no host name, is there twice, or is not in the hosted zone.

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
        key_algorithm: KeyAlgorithm = "RSA_2048",
        tags: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            domain_errors("domain", domain, subject_alternative_names),
            _length_errors("domain", domain),
            _hosted_zone_errors(hosted_zone, domain, subject_alternative_names),
            checks.choice("key_algorithm", key_algorithm, get_args(KeyAlgorithm)),
            checks.tags("tags", tags),
        )
        self.names = (domain, *subject_alternative_names)
        check_hosted_zone(self, hosted_zone, self.names, public=True)
        self.resource = AcmCertificate(
            self,
            "Default",
            domain_name=domain,
            subject_alternative_names=list(subject_alternative_names) or None,
            validation_method="DNS",
            key_algorithm=key_algorithm,
            # A listener keeps the old certificate in use until it has the new one.
            lifecycle=CREATE_BEFORE_DESTROY,
            tags=dict(tags) if tags else None,
        )
        records = Route53Record(
            self,
            "validation-record",
            zone_id=hosted_zone.id,
            name="${each.value[0].resource_record_name}",
            type="${each.value[0].resource_record_type}",
            records=["${each.value[0].resource_record_value}"],
            ttl=60,
            allow_overwrite=True,  # another certificate of the name is proven by the same record
        )
        # Of cdktf's own iterator, Terraform could not tell the keys before the apply. A name and
        # its wildcard have one record together.
        options = f"{self.resource.fqn}.domain_validation_options"
        key = 'trimprefix(o.domain_name, "*.")'
        records.add_override("for_each", f"${{{{for o in {options} : {key} => o...}}}}")
        self.validation = AcmCertificateValidation(
            self,
            "validation",
            certificate_arn=self.resource.arn,
            validation_record_fqdns=Token.as_list(f"${{[for r in {records.fqn} : r.fqdn]}}"),
        )

    @property
    def arn(self) -> str:
        """The certificate's ARN, once it is issued."""
        return self.validation.certificate_arn


def domain_errors(name: str, domain: object, alternative_names: object = ()) -> Iterator[str]:
    """Check for the domain name of a certificate, and for its other names."""
    yield from checks.domain_name(name, domain)
    alternative = "subject_alternative_names"
    if not checks.is_sequence(alternative_names):
        yield error_message(alternative, "a list of host names", alternative_names)
        return
    for domain_name in alternative_names:
        yield from checks.domain_name(alternative, domain_name)
    yield from checks.unique(alternative, (domain, *alternative_names))


def _length_errors(name: str, domain: object) -> Iterator[str]:
    if isinstance(domain, str):
        expected = "at most 64 characters (ACM's limit)"
        yield from checks.string(name, domain, minimum=0, maximum=64, expected=expected)


def _hosted_zone_errors(
    hosted_zone: object, domain: object, alternative_names: object
) -> Iterator[str]:
    yield from id_errors("hosted_zone", hosted_zone, HOSTED_ZONE)
    if isinstance(hosted_zone, HostedZoneLookup) and hosted_zone.private_zone is True:
        yield "hosted_zone must be a public hosted zone, as ACM can't read private ones"
    yield from zone_membership_errors("domain", domain, hosted_zone)
    if checks.is_sequence(alternative_names):
        for name in alternative_names:
            yield from zone_membership_errors("subject_alternative_names", name, hosted_zone)
