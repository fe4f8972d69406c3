"""unit_tests.py without this library."""

import pytest
from cdktf import TerraformStack, Testing
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup, LbTargetGroupHealthCheck
from cdktf_cdktf_provider_aws.provider import AwsProvider


@pytest.mark.parametrize("port", range(8000, 8050))
def test_target_group(port: int) -> None:
    stack = TerraformStack(Testing.app(), "stack")
    AwsProvider(stack, "aws", region="eu-west-1")
    LbTargetGroup(
        stack,
        "web",
        name="web",
        vpc_id="vpc-0abc",
        port=port,
        protocol="HTTP",
        target_type="ip",
        health_check=LbTargetGroupHealthCheck(path="/healthz"),
    )
    synthesized = Testing.synth(stack)
    assert Testing.to_have_resource_with_properties(
        synthesized, LbTargetGroup.TF_RESOURCE_TYPE, {"port": port}
    )
