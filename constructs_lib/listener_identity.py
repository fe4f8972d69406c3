"""Which listener, and which load balancer, a reference is of."""

from collections.abc import Hashable, Mapping

from constructs_lib.application_load_balancer_lookup import ApplicationLoadBalancerLookup
from constructs_lib.cdk import LbListener
from constructs_lib.listener_lookup import ListenerLookup
from constructs_lib.once_in_a_stack import identity
from constructs_lib.refs import HasArn
from constructs_lib.tokens import is_known

# Kept with what this library has made, so that it lives as long.
_NAME, _LISTENER = "_constructs_lib_name", "_constructs_lib_listener"


def remember_name(load_balancer: HasArn, name: str, listeners: Mapping[int, LbListener]) -> None:
    """Know the name of a load balancer that has just been made, and whose its listeners are."""
    if is_known(name):
        vars(load_balancer)[_NAME] = name
        for port, listener in listeners.items():
            vars(listener)[_LISTENER] = (name, port)


def load_balancer_name(listener: HasArn) -> str | None:
    """The name of the load balancer that a listener is on, where it can be told."""
    if isinstance(listener, ListenerLookup):
        load_balancer = listener.load_balancer
        if isinstance(load_balancer, ApplicationLoadBalancerLookup):
            return load_balancer.name if is_known(load_balancer.name) else None
        return getattr(load_balancer, _NAME, None) or _in_arn(load_balancer.arn)
    name, _ = getattr(listener, _LISTENER, (None, 0))
    return name or _in_arn(listener.arn)


def _in_arn(arn: str) -> str | None:
    # arn:…:loadbalancer/app/<name>/<id>, and arn:…:listener/app/<name>/<id>/<id>
    return arn.split("/")[2] if is_known(arn) else None


def listener_identity(listener: HasArn) -> tuple[Hashable, ...]:
    """What tells a listener from another, also one that is looked up twice."""
    name = load_balancer_name(listener)
    if isinstance(listener, ListenerLookup) and name is not None:
        return name, listener.port
    known: tuple[str, int] | None = getattr(listener, _LISTENER, None)
    return known or (identity(listener),)
