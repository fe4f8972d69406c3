"""Service quotas of a load balancer."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors
from constructs_lib._core.tokens import is_resolved

MAX_TARGET_GROUPS: Final = 100
"""The AWS quota of target groups of a load balancer, which can't be increased."""

_LIMIT: Final = 1_000_000  # AWS documents no upper limit for increased quotas


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadBalancerQuotas:
    """The service quotas of your AWS account for one Application Load Balancer.

    A part of `ApplicationLoadBalancer`, `LoadBalancerListeners` and `ListenerRules`, which are
    checked against them at synth. Set those that AWS has increased for your account:
    ``LoadBalancerQuotas(rules=200)``.

    Args:
        listeners: Listeners, at least 1. Defaults to 50.
        rules: Rules of all listeners, without default actions, at least 1. Defaults to 100.
        certificates: Certificates of all listeners, without default certificates, at least 0.
            Defaults to 25.
        targets: Targets in all target groups, at least 1. A target in two groups counts twice.
            Defaults to 1000.
        security_groups: Security groups of a network interface, 1–16. Defaults to 5.

    Raises:
        ValidationError: A value is out of range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
    """

    listeners: int = 50
    rules: int = 100
    certificates: int = 25
    targets: int = 1000
    security_groups: int = 5

    def __post_init__(self) -> None:
        raise_errors(_errors(self))


def quota_errors(quotas: LoadBalancerQuotas, name: str, count: int) -> Iterator[str]:
    """Check that a load balancer does not exceed a quota."""
    quota = getattr(quotas, name)
    if is_resolved(quota) and count > quota:
        yield (
            f"the load balancer has {count} {name.replace('_', ' ')}, but the quota is {quota}; "
            f"set {name} in LoadBalancerQuotas if AWS has increased it for your account"
        )


def _errors(quotas: LoadBalancerQuotas) -> Iterator[str]:
    for field in fields(quotas):
        minimum = 0 if field.name == "certificates" else 1
        maximum = 16 if field.name == "security_groups" else _LIMIT
        value = getattr(quotas, field.name)
        yield from checks.integer(field.name, value, minimum=minimum, maximum=maximum)
