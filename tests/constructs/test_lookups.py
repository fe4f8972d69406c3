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
from support import refusal

ALB = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/0")
ELB_NAME = "1 to 32 letters, digits and hyphens, with no hyphen at either end"
BUCKET_NAME = (
    "3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, no "
    "two dots in a row, and not like an IP address"
)


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
def test_looks_up(  # noqa: PLR0917 - two fixtures and a table's four columns
    stack: TerraformStack,
    synthesized: Callable[[], dict[str, Any]],
    lookup: Callable[..., object],
    given: dict[str, Any],
    kind: str,
    expected: dict[str, Any],
) -> None:
    lookup(stack, "found", **given)
    assert synthesized()["data"][kind]["found"] == expected


def test_a_load_balancer_of_another_type_fails_the_plan(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ApplicationLoadBalancerLookup(stack, "found", name="web")
    found = synthesized()["data"]["aws_lb"]["found"]
    assert found["name"] == "web"
    assert found["lifecycle"]["postcondition"] == [
        {
            "condition": '${self.load_balancer_type == "application"}',
            "error_message": (
                "The load balancer web must be an Application Load Balancer, and is of type "
                "${self.load_balancer_type}. Check the name."
            ),
        }
    ]


def test_a_private_zone_may_be_of_a_vpc(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    HostedZoneLookup(stack, "zone", name="example.com", private_zone=True, vpc=Id("vpc-0"))
    assert synthesized()["data"]["aws_route53_zone"]["zone"] == {
        "name": "example.com",
        "private_zone": True,
        "vpc_id": "vpc-0",
    }


def test_the_security_group_of_a_load_balancer(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    shared = ApplicationLoadBalancerLookup(stack, "shared", name="web")
    TerraformOutput(stack, "group", value=shared.security_group.id)
    assert synthesized()["output"]["group"]["value"] == (
        "${tolist(data.aws_lb.shared.security_groups)[0]}"
    )


@pytest.mark.parametrize(
    ("lookup", "given", "message"),
    [
        (ApplicationLoadBalancerLookup, {"name": "-"}, f"name must be {ELB_NAME}, got '-'"),
        (TargetGroupLookup, {"name": "a_b"}, f"name must be {ELB_NAME}, got 'a_b'"),
        (
            ListenerLookup,
            {"load_balancer": ALB, "port": 0},
            "port must be between 1 and 65535, got 0",
        ),
        (
            ListenerLookup,
            {"load_balancer": Arn("arn:aws:s3:::bucket"), "port": 80},
            (
                "load_balancer must be the ARN of an Application Load Balancer, "
                "got 'arn:aws:s3:::bucket'"
            ),
        ),
        (
            HostedZoneLookup,
            {"name": "example.com."},
            "name must be a lower-case host name such as \"app.example.com\", got 'example.com.'",
        ),
        (
            HostedZoneLookup,
            {"name": "example.com", "vpc": Id("vpc-0")},
            "vpc must be left out for a public zone, got 'vpc-0'",
        ),
        (
            WebAclLookup,
            {"name": "a b"},
            "name must be 1 to 128 letters, digits, - and _, got 'a b'",
        ),
        (BucketLookup, {"name": "Logs"}, f"name must be {BUCKET_NAME}, got 'Logs'"),
        (BucketLookup, {"name": "10.0.0.1"}, f"name must be {BUCKET_NAME}, got '10.0.0.1'"),
        (TopicLookup, {"name": ""}, "name must be 1 to 256 letters, digits, - and _, got ''"),
    ],
)
def test_refuses(
    stack: TerraformStack, lookup: Callable[..., object], given: dict[str, Any], message: str
) -> None:
    with refusal(message):
        lookup(stack, "found", **given)
