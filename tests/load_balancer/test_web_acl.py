from collections.abc import Callable
from typing import Any

from constructs_lib import WebAclLookup
from cdktf import TerraformStack
from helpers.invalid_input import InvalidInput, rejects


def test_reads_data_source(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    WebAclLookup(stack, "existing", name="web")
    assert synthesized()["data"]["aws_wafv2_web_acl"]["existing"] == {
        "name": "web",
        "scope": "REGIONAL",
    }


INVALID = [
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
test_rejects_invalid_arguments = rejects(*INVALID)
