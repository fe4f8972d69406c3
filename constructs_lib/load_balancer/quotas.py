"""How much of each part AWS allows on one load balancer."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors
from constructs_lib._core.tokens import is_resolved

MAX_TARGET_GROUPS: Final = 100
"""The quota of target groups of a load balancer, which AWS does not raise."""

_LIMIT: Final = 1_000_000  # AWS names none for a raise


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadBalancerQuotas:
    """The quotas of your AWS account for one Application Load Balancer.

    A part of `ApplicationLoadBalancer` and `ListenerRules`, which refuse at synth what is more.
    Give yours where AWS has raised them: ``LoadBalancerQuotas(rules=200)``.

    Args:
        listeners: 1 or more. Left out: 50.
        rules: On all listeners together, without their default actions; 1 or more.
            Left out: 100.
        certificates: On all listeners together, without their default certificates; 0 or more.
            Left out: 25.
        targets: Fixed targets in all target groups together; a target in two groups counts twice.
            1 or more. Left out: 1000.
        security_groups: On a network interface, 1 to 16. Left out: 5.

    Raises:
        ValidationError: A value is out of its range.

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
    """Check that what one load balancer has does not exceed a quota."""
    quota = getattr(quotas, name)
    if is_resolved(quota) and count > quota:
        noun = name.replace("_", " ")
        yield (
            f"{count} {noun} of one load balancer exceed the quota of {quota}; "
            f"give LoadBalancerQuotas({name}=…) if AWS has raised yours"
        )


def _errors(quotas: LoadBalancerQuotas) -> Iterator[str]:
    for field in fields(quotas):
        minimum = 0 if field.name == "certificates" else 1
        maximum = 16 if field.name == "security_groups" else _LIMIT
        value = getattr(quotas, field.name)
        yield from checks.integer(field.name, value, minimum=minimum, maximum=maximum)
