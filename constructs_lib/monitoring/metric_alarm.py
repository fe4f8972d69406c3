"""CloudWatch alarms on any metric of load balancers and target groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved
from constructs_lib.monitoring.metrics import Metric

TreatMissingData: TypeAlias = Literal["missing", "ignore", "breaching", "notBreaching"]
ComparisonOperator: TypeAlias = Literal[
    "GreaterThanThreshold",
    "GreaterThanOrEqualToThreshold",
    "LessThanThreshold",
    "LessThanOrEqualToThreshold",
]
SECONDS_PER_WEEK: Final = 604_800
SHORT_PERIODS: Final = (10, 20, 30)
STATISTICS: Final = ("Sum", "Average", "Minimum", "Maximum", "SampleCount")
"""The statistics that are not extended ones."""

_RANKED_STATISTIC = r"(p|tm|wm|tc|ts)(\d{1,2}(\.\d{1,2})?|100)"
_EXTENDED_STATISTIC = rf"{_RANKED_STATISTIC}|IQM|(PR|TM|WM|TC|TS)\([\d.%]*:[\d.%]*\)"


def period_errors(name: str, period: int) -> Iterator[str]:
    """Check the length of a period of CloudWatch."""
    errors = list(checks.integer(name, period, minimum=10, maximum=SECONDS_PER_WEEK))
    yield from errors
    if not errors and is_resolved(period) and period not in SHORT_PERIODS and period % 60:
        yield error_message(name, "10, 20, 30 or a multiple of 60", period)


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricAlarm:
    """An alarm on any metric of an Application Load Balancer or of its target groups.

    A part of `LoadBalancerAlarms` and of `LoadBalancerMonitoring`, for a metric that
    `AlarmThresholds` has no threshold for::

        MetricAlarm(
            metric_name="ActiveConnectionCount", statistic="Sum",
            threshold=50000, period=60,
        )

    Args:
        metric_name: The name of a metric in the namespace ``AWS/ApplicationELB``.
        statistic: ``Sum``, ``Average``, ``Minimum``, ``Maximum``, ``SampleCount``, a percentile
            such as ``p99``, or another extended statistic such as ``tm90``.
        threshold: The threshold, with which the value in a period is compared.
        period: Period in seconds: 10, 20, 30 or a multiple of 60. If a metric is sampled each
            minute, such as ``ActiveConnectionCount``, its ``Sum`` adds up all samples in the
            period. Defaults to the period of the other alarms.
        comparison_operator: The comparison that breaches the threshold: ``GreaterThanThreshold``,
            ``GreaterThanOrEqualToThreshold``, ``LessThanThreshold`` or
            ``LessThanOrEqualToThreshold``. Defaults to ``GreaterThanThreshold``.
        dimension: ``LoadBalancer`` for one alarm, or ``TargetGroup`` for one for each target group.
            Defaults to ``LoadBalancer``.
        treat_missing_data: Effect of periods without data: ``notBreaching``, ``breaching``,
            ``ignore`` or ``missing``. Defaults to ``notBreaching``.
        description: Description of the alarm, at most 1024 characters. Defaults to the name of the
            metric.

    Raises:
        ValidationError: A value is out of range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
    """

    metric_name: str
    statistic: str
    threshold: float
    period: int | None = None
    comparison_operator: ComparisonOperator = "GreaterThanThreshold"
    dimension: Literal["LoadBalancer", "TargetGroup"] = "LoadBalancer"
    treat_missing_data: TreatMissingData = "notBreaching"
    description: str | None = None

    def __post_init__(self) -> None:
        operators, dimensions = get_args(ComparisonOperator), ("LoadBalancer", "TargetGroup")
        expected = "the name of a metric: 1 to 255 letters, digits and _"
        raise_errors(
            checks.string(
                "metric_name", self.metric_name, pattern=r"\w+", maximum=255, expected=expected
            ),
            checks.string(
                "statistic",
                self.statistic,
                pattern=f"{'|'.join(STATISTICS)}|{_EXTENDED_STATISTIC}",
                expected=f"one of {', '.join(STATISTICS)}, or a percentile such as p99",
            ),
            checks.number("threshold", self.threshold),
            period_errors("period", self.period) if self.period is not None else (),
            checks.choice("comparison_operator", self.comparison_operator, operators),
            checks.choice("dimension", self.dimension, dimensions),
            checks.choice(
                "treat_missing_data", self.treat_missing_data, get_args(TreatMissingData)
            ),
            checks.string(
                "description", self.description, maximum=1024, expected="1 to 1024 characters"
            )
            if self.description is not None
            else (),
        )

    def as_metric(self) -> Metric:
        """Return the metric that the alarm watches."""
        return Metric(
            name=self.metric_name,
            statistic=self.statistic,
            dimension=self.dimension,
            description=self.description or self.metric_name,
            comparison_operator=self.comparison_operator,
        )
