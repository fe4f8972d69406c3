from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import Arn, LoadBalancerLogBucket, LoadBalancerLogDelivery
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.kinesis_firehose_delivery_stream import (
    KinesisFirehoseDeliveryStream,
)
from helpers.errors import raises_exactly, synth_errors
from helpers.invalid_input import InvalidInput, rejects

ALB = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/0")
LOG_GROUP = Arn("arn:aws:logs:ap-northeast-1:123456789012:log-group:/alb/web")
Synthesized = Callable[[], dict[str, Any]]


def delivery(stack: TerraformStack, **changed: Any) -> LoadBalancerLogDelivery:  # noqa: ANN401 - any argument
    values = {
        "name": "web",
        "load_balancer": ALB,
        "destination": LOG_GROUP,
        "log_types": ["ALB_ACCESS_LOGS"],
        **changed,
    }
    return LoadBalancerLogDelivery(stack, "logs", **values)


def test_delivers_each_type_of_log(stack: TerraformStack, synthesized: Synthesized) -> None:
    delivery(
        stack,
        log_types=["ALB_ACCESS_LOGS", "ALB_HEALTH_CHECK_LOGS"],
        output_format="plain",
        record_fields={"ALB_ACCESS_LOGS": ["time", "elb_status_code"]},
        field_delimiter=",",
        tags={"Team": "web"},
    )
    resources = synthesized()["resource"]
    [destination] = resources["aws_cloudwatch_log_delivery_destination"].values()
    assert destination == {
        "name": "web",
        "output_format": "plain",
        "delivery_destination_configuration": [{"destination_resource_arn": LOG_GROUP.arn}],
        "tags": {"Team": "web"},
    }
    assert [
        (source["name"], source["log_type"], source["resource_arn"])
        for source in resources["aws_cloudwatch_log_delivery_source"].values()
    ] == [
        ("web-ALB_ACCESS_LOGS", "ALB_ACCESS_LOGS", ALB.arn),
        ("web-ALB_HEALTH_CHECK_LOGS", "ALB_HEALTH_CHECK_LOGS", ALB.arn),
    ]
    deliveries = resources["aws_cloudwatch_log_delivery"]
    access, health = deliveries.values()
    assert access["record_fields"] == ["time", "elb_status_code"]
    assert access["field_delimiter"] == health["field_delimiter"] == ","
    assert "record_fields" not in health
    # AWS rejects concurrent changes of the policy of a destination.
    [first, _] = deliveries
    assert "depends_on" not in access
    assert health["depends_on"] == [f"aws_cloudwatch_log_delivery.{first}"]


def test_bucket_allows_cloudwatch_log_delivery(
    stack: TerraformStack, synthesized: Synthesized
) -> None:
    bucket = LoadBalancerLogBucket(
        stack, "bucket", name="example-logs", allow_cloudwatch_log_delivery=True
    )
    delivery(stack, destination=bucket, output_format="parquet", s3_suffix_path="{yyyy}/%{MM}")
    resources = synthesized()["resource"]
    [policy] = resources["aws_s3_bucket_policy"].values()
    assert '"Service": "delivery.logs.amazonaws.com"' in policy["policy"].replace('\\"', '"')
    [destination] = resources["aws_cloudwatch_log_delivery_destination"].values()
    [policy_name] = resources["aws_s3_bucket_policy"]
    assert destination["depends_on"] == [f"aws_s3_bucket_policy.{policy_name}"]
    [item] = resources["aws_cloudwatch_log_delivery"].values()
    assert item["s3_delivery_configuration"] == [
        {"suffix_path": "{yyyy}/%%{MM}", "enable_hive_compatible_path": False}
    ]


def test_rejects_bucket_whose_policy_does_not_allow_delivery(stack: TerraformStack) -> None:
    bucket = LoadBalancerLogBucket(stack, "bucket", name="example-logs")
    with raises_exactly(
        "destination must be a bucket with allow_cloudwatch_log_delivery=True, got the "
        "LoadBalancerLogBucket stack/bucket"
    ):
        delivery(stack, destination=bucket)


def test_load_balancer_delivers_each_type_once(stack: TerraformStack) -> None:
    delivery(stack)
    values: dict[str, Any] = {"name": "other", "load_balancer": ALB, "destination": LOG_GROUP}
    LoadBalancerLogDelivery(stack, "other", log_types=["ALB_ACCESS_LOGS"], **values)
    assert synth_errors(stack) == [
        (
            "stack/other: ALB_ACCESS_LOGS of the load balancer are already delivered by stack/logs; "
            "a load balancer has one source of each type"
        )
    ]


@pytest.mark.parametrize(
    "destination",
    [
        lambda stack: CloudwatchLogGroup(stack, "destination", name="/alb/web"),
        lambda stack: KinesisFirehoseDeliveryStream(
            stack, "destination", name="web", destination="extended_s3"
        ),
        lambda _: Arn("arn:aws:firehose:ap-northeast-1:123456789012:deliverystream/web"),
        lambda _: Arn("arn:aws:s3:::example-logs"),
    ],
)
def test_accepts_each_destination(
    stack: TerraformStack, destination: Callable[[TerraformStack], Any]
) -> None:
    delivery(stack, destination=destination(stack))


INVALID = [
    InvalidInput(
        'LoadBalancerLogDelivery(stack, "id", name="web", load_balancer=alb, '
        'destination=log_group, log_types=["ALB_ACCESS_LOGS"])',
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDeliverySource.html",
        """
name="" => name must be 1 to 38 letters, digits, - and _, got ''
name="a" * 39 => name must be 1 to 38 letters, digits, - and _, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
name="web logs" => name must be 1 to 38 letters, digits, - and _, got 'web logs'
load_balancer=target_group => load_balancer must be the ARN of an Application Load Balancer, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1'
destination=topic => destination must be the ARN of a CloudWatch log group, a Firehose stream or a bucket, got 'arn:aws:sns:ap-northeast-1:123456789012:on-call'
log_types=[] => log_types must not be empty
log_types="ALB_ACCESS_LOGS" => log_types must be a list of log types, got 'ALB_ACCESS_LOGS'
log_types=["${var.log_type}"] => log_types must be known at synth, as each creates resources
log_types=["access"] => log_types must be one of ALB_ACCESS_LOGS, ALB_CONNECTION_LOGS, ALB_HEALTH_CHECK_LOGS, got 'access'
log_types=["ALB_ACCESS_LOGS", "ALB_ACCESS_LOGS"] => log_types must not repeat a value, got 'ALB_ACCESS_LOGS' twice
output_format="csv" => output_format must be one of json, plain, w3c, raw, parquet, got 'csv'
record_fields=["time"] => record_fields must be a mapping of types of logs to lists of fields, got ['time']
record_fields={"ALB_ACCESS_LOGS": "time"} => record_fields['ALB_ACCESS_LOGS'] must be a list of fields, got 'time'
record_fields={"ALB_ACCESS_LOGS": [""]} => record_fields['ALB_ACCESS_LOGS'] must be the name of a field, got ''
record_fields={"ALB_CONNECTION_LOGS": ["time"]} => record_fields key must be one of log_types, got 'ALB_CONNECTION_LOGS'
field_delimiter="------" => field_delimiter must be 1 to 5 characters, got '------'
s3_suffix_path="" => s3_suffix_path must be 1 to 256 characters, got ''
s3_enable_hive_compatible_path=True => s3_enable_hive_compatible_path requires s3_suffix_path
s3_enable_hive_compatible_path="yes" => s3_enable_hive_compatible_path must be True or False, got 'yes'
=> s3_enable_hive_compatible_path requires s3_suffix_path
tags={"aws:a": "b"} => tags key must be 1 to 128 characters that do not start with "aws:", got 'aws:a'
""",
    )
]
test_rejects_invalid_arguments = rejects(*INVALID)
