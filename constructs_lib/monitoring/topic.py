"""The topic of Amazon SNS, which this library looks up and never makes."""

from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import DataAwsSnsTopic
from constructs_lib._stack.construct import AwsConstruct


class TopicLookup(AwsConstruct):
    """The Amazon SNS topic with a given name, in the provider's region.

    Creates no resource; reads the data source ``aws_sns_topic``. The plan fails in the provider's
    own words where there is none.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: 1 to 256 letters, digits, ``-`` and ``_``.

    Attributes:
        resource: The data source ``aws_sns_topic``.

    Raises:
        ValidationError: The name can't be a topic's.

    Follows https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
    """

    def __init__(self, scope: Construct, id: str, *, name: str) -> None:
        expected = "1 to 256 letters, digits, - and _"

        super().__init__(
            scope,
            id,
            checks.string("name", name, pattern=r"[\w-]+(\.fifo)?", maximum=256, expected=expected),
        )
        self.resource = DataAwsSnsTopic(self, "Default", name=name)

    @cached_property
    def arn(self) -> str:
        """The topic's ARN."""
        return self.resource.arn
