"""Delivery of the logs of a load balancer by Amazon CloudWatch Logs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    CloudwatchLogDelivery,
    CloudwatchLogDeliveryDestination,
    CloudwatchLogDeliveryDestinationDeliveryDestinationConfiguration,
    CloudwatchLogDeliveryS3DeliveryConfiguration,
    CloudwatchLogDeliverySource,
    ITerraformDependable,
    TerraformProvider,
)
from constructs_lib._core.errors import error_message
from constructs_lib._core.tokens import is_resolved, literal, literal_tags
from constructs_lib._stack.construct import AwsConstruct, constructs_in_stack, environment_of
from constructs_lib._stack.environment import environment_arguments, reference_errors
from constructs_lib._stack.uniqueness import claim, claim_name, reference_key
from constructs_lib.load_balancer.log_bucket import LoadBalancerLogBucket
from constructs_lib.references import LOAD_BALANCER, LOG_DESTINATION, HasArn, arn_errors

LogType: TypeAlias = Literal["ALB_ACCESS_LOGS", "ALB_CONNECTION_LOGS", "ALB_HEALTH_CHECK_LOGS"]
OutputFormat: TypeAlias = Literal["json", "plain", "w3c", "raw", "parquet"]
_MAXIMUM_NAME = 60


class LoadBalancerLogDelivery(AwsConstruct):
    """The delivery of load balancer logs to CloudWatch Logs, Amazon Data Firehose or Amazon S3.

    Creates one ``aws_cloudwatch_log_delivery_destination``, and one
    ``aws_cloudwatch_log_delivery_source`` and ``aws_cloudwatch_log_delivery`` for each type of
    log::

        LoadBalancerLogDelivery(
            self, "logs", name="web", load_balancer=alb, destination=log_group,
            log_types=["ALB_ACCESS_LOGS", "ALB_HEALTH_CHECK_LOGS"],
        )

    For logs in S3 in the format of Elastic Load Balancing, `LoadBalancerLogs` costs less.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Start of the names in CloudWatch Logs, 1–38 letters, digits, ``-`` and ``_``; unique
            in the account and region.
        load_balancer: The load balancer.
        destination: A log group (a raw ``CloudwatchLogGroup``), a stream (a raw
            ``KinesisFirehoseDeliveryStream``), a bucket (a `LoadBalancerLogBucket` with
            ``allow_cloudwatch_log_delivery=True``, or a raw ``S3Bucket``), or an `Arn` of one. A
            bucket's policy must allow the delivery.
        log_types: Types of logs, at least one: ``ALB_ACCESS_LOGS``, ``ALB_CONNECTION_LOGS`` and
            ``ALB_HEALTH_CHECK_LOGS``. A load balancer can have only one source of each type.
        output_format: Format of the log entries: ``json``, ``plain`` or, where the destination
            supports it, ``raw``, ``w3c`` or ``parquet``. A different value replaces the
            destination. Defaults to that of AWS for the destination.
        record_fields: Fields of the log entries, by type of log. Defaults to all.
        field_delimiter: Delimiter of the fields in the formats ``plain``, ``raw`` and ``w3c``, at
            most 5 characters. Defaults to that of AWS.
        s3_suffix_path: Path of the objects in a bucket, with variables such as ``{yyyy}``. Defaults
            to that of AWS. Only for a bucket.
        s3_enable_hive_compatible_path: Whether the path has the form of Apache Hive, such as
            ``year=2026``. Requires ``s3_suffix_path``. Defaults to ``False``.
        tags: Tags, at most 50. Defaults to the ``default_tags`` of the provider.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The ``aws_cloudwatch_log_delivery_destination``.
        sources: The ``aws_cloudwatch_log_delivery_source`` of each type of log.
        deliveries: The ``aws_cloudwatch_log_delivery`` of each type of log.

    Raises:
        ValidationError: A value is out of range, there is no type of log, or a value is not a
            reference to a load balancer or destination. At synth: another construct has the same
            name, or delivers the same logs.

    Follows https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-vended-logs-permissions-V2.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        load_balancer: HasArn,
        destination: HasArn,
        log_types: Sequence[LogType],
        output_format: OutputFormat | None = None,
        record_fields: Mapping[LogType, Sequence[str]] | None = None,
        field_delimiter: str | None = None,
        s3_suffix_path: str | None = None,
        s3_enable_hive_compatible_path: bool = False,
        tags: Mapping[str, str] | None = None,
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            checks.string(
                "name",
                name,
                pattern=r"[\w-]+",
                maximum=_MAXIMUM_NAME - len("-ALB_HEALTH_CHECK_LOGS"),
                expected="1 to 38 letters, digits, - and _",
            ),
            arn_errors("load_balancer", load_balancer, LOAD_BALANCER),
            reference_errors("load_balancer", load_balancer, environment),
            arn_errors("destination", destination, LOG_DESTINATION),
            _bucket_errors("destination", destination),
            _log_type_errors("log_types", log_types),
            ()
            if output_format is None
            else checks.choice("output_format", output_format, get_args(OutputFormat)),
            _record_field_errors("record_fields", record_fields, log_types),
            ()
            if field_delimiter is None
            else checks.string(
                "field_delimiter", field_delimiter, maximum=5, expected="1 to 5 characters"
            ),
            ()
            if s3_suffix_path is None
            else checks.string(
                "s3_suffix_path", s3_suffix_path, maximum=256, expected="1 to 256 characters"
            ),
            checks.boolean("s3_enable_hive_compatible_path", s3_enable_hive_compatible_path),
            ["s3_enable_hive_compatible_path requires s3_suffix_path"]
            if s3_enable_hive_compatible_path is not False and s3_suffix_path is None
            else (),
            checks.tags("tags", tags),
            depends_on=depends_on,
            provider=provider,
            region=region,
        )
        claim_name(self, "the log delivery", name)
        buckets = constructs_in_stack(self, [destination])
        self.resource = CloudwatchLogDeliveryDestination(
            self,
            "Default",
            **environment_arguments(self),
            name=name,
            output_format=output_format,
            delivery_destination_configuration=[
                CloudwatchLogDeliveryDestinationDeliveryDestinationConfiguration(
                    destination_resource_arn=destination.arn
                )
            ],
            depends_on=[
                bucket.policy for bucket in buckets if isinstance(bucket, LoadBalancerLogBucket)
            ]
            or None,
            tags=literal_tags(tags),
        )
        self.sources: dict[str, CloudwatchLogDeliverySource] = {}
        self.deliveries: dict[str, CloudwatchLogDelivery] = {}
        for log_type in log_types:
            claim(
                self,
                "log delivery source",
                (reference_key(load_balancer), log_type),
                lambda other, log_type=log_type: (  # type: ignore[misc] # mypy does not infer the default's type
                    f"{log_type} of the load balancer are already delivered by {other}; a load "
                    "balancer has one source of each type"
                ),
            )
            source = self.sources[log_type] = CloudwatchLogDeliverySource(
                self,
                f"source-{log_type}",
                **environment_arguments(self),
                name=f"{name}-{log_type}",
                log_type=log_type,
                resource_arn=load_balancer.arn,
                tags=literal_tags(tags),
            )
            fields = (record_fields or {}).get(log_type)
            self.deliveries[log_type] = CloudwatchLogDelivery(
                self,
                f"delivery-{log_type}",
                **environment_arguments(self),
                delivery_source_name=source.name,
                delivery_destination_arn=self.resource.arn,
                record_fields=None if fields is None else [literal(field) for field in fields],
                field_delimiter=None if field_delimiter is None else literal(field_delimiter),
                s3_delivery_configuration=[
                    CloudwatchLogDeliveryS3DeliveryConfiguration(
                        suffix_path=literal(s3_suffix_path),
                        enable_hive_compatible_path=s3_enable_hive_compatible_path,
                    )
                ]
                if s3_suffix_path is not None
                else None,
                # AWS rejects concurrent changes of the policy of a destination.
                depends_on=list(self.deliveries.values())[-1:] or None,
                tags=literal_tags(tags),
            )


def _bucket_errors(name: str, destination: object) -> Iterator[str]:
    bucket = destination if isinstance(destination, LoadBalancerLogBucket) else None
    if bucket and bucket.allow_cloudwatch_log_delivery is False:
        expected = "a bucket with allow_cloudwatch_log_delivery=True"
        yield error_message(name, expected, destination)


def _log_type_errors(name: str, log_types: object) -> Iterator[str]:
    errors = list(checks.known_list(name, log_types, "a list of log types", "creates resources"))
    yield from errors
    if errors or not checks.is_sequence(log_types):
        return
    if not log_types:
        yield f"{name} must not be empty"
    for log_type in log_types:
        if is_resolved(log_type):
            yield from checks.choice(name, log_type, get_args(LogType))
        else:
            yield f"{name} must be known at synth, as each creates resources"
    yield from checks.unique(name, log_types)


def _record_field_errors(name: str, fields: object, log_types: object) -> Iterator[str]:
    if fields is None:
        return
    if not isinstance(fields, Mapping):
        yield error_message(name, "a mapping of types of logs to lists of fields", fields)
        return
    for log_type, names in fields.items():
        if checks.is_sequence(log_types) and log_type not in log_types:
            yield error_message(f"{name} key", "one of log_types", log_type)
        if not checks.is_sequence(names):
            yield from checks.list_errors(f"{name}[{log_type!r}]", "a list of fields", names)
            continue
        for field in names:
            expected = "the name of a field"
            yield from checks.string(f"{name}[{log_type!r}]", field, maximum=64, expected=expected)
