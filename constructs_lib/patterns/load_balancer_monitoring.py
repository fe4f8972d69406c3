"""The alarms and the dashboard of a load balancer."""

from collections.abc import Mapping, Sequence

from constructs import Construct
from constructs_lib._core.compat import (
    ITerraformDependable,
    TerraformProvider,
)
from constructs_lib._stack.construct import AwsConstruct, environment_of
from constructs_lib.monitoring.alarms import (
    AlarmThresholds,
    LoadBalancerAlarms,
    alarm_errors,
)
from constructs_lib.monitoring.dashboard import LoadBalancerDashboard
from constructs_lib.monitoring.metric_alarm import MetricAlarm, TreatMissingData
from constructs_lib.references import HasArn, HasArnSuffix


class LoadBalancerMonitoring(AwsConstruct):
    """The Amazon CloudWatch alarms and dashboard of an Application Load Balancer.

    Creates the resources of a `LoadBalancerAlarms` and a `LoadBalancerDashboard`::

        LoadBalancerMonitoring(
            self, "monitoring", name="web",
            load_balancer=alb, target_groups={"web": web},
            topic=TopicLookup(self, "topic", name="on-call"),
        )

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Name of the dashboard, and prefix of the names of the alarms: 1–100 letters, digits,
            ``-`` and ``_``.
        load_balancer: An `ApplicationLoadBalancer`, an `ApplicationLoadBalancerLookup`, a raw
            ``Lb`` or an `Arn`.
        target_groups: Target groups of the load balancer. The key becomes part of the names of the
            alarms, and is the label of a line on the dashboard.
        topic: SNS topic: a `TopicLookup`, a raw ``SnsTopic`` or an `Arn`.
        topics: As for `LoadBalancerAlarms`. Defaults to ``topic`` for all alarms.
        thresholds: Thresholds of the alarms. Defaults to ``AlarmThresholds()``.
        metric_alarms: As for `LoadBalancerAlarms`. Defaults to none.
        period: As for `LoadBalancerAlarms`. Defaults to 300.
        evaluation_periods: As for `LoadBalancerAlarms`. Defaults to 1.
        datapoints_to_alarm: As for `LoadBalancerAlarms`. Defaults to ``evaluation_periods``.
        treat_missing_data: As for `LoadBalancerAlarms`. Defaults to ``notBreaching``.
        warm_up_period_duration_in_minutes: As for `LoadBalancerAlarms`. Defaults to none.
        wall_clock_window_timezone: As for `LoadBalancerAlarms`. Defaults to a sliding window.
        tags: Tags of the alarms, at most 50; a dashboard has none. Defaults to none.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Raises:
        ValidationError: A value is invalid for one of the constructs.

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
        topics: Mapping[str, HasArn] | None = None,
        thresholds: AlarmThresholds | None = None,
        metric_alarms: Mapping[str, MetricAlarm] | None = None,
        period: int = 300,
        evaluation_periods: int = 1,
        datapoints_to_alarm: int | None = None,
        treat_missing_data: TreatMissingData = "notBreaching",
        warm_up_period_duration_in_minutes: int | None = None,
        wall_clock_window_timezone: str | None = None,
        tags: Mapping[str, str] | None = None,
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            alarm_errors(
                environment,
                name=name,
                load_balancer=load_balancer,
                target_groups=target_groups,
                topic=topic,
                topics=topics,
                period=period,
                evaluation_periods=evaluation_periods,
                datapoints_to_alarm=datapoints_to_alarm,
                treat_missing_data=treat_missing_data,
                warm_up_period_duration_in_minutes=warm_up_period_duration_in_minutes,
                wall_clock_window_timezone=wall_clock_window_timezone,
                thresholds=thresholds,
                metric_alarms=metric_alarms,
                tags=tags,
            ),
            depends_on=depends_on,
            provider=provider,
            region=region,
        )
        self.alarms = LoadBalancerAlarms(
            self,
            "alarms",
            name=name,
            load_balancer=load_balancer,
            target_groups=target_groups,
            topic=topic,
            topics=topics,
            thresholds=thresholds,
            metric_alarms=metric_alarms,
            period=period,
            evaluation_periods=evaluation_periods,
            datapoints_to_alarm=datapoints_to_alarm,
            treat_missing_data=treat_missing_data,
            warm_up_period_duration_in_minutes=warm_up_period_duration_in_minutes,
            wall_clock_window_timezone=wall_clock_window_timezone,
            tags=tags,
        )
        self.dashboard = LoadBalancerDashboard(
            self,
            "dashboard",
            name=name,
            load_balancer=load_balancer,
            target_groups=target_groups,
        )
