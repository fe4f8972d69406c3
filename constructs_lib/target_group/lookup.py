"""A target group that another stack owns."""

from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import DataAwsLbTargetGroup
from constructs_lib._core.tree import set_physical_name
from constructs_lib._stack.construct import AwsConstruct


class TargetGroupLookup(AwsConstruct):
    """The Elastic Load Balancing target group with a given name, in the provider's region.

    Creates no resource; reads the data source ``aws_lb_target_group``. The plan fails in the
    provider's own words where there is none.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: Its name, to the letter.

    Attributes:
        resource: The data source ``aws_lb_target_group``.

    Raises:
        ValidationError: The name can't be a target group's.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetGroups.html
    """

    def __init__(self, scope: Construct, id: str, *, name: str) -> None:
        super().__init__(scope, id, checks.elb_name("name", name))
        self.name = name
        self.resource = DataAwsLbTargetGroup(self, "Default", name=name)
        set_physical_name(name, self, self.resource)

    @cached_property
    def arn(self) -> str:
        """The target group's ARN."""
        return self.resource.arn

    @cached_property
    def arn_suffix(self) -> str:
        """The end of the ARN, by which CloudWatch names the target group."""
        return self.resource.arn_suffix
