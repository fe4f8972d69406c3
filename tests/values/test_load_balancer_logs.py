import pytest
from constructs_lib import Id, LoadBalancerLogs, S3Object
from support import refusal

BUCKET = Id("logs")


@pytest.mark.parametrize("prefix", ["/web", "web/", "AWSLogs", "web/AWSLogs/x", "", "a b"])
def test_a_prefix_is_refused(prefix: str) -> None:
    allowed = "a folder without AWSLogs, white space, and a slash at either end"
    with refusal(f"prefix must be {allowed}, got {prefix!r}"):
        LoadBalancerLogs(BUCKET, prefix=prefix)


@pytest.mark.parametrize("prefix", [None, "web", "team/web"])
def test_a_prefix_is_taken(prefix: str | None) -> None:
    assert LoadBalancerLogs(BUCKET, prefix=prefix).prefix == prefix


def test_the_bucket_is_a_reference() -> None:
    message = (
        "bucket must be a bucket (the lookup, construct or resource itself, and not its id) "
        'or Id("…"), got'
    )
    with refusal(f"{message} 'logs'"):
        LoadBalancerLogs("logs")  # type: ignore[arg-type] # that is the test
    with refusal(f"{message} 'logs'"):
        S3Object("logs", "ca.pem")  # type: ignore[arg-type] # that is the test


def test_an_object_has_a_key() -> None:
    with refusal("key must be 1 to 1024 characters, got ''"):
        S3Object(BUCKET, "")
