"""The trust store of mutual TLS: made, or looked up."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import DataAwsLbTrustStore, LbTrustStore, LbTrustStoreRevocation
from constructs_lib._core.errors import error_message
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.uniqueness import claim_name
from constructs_lib.load_balancer.s3_object import S3Object

MAX_REVOCATIONS = 30
"""The quota of revocation lists in a trust store."""


class TrustStore(AwsConstruct):
    """An Elastic Load Balancing trust store: the CAs whose client certificates are verified.

    Creates one ``aws_lb_trust_store``, and one ``aws_lb_trust_store_revocation`` for each
    revocation list::

        clients = TrustStore(self, "clients", name="clients",
                             ca_certificates_bundle=S3Object(bucket, "ca.pem"))

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: 1 to 32 letters, digits and single hyphens, with no hyphen at either end; unique in
            the account and region.
        ca_certificates_bundle: The CA certificates, in PEM. Another object at the same place is
            read only when its ``version`` changes.
        revocations: Lists of revoked certificates (CRL), at most 30. The key names one in its
            Terraform address; another object makes a new revocation. Left out: none.
        tags: At most 50. Left out: those of the provider's ``default_tags`` alone.

    Attributes:
        resource: The ``aws_lb_trust_store``.

    Raises:
        ValidationError: A value is out of its range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        ca_certificates_bundle: S3Object,
        revocations: Mapping[str, S3Object] | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        revocations = {} if revocations is None else revocations

        super().__init__(
            scope,
            id,
            _name_errors("name", name),
            checks.instance("ca_certificates_bundle", ca_certificates_bundle, S3Object),
            _revocation_errors("revocations", revocations),
            checks.tags("tags", tags),
        )
        claim_name(self, "the trust store", name)
        bundle = ca_certificates_bundle
        self.resource = LbTrustStore(
            self,
            "Default",
            name=name,
            ca_certificates_bundle_s3_bucket=bundle.bucket.id,
            ca_certificates_bundle_s3_key=bundle.key,
            ca_certificates_bundle_s3_object_version=bundle.version,
            tags=dict(tags) if tags else None,
        )
        for key, revocation in revocations.items():
            LbTrustStoreRevocation(
                self,
                f"revocation-{key}",
                trust_store_arn=self.arn,
                revocations_s3_bucket=revocation.bucket.id,
                revocations_s3_key=revocation.key,
                revocations_s3_object_version=revocation.version,
            )

    @cached_property
    def arn(self) -> str:
        """The trust store's ARN."""
        return self.resource.arn


class TrustStoreLookup(AwsConstruct):
    """The Elastic Load Balancing trust store with a given name.

    Creates no resource; reads the data source ``aws_lb_trust_store``. The plan fails with the
    provider's own words where there is none.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: Its name, to the letter.

    Attributes:
        resource: The data source ``aws_lb_trust_store``.

    Raises:
        ValidationError: The name can't be a trust store's.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html
    """

    def __init__(self, scope: Construct, id: str, *, name: str) -> None:
        super().__init__(scope, id, _name_errors("name", name))
        self.resource = DataAwsLbTrustStore(self, "Default", name=name)

    @cached_property
    def arn(self) -> str:
        """The trust store's ARN."""
        return self.resource.arn


def _name_errors(name: str, value: object) -> Iterator[str]:
    return checks.string(
        name,
        value,
        pattern=r"([A-Za-z0-9]+-)*[A-Za-z0-9]+",
        maximum=32,
        expected="1 to 32 letters, digits and single hyphens, with no hyphen at either end",
    )


def _revocation_errors(name: str, revocations: object) -> Iterator[str]:
    yield from checks.mapping(name, revocations, value_type=S3Object)
    if isinstance(revocations, Mapping) and len(revocations) > MAX_REVOCATIONS:
        yield error_message(name, f"at most {MAX_REVOCATIONS} lists", len(revocations))
