"""Logs of a load balancer in a CloudWatch log group, and in S3 as Parquet files."""

from constructs_lib import (
    ApplicationLoadBalancer,
    FixedResponse,
    HttpListener,
    Id,
    LoadBalancerLogBucket,
    LoadBalancerLogDelivery,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "log-delivery")
AwsProvider(stack, "aws", region="ap-northeast-1")

alb = ApplicationLoadBalancer(
    stack,
    "alb",
    name="log-delivery",
    subnets=[Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")],
    security_groups=[Id("sg-0a1b2c3d4e5f60718")],
    listeners=[HttpListener(default_action=FixedResponse(200))],
    enable_deletion_protection=False,
)
log_group = CloudwatchLogGroup(
    stack, "log-group", name="/aws/vendedlogs/alb/log-delivery", retention_in_days=30
)
LoadBalancerLogDelivery(
    stack,
    "log-delivery",
    name="log-delivery",
    load_balancer=alb,
    destination=log_group,
    log_types=["ALB_ACCESS_LOGS", "ALB_HEALTH_CHECK_LOGS"],
    output_format="plain",
    field_delimiter=",",
    record_fields={"ALB_ACCESS_LOGS": ["time", "elb_status_code", "target_status_code"]},
    tags={"Team": "web"},
)
bucket = LoadBalancerLogBucket(
    stack,
    "bucket",
    name="example-connection-logs",
    allow_cloudwatch_log_delivery=True,
)
LoadBalancerLogDelivery(
    stack,
    "connections",
    name="connections",
    load_balancer=alb,
    destination=bucket,
    log_types=["ALB_CONNECTION_LOGS"],
    output_format="parquet",
    s3_suffix_path="{yyyy}/{MM}/{dd}",
)
app.synth()
