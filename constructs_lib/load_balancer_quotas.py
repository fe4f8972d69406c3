"""How much of each part AWS allows on one load balancer."""

from dataclasses import dataclass, fields
from typing import Final

from constructs_lib.problems import gathered
from constructs_lib.refused import problems_of_value
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_integer, refuse

TARGET_GROUPS: Final = 100
"""Of target groups on a load balancer; it can't be raised."""

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
        ValueError: A value is out of its range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
    """

    listeners: int = 50
    rules: int = 100
    certificates: int = 25
    targets: int = 1000
    security_groups: int = 5

    @problems_of_value
    def __post_init__(self) -> None:
        for field in fields(self):
            low = 0 if field.name == "certificates" else 1
            high = 16 if field.name == "security_groups" else _LIMIT
            check_integer(field.name, getattr(self, field.name), low=low, high=high)


@gathered
def check_quota(field: str, quotas: LoadBalancerQuotas, name: str, count: int) -> None:
    """No more of something, in a field, than the quota of that name."""
    quota = getattr(quotas, name)
    if is_known(quota) and count > quota:
        raised = f"LoadBalancerQuotas({name}=…), if AWS has raised yours"
        refuse(field, f"at most {quota} in all ({raised})", count)
