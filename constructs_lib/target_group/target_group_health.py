"""When a target group as a whole counts as unhealthy."""

from collections.abc import Iterator
from dataclasses import dataclass

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroupHealth:
    """How many healthy targets a target group must have in a zone.

    A part of `TargetGroup`. With fewer, DNS no longer names the zone, or the load balancer sends
    requests to all targets, also to the unhealthy ones. Of a count and a percentage, either that
    is not met will do.

    Args:
        dns_failover_count: 1 or more. Left out: 1.
        dns_failover_percentage: 1 to 100. Left out: only the count matters.
        unhealthy_state_routing_count: 1 or more, not more than for DNS. Left out: 1.
        unhealthy_state_routing_percentage: 1 to 100, not more than for DNS. Left out: only the
            count matters.

    Raises:
        ValidationError: A value is out of its range, or an unhealthy state routing threshold
            exceeds the DNS failover threshold.

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
    if not errors and is_resolved(dns) and is_resolved(routing) and (routing or 0) > (dns or 0):
        expected = f"at most dns_failover_{unit}, which is {dns}"
        yield error_message(f"unhealthy_state_routing_{unit}", expected, routing)
