"""S3 buckets for the logs of load balancers."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    DataAwsCallerIdentity,
    ITerraformDependable,
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
    TerraformProvider,
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
from constructs_lib._core.errors import raise_errors
from constructs_lib._core.tokens import literal_tags, plain
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import environment_arguments
from constructs_lib._stack.uniqueness import claim_name
from constructs_lib.references import BUCKET, HasArn, arn_errors

RECOVERABLE_DAYS = 7
"""Days for which the bucket keeps old versions of deleted and overwritten objects."""

LOG_DELIVERY = "logdelivery.elasticloadbalancing.amazonaws.com"
"""The service principal that writes the logs, in all regions."""


class LoadBalancerLogBucket(AwsConstruct):
    """An Amazon S3 bucket for the logs of load balancers.

    Creates one ``aws_s3_bucket`` with its ``aws_s3_bucket_public_access_block``,
    ``aws_s3_bucket_ownership_controls``, ``aws_s3_bucket_server_side_encryption_configuration``
    (SSE-S3, the only encryption that Elastic Load Balancing supports),
    ``aws_s3_bucket_versioning``, ``aws_s3_bucket_lifecycle_configuration`` and
    ``aws_s3_bucket_policy``; reads ``aws_caller_identity``. The policy allows load balancers of
    this account to write logs, and denies all access without TLS::

        logs = LoadBalancerLogBucket(self, "logs", name="example-alb-logs")
        ApplicationLoadBalancer(..., access_logs=LoadBalancerLogs(logs, prefix="web"))

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Name of the bucket, 3–63 lower-case letters, digits, dots and hyphens; globally
            unique. The load balancer must be in the same region.
        expiration_days: Days after which logs are deleted, 1–36500. Deleted and overwritten objects
            can be recovered for 7 more days. Defaults to 90.
        force_destroy: Whether Terraform destroys the bucket together with the logs in it. Defaults
            to ``False``.
        allow_cloudwatch_log_delivery: Whether the policy also allows CloudWatch Logs to write logs,
            for a `LoadBalancerLogDelivery`. Defaults to ``False``.
        tags: Tags, at most 50. Defaults to the ``default_tags`` of the provider.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The ``aws_s3_bucket``.
        policy: The ``aws_s3_bucket_policy``.
        allow_cloudwatch_log_delivery: Whether the policy allows CloudWatch Logs to write logs.

    Raises:
        ValidationError: A value is out of range. At synth: another bucket has the same name.

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
        allow_cloudwatch_log_delivery: bool = False,
        tags: Mapping[str, str] | None = None,
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            checks.bucket_name("name", name),
            checks.integer("expiration_days", expiration_days, minimum=1, maximum=36500),
            checks.boolean("force_destroy", force_destroy),
            checks.instance("allow_cloudwatch_log_delivery", allow_cloudwatch_log_delivery, bool),
            checks.tags("tags", tags),
            depends_on=depends_on,
            provider=provider,
            region=region,
        )
        claim_name(self, "the bucket", name, unique_in="global")
        self.allow_cloudwatch_log_delivery = allow_cloudwatch_log_delivery
        self.resource = S3Bucket(
            self,
            "Default",
            **environment_arguments(self),
            bucket=name,
            force_destroy=force_destroy,
            tags=literal_tags(tags),
        )
        block = S3BucketPublicAccessBlock(
            self,
            "public-access-block",
            **environment_arguments(self),
            bucket=self.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
        )
        S3BucketOwnershipControls(
            self,
            "ownership-controls",
            **environment_arguments(self),
            bucket=self.id,
            rule=S3BucketOwnershipControlsRule(object_ownership="BucketOwnerEnforced"),
        )
        S3BucketEncryption(
            self,
            "encryption",
            **environment_arguments(self),
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
            **environment_arguments(self),
            bucket=self.id,
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="expire",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
                    expiration=[
                        S3BucketLifecycleConfigurationRuleExpiration(days=plain(expiration_days))
                    ],
                    noncurrent_version_expiration=[
                        S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration(
                            noncurrent_days=RECOVERABLE_DAYS
                        )
                    ],
                    abort_incomplete_multipart_upload=[
                        S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload(
                            days_after_initiation=RECOVERABLE_DAYS
                        )
                    ],
                )
            ],
        )
        S3BucketVersioningA(
            self,
            "versioning",
            **environment_arguments(self),
            bucket=self.id,
            versioning_configuration=S3BucketVersioningVersioningConfiguration(status="Enabled"),
        )
        account = DataAwsCallerIdentity(self, "account", provider=self.provider).account_id
        self.policy = S3BucketPolicy(
            self,
            "policy",
            **environment_arguments(self),
            bucket=self.id,
            policy=json.dumps(_policy(self, account, cloudwatch=allow_cloudwatch_log_delivery)),
            depends_on=[block],  # S3 rejects concurrent changes of both
        )

    @cached_property
    def id(self) -> str:
        """The ID of the bucket, which is its name."""
        return self.resource.id

    @cached_property
    def arn(self) -> str:
        """The ARN of the bucket."""
        return self.resource.arn


def log_delivery_statement(bucket: HasArn, *, account_id: str) -> dict[str, object]:
    """Return the statement of a bucket policy that allows load balancers to write their logs.

    For the policy of a bucket that exists, or of a raw ``S3Bucket``. A `LoadBalancerLogBucket` has
    it already::

        policy = {"Version": "2012-10-17", "Statement": [
            log_delivery_statement(bucket, account_id="123456789012"),
        ]}
        S3BucketPolicy(self, "policy", bucket=bucket.id, policy=json.dumps(policy))

    Args:
        bucket: The bucket: a `BucketLookup`, a raw ``S3Bucket`` or an `Arn`.
        account_id: The ID of the account of the load balancers: 12 digits, or a token such as the
            ``account_id`` of a ``DataAwsCallerIdentity``.

    Raises:
        ValidationError: The value is not a reference to a bucket, or the ID does not have 12
            digits.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
    """
    raise_errors(arn_errors("bucket", bucket, BUCKET), checks.account_id("account_id", account_id))
    return {
        "Sid": "LoadBalancerLogs",
        "Effect": "Allow",
        "Principal": {"Service": LOG_DELIVERY},
        "Action": "s3:PutObject",
        "Resource": [
            f"{bucket.arn}/AWSLogs/{account_id}/*",
            f"{bucket.arn}/*/AWSLogs/{account_id}/*",
        ],
    }


def _policy(bucket: HasArn, account_id: str, *, cloudwatch: bool) -> dict[str, object]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            log_delivery_statement(bucket, account_id=account_id),
            *([_cloudwatch_statement(bucket, account_id)] if cloudwatch is True else []),
            {
                "Sid": "TlsOnly",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "s3:*",
                "Resource": [bucket.arn, f"{bucket.arn}/*"],
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            },
        ],
    }


def _cloudwatch_statement(bucket: HasArn, account_id: str) -> dict[str, object]:
    """Return the statement that CloudWatch Logs requires of the policy of a bucket.

    Follows https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html
    """
    return {
        "Sid": "CloudWatchLogDelivery",
        "Effect": "Allow",
        "Principal": {"Service": "delivery.logs.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": f"{bucket.arn}/*",
        "Condition": {
            "StringEquals": {
                "s3:x-amz-acl": "bucket-owner-full-control",
                "aws:SourceAccount": account_id,
            }
        },
    }
