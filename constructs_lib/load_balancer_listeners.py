"""The listeners of one load balancer, taken together."""

from collections.abc import Iterator, Sequence

from constructs import Construct

from constructs_lib.action import Action, target_groups
from constructs_lib.condition import SourceIp
from constructs_lib.listener import HttpListener, HttpsListener, Listener, certificates_of
from constructs_lib.listener_rule import in_order
from constructs_lib.load_balancer_quotas import LoadBalancerQuotas, check_quota
from constructs_lib.load_balancer_redirects import check_redirects
from constructs_lib.load_balancer_total import keep_total, total_with
from constructs_lib.once_in_a_stack import take_once, take_target_groups, target_group_identity
from constructs_lib.problems import all_problems, gathered
from constructs_lib.reference_region import check_reference_of_stack
from constructs_lib.refs import HasArn
from constructs_lib.tokens import is_known
from constructs_lib.tree import child_path
from constructs_lib.validation import check_sequence, check_unique, fail, refuse


@gathered
def check_listeners(
    field: str,
    listeners: Sequence[Listener],
    scope: Construct,
    quotas: LoadBalancerQuotas,
    ip_address_type: str,
) -> None:
    """Listeners that one load balancer can have, each with a port of its own."""
    check_sequence(field, listeners, of="HttpListener and HttpsListener")
    for listener in listeners:
        if not isinstance(listener, HttpListener | HttpsListener):
            fail(field, "a list of HttpListener and HttpsListener", listener)
        if not is_known(listener.port):
            refuse(f"{field} port", "a number, as it names the listener", listener.port)
    with all_problems():
        check_unique(f"{field} port", (listener.port for listener in listeners))
        for listener in listeners:
            for certificate in certificates_of(listener):
                check_reference_of_stack("certificate", certificate, scope)
            for group in _target_groups(listener):
                check_reference_of_stack("target_group", group, scope)
                _check_forward(f"{field} port {listener.port}", group, ip_address_type)
            _check_source_ips(f"{field} port {listener.port}", listener, ip_address_type)
        check_redirects(field, listeners)
        _check_quotas(field, listeners, quotas)


def take_listeners(
    scope: Construct,
    id: str,
    name: str,
    listeners: Sequence[Listener],
    quotas: LoadBalancerQuotas | None,
) -> None:
    """Take what is on the listeners of a load balancer: `ListenerRules` may have put more there."""
    known = is_known(name)
    place = name if known else child_path(scope, id)
    groups = target_groups_of(listeners)
    total = total_with(
        scope,
        id,
        field="listeners",
        load_balancer=place,
        quotas=quotas,
        rules=[rule for one in listeners for rule in (one.rules or {}).values()],
        groups=groups,
    )
    take_once(scope, id, field="name", kind="load balancer name", value=name)
    take_target_groups(
        scope, id, field="listeners", target_groups=groups, load_balancer=name if known else None
    )
    for listener in listeners if known else ():
        for key, priority, _ in in_order(listener.rules):
            take_once(
                scope,
                id,
                field=f"listeners port {listener.port} rules[{key!r}]",
                kind="rule priority of its listener",
                value=(name, listener.port, priority),
                told=priority,
            )
    keep_total(scope, place, total)


def target_groups_of(listeners: Sequence[Listener]) -> list[HasArn]:
    """Each target group that the listeners and their rules forward to, once."""
    groups = {
        target_group_identity(group): group for one in listeners for group in _target_groups(one)
    }
    return list(groups.values())


def _target_groups(listener: Listener) -> Iterator[HasArn]:
    for action in actions_of(listener):
        yield from target_groups(action)


def actions_of(listener: Listener) -> Iterator[Action]:
    """Its default action, and those of its rules."""
    yield listener.default_action
    yield from (rule.action for rule in (listener.rules or {}).values())


@gathered
def _check_forward(field: str, group: HasArn, ip_address_type: str) -> None:
    """AWS forwards to IPv6 targets from dualstack only."""
    if ip_address_type == "ipv4" and getattr(group, "ip_address_type", "ipv4") == "ipv6":
        allowed = "of a load balancer with ip_address_type dualstack to forward to IPv6 targets"
        refuse(field, allowed, ip_address_type)


@gathered
def _check_source_ips(field: str, listener: Listener, ip_address_type: str) -> None:
    """Clients of an ipv4 load balancer have no IPv6 addresses: the rule would never match."""
    if ip_address_type != "ipv4":
        return
    for key, rule in (listener.rules or {}).items():
        for condition in rule.conditions:
            if isinstance(condition, SourceIp) and all(
                is_known(one) and ":" in one for one in condition.values
            ):
                allowed = "with an IPv4 block on a load balancer with ip_address_type ipv4"
                refuse(f"{field} rules[{key!r}] SourceIp", allowed, condition.values)


@gathered
def _check_quotas(field: str, listeners: Sequence[Listener], quotas: LoadBalancerQuotas) -> None:
    """Those of what only the load balancer itself has; see `total_with` for the others."""
    check_quota(field, quotas, "listeners", len(listeners))
    certificates = sum(len(certificates_of(one)[1:]) for one in listeners)
    check_quota(f"{field} certificates", quotas, "certificates", certificates)
