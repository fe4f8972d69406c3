"""Target groups of Lambda functions."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    ITerraformDependable,
    LambdaAlias,
    LambdaPermission,
    LbTargetGroup,
    LbTargetGroupAttachment,
    TerraformProvider,
)
from constructs_lib._core.terraform import CREATE_BEFORE_DESTROY
from constructs_lib._core.tokens import is_resolved, literal_tags
from constructs_lib._core.tree import path_of, set_physical_name
from constructs_lib._stack.construct import AwsConstruct, environment_of
from constructs_lib._stack.environment import environment_arguments, reference_errors
from constructs_lib._stack.uniqueness import claim_name
from constructs_lib.references import FUNCTION, HasArn, arn_errors
from constructs_lib.target_group._name import generated_name, name_errors
from constructs_lib.target_group._render import health_check_block
from constructs_lib.target_group.health_check import HealthCheck


class LambdaTargetGroup(AwsConstruct):
    """An Elastic Load Balancing target group of one AWS Lambda function.

    Creates one ``aws_lb_target_group`` of target type ``lambda``, one ``aws_lambda_permission``
    that allows Elastic Load Balancing to invoke the function, and one
    ``aws_lb_target_group_attachment``::

        hello = LambdaTargetGroup(self, "hello", name="hello", function=function)

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Name, 1–32 letters, digits and hyphens, with no hyphen at either end; unique in the
            account and region. Exactly one of ``name`` and ``name_prefix`` is required.
        name_prefix: As for `TargetGroup`.
        function: The function, or one of its aliases or versions: a raw ``LambdaFunction``,
            ``LambdaAlias`` or an `Arn`.
        lambda_multi_value_headers_enabled: Whether headers and query parameters are passed to the
            function as lists of values, not as their last value only. Defaults to ``False``.
        health_check: Health check configuration. Each health check invokes the function at your
            cost. AWS recommends an ``interval`` of 35 and a ``timeout`` of 30. Defaults to none.
        tags: Tags, at most 50. Defaults to the ``default_tags`` of the provider.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The ``aws_lb_target_group``.

    Raises:
        ValidationError: A value is out of range, or the ARN is known at synth and is not that of a
            function in the region. At synth: another target group has the same name.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str | None = None,
        name_prefix: str | None = None,
        function: HasArn,
        lambda_multi_value_headers_enabled: bool = False,
        health_check: HealthCheck | None = None,
        tags: Mapping[str, str] | None = None,
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            name_errors(name, name_prefix),
            arn_errors("function", function, FUNCTION),
            reference_errors("function", function, environment),
            checks.boolean(
                "lambda_multi_value_headers_enabled", lambda_multi_value_headers_enabled
            ),
            checks.instance("health_check", health_check, HealthCheck, optional=True),
            checks.tags("tags", tags),
            depends_on=depends_on,
            provider=provider,
            region=region,
        )
        name = generated_name(name, name_prefix, (path_of(self), "lambda")) or ""
        claim_name(self, "the target group", name)
        function_arn = function.arn
        self.resource = LbTargetGroup(
            self,
            "Default",
            **environment_arguments(self),
            name=name,
            target_type="lambda",
            lambda_multi_value_headers_enabled=lambda_multi_value_headers_enabled,
            health_check=health_check_block(
                health_check or HealthCheck(interval=35, timeout=30),
                enabled=health_check is not None,
            ),
            # A listener uses the original until it has the replacement.
            lifecycle=CREATE_BEFORE_DESTROY,
            tags=literal_tags(tags),
        )
        set_physical_name(name, self, self.resource)
        function_name, qualifier = _split(function, function_arn)
        permission = LambdaPermission(
            self,
            "permission",
            **environment_arguments(self),
            action="lambda:InvokeFunction",
            function_name=function_name,
            qualifier=qualifier,
            principal="elasticloadbalancing.amazonaws.com",
            source_arn=self.resource.arn,
        )
        attachment = LbTargetGroupAttachment(
            self,
            "target",
            **environment_arguments(self),
            target_group_arn=self.resource.arn,
            target_id=function_arn,
            depends_on=[permission],  # AWS rejects a function that it is not allowed to invoke
            # Not create_before_destroy: a target group has one function at a time.
        )
        self.attachments = [attachment]
        self.target_type = "lambda"

    @cached_property
    def arn(self) -> str:
        """The ARN of the target group."""
        return self.resource.arn

    @cached_property
    def arn_suffix(self) -> str:
        """The last part of the ARN, which is the dimension of CloudWatch metrics."""
        return self.resource.arn_suffix


def _split(function: HasArn, arn: str) -> tuple[str, str | None]:
    """Return the function and its alias or version, as the provider reads them from AWS."""
    if isinstance(function, LambdaAlias):
        return function.function_name, function.name
    _, _, rest = arn.partition(":function:")
    if not is_resolved(arn) or ":" not in rest:
        return arn, None
    name, _, qualifier = rest.partition(":")
    return f"{arn.removesuffix(rest)}{name}", qualifier
