"""Checks of all listeners of a load balancer, and their claims."""

from collections.abc import Collection, Iterator, Sequence

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.errors import error_message
from constructs_lib._core.tokens import is_resolved
from constructs_lib._core.tree import path_of
from constructs_lib._stack.environment import reference_errors
from constructs_lib._stack.uniqueness import (
    claim,
    claim_target_groups,
    reference_key,
    target_group_key,
)
from constructs_lib.listener.actions import action_chain
from constructs_lib.listener.conditions import SourceIp
from constructs_lib.listener.listener import (
    HttpListener,
    HttpsListener,
    certificates_of,
    protocol_of,
)
from constructs_lib.listener.redirect import SAME_HOST, Redirect
from constructs_lib.load_balancer._checks.features import feature_errors
from constructs_lib.load_balancer._routes import Route
from constructs_lib.load_balancer._usage import add_usage
from constructs_lib.load_balancer.quotas import LoadBalancerQuotas, quota_errors
from constructs_lib.references import HasArn


def listener_errors(
    name: str,
    listeners: object,
    routes: Sequence[Route],
    scope: object,
    *,
    ip_address_type: str | None,
    listens_elsewhere: bool = False,
) -> Iterator[str]:
    """Check listeners of a load balancer, and their routes.

    Args:
        name: The name of the argument.
        listeners: The listeners.
        routes: Their routes.
        scope: The environment or construct whose region the listeners are in.
        ip_address_type: The IP address type of the load balancer, or ``None`` if it is not known.
        listens_elsewhere: Whether the load balancer may have other listeners.
    """
    if not checks.is_sequence(listeners):
        yield error_message(name, "a list of HttpListener and HttpsListener", listeners)
        return
    for listener in listeners:
        if not isinstance(listener, HttpListener | HttpsListener):
            yield error_message(name, "a list of HttpListener and HttpsListener", listener)
            return
        if not is_resolved(listener.port):
            yield f"{name} port must be known at synth, as it names the listener"
        for certificate in certificates_of(listener):
            yield from reference_errors("certificate", certificate, scope)
    yield from checks.unique(f"{name} port", [listener.port for listener in listeners])
    ports = {(protocol_of(listener), listener.port) for listener in listeners}
    for route in routes:
        yield from feature_errors(route.name, route.action, route.rule)
        yield from _target_group_errors(route, scope, ip_address_type)
        yield from _source_ip_errors(route, ip_address_type)
        if not listens_elsewhere:
            yield from _redirect_errors(route, ports)


def listener_quota_errors(listeners: object, quotas: LoadBalancerQuotas) -> Iterator[str]:
    """Check the number of listeners of a load balancer, and of their certificates."""
    if not checks.is_sequence(listeners):
        return
    certificates = [
        certificate
        for listener in listeners
        if isinstance(listener, HttpsListener)
        for certificate in certificates_of(listener)[1:]
    ]
    yield from quota_errors(quotas, "listeners", len(listeners))
    yield from quota_errors(quotas, "certificates", len(certificates))


def _target_group_errors(route: Route, scope: object, ip_address_type: str | None) -> Iterator[str]:
    for group in route.target_groups:
        yield from reference_errors("target_group", group, scope)
        if ip_address_type == "ipv4" and getattr(group, "ip_address_type", "ipv4") == "ipv6":
            yield (
                f"{route.name} forwards to IPv6 targets, which requires ip_address_type dualstack, "
                f"got {ip_address_type!r}"
            )


def _source_ip_errors(route: Route, ip_address_type: str | None) -> Iterator[str]:
    """Check that a rule can match: clients of an ipv4 load balancer have no IPv6 addresses."""
    if ip_address_type != "ipv4":
        return
    for condition in route.conditions:
        if isinstance(condition, SourceIp) and all(
            is_resolved(block) and ":" in block for block in condition.values
        ):
            yield (
                f"{route.name} SourceIp never matches: it has IPv6 blocks only, but "
                "ip_address_type is ipv4"
            )


def _redirect_errors(route: Route, ports: Collection[tuple[str, int]]) -> Iterator[str]:
    """Check that a redirect to this load balancer is to one of its listeners."""
    redirect = action_chain(route.action)[-1]
    if not isinstance(redirect, Redirect):
        return
    if redirect.host != SAME_HOST or redirect.target_is_external is not False:
        return
    own_protocol, own_port = protocol_of(route.listener), route.listener.port
    protocol = own_protocol if redirect.protocol == "#{protocol}" else redirect.protocol
    port = own_port if redirect.port == "#{port}" else redirect.port
    if is_resolved(protocol) and is_resolved(port) and (protocol, port) not in ports:
        yield (
            f"{route.name} redirects to {protocol} on port {port}, but the load balancer has no "
            f"{protocol} listener there; add one, or set target_is_external=True if something else "
            "listens there"
        )


def claim_listeners(
    construct: Construct,
    name: str | None,
    routes: Sequence[Route],
    quotas: LoadBalancerQuotas | None,
    *,
    load_balancer: HasArn | None = None,
) -> None:
    """Claim the ports, target groups and quotas that listeners use.

    Args:
        construct: The construct that creates the listeners.
        name: The name of the load balancer, if it is known at synth.
        routes: The routes of the listeners.
        quotas: The quotas of the load balancer, if the construct sets them.
        load_balancer: The load balancer. Defaults to the construct.
    """
    location = load_balancer if isinstance(load_balancer, Construct) else None
    own_path = path_of(construct)
    listeners = [route.listener for route in routes if route.rule is None]
    identity = name or (own_path if load_balancer is None else reference_key(load_balancer))
    if load_balancer is None or name is not None:
        claim_target_groups(construct, target_groups_of(routes), identity, located_in=location)
    add_usage(
        construct,
        identity,
        listeners=len(listeners),
        certificates=sum(len(certificates_of(listener)[1:]) for listener in listeners),
        rules=sum(route.rule is not None for route in routes),
        target_groups=target_groups_of(routes),
        quotas=quotas,
    )
    for route in routes:
        if route.rule is None:
            port = route.listener.port
            claim(
                construct,
                "listener port",
                (identity, port),
                lambda other, port=port: (  # type: ignore[misc] # mypy does not infer the default's type
                    f"port {port} is already used by a listener of {other}"
                ),
                # All have this owner, as claim_name already reports two load balancers of the same
                # name.
                owner="load balancer" if load_balancer is None else None,
                located_in=location,
            )


def claim_priority(
    construct: Construct,
    rule_name: str,
    listener_key: tuple[object, ...],
    priority: int,
    *,
    listener: Construct | None = None,
) -> None:
    """Reserve the priority of a rule on its listener, which may be in another stack."""
    if is_resolved(priority):
        claim(
            construct,
            "rule priority",
            (*listener_key, priority),
            lambda other: f"{rule_name} has the same priority, {priority}, as a rule of {other}",
            located_in=listener,
        )


def target_groups_of(routes: Sequence[Route]) -> list[HasArn]:
    """Return the target groups of the routes, each once."""
    groups = {target_group_key(group): group for route in routes for group in route.target_groups}
    return list(groups.values())
