"""A test file as users write it, with this library: fifty tests, each with a synth of its own."""

import pytest
from constructs_lib import HealthCheck, Id, TargetGroup
from cdktf import TerraformStack, Testing
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from cdktf_cdktf_provider_aws.provider import AwsProvider


@pytest.mark.parametrize("port", range(8000, 8050))
def test_target_group(port: int) -> None:
    stack = TerraformStack(Testing.app(), "stack")
    AwsProvider(stack, "aws", region="eu-west-1")
    TargetGroup(
        stack,
        "web",
        name="web",
        vpc=Id("vpc-0abc"),
        port=port,
        health_check=HealthCheck(path="/healthz"),
    )
    synthesized = Testing.synth(stack)
    assert Testing.to_have_resource_with_properties(
        synthesized, LbTargetGroup.TF_RESOURCE_TYPE, {"port": port}
    )
