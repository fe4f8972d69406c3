from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import VpcLookup
from cdktf import TerraformOutput, TerraformStack, Testing
from cdktf_cdktf_provider_aws.data_aws_vpcs import DataAwsVpcs
from helpers.invalid_input import InvalidInput, rejects


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
def test_filters_by_arguments(
    stack: TerraformStack,
    synth: Callable[[], str],
    searched: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    VpcLookup(stack, "vpc", **searched)
    assert Testing.to_have_data_source_with_properties(
        synth(), DataAwsVpcs.TF_RESOURCE_TYPE, expected
    )


def test_requires_exactly_one_vpc(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    VpcLookup(stack, "vpc", name="main")
    [condition] = synthesized()["data"]["aws_vpcs"]["vpc"]["lifecycle"]["postcondition"]
    assert condition["condition"] == "${length(self.ids) == 1}"
    assert condition["error_message"].startswith("Exactly one VPC must have tag:Name = main in ")


def test_returns_id(stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]) -> None:
    TerraformOutput(stack, "id", value=VpcLookup(stack, "vpc", name="main").id)
    assert synthesized()["output"]["id"]["value"] == "${one(data.aws_vpcs.vpc.ids)}"


INVALID = [
    InvalidInput(
        'VpcLookup(stack, "id", name="main")',
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcs.html",
        """
name=None => name, tags or vpc_id must be given
name="" => name must be 1 to 256 characters, got ''
name="a" * 257 => name must be 1 to 256 characters, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (259 characters)
name=5 => name must be a string: 1 to 256 characters, got 5
vpc_id="subnet-1" => vpc_id must be an id such as "vpc-0abc1234", got 'subnet-1'
vpc_id="" => vpc_id must be an id such as "vpc-0abc1234", got ''
vpc_id="vpc 1" => vpc_id must be an id such as "vpc-0abc1234", got 'vpc 1'
tags=["a"] => tags must be a mapping of strings to strings, got ['a']
tags={"": "a"} => tags key must be 1 to 128 characters, got ''
tags={"a": "b" * 257} => tags['a'] must be at most 256 characters, got 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb… (259 characters)
tags={"a" * 129: "b"} => tags key must be 1 to 128 characters, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
tags={"Name": "other"} => name must be the same as the tag Name, 'other', got 'main'
tags={"a": 1} => tags['a'] must be a string: at most 256 characters, got 1
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
