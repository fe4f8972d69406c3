"""Health checks of target groups."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCheck:
    """HTTP health check of a target group.

    A part of a target group; creates no resource of its own. The defaults are those of AWS for
    HTTP targets. They are written to the JSON, so that a change of the AWS defaults has no effect.

    Args:
        path: Path of the request, which may include a query: 1–1024 characters that start with
            ``/``. Defaults to ``/``.
        protocol: Protocol of the request, ``HTTP`` or ``HTTPS``. Defaults to ``HTTP``.
        port: Port of the request, 1–65535, or ``traffic-port`` for the port on which the target
            receives traffic. The security groups of the load balancer must allow it. Defaults to
            ``traffic-port``.
        matcher: HTTP status codes of a healthy target, 200–499, such as ``200``, ``200,202`` or
            ``200-299``. Defaults to ``200``.
        interval: Seconds between two health checks of a target, 5–300. Defaults to 30.
        timeout: Seconds without a response after which a health check fails, 2–120 and less than
            the interval. Defaults to 5.
        healthy_threshold: Consecutive successful checks after which an unhealthy target is healthy,
            2–10. Defaults to 5.
        unhealthy_threshold: Consecutive failed checks after which a target is unhealthy, 2–10.
            Defaults to 2.

    Raises:
        ValidationError: A value is out of range, or the timeout is not less than the interval.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
    """

    path: str = "/"
    protocol: Literal["HTTP", "HTTPS"] = "HTTP"
    port: int | Literal["traffic-port"] = "traffic-port"
    matcher: str = "200"
    interval: int = 30
    timeout: int = 5
    healthy_threshold: int = 5
    unhealthy_threshold: int = 2

    def __post_init__(self) -> None:
        raise_errors(_errors(self, codes=(200, 499), expected=_HTTP_CODES))


@dataclass(frozen=True, slots=True, kw_only=True)
class GrpcHealthCheck:
    """gRPC health check of a target group.

    A part of a target group with protocol version ``GRPC``; creates no resource of its own.

    Args:
        path: The gRPC method, ``/package.service/method``. Defaults to ``/AWS.ALB/healthcheck``.
        protocol: As for `HealthCheck`.
        port: As for `HealthCheck`.
        matcher: gRPC status codes of a healthy target, 0–99, such as ``0``, ``0,12`` or ``0-99``.
            Defaults to ``12`` (unimplemented), the response of a service without the default
            method.
        interval: As for `HealthCheck`.
        timeout: As for `HealthCheck`.
        healthy_threshold: As for `HealthCheck`.
        unhealthy_threshold: As for `HealthCheck`.

    Raises:
        ValidationError: A value is out of range, or the timeout is not less than the interval.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
    """

    path: str = "/AWS.ALB/healthcheck"
    protocol: Literal["HTTP", "HTTPS"] = "HTTP"
    port: int | Literal["traffic-port"] = "traffic-port"
    matcher: str = "12"
    interval: int = 30
    timeout: int = 5
    healthy_threshold: int = 5
    unhealthy_threshold: int = 2

    def __post_init__(self) -> None:
        raise_errors(_errors(self, codes=(0, 99), expected=_GRPC_CODES))


AnyHealthCheck: TypeAlias = HealthCheck | GrpcHealthCheck
"""The health check of a target group of any protocol version."""

_HTTP_CODES = 'HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299"'
_GRPC_CODES = 'gRPC status codes from 0 to 99, such as "12", "0,12" or "0-99"'
_CODES = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3}))?")


def _errors(
    health_check: AnyHealthCheck, *, codes: tuple[int, int], expected: str
) -> Iterator[str]:
    yield from checks.path("path", health_check.path)
    yield from checks.choice("protocol", health_check.protocol, ("HTTP", "HTTPS"))
    yield from checks.port("port", health_check.port, or_literal="traffic-port")
    yield from _matcher_errors("matcher", health_check.matcher, codes, expected)
    interval, timeout = health_check.interval, health_check.timeout
    errors = [
        *checks.integer("interval", interval, minimum=5, maximum=300),
        *checks.integer("timeout", timeout, minimum=2, maximum=120),
    ]
    yield from errors
    if not errors and is_resolved(interval) and is_resolved(timeout) and timeout >= interval:
        yield error_message("timeout", f"less than the interval of {interval}", timeout)
    for name in ("healthy_threshold", "unhealthy_threshold"):
        yield from checks.integer(name, getattr(health_check, name), minimum=2, maximum=10)


def _matcher_errors(
    name: str, matcher: object, codes: tuple[int, int], expected: str
) -> Iterator[str]:
    if not is_resolved(matcher):
        return
    if not isinstance(matcher, str):
        yield error_message(name, f"a string: {expected}", matcher)
    elif not all(_is_in_range(part, codes) for part in matcher.split(",")):
        yield error_message(name, expected, matcher)


def _is_in_range(part: str, codes: tuple[int, int]) -> bool:
    match = _CODES.fullmatch(part)
    if match is None:
        return False
    first, last = int(match[1]), int(match[2] or match[1])
    return codes[0] <= first <= last <= codes[1]
