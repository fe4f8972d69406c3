import json
from collections.abc import Callable
from typing import Any

from constructs_lib import BucketLookup, LoadBalancerLogBucket, log_delivery_statement
from cdktf import TerraformOutput, TerraformStack
from helpers.invalid_input import InvalidInput, rejects


def test_policy_allows_log_delivery_and_requires_tls(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    LoadBalancerLogBucket(stack, "logs", name="example-logs")
    [policy] = synthesized()["resource"]["aws_s3_bucket_policy"].values()
    account = policy["policy"].split("/AWSLogs/")[1].split("/*")[0]
    assert account.startswith("${data.aws_caller_identity.logs_account_")
    assert json.loads(policy["policy"])["Statement"] == [
        {
            "Sid": "LoadBalancerLogs",
            "Effect": "Allow",
            "Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": [
                f"${{aws_s3_bucket.logs.arn}}/AWSLogs/{account}/*",
                f"${{aws_s3_bucket.logs.arn}}/*/AWSLogs/{account}/*",
            ],
        },
        {
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": ["${aws_s3_bucket.logs.arn}", "${aws_s3_bucket.logs.arn}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    ]


def test_statement_allows_log_delivery_to_existing_bucket(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    bucket = BucketLookup(stack, "logs", name="shared-logs")
    statement = log_delivery_statement(bucket, account_id="123456789012")
    TerraformOutput(stack, "resources", value=statement["Resource"])
    assert statement["Principal"] == {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"}
    assert synthesized()["output"]["resources"]["value"] == [
        "${data.aws_s3_bucket.logs.arn}/AWSLogs/123456789012/*",
        "${data.aws_s3_bucket.logs.arn}/*/AWSLogs/123456789012/*",
    ]


def test_is_private_encrypted_and_expires_objects(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    LoadBalancerLogBucket(
        stack, "logs", name="example-logs", expiration_days=7, force_destroy=True, tags={"a": "b"}
    )
    resources = synthesized()["resource"]
    assert resources["aws_s3_bucket"]["logs"] == {
        "bucket": "example-logs",
        "force_destroy": True,
        "tags": {"a": "b"},
    }
    [block] = resources["aws_s3_bucket_public_access_block"].values()
    assert [value for key, value in block.items() if key != "bucket"] == [True] * 4
    [ownership] = resources["aws_s3_bucket_ownership_controls"].values()
    assert ownership["rule"] == {"object_ownership": "BucketOwnerEnforced"}
    [encryption] = resources["aws_s3_bucket_server_side_encryption_configuration"].values()
    assert encryption["rule"] == [
        {"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}
    ]
    [lifecycle] = resources["aws_s3_bucket_lifecycle_configuration"].values()
    [rule] = lifecycle["rule"]
    assert rule["expiration"] == [{"days": 7}]
    assert rule["abort_incomplete_multipart_upload"] == [{"days_after_initiation": 7}]


INVALID = [
    InvalidInput(
        'LoadBalancerLogBucket(stack, "id", name="example-alb-logs")',
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
        """
name="ab" => name must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got 'ab'
name="a" * 64 => name must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
name="Logs" => name must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got 'Logs'
name="logs_1" => name must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got 'logs_1'
name="logs..1" => name must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got 'logs..1'
name="192.0.2.1" => name must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got '192.0.2.1'
name="-logs" => name must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got '-logs'
name="logs-" => name must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got 'logs-'
expiration_days=0 => expiration_days must be between 1 and 36500, got 0
expiration_days="90" => expiration_days must be a whole number between 1 and 36500, got '90'
force_destroy="yes" => force_destroy must be True or False, got 'yes'
""",
    ),
    InvalidInput(
        'log_delivery_statement(Arn("arn:aws:s3:::logs"), account_id="123456789012")',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
        """
account_id="1" => account_id must be a string of 12 digits, the ID of an AWS account, such as "012345678901", got '1'
bucket="logs" => bucket must be a bucket (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'logs'
bucket=topic => bucket must be the ARN of a bucket, got 'arn:aws:sns:ap-northeast-1:123456789012:on-call'
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
