from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import BucketLookup, Id, LoadBalancerLogs
from cdktf import TerraformStack
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


INVALID = [
    InvalidInput(
        'LoadBalancerLogs(Id("logs"))',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
        """
bucket="logs" => bucket must be a bucket (the lookup, construct or resource itself, not its id) or Id("…"), got 'logs'
bucket=Arn("arn:aws:s3:::logs") => bucket must be a bucket (the lookup, construct or resource itself, not its id) or Id("…"), got Arn(arn='arn:aws:s3:::logs')
bucket=vpc => bucket must be a bucket, got the VpcLookup stack/taken
prefix="" => prefix must be 1 to 512 characters without AWSLogs, white space, and a slash at either end, got ''
prefix="/web" => prefix must be 1 to 512 characters without AWSLogs, white space, and a slash at either end, got '/web'
prefix="web/" => prefix must be 1 to 512 characters without AWSLogs, white space, and a slash at either end, got 'web/'
prefix="AWSLogs" => prefix must be 1 to 512 characters without AWSLogs, white space, and a slash at either end, got 'AWSLogs'
prefix="a b" => prefix must be 1 to 512 characters without AWSLogs, white space, and a slash at either end, got 'a b'
prefix=5 => prefix must be a string: 1 to 512 characters without AWSLogs, white space, and a slash at either end, got 5
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
