"""The lookups with the real provider: what they find, and their errors if they find nothing."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from constructs_lib import (
    CertificateLookup,
    Id,
    PrivateSubnetsLookup,
    PublicSubnetsLookup,
    SecurityGroupLookup,
    VpcLookup,
)
from cdktf import Fn, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.data_aws_availability_zones import DataAwsAvailabilityZones
from helpers.workspaces import Workspaces

from embedded_aws.prerequisites import (
    Clients,
    create_internet_gateway,
    create_route_table,
    create_security_group,
    create_subnet,
    create_vpc,
    import_certificate,
)

NOT_ISSUED = ["typo", "pending", "ended"]
ZONES = ["ap-northeast-1a", "ap-northeast-1c"]


class Vpc:
    """A VPC to put subnets into, with an internet gateway."""

    def __init__(self, aws: Clients, name: str) -> None:
        self.aws = aws
        self.id = create_vpc(aws, name=name)
        self.gateway = create_internet_gateway(aws, self.id)
        self.public = create_route_table(aws, self.id, internet_gateway=self.gateway)
        self.private = create_route_table(aws, self.id)
        self.subnets = 0

    def subnet(self, zone: str, route_table: str | None) -> str:
        self.subnets += 1
        return create_subnet(
            self.aws, self.id, zone, f"10.0.{self.subnets}.0/24", route_table=route_table
        )

    def make_main_route_table_public(self) -> None:
        [main] = self.aws.ec2.describe_route_tables(
            Filters=[
                {"Name": "vpc-id", "Values": [self.id]},
                {"Name": "association.main", "Values": ["true"]},
            ]
        )["RouteTables"]
        self.aws.ec2.create_route(
            RouteTableId=main["RouteTableId"],
            DestinationCidrBlock="0.0.0.0/0",
            GatewayId=self.gateway,
        )


def public_and_private(aws: Clients) -> tuple[str, list[str]]:
    vpc = Vpc(aws, "public-and-private")
    for zone in ZONES:
        vpc.subnet(zone, vpc.private)
        vpc.subnet(zone, None)  # the main route table, which is private here
    expected = [vpc.subnet(zone, vpc.public) for zone in ZONES]
    return vpc.id, expected


def private_and_public(aws: Clients) -> tuple[str, list[str]]:
    vpc = Vpc(aws, "private-and-public")
    vpc.make_main_route_table_public()
    expected = []
    for zone in ZONES:
        vpc.subnet(zone, vpc.public)
        vpc.subnet(zone, None)
        expected.append(vpc.subnet(zone, vpc.private))
    return vpc.id, expected


def private_main_route_table(aws: Clients) -> tuple[str, list[str]]:
    vpc = Vpc(aws, "private-main-route-table")
    for zone in ZONES:
        vpc.subnet(zone, vpc.public)
    return vpc.id, [vpc.subnet(zone, None) for zone in ZONES]


def two_public_in_one_zone(aws: Clients) -> tuple[str, list[str]]:
    vpc = Vpc(aws, "two-public-in-one-zone")
    several = [vpc.subnet(ZONES[0], vpc.public) for _ in range(4)]
    return vpc.id, [min(several), vpc.subnet(ZONES[1], vpc.public)]


def public_main_route_table(aws: Clients) -> tuple[str, list[str]]:
    vpc = Vpc(aws, "public-main-route-table")
    vpc.make_main_route_table_public()
    for zone in ZONES:
        vpc.subnet(zone, vpc.private)
    return vpc.id, [vpc.subnet(zone, None) for zone in ZONES]


SCENARIOS: list[Callable[[Clients], tuple[str, list[str]]]] = [
    public_and_private,
    two_public_in_one_zone,
    public_main_route_table,
]
PRIVATE_SCENARIOS: list[Callable[[Clients], tuple[str, list[str]]]] = [
    private_and_public,
    private_main_route_table,
]


@pytest.fixture(scope="module")
def lookups(aws: Clients, workspaces: Workspaces) -> dict[str, tuple[list[str], list[str]]]:
    """The expected subnets of each scenario, and those of the lookup, from one apply."""
    scenarios = [*SCENARIOS, *PRIVATE_SCENARIOS]
    scenario_resources = {scenario.__name__: scenario(aws) for scenario in scenarios}

    def build(stack: TerraformStack) -> None:
        for scenario in scenarios:
            name = scenario.__name__
            vpc = Id(scenario_resources[name][0])
            is_private = scenario in PRIVATE_SCENARIOS
            lookup = PrivateSubnetsLookup if is_private else PublicSubnetsLookup
            subnets = lookup(stack, f"{name}-lookup", vpc=vpc, availability_zones=ZONES)
            TerraformOutput(stack, name, value=subnets.ids)
        names = DataAwsAvailabilityZones(stack, "zones", state="available").names
        of_data_source = PublicSubnetsLookup(
            stack,
            "of-data-source",
            vpc=Id(scenario_resources["public_and_private"][0]),
            # moto sorts them: ap-northeast-1a, ap-northeast-1c and ap-northeast-1d
            availability_zones=[Fn.element(names, 0), Fn.element(names, 1)],
        )
        TerraformOutput(stack, "zones_of_data_source", value=of_data_source.ids)

    terraform = workspaces.stack(build)
    terraform("validate")
    terraform("apply", "-auto-approve")
    terraform.assert_no_changes()
    outputs = terraform.outputs()
    lookups = {
        name: (expected, outputs[name]) for name, (_, expected) in scenario_resources.items()
    }
    _, expected = scenario_resources["public_and_private"]
    return lookups | {"zones_of_data_source": (expected, outputs["zones_of_data_source"])}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_finds_public_subnets(
    lookups: dict[str, tuple[list[str], list[str]]], scenario: Callable[[Clients], object]
) -> None:
    expected, subnets = lookups[scenario.__name__]
    assert subnets == expected


@pytest.mark.parametrize("scenario", PRIVATE_SCENARIOS)
def test_finds_private_subnets(
    lookups: dict[str, tuple[list[str], list[str]]], scenario: Callable[[Clients], object]
) -> None:
    expected, subnets = lookups[scenario.__name__]
    assert subnets == expected


def test_finds_subnets_in_zones_of_data_source(
    lookups: dict[str, tuple[list[str], list[str]]],
) -> None:
    expected, subnets = lookups["zones_of_data_source"]
    assert subnets == expected


def test_reports_zone_without_private_subnet(aws: Clients, workspaces: Workspaces) -> None:
    vpc = Vpc(aws, "nothing-private-in-c")
    vpc.subnet(ZONES[0], vpc.private)
    public = vpc.subnet(ZONES[1], vpc.public)

    error = workspaces.stack(
        partial(PrivateSubnetsLookup, id="private", vpc=Id(vpc.id), availability_zones=ZONES)
    ).plan_error()

    assert (
        f"Availability Zone ap-northeast-1c must have a private subnet in {vpc.id}: one whose "
        "route table (or the VPC's main route table, where it has none of its own) does not send "
        f"0.0.0.0/0 to an internet gateway. Subnets in the zone: {public}. Add one, or name "
        "another zone in availability_zones."
    ) in error


def test_reports_zone_without_public_subnet(aws: Clients, workspaces: Workspaces) -> None:
    vpc = Vpc(aws, "nothing-public-in-c")
    vpc.subnet(ZONES[0], vpc.public)
    private = sorted([vpc.subnet(ZONES[1], vpc.private), vpc.subnet(ZONES[1], None)])
    to_nowhere = create_route_table(aws, vpc.id)
    aws.ec2.create_route(  # an internet gateway, but not as the default route
        RouteTableId=to_nowhere, DestinationCidrBlock="192.0.2.0/24", GatewayId=vpc.gateway
    )
    private = sorted([*private, vpc.subnet(ZONES[1], to_nowhere)])

    error = workspaces.stack(
        partial(PublicSubnetsLookup, id="public", vpc=Id(vpc.id), availability_zones=ZONES)
    ).plan_error()

    assert (
        f"Availability Zone ap-northeast-1c must have a public subnet in {vpc.id}: one whose "
        "route table (or the VPC's main route table, where it has none of its own) sends "
        "0.0.0.0/0 to an internet gateway. Subnets in the zone: "
        f"{', '.join(private)}. Add that route, or name another zone in availability_zones."
    ) in error
    assert "Availability Zone ap-northeast-1a" not in error


def test_finds_vpc_security_group_and_certificate(aws: Clients, workspaces: Workspaces) -> None:
    vpc = create_vpc(aws, name="found")
    create_vpc(aws, name="found-2")
    group = create_security_group(aws, vpc, name="service*")
    create_security_group(aws, vpc, name="service-2")  # the name's * is no wildcard
    certificate = import_certificate(aws, "found.example.com")

    def build(stack: TerraformStack) -> None:
        by_name = VpcLookup(stack, "by-name", name="found")
        TerraformOutput(stack, "by_name", value=by_name.id)
        TerraformOutput(stack, "by_tag", value=VpcLookup(stack, "t", tags={"Name": "found"}).id)
        TerraformOutput(stack, "by_id", value=VpcLookup(stack, "i", vpc_id=vpc).id)
        service = SecurityGroupLookup(stack, "service", vpc=by_name, name="service*")
        TerraformOutput(stack, "group", value=service.id)
        certificate_lookup = CertificateLookup(stack, "certificate", domain="found.example.com")
        TerraformOutput(stack, "arn", value=certificate_lookup.arn)

    terraform = workspaces.stack(build)
    terraform("apply", "-auto-approve")
    assert terraform.outputs() == {
        "by_name": vpc,
        "by_tag": vpc,
        "by_id": vpc,
        "group": group,
        "arn": certificate,
    }


def test_reports_search_criteria(aws: Clients, workspaces: Workspaces) -> None:
    vpc = create_vpc(aws, name="empty")
    twins = sorted(create_vpc(aws, name="twin") for _ in range(2))
    aws.acm.request_certificate(DomainName="pending.example.com", ValidationMethod="DNS")
    import_certificate(aws, "ended.example.com", valid_for=timedelta(seconds=1))

    def build(stack: TerraformStack) -> None:
        VpcLookup(stack, "none", name="typo")
        VpcLookup(stack, "two", name="twin")
        VpcLookup(stack, "gone", vpc_id="vpc-0123")
        SecurityGroupLookup(stack, "service", vpc=Id(vpc), name="typo")
        for host in NOT_ISSUED:
            CertificateLookup(stack, host, domain=f"{host}.example.com")

    error = workspaces.stack(build).plan_error()

    advice = "Check the spelling, the region and account, or give vpc_id."
    for message in (
        f"Exactly one VPC must have tag:Name = typo in ap-northeast-1, found none. {advice}",
        (
            "Exactly one VPC must have tag:Name = twin in ap-northeast-1, found "
            f"{', '.join(twins)}. {advice}"
        ),
        (
            "Exactly one security group must have group-name = typo and vpc-id = "
            f"{vpc} in ap-northeast-1, found none. Create it first, or check the spelling"
        ),
        f"Exactly one VPC must have vpc-id = vpc-0123 in ap-northeast-1, found none. {advice}",
    ):
        assert message in error
    # The provider's own words: ACM has no plural data source to put ours on.
    assert error.count("reading ACM Certificates: empty result") == len(NOT_ISSUED)
    for host in NOT_ISSUED:
        assert f"with data.aws_acm_certificate.{host}" in error
