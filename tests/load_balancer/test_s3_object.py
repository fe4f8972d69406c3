import pytest
from invalid_input import InvalidInput, assert_rejects, parameters

INVALID = [
    InvalidInput(
        'S3Object(Id("bucket"), "ca.pem")',
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html",
        """
bucket="bucket" => bucket must be a bucket (the lookup, construct or resource itself, not its id) or Id("…"), got 'bucket'
key="" => key must be 1 to 1024 characters, got ''
key="a" * 1025 => key must be 1 to 1024 characters, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (1027 characters)
version="" => version must be the version of an object, got ''
""",
    ),
]


@pytest.mark.parametrize(("call", "arguments", "errors"), parameters(*INVALID))
def test_rejects_invalid_arguments(call: str, arguments: str, errors: list[str]) -> None:
    assert_rejects(call, arguments, errors)
