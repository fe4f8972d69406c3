"""The stickiness of a target group: a client stays with the target that it got first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadBalancerCookie:
    """Stickiness by a cookie that the load balancer makes, ``AWSALB``.

    A part of `TargetGroup`.

    Args:
        cookie_duration: Seconds, 1 to 604800 (7 days). Left out: 86400 (a day).

    Raises:
        ValidationError: The duration is out of its range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html
    """

    cookie_duration: int = 86400

    def __post_init__(self) -> None:
        raise_errors(_duration_errors(self.cookie_duration))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationCookie:
    """Stickiness for as long as a cookie of the application's own lasts.

    A part of `TargetGroup`.

    Args:
        cookie_name: The application's cookie; not ``AWSALB…``, which are the load balancer's.
        cookie_duration: Seconds after which the cookie counts as stale, 1 to 604800 (7 days).
            Left out: 86400 (a day).

    Raises:
        ValidationError: The name is not a cookie's or reserved by AWS, or the duration is out of
            range.

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
                expected="a cookie's name without white space and =;, not starting with AWSALB",
            ),
            _duration_errors(self.cookie_duration),
        )


Stickiness: TypeAlias = LoadBalancerCookie | ApplicationCookie
"""How a client stays with its target."""


def _duration_errors(seconds: object) -> Iterator[str]:
    return checks.integer("cookie_duration", seconds, minimum=1, maximum=604800)
