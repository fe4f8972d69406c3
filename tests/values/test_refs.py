from collections.abc import Callable

import pytest
from constructs_lib import Arn, Id
from constructs_lib.kind import TOPIC, VPC
from constructs_lib.refs import arn_of, id_of
from support import refusal


def test_known_values_are_references() -> None:
    assert id_of("vpc", Id("vpc-0123"), VPC) == "vpc-0123"
    assert (
        arn_of("topic", Arn("arn:aws:sns:us-east-1:1:topic"), TOPIC)
        == "arn:aws:sns:us-east-1:1:topic"
    )


def test_a_token_passes_whatever_it_will_be() -> None:
    assert id_of("vpc", Id("${data.aws_vpc.main.id}"), VPC)


ID = 'id must be an AWS id such as "vpc-0abc1234"'
ARN = 'arn must be an ARN such as "arn:aws:acm:us-east-1:123456789012:certificate/0123"'


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Id(""), f"{ID}, got ''"),
        (lambda: Id("vpc 0123"), f"{ID}, got 'vpc 0123'"),
        (lambda: Arn("vpc-0123"), f"{ARN}, got 'vpc-0123'"),
        (lambda: Arn("arn:aws:acm:us-east-1"), f"{ARN}, got 'arn:aws:acm:us-east-1'"),
        (
            lambda: id_of("vpc", Id("subnet-0123"), VPC),
            "vpc must be an id that starts with vpc-, got 'subnet-0123'",
        ),
        (
            lambda: arn_of("topic", Arn("arn:aws:s3:::bucket"), TOPIC),
            "topic must be the ARN of an SNS topic, got 'arn:aws:s3:::bucket'",
        ),
        (
            lambda: id_of("vpc", Id("arn:aws:s3:::bucket"), VPC),
            "vpc must be an id that starts with vpc-, got 'arn:aws:s3:::bucket'",
        ),
    ],
)
def test_refuses(
    make: Callable[[], object],
    message: str,
) -> None:
    with refusal(message):
        make()
