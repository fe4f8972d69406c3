"""Trust stores for mutual TLS: created, or looked up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    DataAwsLbTrustStore,
    ITerraformDependable,
    LbTrustStore,
    LbTrustStoreRevocation,
    TerraformProvider,
)
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import literal_tags
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import environment_arguments
from constructs_lib._stack.uniqueness import claim_name
from constructs_lib.references import BUCKET, HasId, id_errors


@dataclass(frozen=True, slots=True)
class S3Object:
    """An object in an Amazon S3 bucket: ``S3Object(Id("my-bucket"), "clients/ca.pem")``.

    A part of `TrustStore`.

    Args:
        bucket: The bucket, whose ID is its name.
        key: Key of the object, 1–1024 characters.
        version: Version ID of the object. Defaults to the latest version.

    Raises:
        ValidationError: The value is not a reference to a bucket, or the key is empty or too long.

    Follows https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
    """

    bucket: HasId
    key: str
    _: KW_ONLY
    version: str | None = None

    def __post_init__(self) -> None:
        raise_errors(_errors(self))


def _errors(s3_object: S3Object) -> Iterator[str]:
    yield from id_errors("bucket", s3_object.bucket, BUCKET)
    yield from checks.string("key", s3_object.key, maximum=1024, expected="1 to 1024 characters")
    if s3_object.version is not None:
        expected = "the version of an object"
        yield from checks.string("version", s3_object.version, expected=expected)


MAX_REVOCATIONS = 30
"""The quota of revocation lists in a trust store."""


class TrustStore(AwsConstruct):
    """An Elastic Load Balancing trust store: CA certificates that verify client certificates.

    Creates one ``aws_lb_trust_store``, and one ``aws_lb_trust_store_revocation`` for each
    revocation list::

        clients = TrustStore(self, "clients", name="clients",
                             ca_certificates_bundle=S3Object(bucket, "ca.pem"))

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Name, 1–32 letters, digits and single hyphens, with no hyphen at either end; unique
            in the account and region.
        ca_certificates_bundle: CA certificates in PEM. If the content changes under the same key,
            Terraform updates the trust store only if ``version`` changes, too.
        revocations: Certificate revocation lists, at most 30. The key becomes part of the Terraform
            address. Another object replaces the revocation list. Defaults to none.
        tags: Tags, at most 50. Defaults to the ``default_tags`` of the provider.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The ``aws_lb_trust_store``.

    Raises:
        ValidationError: A value is out of range. At synth: another trust store has the same name.

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
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        revocations = {} if revocations is None else revocations

        super().__init__(
            scope,
            id,
            _name_errors("name", name),
            checks.instance("ca_certificates_bundle", ca_certificates_bundle, S3Object),
            _revocation_errors("revocations", revocations),
            checks.tags("tags", tags),
            depends_on=depends_on,
            provider=provider,
            region=region,
        )
        claim_name(self, "the trust store", name)
        bundle = ca_certificates_bundle
        self.resource = LbTrustStore(
            self,
            "Default",
            **environment_arguments(self),
            name=name,
            ca_certificates_bundle_s3_bucket=bundle.bucket.id,
            ca_certificates_bundle_s3_key=bundle.key,
            ca_certificates_bundle_s3_object_version=bundle.version,
            tags=literal_tags(tags),
        )
        for key, revocation in revocations.items():
            LbTrustStoreRevocation(
                self,
                f"revocation-{key}",
                **environment_arguments(self),
                trust_store_arn=self.arn,
                revocations_s3_bucket=revocation.bucket.id,
                revocations_s3_key=revocation.key,
                revocations_s3_object_version=revocation.version,
            )

    @cached_property
    def arn(self) -> str:
        """The ARN of the trust store."""
        return self.resource.arn


class TrustStoreLookup(AwsConstruct):
    """The existing Elastic Load Balancing trust store with a name.

    Creates no resource; reads the data source ``aws_lb_trust_store``. The plan fails with the
    provider's error if there is none.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: The name of the trust store.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The data source ``aws_lb_trust_store``.

    Raises:
        ValidationError: The name is not valid for a trust store.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        super().__init__(scope, id, _name_errors("name", name), provider=provider, region=region)
        self.resource = DataAwsLbTrustStore(
            self, "Default", **environment_arguments(self), name=name
        )

    @cached_property
    def arn(self) -> str:
        """The ARN of the trust store."""
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
