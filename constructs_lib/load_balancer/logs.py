"""Access, connection and health check logs of a load balancer in S3."""

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import Any

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    DataAwsS3Bucket,
    DefaultTokenResolver,
    StringConcat,
    TerraformProvider,
    TerraformResource,
    Tokenization,
)
from constructs_lib._core.errors import raise_errors
from constructs_lib._core.terraform import address, find_resources
from constructs_lib._core.tree import in_same_stack, path_of, stack_of
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import environment_arguments, reference_region_errors
from constructs_lib.references import BUCKET, HasId, id_errors

_ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration"


class BucketLookup(AwsConstruct):
    """The existing Amazon S3 bucket with a name.

    Creates no resource; reads the data source ``aws_s3_bucket``. The plan fails with the provider's
    error if there is none, or if it belongs to another account.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Name of the bucket, 3–63 lower-case letters, digits, dots and hyphens.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The data source ``aws_s3_bucket``.

    Raises:
        ValidationError: The name is not valid for a bucket.

    Follows https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
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
        super().__init__(
            scope, id, checks.bucket_name("name", name), provider=provider, region=region
        )
        self.resource = DataAwsS3Bucket(self, "Default", **environment_arguments(self), bucket=name)

    @cached_property
    def id(self) -> str:
        """The ID of the bucket, which is its name."""
        return self.resource.id

    @cached_property
    def arn(self) -> str:
        """The ARN of the bucket."""
        return self.resource.arn


@dataclass(frozen=True, slots=True)
class LoadBalancerLogs:
    """S3 location of the access, connection or health check logs of an Application Load Balancer.

    A part of `ApplicationLoadBalancer`: ``access_logs=LoadBalancerLogs(bucket, prefix="web")``.

    Args:
        bucket: A `LoadBalancerLogBucket`, or another bucket in the region of the load balancer with
            SSE-S3 encryption (not KMS) and a policy with the `log_delivery_statement`.
        prefix: Prefix of the object keys, at most 512 characters, without ``AWSLogs`` and without a
            slash at either end. Defaults to none.

    Raises:
        ValidationError: The value is not a reference to a bucket, or the prefix is invalid.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
    """

    bucket: HasId
    _: KW_ONLY
    prefix: str | None = None

    def __post_init__(self) -> None:
        raise_errors(
            id_errors("bucket", self.bucket, BUCKET), _prefix_errors("prefix", self.prefix)
        )


def _prefix_errors(name: str, prefix: str | None) -> Iterator[str]:
    if prefix is not None:
        yield from checks.string(
            name,
            prefix,
            pattern=r"(?!/)(?!.*AWSLogs)[^\s]+(?<!/)",
            maximum=512,
            expected=(
                "1 to 512 characters without AWSLogs and white space, and with no slash at either "
                "end"
            ),
        )


def log_errors(name: str, logs: object, scope: object) -> Iterator[str]:
    """Check that the bucket is in the region; for a lookup, the plan checks it."""
    yield from checks.instance(name, logs, LoadBalancerLogs, optional=True)
    if isinstance(logs, LoadBalancerLogs) and not isinstance(logs.bucket, BucketLookup):
        yield from reference_region_errors(f"{name} bucket", logs.bucket, scope)


def encryption_errors(
    scope: Construct, logs: Mapping[str, LoadBalancerLogs | None]
) -> Iterator[str]:
    """Check that the raw buckets of the stack do not use SSE-KMS.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
    """
    for name, log in logs.items():
        bucket = log.bucket if log else None
        if not isinstance(bucket, TerraformResource) or not in_same_stack(scope, bucket):
            continue
        if any(map(_uses_kms, [bucket, *_encryption_of(bucket)])):
            yield (
                f"{name} bucket {path_of(bucket)} is encrypted with SSE-KMS, but load balancers "
                "write logs to buckets with SSE-S3 only; use sse_algorithm AES256"
            )


def _encryption_of(bucket: TerraformResource) -> Iterator[Any]:
    """Yield the encryption configurations of a bucket that are in its stack."""
    own = {_with_expressions(bucket, getattr(bucket, "bucket_input", None))} - {None}
    own |= {f"${{{address(bucket)}.{attribute}}}" for attribute in ("id", "bucket")}
    for item in find_resources(stack_of(bucket), _ENCRYPTION):
        if _with_expressions(item, item.bucket_input) in own:
            yield item


def _with_expressions(scope: Any, value: str | None) -> Any:  # noqa: ANN401 - a construct, and text
    """Return a text with its tokens replaced by Terraform expressions."""
    resolver = DefaultTokenResolver(StringConcat())
    return Tokenization.resolve(value, scope=scope, resolver=resolver, preparing=False)


def _uses_kms(resource: Any) -> bool:  # noqa: ANN401 - a raw resource
    return any(
        isinstance(algorithm, str) and algorithm.startswith("aws:kms")
        for algorithm in _values(resource.to_terraform(), "sse_algorithm")
    )


def _values(value: object, key: str) -> Iterator[object]:
    """Return the values of a key in nested lists and dictionaries."""
    if isinstance(value, Mapping):
        if key in value:
            yield value[key]
        for nested in value.values():
            yield from _values(nested, key)
    elif isinstance(value, list):
        for nested in value:
            yield from _values(nested, key)
