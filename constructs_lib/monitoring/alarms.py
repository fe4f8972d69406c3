"""CloudWatch alarms of load balancers and target groups."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import CloudwatchMetricAlarm, TerraformProvider
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved, literal_tags, plain
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import reference_region_errors
from constructs_lib._stack.uniqueness import claim_name
from constructs_lib.monitoring import metrics as metric
from constructs_lib.references import (
    LOAD_BALANCER,
    TOPIC,
    HasArn,
    HasArnSuffix,
    arn_errors,
    arn_suffix_errors,
    target_group_errors,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmThresholds:
    """Thresholds of the alarms of an Application Load Balancer and its target groups.

    A part of `LoadBalancerAlarms` and of `LoadBalancerMonitoring`. An alarm is raised if the value
    in a period exceeds the threshold. A threshold of ``None`` creates no alarm, for example for
    the load balancer of another team::

        AlarmThresholds(elb_5xx=None, rejected_connections=None, tls_negotiation_errors=None)

    Args:
        elb_5xx: 5xx responses that the load balancer generates, at least 0. Defaults to 10.
        rejected_connections: Rejected connections, at least 0. Defaults to 0.
        tls_negotiation_errors: Failed TLS handshakes, at least 0. Defaults to 100.
        target_5xx: 5xx responses of the targets of a group, at least 0. Defaults to 10.
        unhealthy_hosts: Unhealthy targets of a group at any time, at least 0. Defaults to 0.
        target_response_time: Response time of the targets of a group in seconds (95th percentile),
            above 0. Defaults to 1.

    Raises:
        ValidationError: A value is out of range.

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


SECONDS_PER_HOUR: Final = 3600
SECONDS_PER_DAY: Final = 86_400
SECONDS_PER_WEEK: Final = 604_800
SHORT_PERIODS: Final = (10, 20, 30)


class LoadBalancerAlarms(AwsConstruct):
    """Amazon CloudWatch alarms of an Application Load Balancer and its target groups.

    Creates three ``aws_cloudwatch_metric_alarm`` for the load balancer and three for each target
    group, except those whose threshold is ``None``. They notify an SNS topic on ALARM and OK::

        LoadBalancerAlarms(
            self, "alarms", name="web", load_balancer=alb, target_groups={"web": web}, topic=topic
        )

    Periods without data do not raise an alarm. A target group without targets raises the alarm
    of the load balancer's 5xx responses.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Prefix of the names of the alarms, 1–100 letters, digits, ``-`` and ``_``.
        load_balancer: An `ApplicationLoadBalancer`, an `ApplicationLoadBalancerLookup` or a raw
            ``Lb``.
        target_groups: Target groups of the load balancer, or ``{}`` for none. The key becomes part
            of the names and the Terraform addresses of the alarms.
        topic: SNS topic: a `TopicLookup`, a raw ``SnsTopic`` or an `Arn`.
        period: Period in seconds: 10, 20, 30 or a multiple of 60. Load balancer metrics have one
            data point per minute. Defaults to 300.
        evaluation_periods: Consecutive periods that raise an alarm, at least 1. Together they last
            at most a day if the period is shorter than an hour, and otherwise a week. Defaults to
            1.
        thresholds: Thresholds of the alarms. Defaults to ``AlarmThresholds()``.
        tags: Tags, at most 50. Defaults to the ``default_tags`` of the provider.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.

    Raises:
        ValidationError: A value is out of range, or not a reference of the right type. At synth:
            another alarm has the same name.

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
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            alarm_errors(
                provider or scope,
                name=name,
                load_balancer=load_balancer,
                target_groups=target_groups,
                topic=topic,
                period=plain(period),
                evaluation_periods=plain(evaluation_periods),
                thresholds=thresholds,
                tags=tags,
            ),
            provider=provider,
        )
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
            alarm_name = "-".join(filter(None, [name, key, watched.name]))
            claim_name(self, "an alarm of", alarm_name)
            CloudwatchMetricAlarm(
                self,
                watched.name if key is None else f"{key}-{watched.name}",
                provider=self.provider,
                alarm_name=alarm_name,
                alarm_description=f"{watched.description}.",
                namespace=metric.NAMESPACE,
                metric_name=watched.name,
                dimensions=dict(watched.dimensions(alb, group)),
                statistic=None if percentile else watched.statistic,
                extended_statistic=watched.statistic if percentile else None,
                comparison_operator="GreaterThanThreshold",
                threshold=limits[watched],
                period=plain(period),
                evaluation_periods=plain(evaluation_periods),
                treat_missing_data="notBreaching",
                alarm_actions=[topic_arn],
                ok_actions=[topic_arn],
                tags=literal_tags(tags),
            )

        for watched, limit in limits.items():
            if limit is None:
                continue
            if watched.dimension == "LoadBalancer":
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
    maximum = SECONDS_PER_DAY if period < SECONDS_PER_HOUR else SECONDS_PER_WEEK
    if period * evaluation_periods > maximum:
        expected = f"at most {maximum // period} periods of {period} s"
        yield error_message("evaluation_periods", expected, evaluation_periods)
