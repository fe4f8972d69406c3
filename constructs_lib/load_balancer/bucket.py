"""The S3 bucket that another stack owns."""

from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import DataAwsS3Bucket
from constructs_lib._stack.construct import AwsConstruct


class BucketLookup(AwsConstruct):
    """The Amazon S3 bucket with a given name.

    Creates no resource; reads the data source ``aws_s3_bucket``. The plan fails in the provider's
    own words where there is none, or where it belongs to another account.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: 3 to 63 lower-case letters, digits, dots and hyphens.

    Attributes:
        resource: The data source ``aws_s3_bucket``.

    Raises:
        ValidationError: The name can't be a bucket's.

    Follows https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    """

    def __init__(self, scope: Construct, id: str, *, name: str) -> None:
        super().__init__(scope, id, checks.bucket_name("name", name))
        self.resource = DataAwsS3Bucket(self, "Default", bucket=name)

    @cached_property
    def id(self) -> str:
        """The bucket's id, which is its name."""
        return self.resource.id

    @cached_property
    def arn(self) -> str:
        """The bucket's ARN."""
        return self.resource.arn
