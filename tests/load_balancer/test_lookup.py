from collections.abc import Callable
from typing import Any

from constructs_lib import ApplicationLoadBalancerLookup
from cdktf import TerraformOutput, TerraformStack
from helpers.invalid_input import InvalidInput, rejects

ARN = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/0"


def test_requires_application_load_balancer(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ApplicationLoadBalancerLookup(stack, "found", name="web")
    data = synthesized()["data"]["aws_lb"]["found"]
    assert data["name"] == "web"
    assert data["lifecycle"]["postcondition"] == [
        {
            "condition": '${self.load_balancer_type == "application"}',
            "error_message": (
                "The load balancer ${self.name} must be an Application Load Balancer, but its type "
                "is ${self.load_balancer_type}. Check the search criteria."
            ),
        }
    ]


def test_finds_load_balancer_by_arn(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    shared = ApplicationLoadBalancerLookup(stack, "shared", arn=ARN)
    assert shared.name == "web"
    data = synthesized()["data"]["aws_lb"]["shared"]
    assert data["arn"] == ARN
    [condition] = data["lifecycle"]["precondition"]
    assert condition["condition"].endswith(f'.arns, "{ARN}")}}')


def test_finds_only_load_balancer_with_tags(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    shared = ApplicationLoadBalancerLookup(stack, "shared", tags={"tier": "public"})
    assert shared.name is None
    data = synthesized()["data"]
    assert data["aws_lb"]["shared"]["tags"] == {"tier": "public"}
    [(id, plural)] = data["aws_lbs"].items()
    assert plural == {"tags": {"tier": "public"}}
    [condition] = data["aws_lb"]["shared"]["lifecycle"]["precondition"]
    assert condition["condition"] == f"${{length(data.aws_lbs.{id}.arns) == 1}}"


def test_returns_security_group_of_load_balancer(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    shared = ApplicationLoadBalancerLookup(stack, "shared", name="web")
    TerraformOutput(stack, "group", value=shared.security_group.id)
    assert synthesized()["output"]["group"]["value"] == (
        "${element(tolist(data.aws_lb.shared.security_groups), 0)}"
    )


INVALID = [
    InvalidInput(
        'ApplicationLoadBalancerLookup(stack, "id", name="shared")',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html",
        """
name="" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got ''
name="shared_1" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'shared_1'
name=None => exactly one of name, arn and tags must be given, got none
tags={"tier": "public"} => exactly one of name, arn and tags must be given, got name, tags
name=None, tags={} => tags must not be empty
name=None, tags={"aws:a": "b"} => tags key must be 1 to 128 characters that do not start with "aws:", got 'aws:a'
name=None, arn="shared" => arn must be an ARN such as "arn:aws:acm:us-east-1:123456789012:certificate/0123", got 'shared'
name=None, arn=target_group.arn => arn must be the ARN of an Application Load Balancer, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1'
""",
    ),
]
test_rejects_invalid_arguments = rejects(*INVALID)
