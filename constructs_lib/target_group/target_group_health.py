"""Thresholds for the health of a target group as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroupHealth:
    """Minimum number of healthy targets that a target group requires in an Availability Zone.

    A part of `TargetGroup`. Below a DNS failover threshold, Route 53 omits the zone from its
    responses. Below an unhealthy state routing threshold, the load balancer sends requests to all
    targets, including unhealthy ones. Of a count and a percentage, one that is not met is enough.

    Args:
        dns_failover_count: Healthy targets that DNS failover requires, 1–1000. Defaults to 1.
        dns_failover_percentage: Percentage of healthy targets that DNS failover requires, 1–100.
            Defaults to none.
        unhealthy_state_routing_count: Healthy targets that unhealthy state routing requires, from 1
            to ``dns_failover_count``. Defaults to 1.
        unhealthy_state_routing_percentage: Percentage of healthy targets that unhealthy state
            routing requires, from 1 to ``dns_failover_percentage``. Defaults to none.

    Raises:
        ValidationError: A value is out of range, or an unhealthy state routing threshold exceeds
            the DNS failover threshold.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html
    """

    dns_failover_count: int = 1
    dns_failover_percentage: int | None = None
    unhealthy_state_routing_count: int = 1
    unhealthy_state_routing_percentage: int | None = None

    def __post_init__(self) -> None:
        raise_errors(
            _pair_errors(
                "count", self.dns_failover_count, self.unhealthy_state_routing_count, 1000
            ),
            _pair_errors(
                "percentage",
                self.dns_failover_percentage,
                self.unhealthy_state_routing_percentage,
                100,
            ),
        )


def _pair_errors(unit: str, dns: int | None, routing: int | None, maximum: int) -> Iterator[str]:
    """Check two thresholds of a unit; routing must not require more targets than DNS."""
    errors: list[str] = []
    for name, value in (("dns_failover", dns), ("unhealthy_state_routing", routing)):
        if value is not None or unit == "count":
            errors += checks.integer(f"{name}_{unit}", value, minimum=1, maximum=maximum)
    yield from errors
    if errors or routing is None or not is_resolved(dns) or not is_resolved(routing):
        return
    if dns is None:
        yield f"unhealthy_state_routing_{unit} requires a dns_failover_{unit} of at least {routing}"
    elif routing > dns:
        expected = f"at most dns_failover_{unit}, which is {dns}"
        yield error_message(f"unhealthy_state_routing_{unit}", expected, routing)
