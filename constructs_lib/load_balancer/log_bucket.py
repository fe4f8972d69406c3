"""A bucket for the logs of load balancers."""

import json
from collections.abc import Mapping
from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    DataAwsCallerIdentity,
    S3Bucket,
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration,
    S3BucketOwnershipControls,
    S3BucketOwnershipControlsRule,
    S3BucketPolicy,
    S3BucketPublicAccessBlock,
    S3BucketVersioningA,
    S3BucketVersioningVersioningConfiguration,
)
from constructs_lib._core.compat import (
    S3BucketServerSideEncryptionConfigurationA as S3BucketEncryption,
)
from constructs_lib._core.compat import (
    S3BucketServerSideEncryptionConfigurationRuleA as S3BucketEncryptionRule,
)
from constructs_lib._core.compat import (
    S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA as ByDefault,
)
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.uniqueness import claim_name

RECOVERABLE_DAYS = 7
"""Days for which the bucket keeps what was deleted or overwritten."""

LOG_DELIVERY = "logdelivery.elasticloadbalancing.amazonaws.com"
"""The service that writes the logs, in every region."""


class LoadBalancerLogBucket(AwsConstruct):
    """An Amazon S3 bucket to which Elastic Load Balancing may write access and connection logs.

    Creates one ``aws_s3_bucket`` with its ``aws_s3_bucket_public_access_block``,
    ``aws_s3_bucket_ownership_controls``, ``aws_s3_bucket_server_side_encryption_configuration``
    (SSE-S3, the only one that works here), ``aws_s3_bucket_versioning``,
    ``aws_s3_bucket_lifecycle_configuration`` and ``aws_s3_bucket_policy``; reads
    ``aws_caller_identity``. Only load balancers of this account may write to it, and nobody
    without TLS may do anything::

        logs = LoadBalancerLogBucket(self, "logs", name="example-alb-logs")
        ApplicationLoadBalancer(..., access_logs=LoadBalancerLogs(logs, prefix="web"))

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: 3 to 63 lower-case letters, digits, dots and hyphens; unique in all of AWS. The
            bucket is in the provider's region, where the load balancer must be, too.
        expiration_days: Days after which a log is deleted, 1 to 36500. What was deleted, by that
            or by anyone, can be recovered for 7 more days. Left out: 90.
        force_destroy: ``True``: the bucket can be destroyed with the logs in it.
            Left out: ``False``.
        tags: At most 50. Left out: those of the provider's ``default_tags`` alone.

    Attributes:
        resource: The ``aws_s3_bucket``.
        policy: Its ``aws_s3_bucket_policy``.

    Raises:
        ValidationError: A value is out of its range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        expiration_days: int = 90,
        force_destroy: bool = False,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            checks.bucket_name("name", name),
            checks.integer("expiration_days", expiration_days, minimum=1, maximum=36500),
            checks.boolean("force_destroy", force_destroy),
            checks.tags("tags", tags),
        )
        claim_name(self, "the bucket", name)
        self.resource = S3Bucket(
            self,
            "Default",
            bucket=name,
            force_destroy=force_destroy,
            tags=dict(tags) if tags else None,
        )
        block = S3BucketPublicAccessBlock(
            self,
            "public-access-block",
            bucket=self.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
        )
        S3BucketOwnershipControls(
            self,
            "ownership-controls",
            bucket=self.id,
            rule=S3BucketOwnershipControlsRule(object_ownership="BucketOwnerEnforced"),
        )
        S3BucketEncryption(
            self,
            "encryption",
            bucket=self.id,
            rule=[
                S3BucketEncryptionRule(
                    apply_server_side_encryption_by_default=ByDefault(sse_algorithm="AES256")
                )
            ],
        )
        S3BucketLifecycleConfiguration(
            self,
            "lifecycle",
            bucket=self.id,
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="expire",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
                    expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=expiration_days)],
                    noncurrent_version_expiration=[
                        S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration(
                            noncurrent_days=RECOVERABLE_DAYS
                        )
                    ],
                    abort_incomplete_multipart_upload=[
                        S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload(
                            days_after_initiation=7
                        )
                    ],
                )
            ],
        )
        S3BucketVersioningA(
            self,
            "versioning",
            bucket=self.id,
            versioning_configuration=S3BucketVersioningVersioningConfiguration(status="Enabled"),
        )
        account = DataAwsCallerIdentity(self, "account").account_id
        self.policy = S3BucketPolicy(
            self,
            "policy",
            bucket=self.id,
            policy=json.dumps(_policy(self.arn, account)),
            depends_on=[block],  # S3 refuses to have both changed at once
        )

    @cached_property
    def id(self) -> str:
        """The bucket's id, which is its name."""
        return self.resource.id

    @cached_property
    def arn(self) -> str:
        """The bucket's ARN."""
        return self.resource.arn


def _policy(bucket_arn: str, account: str) -> dict[str, object]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "LoadBalancerLogs",
                "Effect": "Allow",
                "Principal": {"Service": LOG_DELIVERY},
                "Action": "s3:PutObject",
                "Resource": [
                    f"{bucket_arn}/AWSLogs/{account}/*",
                    f"{bucket_arn}/*/AWSLogs/{account}/*",
                ],
            },
            {
                "Sid": "TlsOnly",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "s3:*",
                "Resource": [bucket_arn, f"{bucket_arn}/*"],
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            },
        ],
    }
