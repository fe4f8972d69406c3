from collections.abc import Callable
from typing import Any

from constructs_lib import ApplicationLoadBalancerLookup
from cdktf import TerraformOutput, TerraformStack
from helpers.invalid_input import InvalidInput, rejects


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
                "The load balancer web must be an Application Load Balancer, but its type is "
                "${self.load_balancer_type}. Check the name."
            ),
        }
    ]


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
name=None => name must be a string: 1 to 32 letters, digits and hyphens, with no hyphen at either end, got None
""",
    ),
]
test_rejects_invalid_arguments = rejects(*INVALID)
