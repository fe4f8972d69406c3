from collections.abc import Callable
from typing import Any

from constructs_lib import TargetGroupLookup
from cdktf import TerraformStack
from helpers.invalid_input import InvalidInput, rejects


def test_reads_data_source(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    TargetGroupLookup(stack, "existing", name="web")
    assert synthesized()["data"]["aws_lb_target_group"]["existing"] == {"name": "web"}


INVALID = [
    InvalidInput(
        'TargetGroupLookup(stack, "id", name="web")',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetGroups.html",
        """
name="" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got ''
name="web_1" => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'web_1'
name="a" * 33 => name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
""",
    ),
]
test_rejects_invalid_arguments = rejects(*INVALID)
