"""CloudWatch alarms of load balancers and target groups."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, get_args

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    CloudwatchMetricAlarm,
    CloudwatchMetricAlarmMetricQuery,
    CloudwatchMetricAlarmMetricQueryMetric,
    ITerraformDependable,
    TerraformProvider,
)
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.features import ALARM_EVALUATION_WINDOW, ALARM_WARM_UP
from constructs_lib._core.tokens import is_resolved, literal, literal_tags, plain
from constructs_lib._stack.construct import AwsConstruct, environment_of
from constructs_lib._stack.environment import environment_arguments, reference_region_errors
from constructs_lib._stack.uniqueness import claim_name
from constructs_lib.monitoring import metrics as metric
from constructs_lib.monitoring.metric_alarm import (
    SECONDS_PER_WEEK,
    SHORT_PERIODS,
    STATISTICS,
    MetricAlarm,
    TreatMissingData,
    period_errors,
)
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
    in a period exceeds the threshold, or, for ``healthy_hosts``, is below it. A threshold of
    ``None`` creates no alarm, for example for the load balancer of another team::

        AlarmThresholds(
            elb_5xx=None, rejected_connections=None, tls_negotiation_errors=None
        )

    Args:
        elb_5xx: 5xx responses that the load balancer generates, at least 0. Defaults to 10.
        rejected_connections: Rejected connections, at least 0. Defaults to 0.
        tls_negotiation_errors: Failed TLS handshakes, at least 0. Defaults to 100.
        target_5xx: 5xx responses of the targets of a group, at least 0. Defaults to 10.
        unhealthy_hosts: Unhealthy targets of a group at any time, at least 0. Defaults to 0.
        target_response_time: Response time of the targets of a group in seconds (95th percentile),
            above 0. Defaults to 1.
        target_4xx_rate: Percentage of the requests to a group that its targets answer with 4xx
            responses, above 0 and below 100. Defaults to none.
        target_connection_errors: Connections to the targets of a group that fail, at least 0.
            Defaults to none.
        healthy_hosts: Minimum number of healthy targets of a group at any time, at least 1.
            Defaults to none.

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
    target_4xx_rate: float | None = None
    target_connection_errors: int | None = None
    healthy_hosts: int | None = None

    def __post_init__(self) -> None:
        raise_errors(_errors(self))


def _errors(thresholds: AlarmThresholds) -> Iterator[str]:
    for field in fields(thresholds):
        value = getattr(thresholds, field.name)
        if value is None:
            continue
        if field.name in ("target_response_time", "target_4xx_rate"):
            errors = list(checks.number(field.name, value, above=0))
            yield from errors
            is_rate = field.name == "target_4xx_rate" and is_resolved(value)
            if not errors and is_rate and value >= 100:  # noqa: PLR2004 - percent
                yield error_message(field.name, "a percentage below 100", value)
        else:
            minimum = 1 if field.name == "healthy_hosts" else 0
            yield from checks.integer(field.name, value, minimum=minimum, maximum=1_000_000_000)


METRICS: Final = {
    "elb_5xx": metric.ELB_5XX,
    "rejected_connections": metric.REJECTED_CONNECTIONS,
    "tls_negotiation_errors": metric.TLS_NEGOTIATION_ERRORS,
    "target_5xx": metric.TARGET_5XX,
    "unhealthy_hosts": metric.UNHEALTHY_HOSTS,
    "target_response_time": metric.TARGET_RESPONSE_TIME,
    "target_4xx_rate": metric.TARGET_4XX_RATE,
    "target_connection_errors": metric.TARGET_CONNECTION_ERRORS,
    "healthy_hosts": metric.HEALTHY_HOSTS,
}
"""The metric of each threshold."""


SECONDS_PER_HOUR: Final = 3600
SECONDS_PER_DAY: Final = 86_400
WALL_CLOCK_PERIODS: Final = (60, 300, SECONDS_PER_HOUR, SECONDS_PER_DAY, SECONDS_PER_WEEK)
MAX_EVALUATION_PERIODS: Final = SECONDS_PER_WEEK // min(SHORT_PERIODS)


class LoadBalancerAlarms(AwsConstruct):
    """Amazon CloudWatch alarms of an Application Load Balancer and its target groups.

    Creates an ``aws_cloudwatch_metric_alarm`` for each threshold that is not ``None``: three for
    the load balancer and three for each target group by default; and one for each `MetricAlarm`.
    They notify an SNS topic on ALARM and OK::

        LoadBalancerAlarms(
            self, "alarms", name="web", load_balancer=alb,
            target_groups={"web": web}, topic=topic,
        )

    A target group without targets raises the alarm of the load balancer's 5xx responses.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Prefix of the names of the alarms, 1–100 letters, digits, ``-`` and ``_``.
        load_balancer: An `ApplicationLoadBalancer`, an `ApplicationLoadBalancerLookup`, a raw
            ``Lb`` or an `Arn`.
        target_groups: Target groups of the load balancer, or ``{}`` for none. The key becomes part
            of the names and the Terraform addresses of the alarms.
        topic: SNS topic: a `TopicLookup`, a raw ``SnsTopic`` or an `Arn`.
        topics: Topics that replace ``topic`` for some alarms, such as a topic that pages someone,
            by the name of the threshold or the key of the `MetricAlarm`: ``{"elb_5xx": pager}``.
            Defaults to ``topic`` for all of them.
        period: Period in seconds: 10, 20, 30 or a multiple of 60. Load balancer metrics have one
            data point per minute. Defaults to 300.
        evaluation_periods: Consecutive periods that CloudWatch evaluates, at least 1. Together they
            last at most a day if the period is shorter than an hour, and otherwise a week. Defaults
            to 1.
        datapoints_to_alarm: Number of these periods that must breach the threshold to raise an
            alarm, from 1 to ``evaluation_periods``. Defaults to ``evaluation_periods``.
        treat_missing_data: Effect of periods without data on the alarms of healthy and unhealthy
            hosts: ``notBreaching``, ``breaching``, ``ignore`` (the alarm keeps its state) or
            ``missing`` (``INSUFFICIENT_DATA``). Defaults to ``notBreaching``. The alarms of all
            other thresholds always use it, as load balancers report these metrics only if there is
            something to report.
        warm_up_period_duration_in_minutes: Minutes after the creation in which the alarms take no
            actions, 1–2880 (2 days). Requires ``cdktn-provider-aws`` 25 or newer. Defaults to none.
        wall_clock_window_timezone: Time zone of a wall clock window, whose periods start on the
            minute, on the hour, at midnight or on Monday: an IANA name such as ``Asia/Tokyo``, or
            an offset in steps of 5 minutes such as ``+05:30``. All periods must be 60, 300, 3600,
            86400 (a day) or 604800 (a week). Requires ``cdktn-provider-aws`` 25 or newer. Defaults
            to a sliding window, which ends when CloudWatch evaluates the alarm.
        thresholds: Thresholds of the alarms. Defaults to ``AlarmThresholds()``.
        metric_alarms: Alarms on other metrics. The key becomes part of the names and the Terraform
            addresses of the alarms. Defaults to none.
        tags: Tags, at most 50. Defaults to the ``default_tags`` of the provider.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resources: Each ``aws_cloudwatch_metric_alarm``, by the name of its metric or the key of its
            `MetricAlarm`, such as ``HTTPCode_ELB_5XX_Count``. The key of a target group comes
            first: ``web-TargetResponseTime``.

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
        topics: Mapping[str, HasArn] | None = None,
        period: int = 300,
        evaluation_periods: int = 1,
        datapoints_to_alarm: int | None = None,
        treat_missing_data: TreatMissingData = "notBreaching",
        warm_up_period_duration_in_minutes: int | None = None,
        wall_clock_window_timezone: str | None = None,
        thresholds: AlarmThresholds | None = None,
        metric_alarms: Mapping[str, MetricAlarm] | None = None,
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
                period=plain(period),
                evaluation_periods=plain(evaluation_periods),
                datapoints_to_alarm=plain(datapoints_to_alarm),
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
        alb = load_balancer.arn_suffix
        groups = {key: group.arn_suffix for key, group in target_groups.items()}
        default_topic = topic.arn
        topic_arns = {key: other.arn for key, other in (topics or {}).items()}
        newer_arguments: dict[str, Any] = {}  # which older bindings do not have
        if warm_up_period_duration_in_minutes is not None:
            minutes = plain(warm_up_period_duration_in_minutes)
            newer_arguments["warm_up_configuration"] = {
                "warm_up_period_duration_in_minutes": minutes
            }
        if wall_clock_window_timezone is not None:
            newer_arguments["evaluation_window"] = {
                "wall_clock_window": {"timezone": wall_clock_window_timezone}
            }
        self.resources: dict[str, CloudwatchMetricAlarm] = {}

        def create(alarm: _Alarm, alarm_id: str, group: str | None) -> None:
            topic_arn = topic_arns.get(alarm.key, default_topic)
            claim_name(self, "an alarm of", f"{name}-{alarm_id}")
            self.resources[alarm_id] = CloudwatchMetricAlarm(
                self,
                alarm_id,
                **environment_arguments(self),
                alarm_name=f"{name}-{alarm_id}",
                alarm_description=literal(alarm.description),
                comparison_operator=alarm.metric.comparison_operator,
                threshold=plain(alarm.threshold),
                evaluation_periods=plain(evaluation_periods),
                datapoints_to_alarm=plain(datapoints_to_alarm),
                treat_missing_data=alarm.treat_missing_data,
                alarm_actions=[topic_arn],
                ok_actions=[topic_arn],
                tags=literal_tags(tags),
                **newer_arguments,
                **_metric_arguments(
                    alarm.metric,
                    alarm.metric.dimensions(alb, group),
                    plain(alarm.period or period),
                ),
            )

        for alarm in (
            *_threshold_alarms(thresholds or AlarmThresholds(), treat_missing_data),
            *_metric_alarms(metric_alarms or {}),
        ):
            if alarm.metric.dimension == "LoadBalancer":
                create(alarm, alarm.label, None)
            else:
                for alarm_id, group in zip(alarm.ids(groups), groups.values(), strict=True):
                    create(alarm, alarm_id, group)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alarm:
    """An alarm of a threshold, or a `MetricAlarm`."""

    key: str
    """The name of the threshold, or the key of the `MetricAlarm`."""
    label: str
    """The last part of the alarm's name, unique in the construct."""
    metric: metric.Metric
    threshold: float
    treat_missing_data: TreatMissingData
    description: str
    period: int | None = None

    def ids(self, target_groups: Iterable[str]) -> list[str]:
        """Return the ID of the alarm of the load balancer, or of those of target groups."""
        if self.metric.dimension == "LoadBalancer":
            return [self.label]
        return [f"{key}-{self.label}" for key in target_groups]


def _threshold_alarms(
    thresholds: AlarmThresholds, treat_missing_data: TreatMissingData
) -> Iterator[_Alarm]:
    for name, watched in METRICS.items():
        threshold = getattr(thresholds, name)
        if threshold is not None:
            # Load balancers report counts and response times only if there are any.
            missing = treat_missing_data if watched.is_always_reported else "notBreaching"
            yield _Alarm(
                key=name,
                label=watched.name,
                metric=watched,
                threshold=threshold,
                treat_missing_data=missing,
                description=f"{watched.description}.",
            )


def _metric_alarms(metric_alarms: Mapping[str, MetricAlarm]) -> Iterator[_Alarm]:
    for key, alarm in metric_alarms.items():
        watched = alarm.as_metric()
        yield _Alarm(
            key=key,
            label=key,
            metric=watched,
            threshold=alarm.threshold,
            treat_missing_data=alarm.treat_missing_data,
            description=watched.description,
            period=alarm.period,
        )


def _metric_arguments(
    watched: metric.Metric, dimensions: Mapping[str, str], period: int
) -> dict[str, Any]:
    """Return the arguments of an alarm for its metric."""
    if watched.percentage_of is None:
        is_extended = watched.statistic not in STATISTICS
        return {
            "namespace": metric.NAMESPACE,
            "metric_name": watched.name,
            "dimensions": dict(dimensions),
            "statistic": None if is_extended else watched.statistic,
            "extended_statistic": watched.statistic if is_extended else None,
            "period": period,
        }
    part, whole = (
        CloudwatchMetricAlarmMetricQuery(
            id=id,
            metric=CloudwatchMetricAlarmMetricQueryMetric(
                namespace=metric.NAMESPACE,
                metric_name=name,
                dimensions=dict(dimensions),
                stat=watched.statistic,
                period=period,
            ),
        )
        for id, name in zip(("part", "whole"), watched.percentage_of, strict=True)
    )
    percentage = CloudwatchMetricAlarmMetricQuery(
        id="percentage",
        expression="100 * FILL(part, 0) / whole",
        label=watched.name,
        return_data=True,
    )
    return {"metric_query": [percentage, part, whole]}


def alarm_errors(
    scope: object,
    *,
    name: object,
    load_balancer: object,
    target_groups: object,
    topic: object,
    topics: object,
    period: int,
    evaluation_periods: int,
    datapoints_to_alarm: int | None,
    treat_missing_data: str,
    warm_up_period_duration_in_minutes: int | None,
    wall_clock_window_timezone: str | None,
    thresholds: object,
    metric_alarms: object,
    tags: object,
) -> Iterator[str]:
    """Check the arguments of the alarms."""
    expected = "1 to 100 letters, digits, - and _"
    yield from checks.string(
        "name", name, pattern=r"[A-Za-z0-9_-]+", maximum=100, expected=expected
    )
    yield from monitored_errors(load_balancer, target_groups, scope)
    yield from arn_errors("topic", topic, TOPIC)
    yield from reference_region_errors("topic", topic, scope)
    yield from _metric_alarm_errors(
        "metric_alarms",
        metric_alarms,
        name=name,
        thresholds=thresholds,
        target_groups=target_groups,
    )
    others = metric_alarms if isinstance(metric_alarms, Mapping) else {}
    yield from _topic_errors("topics", topics, scope, thresholds, others)
    errors = [
        *period_errors("period", period),
        *checks.integer(
            "evaluation_periods", evaluation_periods, minimum=1, maximum=MAX_EVALUATION_PERIODS
        ),
    ]
    yield from errors
    own = [alarm.period for alarm in others.values() if isinstance(alarm, MetricAlarm)]
    periods = [period, *(own_period for own_period in own if own_period is not None)]
    if not errors:
        yield from _duration_errors(periods, evaluation_periods)
    if datapoints_to_alarm is not None:
        is_known = isinstance(evaluation_periods, int) and evaluation_periods > 0
        maximum = evaluation_periods if is_known else MAX_EVALUATION_PERIODS
        yield from checks.integer(
            "datapoints_to_alarm", datapoints_to_alarm, minimum=1, maximum=maximum
        )
    choices = get_args(TreatMissingData)
    yield from checks.choice("treat_missing_data", treat_missing_data, choices)
    if warm_up_period_duration_in_minutes is not None:
        argument = "warm_up_period_duration_in_minutes"
        errors = list(
            checks.integer(argument, warm_up_period_duration_in_minutes, minimum=1, maximum=2880)
        )
        yield from errors or ALARM_WARM_UP.errors(argument)
    if wall_clock_window_timezone is not None:
        argument = "wall_clock_window_timezone"
        errors = [
            *_timezone_errors(argument, wall_clock_window_timezone),
            *_wall_clock_period_errors(periods),
        ]
        yield from errors or ALARM_EVALUATION_WINDOW.errors(argument)
    yield from checks.instance("thresholds", thresholds, AlarmThresholds, optional=True)
    yield from checks.tags("tags", tags, allow_any_character=True)


def _timezone_errors(name: str, value: object) -> Iterator[str]:
    """Check the form of a time zone only: CloudWatch may know other names than this machine."""
    expected = "a time zone such as Asia/Tokyo, or an offset in steps of 5 minutes such as +05:30"
    offset = r"(?:UTC)?[+-](?:0\d|1[0-4]):[0-5][05]"
    iana_name = r"[A-Za-z][A-Za-z0-9_/+-]*"
    pattern = f"{offset}|{iana_name}"
    yield from checks.string(name, value, pattern=pattern, maximum=50, expected=expected)


def _wall_clock_period_errors(periods: Iterable[object]) -> Iterator[str]:
    choices = ", ".join(map(str, WALL_CLOCK_PERIODS))
    for period in periods:
        if is_resolved(period) and period not in WALL_CLOCK_PERIODS:
            yield error_message("period", f"one of {choices} for a wall clock window", period)


def monitored_errors(load_balancer: object, target_groups: object, scope: object) -> Iterator[str]:
    """Check the load balancer and the target groups, which are in the region of their alarms."""
    yield from arn_suffix_errors("load_balancer", load_balancer, LOAD_BALANCER)
    yield from reference_region_errors("load_balancer", load_balancer, scope)
    yield from target_group_errors("target_groups", target_groups)
    for key, group in target_groups.items() if isinstance(target_groups, Mapping) else ():
        yield from reference_region_errors(f"target_groups[{key!r}]", group, scope)


def _metric_alarm_errors(
    argument: str, metric_alarms: object, *, name: object, thresholds: object, target_groups: object
) -> Iterator[str]:
    """Check for a mapping of keys to alarms, whose IDs differ from those of the other alarms."""
    if metric_alarms is None:
        return
    errors = list(checks.mapping(argument, metric_alarms, value_type=MetricAlarm))
    yield from errors
    if errors or not isinstance(metric_alarms, Mapping):
        return
    groups = [*target_groups] if isinstance(target_groups, Mapping) else []
    own = thresholds if isinstance(thresholds, AlarmThresholds) else AlarmThresholds()
    ids = {id for alarm in _threshold_alarms(own, "missing") for id in alarm.ids(groups)}
    for alarm in _metric_alarms(metric_alarms):
        for id in alarm.ids(groups):
            if id in ids or alarm.key in METRICS:
                yield f"{argument}[{alarm.key!r}] has the name of another alarm, {id}: rename it"
            ids.add(id)
            yield from checks.string(
                f"{argument} key",
                f"{name}-{id}",
                maximum=255,
                expected="short enough for an alarm name of at most 255 characters",
            )


def _topic_errors(
    name: str, topics: object, scope: object, thresholds: object, others: Mapping[object, object]
) -> Iterator[str]:
    """Check for a mapping of alarms to topics, without topics of alarms that do not exist."""
    if topics is None:
        return
    yield from checks.mapping(name, topics, value_type="topics")
    for threshold, topic in topics.items() if isinstance(topics, Mapping) else ():
        errors = list(checks.choice(f"{name} key", threshold, [*METRICS, *map(str, others)]))
        yield from errors
        if not errors and getattr(thresholds or AlarmThresholds(), str(threshold), 0) is None:
            yield f"{name}[{threshold!r}] has no alarm, as its threshold is None"
        yield from arn_errors(f"{name}[{threshold!r}]", topic, TOPIC)
        yield from reference_region_errors(f"{name}[{threshold!r}]", topic, scope)


def _duration_errors(periods: Iterable[int | None], evaluation_periods: int) -> Iterator[str]:
    """Check how long the evaluated periods last."""
    for period in periods:
        if period is None or not is_resolved(period) or not is_resolved(evaluation_periods):
            continue
        maximum = SECONDS_PER_DAY if period < SECONDS_PER_HOUR else SECONDS_PER_WEEK
        if period * evaluation_periods > maximum:
            expected = f"at most {maximum // period} periods of {period} s"
            yield error_message("evaluation_periods", expected, evaluation_periods)
