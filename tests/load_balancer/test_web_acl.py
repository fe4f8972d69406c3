from collections.abc import Callable
from typing import Any, Literal

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    Forward,
    HttpsListener,
    Id,
    TargetGroup,
    WebAclLookup,
)
from cdktf import TerraformStack
from helpers.invalid_input import InvalidInput, rejects

CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")


def test_reads_data_source(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    WebAclLookup(stack, "existing", name="web")
    assert synthesized()["data"]["aws_wafv2_web_acl"]["existing"] == {
        "name": "web",
        "scope": "REGIONAL",
    }


@pytest.mark.parametrize(("version", "warns"), [("HTTP2", True), ("HTTP1", False)])
def test_plan_warns_of_http2_targets_behind_web_acl(
    stack: TerraformStack,
    synthesized: Callable[[], dict[str, Any]],
    version: Literal["HTTP1", "HTTP2"],
    warns: bool,  # noqa: FBT001 - a value of the table
) -> None:
    """tests/integration/test_preconditions.py has a real plan."""
    web = TargetGroup(stack, "web", name="web", vpc=Id("vpc-1"), port=80, protocol_version=version)
    ApplicationLoadBalancer(
        stack,
        "alb",
        name="web",
        subnets=[Id("subnet-1"), Id("subnet-2")],
        security_groups=[Id("sg-1")],
        web_acl=WebAclLookup(stack, "acl", name="web"),
        listeners=[HttpsListener(certificate=CERTIFICATE, default_action=Forward(web))],
    )
    check = synthesized()["check"].get("alb_web_acl")
    assert (check is not None) == warns
    if check:
        [assertion] = check["assert"]
        assert assertion["condition"] == (
            '${!contains([aws_lb_target_group.web.protocol_version], "HTTP2")}'
        )
        assert "CVE-2026-13763): ${aws_lb_target_group.web.name}." in assertion["error_message"]


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
