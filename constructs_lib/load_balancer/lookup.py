"""An Application Load Balancer that another stack owns."""

from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    DataAwsLb,
    DataAwsLbs,
    Postcondition,
    Precondition,
    TerraformResourceLifecycle,
)
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib.references import HasId, Id


class ApplicationLoadBalancerLookup(AwsConstruct):
    """The Application Load Balancer with a given name, in the provider's region.

    Creates no resource; reads the data sources ``aws_lbs`` and ``aws_lb``. The plan fails where
    there is none, also where the same apply would make it, and where it is a load balancer of
    another type::

        shared = ApplicationLoadBalancerLookup(self, "shared", name="shared")

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: Its name, to the letter.

    Attributes:
        resource: The data source ``aws_lb``.

    Raises:
        ValidationError: The name can't be a load balancer's.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html
    """

    def __init__(self, scope: Construct, id: str, *, name: str) -> None:
        super().__init__(scope, id, checks.elb_name("name", name))
        self.name = name
        message = (
            f"The load balancer {name} must be an Application Load Balancer, and is of type "
            "${self.load_balancer_type}. Check the name."
        )
        condition = Postcondition(
            condition='${self.load_balancer_type == "application"}', error_message=message
        )
        self.resource = DataAwsLb(
            self,
            "Default",
            name=name,
            lifecycle=TerraformResourceLifecycle(
                precondition=[self._is_there(name)] if is_resolved(name) else None,
                postcondition=[condition],
            ),
        )

    @cached_property
    def id(self) -> str:
        """The load balancer's id, which is its ARN."""
        return self.resource.id

    def _is_there(self, name: str) -> Precondition:
        """Asked of the plural data source: that of one fails in the provider's words."""
        arns = DataAwsLbs(self, "all").fqn
        return Precondition(
            condition=f'${{contains([for a in {arns}.arns : split("/", a)[2]], "{name}")}}',
            error_message=(
                f"A load balancer must have the name {name} in the provider's region and account, "
                "found none. Check the spelling, or create it first."
            ),
        )

    @cached_property
    def arn(self) -> str:
        """The load balancer's ARN."""
        return self.resource.arn

    @cached_property
    def arn_suffix(self) -> str:
        """The end of the ARN, by which CloudWatch names the load balancer."""
        return self.resource.arn_suffix

    @property
    def security_group(self) -> HasId:
        """The first of its security groups, for a `Connection` to a backend."""
        return Id(f"${{tolist({self.resource.fqn}.security_groups)[0]}}")

    @cached_property
    def dns_name(self) -> str:
        """The DNS name that AWS gave it."""
        return self.resource.dns_name

    @cached_property
    def zone_id(self) -> str:
        """The id of the hosted zone that its DNS name is in, for an alias record."""
        return self.resource.zone_id
