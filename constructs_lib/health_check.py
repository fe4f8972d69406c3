"""The health check of a target group."""

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from constructs_lib.problems import all_problems, gathered
from constructs_lib.refused import problems_of_value
from constructs_lib.tokens import is_known
from constructs_lib.validation import (
    check_choice,
    check_integer,
    check_path,
    check_port,
    fail,
    refuse,
)


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
        ValueError: A value is out of its range, or the timeout is not below the interval.

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

    @problems_of_value
    def __post_init__(self) -> None:
        _check(self, codes=(200, 499), allowed=_HTTP_CODES)


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
        ValueError: A value is out of its range, or the timeout is not below the interval.

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

    @problems_of_value
    def __post_init__(self) -> None:
        _check(self, codes=(0, 99), allowed=_GRPC_CODES)


AnyHealthCheck: TypeAlias = HealthCheck | GrpcHealthCheck
"""The health check of a target group of any protocol version."""

SHORTEST_INTERVAL: Final = 5
_HTTP_CODES = 'HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299"'
_GRPC_CODES = 'gRPC status codes from 0 to 99, such as "12", "0,12" or "0-99"'
_CODES = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3}))?")


@gathered
def _check(health_check: AnyHealthCheck, *, codes: tuple[int, int], allowed: str) -> None:
    interval, timeout = health_check.interval, health_check.timeout
    with all_problems():
        check_path("path", health_check.path)
        check_choice("protocol", health_check.protocol, ("HTTP", "HTTPS"))
        check_port("port", health_check.port, or_word="traffic-port")
        _check_matcher("matcher", health_check.matcher, codes, allowed)
        check_integer("interval", interval, low=SHORTEST_INTERVAL, high=300)
        check_integer("timeout", timeout, low=2, high=120)
        check_integer("healthy_threshold", health_check.healthy_threshold, low=2, high=10)
        check_integer("unhealthy_threshold", health_check.unhealthy_threshold, low=2, high=10)
        if is_known(interval) and is_known(timeout) and timeout >= interval >= SHORTEST_INTERVAL:
            refuse("timeout", f"less than the interval of {interval}", timeout)


@gathered
def _check_matcher(field: str, matcher: str, codes: tuple[int, int], allowed: str) -> None:
    if not is_known(matcher):
        return
    if not isinstance(matcher, str):
        fail(field, f"a string: {allowed}", matcher)
    low, high = codes
    for part in matcher.split(","):
        match = _CODES.fullmatch(part)
        if match is None:
            fail(field, allowed, matcher)
        first, last = int(match[1]), int(match[2] or match[1])
        if not low <= first <= last <= high:
            fail(field, allowed, matcher)
