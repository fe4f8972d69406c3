import pytest
from constructs_lib import Id, LoadBalancerLogs
from invalid_input import InvalidInput, assert_rejects, parameters

BUCKET = Id("logs")


@pytest.mark.parametrize("prefix", [None, "web", "team/web"])
def test_accepts_prefix(prefix: str | None) -> None:
    assert LoadBalancerLogs(BUCKET, prefix=prefix).prefix == prefix


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
]


@pytest.mark.parametrize(("call", "arguments", "errors"), parameters(*INVALID))
def test_rejects_invalid_arguments(call: str, arguments: str, errors: list[str]) -> None:
    assert_rejects(call, arguments, errors)
