"""Lookup of an existing target group."""

from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import DataAwsLbTargetGroup, TerraformProvider
from constructs_lib._core.tree import set_physical_name
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import environment_arguments


class TargetGroupLookup(AwsConstruct):
    """The existing Elastic Load Balancing target group with a name.

    Creates no resource; reads the data source ``aws_lb_target_group``. The plan fails with the
    provider's error if there is none.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: The name of the target group.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The data source ``aws_lb_target_group``.

    Raises:
        ValidationError: The name is not valid for a target group.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetGroups.html
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
        super().__init__(scope, id, checks.elb_name("name", name), provider=provider, region=region)
        self.name = name
        self.resource = DataAwsLbTargetGroup(
            self, "Default", **environment_arguments(self), name=name
        )
        set_physical_name(name, self, self.resource)

    @cached_property
    def arn(self) -> str:
        """The ARN of the target group."""
        return self.resource.arn

    @cached_property
    def arn_suffix(self) -> str:
        """The last part of the ARN, which is the dimension of CloudWatch metrics."""
        return self.resource.arn_suffix
