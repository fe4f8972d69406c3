"""The CloudWatch alarms of a load balancer and its target groups."""

from collections.abc import Mapping
from typing import Final

from constructs import Construct

from constructs_lib import metric
from constructs_lib.alarm_thresholds import AlarmThresholds
from constructs_lib.cdk import CloudwatchMetricAlarm
from constructs_lib.construct import AwsConstruct, problems_of_construct
from constructs_lib.kind import LOAD_BALANCER, TOPIC
from constructs_lib.once_in_a_stack import take_once
from constructs_lib.problems import gathered
from constructs_lib.reference_region import check_reference_in_region
from constructs_lib.refs import HasArn, HasArnSuffix, arn_of, arn_suffix_of, arn_suffixes_of
from constructs_lib.tokens import is_known
from constructs_lib.validation import (
    check_integer,
    check_optional,
    check_tags,
    check_text,
    refuse,
)

A_WEEK: Final = 604_800
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
        ValueError: A value is out of its range, or a reference has not what is needed.

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
        with problems_of_construct(scope, id):
            allowed = "1 to 100 letters, digits, - and _"
            check_text("name", name, pattern=r"[A-Za-z0-9_-]+", high=100, allowed=allowed)
            alb = arn_suffix_of("load_balancer", load_balancer, LOAD_BALANCER)
            groups = arn_suffixes_of("target_groups", target_groups)
            topic_arn = arn_of("topic", topic, TOPIC)
            check_reference_in_region("topic", topic, scope)
            _check_periods(period, evaluation_periods)
            check_optional("thresholds", thresholds, AlarmThresholds)
            thresholds = thresholds or AlarmThresholds()
            check_tags("tags", tags, any_character=True)
        take_once(scope, id, field="name", kind="beginning of alarm names", value=name)

        super().__init__(scope, id)
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


@gathered
def _check_periods(period: int, evaluation_periods: int) -> None:
    check_integer("period", period, low=10, high=A_WEEK)
    if is_known(period) and period not in SHORT_PERIODS and period % 60:
        refuse("period", "10, 20, 30 or a multiple of 60", period)
    check_integer("evaluation_periods", evaluation_periods, low=1, high=A_WEEK // 10)
    if is_known(period) and is_known(evaluation_periods) and period * evaluation_periods > A_WEEK:
        refuse(
            "evaluation_periods",
            f"at most {A_WEEK // period} periods of {period} s",
            evaluation_periods,
        )
