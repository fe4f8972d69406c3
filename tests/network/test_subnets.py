from collections.abc import Callable
from typing import Any

from constructs_lib import Id, PrivateSubnetsLookup, PublicSubnetsLookup
from cdktf import Fn, TerraformOutput, TerraformStack, Testing
from cdktf_cdktf_provider_aws.data_aws_availability_zones import DataAwsAvailabilityZones
from cdktf_cdktf_provider_aws.data_aws_subnets import DataAwsSubnets
from cdktf_cdktf_provider_aws.provider import AwsProvider
from helpers.invalid_input import InvalidInput, rejects

VPC = Id("vpc-0123")
ZONES = ["ap-northeast-1a", "ap-northeast-1c"]


def test_reads_subnets_of_each_zone(stack: TerraformStack, synth: Callable[[], str]) -> None:
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


def test_reads_route_tables(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    PublicSubnetsLookup(stack, "public", vpc=VPC, availability_zones=ZONES)
    data = synthesized()["data"]
    [(name, tables)] = data["aws_route_tables"].items()
    assert tables["vpc_id"] == "vpc-0123"
    [table] = data["aws_route_table"].values()
    assert table["for_each"] == f"${{toset(data.aws_route_tables.{name}.ids)}}"
    assert table["route_table_id"] == "${each.value}"


def test_requires_public_subnet_in_each_zone(
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


def test_accepts_zones_of_data_source(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    """tests/integration/test_lookups.py has a real plan."""
    zones = DataAwsAvailabilityZones(stack, "zones", state="available").names
    PublicSubnetsLookup(
        stack,
        "public",
        vpc=VPC,
        availability_zones=[Fn.element(zones, 0), Fn.element(zones, 1)],
    )
    subnets = synthesized()["data"]["aws_subnets"]
    assert [name.rpartition("_")[0] for name in subnets] == ["public_zone-0", "public_zone-1"]
    assert [item["filter"][1]["values"] for item in subnets.values()] == [
        ["${element(data.aws_availability_zones.zones.names, 0)}"],
        ["${element(data.aws_availability_zones.zones.names, 1)}"],
    ]


def test_ids_are_in_order_of_zones(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    subnets = PublicSubnetsLookup(stack, "public", vpc=VPC, availability_zones=ZONES[::-1])
    TerraformOutput(stack, "ids", value=subnets.ids)
    first, second = synthesized()["output"]["ids"]["value"]
    assert "public_ap-northeast-1c" in first
    assert "public_ap-northeast-1a" in second


def test_addresses_do_not_depend_on_order_of_zones() -> None:
    def addresses(zones: list[str]) -> str:
        stack = TerraformStack(Testing.app(), "stack")
        AwsProvider(stack, "aws", region="ap-northeast-1")
        PublicSubnetsLookup(stack, "public", vpc=VPC, availability_zones=zones)
        return str(Testing.synth(stack))

    assert addresses(ZONES) == addresses(ZONES[::-1])


def test_looks_up_private_subnets(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    PrivateSubnetsLookup(stack, "private", vpc=VPC, availability_zones=ZONES)
    contents = synthesized()
    [first, _] = [value for value in contents["locals"].values() if isinstance(value, str)]
    assert ".ids : s if !contains(local." in first
    messages = [
        condition["error_message"]
        for subnets in contents["data"]["aws_subnets"].values()
        for condition in subnets["lifecycle"]["postcondition"]
    ]
    assert all("must have a private subnet in vpc-0123" in message for message in messages)


INVALID = [
    InvalidInput(
        'PublicSubnetsLookup(stack, "id", vpc=vpc, availability_zones=["ap-northeast-1a", "ap-northeast-1c"])',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer",
        """
availability_zones=[] => availability_zones must be the names of at least 2 zones, got []
availability_zones=["ap-northeast-1a"] => availability_zones must be the names of at least 2 zones, got ['ap-northeast-1a']
availability_zones=["ap-northeast-1a", "ap-northeast-1a"] => availability_zones must not repeat a value, got 'ap-northeast-1a' twice
availability_zones=["ap-northeast-1a", "us-east-1a"] => availability_zones must be zones of one region, got ['ap-northeast-1a', 'us-east-1a']
availability_zones=["us-east-1a", "us-east-1b"] => availability_zones must be in the provider's region ap-northeast-1 (set region or provider for another one), got ['us-east-1a', 'us-east-1b']
availability_zones=["a", "c"] => availability_zones must be names of Availability Zones such as "ap-northeast-1a", got 'a'
=> availability_zones must be names of Availability Zones such as "ap-northeast-1a", got 'c'
availability_zones="ap-northeast-1a" => availability_zones must be a list of Availability Zones, got 'ap-northeast-1a'
availability_zones=["ap-northeast-1a", "ap-northeast-1"] => availability_zones must be names of Availability Zones such as "ap-northeast-1a", got 'ap-northeast-1'
availability_zones=["ap-northeast-1a", "apne1-az4"] => availability_zones must be names of Availability Zones such as "ap-northeast-1a", got 'apne1-az4'
vpc="vpc-1" => vpc must be a VPC (the lookup, construct or resource itself, not its id) or Id("vpc-0abc"), got 'vpc-1'
vpc=Id("subnet-1") => vpc must be an id that starts with vpc-, got 'subnet-1'
vpc=Arn("arn:aws:ec2:ap-northeast-1:123456789012:vpc/vpc-1") => vpc must be a VPC (the lookup, construct or resource itself, not its id) or Id("vpc-0abc"), got Arn(arn='arn:aws:ec2:ap-northeast-1:123456789012:vpc/vpc-1')
""",
    ),
    InvalidInput(
        'PrivateSubnetsLookup(stack, "id", vpc=vpc, availability_zones=["ap-northeast-1a", "ap-northeast-1c"])',
        "https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html#subnet-types",
        """
availability_zones=["ap-northeast-1a"] => availability_zones must be the names of at least 2 zones, got ['ap-northeast-1a']
vpc="vpc-1" => vpc must be a VPC (the lookup, construct or resource itself, not its id) or Id("vpc-0abc"), got 'vpc-1'
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
