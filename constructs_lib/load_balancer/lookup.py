"""Lookup of an existing Application Load Balancer."""

from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    DataAwsLb,
    DataAwsLbs,
    Fn,
    Postcondition,
    Precondition,
    TerraformProvider,
    TerraformResourceLifecycle,
)
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib.references import HasId, Id


class ApplicationLoadBalancerLookup(AwsConstruct):
    """The existing Application Load Balancer with a name, in the provider's region.

    Creates no resource; reads the data sources ``aws_lbs`` and ``aws_lb``. The plan fails if the
    load balancer does not exist before the apply, or is of another type::

        shared = ApplicationLoadBalancerLookup(self, "shared", name="shared")

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: The name of the load balancer.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.

    Attributes:
        resource: The data source ``aws_lb``.

    Raises:
        ValidationError: The name is not valid for a load balancer.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html
    """

    def __init__(
        self, scope: Construct, id: str, *, name: str, provider: TerraformProvider | None = None
    ) -> None:
        super().__init__(scope, id, checks.elb_name("name", name), provider=provider)
        self.name = name
        message = (
            f"The load balancer {name} must be an Application Load Balancer, but its type is "
            "${self.load_balancer_type}. Check the name."
        )
        condition = Postcondition(
            condition='${self.load_balancer_type == "application"}', error_message=message
        )
        self.resource = DataAwsLb(
            self,
            "Default",
            provider=self.provider,
            name=name,
            lifecycle=TerraformResourceLifecycle(
                precondition=[self._exists(name)] if is_resolved(name) else None,
                postcondition=[condition],
            ),
        )

    @cached_property
    def id(self) -> str:
        """The ID of the load balancer, which is its ARN."""
        return self.resource.id

    def _exists(self, name: str) -> Precondition:
        """Check the plural data source, as the singular one fails without the search criteria."""
        arns = DataAwsLbs(self, "all", provider=self.provider).fqn
        return Precondition(
            condition=f'${{contains([for a in {arns}.arns : split("/", a)[2]], "{name}")}}',
            error_message=(
                f"The load balancer {name} does not exist in the provider's region and account. "
                "Check the spelling, or create it first."
            ),
        )

    @cached_property
    def arn(self) -> str:
        """The ARN of the load balancer."""
        return self.resource.arn

    @cached_property
    def arn_suffix(self) -> str:
        """The last part of the ARN, which is the dimension of CloudWatch metrics."""
        return self.resource.arn_suffix

    @property
    def security_group(self) -> HasId:
        """The first security group of the load balancer, for a `Connection` to a backend."""
        return Id(str(Fn.element(self.resource.security_groups, 0)))

    @cached_property
    def dns_name(self) -> str:
        """The DNS name of the load balancer."""
        return self.resource.dns_name

    @cached_property
    def zone_id(self) -> str:
        """The ID of the hosted zone of the DNS name, for alias records."""
        return self.resource.zone_id
