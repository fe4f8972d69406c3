"""The provider's blocks for the values of a target group.

They are cached, as most target groups have the same values.
"""

from functools import cache

from constructs_lib._core.compat import (
    LbTargetGroupHealthCheck,
    LbTargetGroupStickiness,
    LbTargetGroupTargetGroupHealth,
    LbTargetGroupTargetGroupHealthDnsFailover,
    LbTargetGroupTargetGroupHealthUnhealthyStateRouting,
)
from constructs_lib._core.tokens import plain, to_string
from constructs_lib.target_group.health_check import AnyHealthCheck
from constructs_lib.target_group.stickiness import ApplicationCookie, Stickiness
from constructs_lib.target_group.target_group_health import TargetGroupHealth


@cache
def health_check_block(
    health_check: AnyHealthCheck, *, enabled: bool = True
) -> LbTargetGroupHealthCheck:
    """Return the block of a health check."""
    return LbTargetGroupHealthCheck(
        enabled=enabled,
        path=health_check.path,
        protocol=health_check.protocol,
        port=to_string(health_check.port),
        matcher=health_check.matcher,
        interval=plain(health_check.interval),
        timeout=plain(health_check.timeout),
        healthy_threshold=plain(health_check.healthy_threshold),
        unhealthy_threshold=plain(health_check.unhealthy_threshold),
    )


def anomaly_mitigation(algorithm: str, *, enabled: bool) -> str | None:
    """Return ``on``, ``off``, or ``None`` if the algorithm does not support anomaly mitigation."""
    if algorithm != "weighted_random":
        return None
    return "on" if enabled else "off"


@cache
def stickiness_block(stickiness: Stickiness | None) -> LbTargetGroupStickiness:
    """Return the block of a stickiness, or of none."""
    if stickiness is None:
        # Without a block, Terraform would keep the stickiness that the target group has.
        return LbTargetGroupStickiness(enabled=False, type="lb_cookie")
    cookie_name = stickiness.cookie_name if isinstance(stickiness, ApplicationCookie) else None
    return LbTargetGroupStickiness(
        enabled=True,
        type="app_cookie" if cookie_name else "lb_cookie",
        cookie_name=cookie_name,
        cookie_duration=plain(stickiness.cookie_duration),
    )


@cache
def target_group_health_block(
    health: TargetGroupHealth,
) -> LbTargetGroupTargetGroupHealth:
    """Return the block of the thresholds for the health of a target group."""

    def percentage(value: int | None) -> str:
        return "off" if value is None else to_string(value)

    return LbTargetGroupTargetGroupHealth(
        dns_failover=LbTargetGroupTargetGroupHealthDnsFailover(
            minimum_healthy_targets_count=to_string(
                health.unhealthy_state_routing_count
                if health.dns_failover_count is None
                else health.dns_failover_count
            ),
            minimum_healthy_targets_percentage=percentage(health.dns_failover_percentage),
        ),
        unhealthy_state_routing=LbTargetGroupTargetGroupHealthUnhealthyStateRouting(
            minimum_healthy_targets_count=plain(health.unhealthy_state_routing_count),
            minimum_healthy_targets_percentage=percentage(
                health.unhealthy_state_routing_percentage
            ),
        ),
    )
