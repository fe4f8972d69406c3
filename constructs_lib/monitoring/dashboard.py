"""CloudWatch dashboards of load balancers and target groups."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    CloudwatchDashboard,
    ITerraformDependable,
    TerraformProvider,
)
from constructs_lib._stack.construct import AwsConstruct, environment_of
from constructs_lib._stack.environment import environment_arguments, region_lookup
from constructs_lib._stack.uniqueness import claim_name
from constructs_lib.monitoring import metrics as metric
from constructs_lib.monitoring.alarms import monitored_errors
from constructs_lib.references import HasArnSuffix

_WIDTH, _HEIGHT, _IN_A_ROW = 8, 6, 3
_WIDGETS: dict[str, list[metric.Metric]] = {
    "Requests": [metric.REQUESTS],
    "5xx of the load balancer": [metric.ELB_5XX],
    "5xx of the targets": [metric.TARGET_5XX],
    "Response time of the targets": [metric.TARGET_RESPONSE_TIME],
    "Healthy and unhealthy targets": [metric.HEALTHY_HOSTS, metric.UNHEALTHY_HOSTS],
    "Rejected connections and failed TLS handshakes": [
        metric.REJECTED_CONNECTIONS,
        metric.TLS_NEGOTIATION_ERRORS,
    ],
}


class LoadBalancerDashboard(AwsConstruct):
    """An Amazon CloudWatch dashboard of an Application Load Balancer and its target groups.

    Creates one ``aws_cloudwatch_dashboard`` with the requests, 5xx responses, response times,
    healthy and unhealthy targets, and failed connections; reads ``aws_region``::

        LoadBalancerDashboard(
            self, "dashboard", name="web", load_balancer=alb, target_groups={"web": web}
        )

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Name, 1–255 letters, digits, ``-`` and ``_``; unique in the account.
        load_balancer: An `ApplicationLoadBalancer`, an `ApplicationLoadBalancerLookup`, a raw
            ``Lb`` or an `Arn`.
        target_groups: Target groups of the load balancer. The key is the label of a line.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The ``aws_cloudwatch_dashboard``.

    Raises:
        ValidationError: A value is out of range, or not a reference of the right type. At synth:
            another dashboard has the same name.

    Follows https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        load_balancer: HasArnSuffix,
        target_groups: Mapping[str, HasArnSuffix],
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        expected = "1 to 255 letters, digits, - and _"

        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            checks.string("name", name, pattern=r"[A-Za-z0-9_-]+", maximum=255, expected=expected),
            monitored_errors(load_balancer, target_groups, environment),
            depends_on=depends_on,
            provider=provider,
            region=region,
        )
        claim_name(self, "the dashboard", name, unique_in="account")
        alb = load_balancer.arn_suffix
        groups = {key: group.arn_suffix for key, group in target_groups.items()}
        region = region_lookup(self)
        widgets = [
            {
                "type": "metric",
                "x": number % _IN_A_ROW * _WIDTH,
                "y": number // _IN_A_ROW * _HEIGHT,
                "width": _WIDTH,
                "height": _HEIGHT,
                "properties": {
                    "title": title,
                    "region": region,
                    "view": "timeSeries",
                    "period": 60,
                    "metrics": [line for item in metrics for line in _lines(item, alb, groups)],
                },
            }
            for number, (title, metrics) in enumerate(_WIDGETS.items())
        ]
        self.resource = CloudwatchDashboard(
            self,
            "Default",
            **environment_arguments(self),
            dashboard_name=name,
            dashboard_body=json.dumps({"widgets": widgets}),
        )


def _lines(item: metric.Metric, alb: str, groups: Mapping[str, str]) -> list[list[Any]]:
    has_lines_by_group = item.dimension == "TargetGroup"
    by_key: dict[str, str | None] = dict(groups) if has_lines_by_group else {"": None}
    return [
        [
            metric.NAMESPACE,
            item.name,
            *(part for pair in item.dimensions(alb, group).items() for part in pair),
            {"stat": item.statistic, "label": f"{key} {item.name}".strip()},
        ]
        for key, group in by_key.items()
    ]
