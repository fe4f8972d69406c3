"""The logs that an Application Load Balancer writes to S3."""

from dataclasses import KW_ONLY, dataclass

from constructs import Construct

from constructs_lib.bucket import BucketLookup
from constructs_lib.kind import BUCKET
from constructs_lib.reference_region import check_reference_in_region
from constructs_lib.refs import HasId, id_of
from constructs_lib.refused import problems_of_value
from constructs_lib.validation import check_optional, check_text


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
        ValueError: The reference has no id, or the prefix is not of that form.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
    """

    bucket: HasId
    _: KW_ONLY
    prefix: str | None = None

    @problems_of_value
    def __post_init__(self) -> None:
        id_of("bucket", self.bucket, BUCKET)
        if self.prefix is not None:
            check_text(
                "prefix",
                self.prefix,
                pattern=r"(?!/)(?!.*AWSLogs)[^\s]+(?<!/)",
                high=512,
                allowed="a folder without AWSLogs, white space, and a slash at either end",
            )


def check_logs(field: str, logs: LoadBalancerLogs | None, scope: Construct) -> None:
    """Nothing, or logs whose bucket is in the stack's region; a plan asks it of one looked up."""
    check_optional(field, logs, LoadBalancerLogs)
    if isinstance(logs, LoadBalancerLogs) and not isinstance(logs.bucket, BucketLookup):
        check_reference_in_region(f"{field} bucket", logs.bucket, scope)
