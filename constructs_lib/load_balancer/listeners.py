"""Listeners of a load balancer that another stack creates."""

from collections.abc import Sequence

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    ITerraformDependable,
    TerraformProvider,
)
from constructs_lib._stack.construct import environment_of
from constructs_lib._stack.environment import reference_errors
from constructs_lib._stack.validation import add_validation
from constructs_lib.listener.listener import Listener
from constructs_lib.load_balancer._checks.listeners import (
    claim_listeners,
    listener_errors,
    target_groups_of,
)
from constructs_lib.load_balancer._checks.network import vpc_errors
from constructs_lib.load_balancer._checks.reachability import reachability_errors
from constructs_lib.load_balancer._listener_owner import ListenerOwner
from constructs_lib.load_balancer._routes import routes_of
from constructs_lib.load_balancer.application_load_balancer import ApplicationLoadBalancer
from constructs_lib.load_balancer.listener_lookup import load_balancer_name
from constructs_lib.load_balancer.quotas import LoadBalancerQuotas
from constructs_lib.references import LOAD_BALANCER, HasArn, arn_errors


class LoadBalancerListeners(ListenerOwner):
    """Listeners of an Application Load Balancer that another stack or program creates.

    Creates one ``aws_lb_listener`` for each listener with its ``aws_lb_listener_rule`` and
    ``aws_lb_listener_certificate``::

        shared = ApplicationLoadBalancerLookup(self, "shared", name="shared")
        LoadBalancerListeners(
            self, "admin", load_balancer=shared,
            listeners=[HttpListener(port=8080, default_action=Forward(admin))],
        )

    If the same stack creates the load balancer, pass the listeners to it instead. The security
    groups of the load balancer must allow the ports; for an `ApplicationLoadBalancer`, they are
    checked at synth.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        load_balancer: An `ApplicationLoadBalancer`, an `ApplicationLoadBalancerLookup`, a raw
            ``Lb`` or an `Arn`.
        listeners: Listeners, at least one, and at most one for each port.
        quotas: The service quotas of your account for the load balancer. Defaults to the quotas
            that the stack sets elsewhere for the load balancer, or ``LoadBalancerQuotas()``, the
            default quotas of AWS.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        listeners: The ``aws_lb_listener`` of each port.
        rules: The ``aws_lb_listener_rule`` of each port and key.

    Raises:
        ValidationError: There is no listener, two listeners have the same port, or the value is not
            a reference to a load balancer. At synth: another construct has a listener on the same
            port or a rule with the same priority, or the load balancer exceeds a quota.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        load_balancer: HasArn,
        listeners: Sequence[Listener],
        quotas: LoadBalancerQuotas | None = None,
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        routes, is_sequence = routes_of(listeners), checks.is_sequence(listeners)
        own = load_balancer if isinstance(load_balancer, ApplicationLoadBalancer) else None
        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            arn_errors("load_balancer", load_balancer, LOAD_BALANCER),
            reference_errors("load_balancer", load_balancer, environment),
            listener_errors(
                "listeners",
                listeners,
                routes,
                environment,
                ip_address_type=own.ip_address_type if own else None,
                listens_elsewhere=True,
            ),
            ["listeners must not be empty"] if not routes and is_sequence else (),
            checks.instance("quotas", quotas, LoadBalancerQuotas, optional=True),
            vpc_errors("security_groups", *own.security_groups, *target_groups_of(routes))
            if own
            else (),
            depends_on=depends_on,
            provider=provider,
            region=region,
        )
        name = load_balancer_name(load_balancer)
        claim_listeners(self, name, routes, quotas, load_balancer=load_balancer)
        self._create_listeners(listeners, routes, load_balancer, name)
        if own:
            add_validation(
                self,
                lambda: reachability_errors(
                    own.security_groups, routes, own.ip_address_type, self._alternate_target_groups
                ),
            )
