"""The alarms and the dashboard of a load balancer, in one call."""

from collections.abc import Mapping

from constructs import Construct
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib.monitoring.alarm_thresholds import AlarmThresholds
from constructs_lib.monitoring.alarms import LoadBalancerAlarms, alarm_errors
from constructs_lib.monitoring.dashboard import LoadBalancerDashboard
from constructs_lib.references import HasArn, HasArnSuffix


class LoadBalancerMonitoring(AwsConstruct):
    """The Amazon CloudWatch alarms and dashboard of an Application Load Balancer.

    Creates what these constructs create: a `LoadBalancerAlarms` and a `LoadBalancerDashboard`::

        LoadBalancerMonitoring(
            self, "monitoring", name="web", load_balancer=alb, target_groups={"web": web},
            topic=TopicLookup(self, "topic", name="on-call"),
        )

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: The dashboard's name, with which the alarms' names begin: 1 to 100 letters, digits,
            ``-`` and ``_``.
        load_balancer: An `ApplicationLoadBalancer`, a lookup of one, or a raw ``Lb``.
        target_groups: Its target groups. The key names the alarms, and the lines on the dashboard.
        topic: An SNS topic: a `TopicLookup`, a raw ``SnsTopic`` or an `Arn`.
        thresholds: What may be reached without an alarm. Left out: ``AlarmThresholds()``.
        period: As for `LoadBalancerAlarms`. Left out: 300.
        evaluation_periods: As for `LoadBalancerAlarms`. Left out: 1.
        tags: Of the alarms; a dashboard has none. Left out: none.

    Raises:
        ValidationError: What the constructs raise.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        load_balancer: HasArnSuffix,
        target_groups: Mapping[str, HasArnSuffix],
        topic: HasArn,
        thresholds: AlarmThresholds | None = None,
        period: int = 300,
        evaluation_periods: int = 1,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            alarm_errors(
                scope,
                name=name,
                load_balancer=load_balancer,
                target_groups=target_groups,
                topic=topic,
                period=period,
                evaluation_periods=evaluation_periods,
                thresholds=thresholds,
                tags=tags,
            ),
        )
        self.alarms = LoadBalancerAlarms(
            self,
            "alarms",
            name=name,
            load_balancer=load_balancer,
            target_groups=target_groups,
            topic=topic,
            thresholds=thresholds,
            period=period,
            evaluation_periods=evaluation_periods,
            tags=tags,
        )
        self.dashboard = LoadBalancerDashboard(
            self,
            "dashboard",
            name=name,
            load_balancer=load_balancer,
            target_groups=target_groups,
        )
