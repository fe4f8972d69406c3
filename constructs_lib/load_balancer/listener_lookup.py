"""A listener that another stack owns."""

from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import DataAwsLbListener
from constructs_lib._core.kind import LOAD_BALANCER
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import reference_errors
from constructs_lib.references import HasArn, arn_errors


class ListenerLookup(AwsConstruct):
    """The listener of an Application Load Balancer on a given port.

    Creates no resource; reads the data source ``aws_lb_listener``. The plan fails in the
    provider's own words where there is none::

        https = ListenerLookup(self, "https", load_balancer=shared, port=443)

    A listener whose ARN you know needs no lookup: pass its `Arn`.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        load_balancer: An `ApplicationLoadBalancerLookup`, a raw ``DataAwsLb`` or an `Arn`.
        port: The listener's port, 1 to 65535.

    Attributes:
        resource: The data source ``aws_lb_listener``.

    Raises:
        ValidationError: The port is out of range, or a known ARN is not a load balancer's.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeListeners.html
    """

    def __init__(self, scope: Construct, id: str, *, load_balancer: HasArn, port: int) -> None:
        super().__init__(
            scope,
            id,
            arn_errors("load_balancer", load_balancer, LOAD_BALANCER),
            reference_errors("load_balancer", load_balancer, scope),
            checks.port("port", port),
        )
        self.load_balancer = load_balancer
        self.port = port
        self.resource = DataAwsLbListener(
            self, "Default", load_balancer_arn=load_balancer.arn, port=port
        )

    @cached_property
    def arn(self) -> str:
        """The listener's ARN."""
        return self.resource.arn
