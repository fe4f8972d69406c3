"""The identity of listeners and load balancers that references refer to."""

from collections.abc import Mapping

from constructs import Construct
from constructs_lib._core.compat import LbListener
from constructs_lib._core.tokens import is_resolved
from constructs_lib._core.tree import physical_name, set_physical_name
from constructs_lib._stack.uniqueness import reference_key
from constructs_lib.load_balancer.listener_lookup import ListenerLookup
from constructs_lib.load_balancer.lookup import ApplicationLoadBalancerLookup
from constructs_lib.references import HasArn

_PORT = "_constructs_lib_port"  # an attribute of the listener, so that it lives as long as it does


def set_listener_identities(
    name: str, load_balancer: Construct, listeners: Mapping[int, LbListener]
) -> None:
    """Keep the name of a load balancer on its listeners, and the port of each."""
    set_physical_name(name, load_balancer, *listeners.values())
    for port, listener in listeners.items():
        vars(listener)[_PORT] = port


def load_balancer_name(listener: HasArn) -> str | None:
    """Return the name of the load balancer of a listener, if it is known at synth."""
    if isinstance(listener, ListenerLookup):
        load_balancer = listener.load_balancer
        if isinstance(load_balancer, ApplicationLoadBalancerLookup):
            return load_balancer.name if is_resolved(load_balancer.name) else None
        return physical_name(load_balancer) or _name_in_arn(load_balancer.arn)
    return physical_name(listener) or _name_in_arn(listener.arn)


def _name_in_arn(arn: str) -> str | None:
    # arn:…:loadbalancer/app/<name>/<id>, and arn:…:listener/app/<name>/<id>/<id>
    parts = arn.split("/") if is_resolved(arn) else []
    return parts[2] if len(parts) > 2 else None  # noqa: PLR2004 - the name is the third part


def listener_key(listener: HasArn) -> tuple[object, ...]:
    """Return what identifies a listener, also if it is looked up twice."""
    name = load_balancer_name(listener)
    port = listener.port if isinstance(listener, ListenerLookup) else getattr(listener, _PORT, None)
    return (name, port) if name and port else (reference_key(listener),)
