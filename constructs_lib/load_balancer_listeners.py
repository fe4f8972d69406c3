"""The listeners of one load balancer, taken together."""

from collections.abc import Iterator, Sequence

from constructs import Construct

from constructs_lib.action import target_groups
from constructs_lib.listener import HttpListener, HttpsListener, Listener
from constructs_lib.listener_rule import ListenerRule
from constructs_lib.once_in_a_stack import identity, take_once
from constructs_lib.problems import gathered
from constructs_lib.refs import HasArn
from constructs_lib.region import check_arn_in_region
from constructs_lib.tokens import is_known
from constructs_lib.validation import (
    check_integer,
    check_sequence,
    check_unique,
    fail,
)


@gathered
def check_listeners(
    field: str, listeners: Sequence[Listener], scope: Construct, *, certificate_quota: int
) -> None:
    """Listeners that one load balancer can have: a port each, certificates of its region."""
    check_sequence(field, listeners, of="HttpListener and HttpsListener")
    for listener in listeners:
        if not isinstance(listener, HttpListener | HttpsListener):
            fail(field, "a list of HttpListener and HttpsListener", listener)
        if not is_known(listener.port):
            fail(f"{field} port", "a number, as it names the listener", listener.port)
        if isinstance(listener, HttpsListener):
            for certificate in certificates_of(listener):
                check_arn_in_region("certificate", certificate.arn, scope)
        else:
            _check_http1(f"{field} port {listener.port}", listener)
    check_unique(f"{field} port", (listener.port for listener in listeners))
    _check_certificate_quota(listeners, certificate_quota)


def certificates_of(listener: Listener) -> list[HasArn]:
    """The default certificate of a listener, and its others."""
    if isinstance(listener, HttpListener):
        return []
    return [listener.certificate, *(listener.additional_certificates or {}).values()]


def take_target_groups(scope: Construct, id: str, listeners: Sequence[Listener]) -> None:
    """Take the target groups for one load balancer: AWS takes no second one for each."""
    for group in (group for listener in listeners for group in _target_groups(listener)):
        kind = "target group (AWS takes one load balancer for each)"
        take_once(scope, id, field="listeners", kind=kind, value=identity(group))


def _target_groups(listener: Listener) -> Iterator[HasArn]:
    """The target groups that a listener and its rules forward to."""
    for one in (listener, *(listener.rules or {}).values()):
        yield from target_groups(
            one.action if isinstance(one, ListenerRule) else one.default_action
        )


def _check_http1(field: str, listener: HttpListener) -> None:
    """AWS forwards to HTTP/2 and gRPC target groups from HTTPS listeners only."""
    for group in _target_groups(listener):
        version = getattr(group, "protocol_version", "HTTP1")
        if version in ("HTTP2", "GRPC"):  # and not a token of a raw resource
            fail(
                field, f"an HttpsListener to forward to protocol version {version}", "HttpListener"
            )


def _check_certificate_quota(listeners: Sequence[Listener], quota: int) -> None:
    check_integer("certificate_quota", quota, low=0, high=1_000_000)
    count = sum(
        len(listener.additional_certificates or {})
        for listener in listeners
        if isinstance(listener, HttpsListener)
    )
    if count > quota:
        allowed = f"at most {quota} on all listeners (certificate_quota, if AWS has raised yours)"
        fail("additional_certificates", allowed, count)
