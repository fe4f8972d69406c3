"""Thresholds for the health of a target group as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroupHealth:
    """Minimum number of healthy targets that a target group requires in an Availability Zone.

    A part of `TargetGroup`. Below a DNS failover threshold, Route 53 omits the zone from its
    responses. Below an unhealthy state routing threshold, the load balancer sends requests to all
    targets, including unhealthy ones. If a count and a percentage are set, it is enough that one of
    them is not met.

    Args:
        dns_failover_count: Healthy targets that DNS failover requires, 1–1000, or ``off``. Defaults
            to ``unhealthy_state_routing_count``.
        dns_failover_percentage: Percentage of healthy targets that DNS failover requires, 1–100.
            Defaults to none.
        unhealthy_state_routing_count: Healthy targets that unhealthy state routing requires, 1–1000
            and at most ``dns_failover_count``. Defaults to 1.
        unhealthy_state_routing_percentage: Percentage of healthy targets that unhealthy state
            routing requires, 1–100 and at most ``dns_failover_percentage``. Defaults to none.

    Raises:
        ValidationError: A value is out of range, or an unhealthy state routing threshold exceeds
            the DNS failover threshold.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html
    """

    dns_failover_count: int | Literal["off"] | None = None
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


def _pair_errors(unit: str, dns: object, routing: object, maximum: int) -> Iterator[str]:
    """Check two thresholds of a unit; routing must not require more targets than DNS."""
    errors: list[str] = []
    for name, value in (("dns_failover", dns), ("unhealthy_state_routing", routing)):
        if (name, unit) == ("dns_failover", "count") and isinstance(value, str):
            if value != "off" and is_resolved(value):
                errors.append(error_message(f"{name}_{unit}", 'a whole number or "off"', value))
        elif value is not None or (name, unit) == ("unhealthy_state_routing", "count"):
            errors += checks.integer(f"{name}_{unit}", value, minimum=1, maximum=maximum)
    yield from errors
    values = [value for value in (dns, routing) if isinstance(value, int) and is_resolved(value)]
    if not errors and values[1:] and values[1] > values[0]:
        expected = f"at most dns_failover_{unit}, which is {values[0]}"
        yield error_message(f"unhealthy_state_routing_{unit}", expected, values[1])
