"""Stickiness of a target group: the requests of a client go to the same target."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadBalancerCookie:
    """Stickiness by ``AWSALB``, a cookie that the load balancer generates.

    A part of `TargetGroup`.

    Args:
        cookie_duration: Lifetime of the cookie in seconds, 1–604800 (7 days). Defaults to 86400
            (1 day).

    Raises:
        ValidationError: The duration is out of range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html
    """

    cookie_duration: int = 86400

    def __post_init__(self) -> None:
        raise_errors(_duration_errors(self.cookie_duration))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationCookie:
    """Stickiness by a cookie that the application sets.

    A part of `TargetGroup`.

    Args:
        cookie_name: Name of the application's cookie, not starting with ``AWSALB``.
        cookie_duration: Seconds after which the load balancer considers the cookie stale, 1–604800
            (7 days). Defaults to 86400 (1 day).

    Raises:
        ValidationError: The name is not valid for a cookie or is reserved by AWS, or the duration
            is out of range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html
    """

    cookie_name: str
    cookie_duration: int = 86400

    def __post_init__(self) -> None:
        raise_errors(
            checks.string(
                "cookie_name",
                self.cookie_name,
                pattern=r"(?!AWSALB)[^\s=;,]+",
                expected=(
                    "a cookie name without white space, equals signs, semicolons and commas, not "
                    "starting with AWSALB"
                ),
            ),
            _duration_errors(self.cookie_duration),
        )


Stickiness: TypeAlias = LoadBalancerCookie | ApplicationCookie
"""The stickiness of a target group."""


def _duration_errors(seconds: object) -> Iterator[str]:
    return checks.integer("cookie_duration", seconds, minimum=1, maximum=604800)
