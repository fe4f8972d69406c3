"""The stickiness of a target group: a client stays with the target that it got first."""

from dataclasses import dataclass
from typing import TypeAlias

from constructs_lib.refused import problems_of_value
from constructs_lib.validation import check_integer, check_text


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadBalancerCookie:
    """Stickiness by a cookie that the load balancer makes, ``AWSALB``.

    A part of `TargetGroup`.

    Args:
        cookie_duration: Seconds, 1 to 604800 (7 days). Left out: 86400 (a day).

    Raises:
        ValueError: The duration is out of its range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html
    """

    cookie_duration: int = 86400

    @problems_of_value
    def __post_init__(self) -> None:
        check_integer("cookie_duration", self.cookie_duration, low=1, high=604800)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationCookie:
    """Stickiness for as long as a cookie of the application's own lasts.

    A part of `TargetGroup`.

    Args:
        cookie_name: The application's cookie; not ``AWSALB…``, which are the load balancer's.
        cookie_duration: Seconds after which the cookie counts as stale, 1 to 604800 (7 days).
            Left out: 86400 (a day).

    Raises:
        ValueError: The name is AWS's own or no cookie's name, or the duration is out of its range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html
    """

    cookie_name: str
    cookie_duration: int = 86400

    @problems_of_value
    def __post_init__(self) -> None:
        check_text(
            "cookie_name",
            self.cookie_name,
            pattern=r"(?!AWSALB)[^\s=;,]+",
            allowed="a cookie's name without white space and =;, not starting with AWSALB",
        )
        check_integer("cookie_duration", self.cookie_duration, low=1, high=604800)


Stickiness: TypeAlias = LoadBalancerCookie | ApplicationCookie
"""How a client stays with its target."""
