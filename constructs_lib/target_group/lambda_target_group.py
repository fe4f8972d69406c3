"""The target group of a Lambda function."""

from collections.abc import Mapping
from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    LambdaAlias,
    LambdaPermission,
    LbTargetGroup,
    LbTargetGroupAttachment,
)
from constructs_lib._core.kind import FUNCTION
from constructs_lib._core.lifecycle import CREATE_BEFORE_DESTROY
from constructs_lib._core.tokens import is_resolved
from constructs_lib._core.tree import path_of, set_physical_name
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import reference_errors
from constructs_lib._stack.uniqueness import claim_name
from constructs_lib.references import HasArn, arn_errors
from constructs_lib.target_group._name import generated_name, name_errors
from constructs_lib.target_group._render import health_check_block
from constructs_lib.target_group.health_check import HealthCheck


class LambdaTargetGroup(AwsConstruct):
    """An Elastic Load Balancing target group of one AWS Lambda function.

    Creates one ``aws_lb_target_group`` of target type ``lambda``, the ``aws_lambda_permission`` by
    which Elastic Load Balancing may invoke the function, and one
    ``aws_lb_target_group_attachment``::

        hello = LambdaTargetGroup(self, "hello", name="hello", function=function)

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: 1 to 32 letters, digits and hyphens, with no hyphen at either end; unique in the
            account and region.
        name_prefix: As for `TargetGroup`; the digits stand for its place among the constructs.
        function: The function, or one of its aliases or versions: a raw ``LambdaFunction``,
            ``LambdaAlias`` or an `Arn`.
        lambda_multi_value_headers_enabled: ``True``: headers and query parameters reach the
            function as lists of values. Left out: ``False``, the last value only.
        health_check: Invokes the function, which costs; ``interval`` must be above ``timeout``,
            and 35 and 30 are AWS's values here. Left out: none.
        tags: At most 50. Left out: those of the provider's ``default_tags`` alone.

    Attributes:
        resource: The ``aws_lb_target_group``.

    Raises:
        ValidationError: A value is out of its range, or a known ARN is not a function's in the
            provider's region.

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
    ) -> None:
        super().__init__(
            scope,
            id,
            name_errors(name, name_prefix),
            arn_errors("function", function, FUNCTION),
            reference_errors("function", function, scope),
            checks.boolean(
                "lambda_multi_value_headers_enabled", lambda_multi_value_headers_enabled
            ),
            checks.instance("health_check", health_check, HealthCheck, optional=True),
            checks.tags("tags", tags),
        )
        name = generated_name(name, name_prefix, (path_of(self), "lambda")) or ""
        claim_name(self, "the target group", name)
        function_arn = function.arn
        self.resource = LbTargetGroup(
            self,
            "Default",
            name=name,
            target_type="lambda",
            lambda_multi_value_headers_enabled=lambda_multi_value_headers_enabled,
            health_check=health_check_block(
                health_check or HealthCheck(interval=35, timeout=30),
                enabled=health_check is not None,
            ),
            # A listener keeps the old target group in use until it has the new one.
            lifecycle=CREATE_BEFORE_DESTROY,
            tags=dict(tags) if tags else None,
        )
        set_physical_name(name, self, self.resource)
        function_name, qualifier = _split(function, function_arn)
        permission = LambdaPermission(
            self,
            "permission",
            action="lambda:InvokeFunction",
            function_name=function_name,
            qualifier=qualifier,
            principal="elasticloadbalancing.amazonaws.com",
            source_arn=self.resource.arn,
            lifecycle=CREATE_BEFORE_DESTROY,
        )
        attachment = LbTargetGroupAttachment(
            self,
            "target",
            target_group_arn=self.resource.arn,
            target_id=function_arn,
            depends_on=[permission],  # AWS refuses a function that it may not invoke
            lifecycle=CREATE_BEFORE_DESTROY,
        )
        self.attachments = [attachment]
        self.target_type = "lambda"

    @cached_property
    def arn(self) -> str:
        """The target group's ARN."""
        return self.resource.arn

    @cached_property
    def arn_suffix(self) -> str:
        """The end of the ARN, by which CloudWatch names the target group."""
        return self.resource.arn_suffix


def _split(function: HasArn, arn: str) -> tuple[str, str | None]:
    """The function, and its alias or version apart, as the provider reads them back."""
    if isinstance(function, LambdaAlias):
        return function.function_name, function.name
    _, _, rest = arn.partition(":function:")
    if not is_resolved(arn) or ":" not in rest:
        return arn, None
    name, _, qualifier = rest.partition(":")
    return f"{arn.removesuffix(rest)}{name}", qualifier
