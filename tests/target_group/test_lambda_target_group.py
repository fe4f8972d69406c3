from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import Arn, HealthCheck, LambdaTargetGroup
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.lambda_alias import LambdaAlias
from helpers.invalid_input import InvalidInput, rejects

FUNCTION = Arn("arn:aws:lambda:ap-northeast-1:123456789012:function:hello")


def test_allows_elastic_load_balancing_to_invoke_function(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    LambdaTargetGroup(stack, "hello", name="hello", function=FUNCTION)
    resources = synthesized()["resource"]
    [permission] = resources["aws_lambda_permission"].values()
    assert permission == {
        "action": "lambda:InvokeFunction",
        "function_name": FUNCTION.arn,
        "principal": "elasticloadbalancing.amazonaws.com",
        "source_arn": "${aws_lb_target_group.hello.arn}",
    }
    [target] = resources["aws_lb_target_group_attachment"].values()
    assert target["target_id"] == FUNCTION.arn
    [waits_for] = target["depends_on"]
    assert waits_for.startswith("aws_lambda_permission.hello_permission_")


def test_grants_permission_for_alias(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    live = LambdaAlias(stack, "live", name="live", function_name=FUNCTION.arn, function_version="1")
    LambdaTargetGroup(stack, "raw", name="raw", function=live)
    LambdaTargetGroup(stack, "known", name="known", function=Arn(f"{FUNCTION.arn}:live"))
    for permission in synthesized()["resource"]["aws_lambda_permission"].values():
        assert permission["qualifier"] in ("live", "${aws_lambda_alias.live.name}")
        assert permission["function_name"] in (
            FUNCTION.arn,
            "${aws_lambda_alias.live.function_name}",
        )


@pytest.mark.parametrize(
    ("health_check", "expected"),
    [(None, (False, 35, 30)), (HealthCheck(interval=60, timeout=10), (True, 60, 10))],
)
def test_disables_health_check_by_default(
    stack: TerraformStack,
    synthesized: Callable[[], dict[str, Any]],
    health_check: HealthCheck | None,
    expected: tuple[bool, int, int],
) -> None:
    LambdaTargetGroup(
        stack,
        "hello",
        name_prefix="hello",
        function=FUNCTION,
        health_check=health_check,
        lambda_multi_value_headers_enabled=True,
        tags={"team": "web"},
    )
    group = synthesized()["resource"]["aws_lb_target_group"]["hello"]
    check = group["health_check"]
    assert (check["enabled"], check["interval"], check["timeout"]) == expected
    assert group["target_type"] == "lambda"
    assert group["lambda_multi_value_headers_enabled"] is True
    assert group["name"].startswith("hello-")
    assert group["tags"] == {"team": "web"}
    assert not {"port", "protocol", "vpc_id"} & set(group)


INVALID = [
    InvalidInput(
        'LambdaTargetGroup(stack, "id", name="hello", function=function)',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html",
        """
name="hello_" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'hello_'
name=None => exactly one of name and name_prefix must be given, got neither
name_prefix="a" => exactly one of name and name_prefix must be given, got both
function="hello" => function must be a Lambda function (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'hello'
function=Arn("arn:aws:lambda:ap-northeast-1:123456789012:layer:a:1") => function must be the ARN of a Lambda function, got 'arn:aws:lambda:ap-northeast-1:123456789012:layer:a:1'
function=Arn("arn:aws:s3:::bucket") => function must be the ARN of a Lambda function, got 'arn:aws:s3:::bucket'
lambda_multi_value_headers_enabled="yes" => lambda_multi_value_headers_enabled must be True or False, got 'yes'
health_check=GrpcHealthCheck() => health_check must be of type HealthCheck, got GrpcHealthCheck(path='/AWS.ALB/healthcheck', protocol='HTTP'… (164 characters)
function=Arn("arn:aws:lambda:us-east-1:123456789012:function:hello") => function must be in the provider's region ap-northeast-1 (set region or provider for another one), got 'arn:aws:lambda:us-east-1:123456789012:function:hello'
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
