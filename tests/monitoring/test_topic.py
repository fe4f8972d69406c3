from collections.abc import Callable
from typing import Any

from constructs_lib import TopicLookup
from cdktf import TerraformStack
from helpers.invalid_input import InvalidInput, rejects


def test_reads_data_source(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    TopicLookup(stack, "existing", name="on-call")
    assert synthesized()["data"]["aws_sns_topic"]["existing"] == {"name": "on-call"}


INVALID = [
    InvalidInput(
        'TopicLookup(stack, "id", name="on-call")',
        "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html",
        """
name="" => name must be 1 to 256 letters, digits, - and _, optionally with .fifo at the end, got ''
name="a b" => name must be 1 to 256 letters, digits, - and _, optionally with .fifo at the end, got 'a b'
name="a" * 257 => name must be 1 to 256 letters, digits, - and _, optionally with .fifo at the end, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (259 characters)
name=None => name must be a string: 1 to 256 letters, digits, - and _, optionally with .fifo at the end, got None
""",
    ),
]
test_rejects_invalid_arguments = rejects(*INVALID)
