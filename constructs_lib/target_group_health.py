"""When a target group as a whole counts as unhealthy."""

from dataclasses import dataclass

from constructs_lib.problems import all_problems
from constructs_lib.refused import problems_of_value
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_integer, refuse


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
        ValueError: A value is out of its range, or more is asked for routing than for DNS.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html
    """

    dns_failover_count: int = 1
    dns_failover_percentage: int | None = None
    unhealthy_state_routing_count: int = 1
    unhealthy_state_routing_percentage: int | None = None

    @problems_of_value
    def __post_init__(self) -> None:
        with all_problems():  # of what is wrong by itself, the rest tells nothing
            for field in ("dns_failover_count", "unhealthy_state_routing_count"):
                check_integer(field, getattr(self, field), low=1, high=1000)
            for field in ("dns_failover_percentage", "unhealthy_state_routing_percentage"):
                percentage = getattr(self, field)
                if percentage is not None:
                    check_integer(field, percentage, low=1, high=100)
        for unit in ("count", "percentage"):
            dns = getattr(self, f"dns_failover_{unit}")
            routing = getattr(self, f"unhealthy_state_routing_{unit}")
            if is_known(dns) and is_known(routing) and (routing or 0) > (dns or 0):
                allowed = f"at most dns_failover_{unit}, which is {dns}"
                refuse(f"unhealthy_state_routing_{unit}", allowed, routing)
