"""Which listener, and which load balancer, a reference is of."""

from collections.abc import Hashable, Mapping

from constructs import Construct

from constructs_lib.application_load_balancer_lookup import ApplicationLoadBalancerLookup
from constructs_lib.cdk import LbListener
from constructs_lib.listener_lookup import ListenerLookup
from constructs_lib.once_in_a_stack import identity
from constructs_lib.refs import HasArn
from constructs_lib.tokens import is_known
from constructs_lib.tree import known_name, remember_name

_PORT = "_constructs_lib_port"  # kept with the listener, so that it lives as long as it does


def remember_listeners(
    name: str, load_balancer: Construct, listeners: Mapping[int, LbListener]
) -> None:
    """Know the name of a load balancer that has just been made, and whose its listeners are."""
    remember_name(name, load_balancer, *listeners.values())
    for port, listener in listeners.items():
        vars(listener)[_PORT] = port


def load_balancer_name(listener: HasArn) -> str | None:
    """The name of the load balancer that a listener is on, where it can be told."""
    if isinstance(listener, ListenerLookup):
        load_balancer = listener.load_balancer
        if isinstance(load_balancer, ApplicationLoadBalancerLookup):
            return load_balancer.name if is_known(load_balancer.name) else None
        return known_name(load_balancer) or _in_arn(load_balancer.arn)
    return known_name(listener) or _in_arn(listener.arn)


def _in_arn(arn: str) -> str | None:
    # arn:…:loadbalancer/app/<name>/<id>, and arn:…:listener/app/<name>/<id>/<id>
    return arn.split("/")[2] if is_known(arn) else None


def listener_identity(listener: HasArn) -> tuple[Hashable, ...]:
    """What tells a listener from another, also one that is looked up twice."""
    name = load_balancer_name(listener)
    port = listener.port if isinstance(listener, ListenerLookup) else getattr(listener, _PORT, None)
    return (name, port) if name and port else (identity(listener),)
