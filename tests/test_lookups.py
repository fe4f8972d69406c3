from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import (
    ApplicationLoadBalancerLookup,
    Arn,
    BucketLookup,
    HostedZoneLookup,
    Id,
    ListenerLookup,
    TargetGroupLookup,
    TopicLookup,
    WebAclLookup,
)
from cdktf import TerraformOutput, TerraformStack
from invalid_input import InvalidInput, assert_rejects, parameters

ALB = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/0")


@pytest.mark.parametrize(
    ("lookup", "given", "kind", "expected"),
    [
        (TargetGroupLookup, {"name": "web"}, "aws_lb_target_group", {"name": "web"}),
        (
            ListenerLookup,
            {"load_balancer": ALB, "port": 443},
            "aws_lb_listener",
            {"load_balancer_arn": ALB.arn, "port": 443},
        ),
        (
            HostedZoneLookup,
            {"name": "example.com"},
            "aws_route53_zone",
            {"name": "example.com", "private_zone": False},
        ),
        (
            WebAclLookup,
            {"name": "web"},
            "aws_wafv2_web_acl",
            {"name": "web", "scope": "REGIONAL"},
        ),
        (BucketLookup, {"name": "web-logs"}, "aws_s3_bucket", {"bucket": "web-logs"}),
        (TopicLookup, {"name": "on-call"}, "aws_sns_topic", {"name": "on-call"}),
    ],
)
def test_reads_data_source(  # noqa: PLR0917 - two fixtures and a table's four columns
    stack: TerraformStack,
    synthesized: Callable[[], dict[str, Any]],
    lookup: Callable[..., object],
    given: dict[str, Any],
    kind: str,
    expected: dict[str, Any],
) -> None:
    lookup(stack, "found", **given)
    assert synthesized()["data"][kind]["found"] == expected


def test_requires_application_load_balancer(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ApplicationLoadBalancerLookup(stack, "found", name="web")
    found = synthesized()["data"]["aws_lb"]["found"]
    assert found["name"] == "web"
    assert found["lifecycle"]["postcondition"] == [
        {
            "condition": '${self.load_balancer_type == "application"}',
            "error_message": (
                "The load balancer web must be an Application Load Balancer, but its type is "
                "${self.load_balancer_type}. Check the name."
            ),
        }
    ]


def test_finds_private_zone_of_vpc(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    HostedZoneLookup(stack, "zone", name="example.com", private_zone=True, vpc=Id("vpc-0"))
    assert synthesized()["data"]["aws_route53_zone"]["zone"] == {
        "name": "example.com",
        "private_zone": True,
        "vpc_id": "vpc-0",
    }


def test_returns_security_group_of_load_balancer(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    shared = ApplicationLoadBalancerLookup(stack, "shared", name="web")
    TerraformOutput(stack, "group", value=shared.security_group.id)
    assert synthesized()["output"]["group"]["value"] == (
        "${tolist(data.aws_lb.shared.security_groups)[0]}"
    )


INVALID = [
    InvalidInput(
        'ApplicationLoadBalancerLookup(stack, "id", name="shared")',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html",
        """
name="" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got ''
name="shared_1" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'shared_1'
name=None => name must be a string: 1 to 32 letters, digits and hyphens, with no hyphen at either end, got None
""",
    ),
    InvalidInput(
        'ListenerLookup(stack, "id", load_balancer=alb, port=443)',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeListeners.html",
        """
port=0 => port must be between 1 and 65535, got 0
port="443" => port must be a whole number between 1 and 65535, got '443'
load_balancer="shared" => load_balancer must be an Application Load Balancer (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'shared'
load_balancer=target_group => load_balancer must be the ARN of an Application Load Balancer, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1'
load_balancer=Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/net/a/1") => load_balancer must be the ARN of an Application Load Balancer, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/net/a/1'
load_balancer=Arn("arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/1") => load_balancer must be in the provider's region ap-northeast-1, got 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/1'
""",
    ),
    InvalidInput(
        'BucketLookup(stack, "id", name="logs")',
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
        """
name="" => name must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got ''
name="Logs" => name must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got 'Logs'
name=None => name must be a string: 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not like an IP address, got None
""",
    ),
    InvalidInput(
        'TargetGroupLookup(stack, "id", name="web")',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetGroups.html",
        """
name="" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got ''
name="web_1" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'web_1'
name="a" * 33 => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
""",
    ),
    InvalidInput(
        'TopicLookup(stack, "id", name="on-call")',
        "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html",
        """
name="" => name must be 1 to 256 letters, digits, - and _, got ''
name="a b" => name must be 1 to 256 letters, digits, - and _, got 'a b'
name="a" * 257 => name must be 1 to 256 letters, digits, - and _, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (259 characters)
name=None => name must be a string: 1 to 256 letters, digits, - and _, got None
""",
    ),
    InvalidInput(
        'WebAclLookup(stack, "id", name="web")',
        "https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html",
        """
name="" => name must be 1 to 128 letters, digits, - and _, got ''
name="a b" => name must be 1 to 128 letters, digits, - and _, got 'a b'
name="a" * 129 => name must be 1 to 128 letters, digits, - and _, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
""",
    ),
]


@pytest.mark.parametrize(("call", "arguments", "errors"), parameters(*INVALID))
def test_rejects_invalid_arguments(call: str, arguments: str, errors: list[str]) -> None:
    assert_rejects(call, arguments, errors)
