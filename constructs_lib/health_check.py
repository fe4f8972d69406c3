"""The health check of a target group."""

import re
from dataclasses import dataclass
from typing import Literal

from constructs_lib.tokens import is_known
from constructs_lib.validation import check_choice, check_integer, check_port, check_text, fail

_CODES = re.compile(r"(\d{3})(?:-(\d{3}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCheck:
    """How an Application Load Balancer asks a target whether it is healthy.

    A part of `TargetGroup`; it creates nothing by itself. What is left out has the value that
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

    def __post_init__(self) -> None:
        check_text(
            "path",
            self.path,
            pattern=r"/\S*",
            high=1024,
            allowed="1 to 1024 characters that start with / and hold no white space",
        )
        check_choice("protocol", self.protocol, ("HTTP", "HTTPS"))
        check_port("port", self.port, or_word="traffic-port")
        _check_matcher(self.matcher)
        check_integer("interval", self.interval, low=5, high=300)
        check_integer("timeout", self.timeout, low=2, high=120)
        if is_known(self.interval) and is_known(self.timeout) and self.timeout >= self.interval:
            fail("timeout", f"less than the interval of {self.interval}", self.timeout)
        check_integer("healthy_threshold", self.healthy_threshold, low=2, high=10)
        check_integer("unhealthy_threshold", self.unhealthy_threshold, low=2, high=10)


def _check_matcher(matcher: str) -> None:
    if not is_known(matcher):
        return
    allowed = 'HTTP status codes from 200 to 499, such as "200", "200,202" or "200-299"'
    if not isinstance(matcher, str):
        fail("matcher", allowed, matcher)
    for part in matcher.split(","):
        codes = _CODES.fullmatch(part)
        if codes is None:
            fail("matcher", allowed, matcher)
        first, last = int(codes[1]), int(codes[2] or codes[1])
        if not 200 <= first <= last <= 499:  # noqa: PLR2004 - AWS's range for an ALB
            fail("matcher", allowed, matcher)
