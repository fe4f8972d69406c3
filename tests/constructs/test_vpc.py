from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import VpcLookup
from cdktf import TerraformOutput, TerraformStack, Testing
from cdktf_cdktf_provider_aws.data_aws_vpcs import DataAwsVpcs
from support import refusal


def filters(*pairs: tuple[str, str]) -> dict[str, Any]:
    return {"filter": [{"name": name, "values": [value]} for name, value in pairs]}


@pytest.mark.parametrize(
    ("searched", "expected"),
    [
        ({"name": "main"}, filters(("tag:Name", "main"))),
        ({"tags": {"team": "web"}}, filters(("tag:team", "web"))),
        ({"vpc_id": "vpc-0123"}, filters(("vpc-id", "vpc-0123"))),
        (
            {"name": "main", "tags": {"team": "web"}},
            filters(("tag:team", "web"), ("tag:Name", "main")),
        ),
        ({"name": r"a*b?c\d"}, filters(("tag:Name", r"a\*b\?c\\d"))),
    ],
)
def test_searches_for_exactly_what_is_given(
    stack: TerraformStack,
    synth: Callable[[], str],
    searched: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    VpcLookup(stack, "vpc", **searched)
    assert Testing.to_have_data_source_with_properties(
        synth(), DataAwsVpcs.TF_RESOURCE_TYPE, expected
    )


def test_the_plan_fails_unless_exactly_one_is_found(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    VpcLookup(stack, "vpc", name="main")
    [condition] = synthesized()["data"]["aws_vpcs"]["vpc"]["lifecycle"]["postcondition"]
    assert condition["condition"] == "${length(self.ids) == 1}"
    assert condition["error_message"].startswith("Exactly one VPC must have tag:Name = main in ")


def test_its_id_is_the_one_that_was_found(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    TerraformOutput(stack, "id", value=VpcLookup(stack, "vpc", name="main").id)
    assert synthesized()["output"]["id"]["value"] == "${one(data.aws_vpcs.vpc.ids)}"


@pytest.mark.parametrize(
    ("searched", "message"),
    [
        ({}, "name, tags or vpc_id must be given, got none of them"),
        ({"tags": {}}, "name, tags or vpc_id must be given, got none of them"),
        ({"name": ""}, "name must be 1 to 256 characters, got ''"),
        ({"name": "a" * 257}, f"name must be 1 to 256 characters, got '{'a' * 257}'"),
        ({"vpc_id": "main"}, "vpc_id must be an id such as \"vpc-0abc1234\", got 'main'"),
    ],
)
def test_refuses(stack: TerraformStack, searched: dict[str, Any], message: str) -> None:
    with refusal(message):
        VpcLookup(stack, "vpc", **searched)
