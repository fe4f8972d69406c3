from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import Id, PublicSubnetsLookup
from cdktf import TerraformOutput, TerraformStack, TerraformVariable, Testing
from cdktf_cdktf_provider_aws.data_aws_subnets import DataAwsSubnets
from cdktf_cdktf_provider_aws.provider import AwsProvider
from support import refusal

VPC = Id("vpc-0123")
ZONES = ["ap-northeast-1a", "ap-northeast-1c"]


def test_searches_each_zone_of_the_vpc(stack: TerraformStack, synth: Callable[[], str]) -> None:
    PublicSubnetsLookup(stack, "public", vpc=VPC, availability_zones=ZONES)
    for zone in ZONES:
        assert Testing.to_have_data_source_with_properties(
            synth(),
            DataAwsSubnets.TF_RESOURCE_TYPE,
            {
                "filter": [
                    {"name": "vpc-id", "values": ["vpc-0123"]},
                    {"name": "availability-zone", "values": [zone]},
                ]
            },
        )


def test_reads_the_route_tables_of_the_vpc(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    PublicSubnetsLookup(stack, "public", vpc=VPC, availability_zones=ZONES)
    data = synthesized()["data"]
    [(name, tables)] = data["aws_route_tables"].items()
    assert tables["vpc_id"] == "vpc-0123"
    [table] = data["aws_route_table"].values()
    assert table["for_each"] == f"${{toset(data.aws_route_tables.{name}.ids)}}"
    assert table["route_table_id"] == "${each.value}"


def test_a_zone_without_a_public_subnet_fails_the_plan_by_name(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    PublicSubnetsLookup(stack, "public", vpc=VPC, availability_zones=ZONES)
    messages = [
        condition["error_message"]
        for subnets in synthesized()["data"]["aws_subnets"].values()
        for condition in subnets["lifecycle"]["postcondition"]
    ]
    assert [message.split(" must ")[0] for message in sorted(messages)] == [
        "Availability Zone ap-northeast-1a",
        "Availability Zone ap-northeast-1c",
    ]


def test_ids_come_in_the_order_of_the_zones(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    subnets = PublicSubnetsLookup(stack, "public", vpc=VPC, availability_zones=ZONES[::-1])
    TerraformOutput(stack, "ids", value=subnets.ids)
    first, second = synthesized()["output"]["ids"]["value"]
    assert "public_ap-northeast-1c" in first
    assert "public_ap-northeast-1a" in second


def test_the_order_of_the_zones_changes_no_address() -> None:
    def addresses(zones: list[str]) -> str:
        stack = TerraformStack(Testing.app(), "stack")
        AwsProvider(stack, "aws", region="ap-northeast-1")
        PublicSubnetsLookup(stack, "public", vpc=VPC, availability_zones=zones)
        return str(Testing.synth(stack))

    assert addresses(ZONES) == addresses(ZONES[::-1])


def test_refuses_a_zone_that_can_not_name_its_data_source(stack: TerraformStack) -> None:
    zone = TerraformVariable(stack, "zone", type="string").string_value
    with refusal(
        "availability_zones must be known at synth, as each names its data source, got a token, "
        "which only Terraform resolves"
    ):
        PublicSubnetsLookup(stack, "public", vpc=VPC, availability_zones=[zone, ZONES[0]])


NAME = 'the name of an Availability Zone such as "ap-northeast-1a"'


@pytest.mark.parametrize(
    ("zones", "message"),
    [
        ([], "availability_zones must be the names of at least 2 Availability Zones, got []"),
        (
            ["ap-northeast-1a"],
            (
                "availability_zones must be the names of at least 2 Availability Zones, "
                "got ['ap-northeast-1a']"
            ),
        ),
        (
            "ap-northeast-1a",
            "availability_zones must be a list of Availability Zones, got 'ap-northeast-1a'",
        ),
        (
            ["ap-northeast-1a", "ap-northeast-1a"],
            "availability_zones must not repeat a value, got 'ap-northeast-1a' twice",
        ),
        (
            ["ap-northeast-1a", "ap-northeast-1"],
            f"availability_zones must be {NAME}, got 'ap-northeast-1'",
        ),
        (
            ["ap-northeast-1a", "apne1-az1"],
            f"availability_zones must be {NAME}, got 'apne1-az1'",
        ),
        (
            ["ap-northeast-1a", "us-east-1a"],
            (
                "availability_zones must be zones of one region, "
                "got ['ap-northeast-1a', 'us-east-1a']"
            ),
        ),
        (
            ["us-east-1a", "us-east-1b"],
            (
                "availability_zones must be in the provider's region ap-northeast-1, "
                "got 'us-east-1a'"
            ),
        ),
    ],
)
def test_refuses(stack: TerraformStack, zones: list[str], message: str) -> None:
    with refusal(message):
        PublicSubnetsLookup(stack, "public", vpc=VPC, availability_zones=zones)
