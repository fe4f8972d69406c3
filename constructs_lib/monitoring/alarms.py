"""The CloudWatch alarms of a load balancer and its target groups."""

from collections.abc import Iterator, Mapping
from typing import Final

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import CloudwatchMetricAlarm
from constructs_lib._core.errors import error_message
from constructs_lib._core.kind import LOAD_BALANCER, TOPIC
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import reference_region_errors
from constructs_lib._stack.uniqueness import claim_name
from constructs_lib.monitoring import metrics as metric
from constructs_lib.monitoring.alarm_thresholds import AlarmThresholds
from constructs_lib.references import (
    HasArn,
    HasArnSuffix,
    arn_errors,
    arn_suffix_errors,
    target_group_errors,
)

SECONDS_PER_WEEK: Final = 604_800
SHORT_PERIODS: Final = (10, 20, 30)


class LoadBalancerAlarms(AwsConstruct):
    """The Amazon CloudWatch alarms that an Application Load Balancer should have.

    Creates three ``aws_cloudwatch_metric_alarm`` for the load balancer and three for each target
    group, but none whose threshold is ``None``. They tell a topic when they are raised and when all
    is well again::

        LoadBalancerAlarms(
            self, "alarms", name="web", load_balancer=alb, target_groups={"web": web}, topic=topic
        )

    Each compares what it counts in a period with its threshold; periods without data are well. A
    target group without targets is told by the load balancer's 503s.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: What the alarms' names begin with, 1 to 100 letters, digits, ``-`` and ``_``.
        load_balancer: An `ApplicationLoadBalancer`, a lookup of one, or a raw ``Lb``.
        target_groups: Its target groups, or ``{}`` for alarms of the load balancer alone. The key
            names the alarms in their names and addresses.
        topic: An SNS topic: a `TopicLookup`, a raw ``SnsTopic`` or an `Arn`.
        period: Seconds: 10, 20, 30 or a multiple of 60. Left out: 300.
        evaluation_periods: How many periods in a row raise an alarm, 1 or more, and a week
            together at most. Left out: 1.
        thresholds: What may be reached without an alarm. Left out: ``AlarmThresholds()``.
        tags: At most 50. Left out: those of the provider's ``default_tags`` alone.

    Raises:
        ValidationError: A value is out of its range, or a reference has not what is needed.

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
        period: int = 300,
        evaluation_periods: int = 1,
        thresholds: AlarmThresholds | None = None,
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
        claim_name(self, "the alarms", name)
        alb, topic_arn = load_balancer.arn_suffix, topic.arn
        groups = {key: group.arn_suffix for key, group in target_groups.items()}
        thresholds = thresholds or AlarmThresholds()
        limits: dict[metric.Metric, float | None] = {
            metric.ELB_5XX: thresholds.elb_5xx,
            metric.REJECTED_CONNECTIONS: thresholds.rejected_connections,
            metric.TLS_NEGOTIATION_ERRORS: thresholds.tls_negotiation_errors,
            metric.TARGET_5XX: thresholds.target_5xx,
            metric.UNHEALTHY_HOSTS: thresholds.unhealthy_hosts,
            metric.TARGET_RESPONSE_TIME: thresholds.target_response_time,
        }

        def alarm(watched: metric.Metric, key: str | None, group: str | None) -> None:
            percentile = watched.statistic.startswith("p")
            CloudwatchMetricAlarm(
                self,
                watched.name if key is None else f"{key}-{watched.name}",
                alarm_name="-".join(filter(None, [name, key, watched.name])),
                alarm_description=f"{watched.meaning}.",
                namespace=metric.NAMESPACE,
                metric_name=watched.name,
                dimensions=dict(watched.dimensions(alb, group)),
                statistic=None if percentile else watched.statistic,
                extended_statistic=watched.statistic if percentile else None,
                comparison_operator="GreaterThanThreshold",
                threshold=limits[watched],
                period=period,
                evaluation_periods=evaluation_periods,
                treat_missing_data="notBreaching",
                alarm_actions=[topic_arn],
                ok_actions=[topic_arn],
                tags=dict(tags) if tags else None,
            )

        for watched, limit in limits.items():
            if limit is None:
                continue
            if watched.of == "load balancer":
                alarm(watched, None, None)
            else:
                for key, group in groups.items():
                    alarm(watched, key, group)


def alarm_errors(
    scope: object,
    *,
    name: object,
    load_balancer: object,
    target_groups: object,
    topic: object,
    period: int,
    evaluation_periods: int,
    thresholds: object,
    tags: object,
) -> Iterator[str]:
    """Check the arguments of the alarms."""
    expected = "1 to 100 letters, digits, - and _"
    yield from checks.string(
        "name", name, pattern=r"[A-Za-z0-9_-]+", maximum=100, expected=expected
    )
    yield from arn_suffix_errors("load_balancer", load_balancer, LOAD_BALANCER)
    yield from target_group_errors("target_groups", target_groups)
    yield from arn_errors("topic", topic, TOPIC)
    yield from reference_region_errors("topic", topic, scope)
    yield from _period_errors(period, evaluation_periods)
    yield from checks.instance("thresholds", thresholds, AlarmThresholds, optional=True)
    yield from checks.tags("tags", tags, allow_any_character=True)


def _period_errors(period: int, evaluation_periods: int) -> Iterator[str]:
    errors = list(checks.integer("period", period, minimum=10, maximum=SECONDS_PER_WEEK))
    if not errors and is_resolved(period) and period not in SHORT_PERIODS and period % 60:
        errors.append(error_message("period", "10, 20, 30 or a multiple of 60", period))
    errors += checks.integer(
        "evaluation_periods", evaluation_periods, minimum=1, maximum=SECONDS_PER_WEEK // 10
    )
    yield from errors
    if errors or not is_resolved(period) or not is_resolved(evaluation_periods):
        return
    if period * evaluation_periods > SECONDS_PER_WEEK:
        expected = f"at most {SECONDS_PER_WEEK // period} periods of {period} s"
        yield error_message("evaluation_periods", expected, evaluation_periods)
