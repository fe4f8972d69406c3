from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import ApplicationLoadBalancer, BucketLookup, Id, LoadBalancerLogs
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
    S3BucketServerSideEncryptionConfigurationRuleA,
    S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA,
)
from helpers.errors import synth_errors
from helpers.invalid_input import InvalidInput, rejects

BUCKET = Id("logs")


@pytest.mark.parametrize("prefix", [None, "web", "team/web"])
def test_accepts_prefix(prefix: str | None) -> None:
    assert LoadBalancerLogs(BUCKET, prefix=prefix).prefix == prefix


def test_bucket_lookup_reads_data_source(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    BucketLookup(stack, "existing", name="web-logs")
    assert synthesized()["data"]["aws_s3_bucket"]["existing"] == {"bucket": "web-logs"}


def encrypt(stack: TerraformStack, bucket: str, algorithm: str) -> None:
    by_default = S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA(
        sse_algorithm=algorithm
    )
    S3BucketServerSideEncryptionConfigurationA(
        stack,
        "encryption",
        bucket=bucket,
        rule=[
            S3BucketServerSideEncryptionConfigurationRuleA(
                apply_server_side_encryption_by_default=by_default
            )
        ],
    )


@pytest.mark.parametrize("refers_by", ["id", "bucket", "name"])
@pytest.mark.parametrize("algorithm", ["aws:kms", "aws:kms:dsse", "AES256"])
def test_rejects_raw_bucket_with_kms(stack: TerraformStack, refers_by: str, algorithm: str) -> None:
    bucket = S3Bucket(stack, "logs", bucket="example-logs")
    names = {"id": bucket.id, "bucket": bucket.bucket, "name": "example-logs"}
    encrypt(stack, names[refers_by], algorithm)
    use(stack, bucket)
    error = (
        "stack/alb: access_logs bucket stack/logs is encrypted with SSE-KMS, but load balancers "
        "write logs to buckets with SSE-S3 only; use sse_algorithm AES256"
    )
    assert synth_errors(stack) == ([] if algorithm == "AES256" else [error])


def use(stack: TerraformStack, bucket: S3Bucket) -> None:
    ApplicationLoadBalancer(
        stack,
        "alb",
        name="web",
        subnets=[Id("subnet-1"), Id("subnet-2")],
        security_groups=[Id("sg-1")],
        access_logs=LoadBalancerLogs(bucket),
    )


def test_accepts_other_bucket_with_kms(stack: TerraformStack) -> None:
    logs = S3Bucket(stack, "logs", bucket="example-logs")
    encrypt(stack, f"{logs.bucket}-archive", "aws:kms")
    use(stack, logs)
    assert synth_errors(stack) == []


def test_recognizes_bucket_named_by_variable(stack: TerraformStack) -> None:
    name = TerraformVariable(stack, "name", type="string").string_value
    encrypt(stack, name, "aws:kms")
    use(stack, S3Bucket(stack, "logs", bucket=name))
    assert len(synth_errors(stack)) == 1


def test_accepts_bucket_with_values_known_after_synth(stack: TerraformStack) -> None:
    flag = TerraformVariable(stack, "flag", type="bool")
    encrypt(stack, "other", "aws:kms")
    use(stack, S3Bucket(stack, "logs", force_destroy=flag.boolean_value))
    assert synth_errors(stack) == []


INVALID = [
    InvalidInput(
        'LoadBalancerLogs(Id("logs"))',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
        """
bucket="logs" => bucket must be a bucket (the lookup, construct or resource itself, not its id) or Id("…"), got 'logs'
bucket=Arn("arn:aws:s3:::logs") => bucket must be a bucket (the lookup, construct or resource itself, not its id) or Id("…"), got Arn(arn='arn:aws:s3:::logs')
bucket=vpc => bucket must be a bucket, got the VpcLookup stack/taken
prefix="" => prefix must be 1 to 512 characters without AWSLogs and white space, and with no slash at either end, got ''
prefix="/web" => prefix must be 1 to 512 characters without AWSLogs and white space, and with no slash at either end, got '/web'
prefix="web/" => prefix must be 1 to 512 characters without AWSLogs and white space, and with no slash at either end, got 'web/'
prefix="AWSLogs" => prefix must be 1 to 512 characters without AWSLogs and white space, and with no slash at either end, got 'AWSLogs'
prefix="a b" => prefix must be 1 to 512 characters without AWSLogs and white space, and with no slash at either end, got 'a b'
prefix=5 => prefix must be a string: 1 to 512 characters without AWSLogs and white space, and with no slash at either end, got 5
""",
    ),
    InvalidInput(
        'BucketLookup(stack, "id", name="logs")',
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
        """
name="" => name must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got ''
name="Logs" => name must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got 'Logs'
name=None => name must be a string: 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got None
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
