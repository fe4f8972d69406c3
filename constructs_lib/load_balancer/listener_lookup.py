"""Lookup of an existing listener, and what identifies a listener."""

from collections.abc import Mapping
from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import DataAwsLbListener, LbListener, TerraformProvider
from constructs_lib._core.tokens import is_resolved, plain
from constructs_lib._core.tree import physical_name, set_physical_name
from constructs_lib._stack.construct import AwsConstruct, environment_of
from constructs_lib._stack.environment import environment_arguments, reference_errors
from constructs_lib._stack.uniqueness import reference_key
from constructs_lib.load_balancer.lookup import ApplicationLoadBalancerLookup, name_in_arn
from constructs_lib.references import LOAD_BALANCER, HasArn, arn_errors


class ListenerLookup(AwsConstruct):
    """The existing listener of an Application Load Balancer on a port.

    Creates no resource; reads the data source ``aws_lb_listener``. The plan fails with the
    provider's error if there is none::

        https = ListenerLookup(self, "https", load_balancer=shared, port=443)

    If you know the ARN of the listener, use an `Arn` instead.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        load_balancer: An `ApplicationLoadBalancerLookup`, a raw ``DataAwsLb`` or an `Arn`.
        port: Port of the listener, 1–65535.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The data source ``aws_lb_listener``.

    Raises:
        ValidationError: The port is out of range, or the other value is not a reference to a load
            balancer.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeListeners.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        load_balancer: HasArn,
        port: int,
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            arn_errors("load_balancer", load_balancer, LOAD_BALANCER),
            reference_errors("load_balancer", load_balancer, environment),
            checks.port("port", port),
            provider=provider,
            region=region,
        )
        self.load_balancer = load_balancer
        self.port = port
        self.resource = DataAwsLbListener(
            self,
            "Default",
            **environment_arguments(self),
            load_balancer_arn=load_balancer.arn,
            port=plain(port),
        )

    @cached_property
    def arn(self) -> str:
        """The ARN of the listener."""
        return self.resource.arn


_PORT = "_constructs_lib_port"  # an attribute of listeners


def set_listener_identities(name: str | None, listeners: Mapping[int, LbListener]) -> None:
    """Set the name of the load balancer, and the port, as attributes of listeners."""
    set_physical_name(name, *listeners.values())
    for port, listener in listeners.items():
        vars(listener)[_PORT] = port


def load_balancer_name(reference: HasArn) -> str | None:
    """Return the name of a load balancer, or of that of a listener, if it is known at synth."""
    if isinstance(reference, ListenerLookup):
        reference = reference.load_balancer
    if isinstance(reference, ApplicationLoadBalancerLookup):
        return reference.name if is_resolved(reference.name) else None
    return physical_name(reference) or name_in_arn(reference.arn)


def listener_key(listener: HasArn) -> tuple[object, ...]:
    """Return what identifies a listener; two lookups of a listener have the same key."""
    name = load_balancer_name(listener)
    port = listener.port if isinstance(listener, ListenerLookup) else getattr(listener, _PORT, None)
    return (name, port) if name and port else (reference_key(listener),)
