"""CloudWatch metrics of load balancers and target groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

NAMESPACE: Final = "AWS/ApplicationELB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric in the namespace ``AWS/ApplicationELB``.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
    """

    name: str
    statistic: str
    dimension: Literal["LoadBalancer", "TargetGroup"]
    description: str
    is_always_reported: bool = False
    """Whether the load balancer reports it without requests, too."""
    comparison_operator: str = "GreaterThanThreshold"
    """The comparison of a value with the threshold that raises an alarm."""
    percentage_of: tuple[str, str] | None = None
    """The part and the whole of a percentage for which AWS has no metric of its own."""

    def dimensions(self, load_balancer: str, target_group: str | None = None) -> Mapping[str, str]:
        """Return the dimensions that identify the metric."""
        dimensions = {"LoadBalancer": load_balancer}
        return dimensions if target_group is None else dimensions | {"TargetGroup": target_group}


ELB_5XX: Final = Metric(
    name="HTTPCode_ELB_5XX_Count",
    statistic="Sum",
    dimension="LoadBalancer",
    description="The load balancer generates 5xx responses: no target is healthy or reachable",
)
REJECTED_CONNECTIONS: Final = Metric(
    name="RejectedConnectionCount",
    statistic="Sum",
    dimension="LoadBalancer",
    description="The load balancer rejects connections, as it has reached its maximum",
)
TLS_NEGOTIATION_ERRORS: Final = Metric(
    name="ClientTLSNegotiationErrorCount",
    statistic="Sum",
    dimension="LoadBalancer",
    description="TLS handshakes of clients fail: check the certificate and the security policy",
)
TARGET_5XX: Final = Metric(
    name="HTTPCode_Target_5XX_Count",
    statistic="Sum",
    dimension="TargetGroup",
    description="The targets generate 5xx responses",
)
UNHEALTHY_HOSTS: Final = Metric(
    name="UnHealthyHostCount",
    statistic="Maximum",
    dimension="TargetGroup",
    description="Targets fail their health checks",
    is_always_reported=True,
)
TARGET_4XX_RATE: Final = Metric(
    name="HTTPCode_Target_4XX_Rate",
    statistic="Sum",
    dimension="TargetGroup",
    description="The targets reject many requests with 4xx responses",
    percentage_of=("HTTPCode_Target_4XX_Count", "RequestCount"),
)
TARGET_CONNECTION_ERRORS: Final = Metric(
    name="TargetConnectionErrorCount",
    statistic="Sum",
    dimension="TargetGroup",
    description="The load balancer can't connect to targets: check their ports and security groups",
)
TARGET_RESPONSE_TIME: Final = Metric(
    name="TargetResponseTime",
    statistic="p95",
    dimension="TargetGroup",
    description="Targets are slow to respond to 5 % of the requests",
)
REQUESTS: Final = Metric(
    name="RequestCount", statistic="Sum", dimension="LoadBalancer", description="Requests"
)
HEALTHY_HOSTS: Final = Metric(
    name="HealthyHostCount",
    statistic="Minimum",
    dimension="TargetGroup",
    description="Few targets are healthy",
    is_always_reported=True,
    comparison_operator="LessThanThreshold",
)
