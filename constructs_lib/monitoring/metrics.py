"""The CloudWatch metrics of a load balancer and its target groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

NAMESPACE: Final = "AWS/ApplicationELB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric of ``AWS/ApplicationELB``, and when it raises an alarm.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
    """

    name: str
    statistic: str
    of: Literal["load balancer", "target group"]
    meaning: str

    def dimensions(self, load_balancer: str, target_group: str | None = None) -> Mapping[str, str]:
        """By what CloudWatch finds the metric."""
        found = {"LoadBalancer": load_balancer}
        return found if target_group is None else found | {"TargetGroup": target_group}


ELB_5XX: Final = Metric(
    name="HTTPCode_ELB_5XX_Count",
    statistic="Sum",
    of="load balancer",
    meaning="The load balancer itself answers with 5xx: no target is healthy, or in reach",
)
REJECTED_CONNECTIONS: Final = Metric(
    name="RejectedConnectionCount",
    statistic="Sum",
    of="load balancer",
    meaning="The load balancer is at its maximum of connections",
)
TLS_NEGOTIATION_ERRORS: Final = Metric(
    name="ClientTLSNegotiationErrorCount",
    statistic="Sum",
    of="load balancer",
    meaning="Clients can't agree on TLS: certificate or security policy do not suit them",
)
TARGET_5XX: Final = Metric(
    name="HTTPCode_Target_5XX_Count",
    statistic="Sum",
    of="target group",
    meaning="The targets answer with 5xx",
)
UNHEALTHY_HOSTS: Final = Metric(
    name="UnHealthyHostCount",
    statistic="Maximum",
    of="target group",
    meaning="Targets fail their health check",
)
TARGET_RESPONSE_TIME: Final = Metric(
    name="TargetResponseTime",
    statistic="p95",
    of="target group",
    meaning="One of twenty requests waits that long for its target",
)
REQUESTS: Final = Metric(
    name="RequestCount", statistic="Sum", of="load balancer", meaning="Requests"
)
HEALTHY_HOSTS: Final = Metric(
    name="HealthyHostCount", statistic="Minimum", of="target group", meaning="Healthy targets"
)
