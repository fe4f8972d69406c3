"""The TLS certificate in ACM, which this library looks up and never makes."""

from typing import Final

from cdktf_cdktf_provider_aws.data_aws_acm_certificate import DataAwsAcmCertificate
from constructs import Construct

from constructs_lib.construct_id import check_construct_id
from constructs_lib.validation import check_domain_name

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


class CertificateLookup(Construct):
    """The newest issued certificate in AWS Certificate Manager (ACM) for a domain.

    Creates no resource; reads the data source ``aws_acm_certificate``. The plan fails with the
    provider's ``reading ACM Certificates: empty result`` where ACM has no issued certificate in
    the provider's region whose *domain name* is this one, to the letter. ACM does not search the
    other names of a certificate: look one up by its first name, a wildcard one by its wildcard::

        CertificateLookup(self, "certificate", domain="*.example.com")

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        domain: The certificate's domain name: a lower-case host name or a wildcard.

    Raises:
        ValueError: The domain is neither.

    Follows https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html
    """

    def __init__(self, scope: Construct, id: str, *, domain: str) -> None:
        check_construct_id(scope, id)
        check_domain_name("domain", domain)

        super().__init__(scope, id)
        self.resource = DataAwsAcmCertificate(
            self,
            "Default",
            domain=domain,
            statuses=["ISSUED"],
            key_types=list(KEY_TYPES),
            most_recent=True,
        )

    @property
    def arn(self) -> str:
        """The certificate's ARN."""
        return self.resource.arn
