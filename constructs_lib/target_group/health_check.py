"""The health check of a target group."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCheck:
    """How an Application Load Balancer asks a target over HTTP whether it is healthy.

    A part of a target group; it creates nothing by itself. What is left out has the value that
    AWS gives it for HTTP targets, written out in the JSON so that a later change of a default
    changes nothing.

    Args:
        path: Where the request goes: starts with ``/``, at most 1,024 characters, a query is
            allowed. Left out: ``/``.
        protocol: ``HTTP`` or ``HTTPS``. Left out: ``HTTP``.
        port: 1 to 65535, or ``traffic-port``, the port on which the target takes its requests.
            Left out: ``traffic-port``. The ALB's security group must let the port out.
        matcher: The HTTP status codes of a healthy target, 200 to 499: ``200``, ``200,202`` or
            ``200-299``. Left out: ``200``.
        interval: Seconds between two checks of a target, 5 to 300. Left out: 30.
        timeout: Seconds without an answer after which a check has failed, 2 to 120 and less than
            the interval. Left out: 5.
        healthy_threshold: Successes in a row that make a target healthy, 2 to 10. Left out: 5.
        unhealthy_threshold: Failures in a row that make it unhealthy, 2 to 10. Left out: 2.

    Raises:
        ValidationError: A value is out of its range, or the timeout is not below the interval.

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
    """How an Application Load Balancer asks a gRPC target whether it is healthy.

    A part of a target group of protocol version ``GRPC``, as `HealthCheck` is of the others.

    Args:
        path: The gRPC method, ``/package.service/method``. Left out: ``/AWS.ALB/healthcheck``.
        protocol: As for `HealthCheck`.
        port: As for `HealthCheck`.
        matcher: The gRPC status codes of a healthy target, 0 to 99: ``0``, ``0,12`` or ``0-99``.
            Left out: ``12`` (unimplemented: the method that AWS asks for is not there).
        interval: As for `HealthCheck`.
        timeout: As for `HealthCheck`.
        healthy_threshold: As for `HealthCheck`.
        unhealthy_threshold: As for `HealthCheck`.

    Raises:
        ValidationError: A value is out of its range, or the timeout is not below the interval.

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
