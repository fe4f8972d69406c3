"""The logs that an Application Load Balancer writes to S3."""

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors
from constructs_lib._core.kind import BUCKET
from constructs_lib._stack.environment import reference_region_errors
from constructs_lib.load_balancer.bucket import BucketLookup
from constructs_lib.references import HasId, id_errors


@dataclass(frozen=True, slots=True)
class LoadBalancerLogs:
    """Where an Application Load Balancer writes its access logs or its connection logs.

    A part of `ApplicationLoadBalancer`: ``access_logs=LoadBalancerLogs(bucket, prefix="web")``.

    Args:
        bucket: A `LoadBalancerLogBucket`, or another bucket in the load balancer's region that
            lets Elastic Load Balancing write and is encrypted with SSE-S3, not with KMS.
        prefix: The folder in the bucket, without ``AWSLogs`` and without a slash at either end.
            Left out: none.

    Raises:
        ValidationError: The reference has no id, or the prefix is not of that form.

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
            expected="a folder without AWSLogs, white space, and a slash at either end",
        )


def log_errors(name: str, logs: object, scope: object) -> Iterator[str]:
    """Check for logs whose bucket is in the stack's region; of a lookup, the plan checks it."""
    yield from checks.instance(name, logs, LoadBalancerLogs, optional=True)
    if isinstance(logs, LoadBalancerLogs) and not isinstance(logs.bucket, BucketLookup):
        yield from reference_region_errors(f"{name} bucket", logs.bucket, scope)
