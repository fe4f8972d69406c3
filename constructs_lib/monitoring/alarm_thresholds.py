"""When the alarms of a load balancer are raised."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmThresholds:
    """What an Application Load Balancer and its target groups may reach without an alarm.

    A part of `LoadBalancerAlarms` and of `LoadBalancerMonitoring`. An alarm is raised by more than
    its threshold, in one period. One that is ``None`` is not made, as by a team whose target groups
    are behind another team's load balancer::

        AlarmThresholds(elb_5xx=None, rejected_connections=None, tls_negotiation_errors=None)

    Args:
        elb_5xx: 5xx answers of the load balancer's own, 0 or more. Left out: 10.
        rejected_connections: Rejected connections, 0 or more. Left out: 0.
        tls_negotiation_errors: Failed TLS handshakes, 0 or more. Left out: 100.
        target_5xx: 5xx answers of a group's targets, 0 or more. Left out: 10.
        unhealthy_hosts: Unhealthy targets in a group, at any time, 0 or more. Left out: 0.
        target_response_time: Seconds that one of twenty requests (p95) waits for a target, above
            0. Left out: 1.

    Raises:
        ValidationError: A value is out of its range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
    """

    elb_5xx: int | None = 10
    rejected_connections: int | None = 0
    tls_negotiation_errors: int | None = 100
    target_5xx: int | None = 10
    unhealthy_hosts: int | None = 0
    target_response_time: float | None = 1

    def __post_init__(self) -> None:
        raise_errors(_errors(self))


def _errors(thresholds: AlarmThresholds) -> Iterator[str]:
    for field in fields(thresholds):
        value = getattr(thresholds, field.name)
        if value is None:
            continue
        if field.name == "target_response_time":
            yield from checks.number(field.name, value, above=0)
        else:
            yield from checks.integer(field.name, value, minimum=0, maximum=1_000_000_000)
