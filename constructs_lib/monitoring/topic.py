"""Lookup of an existing SNS topic."""

from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import DataAwsSnsTopic, TerraformProvider
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import environment_arguments


class TopicLookup(AwsConstruct):
    """The existing Amazon SNS topic with a name.

    Creates no resource; reads the data source ``aws_sns_topic``. The plan fails with the provider's
    error if there is none.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Name of the topic, 1–256 letters, digits, ``-`` and ``_``, with ``.fifo`` at the end
            for a FIFO topic.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The data source ``aws_sns_topic``.

    Raises:
        ValidationError: The name is not valid for a topic.

    Follows https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        expected = "1 to 256 letters, digits, - and _, optionally with .fifo at the end"
        super().__init__(
            scope,
            id,
            checks.string("name", name, pattern=r"[\w-]+(\.fifo)?", maximum=256, expected=expected),
            provider=provider,
            region=region,
        )
        self.resource = DataAwsSnsTopic(self, "Default", **environment_arguments(self), name=name)

    @cached_property
    def arn(self) -> str:
        """The ARN of the topic."""
        return self.resource.arn
