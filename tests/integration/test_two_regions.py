"""Two regions and two accounts in one stack."""

from typing import Any

import pytest
from helpers.workspaces import Workspaces

from embedded_aws.prerequisites import (
    Clients,
    client_arguments,
    clients,
    create_internet_gateway,
    create_route_table,
    create_subnet,
    create_vpc,
    session,
)
from embedded_aws.terraform import CHECKOUT

OSAKA = "ap-northeast-3"
pytestmark = pytest.mark.extended


def network(aws: Clients, region: str, ids: tuple[str, str, str]) -> dict[str, str]:
    """Create a VPC with two public subnets; return their IDs by those of the example."""
    vpc = create_vpc(aws, name="shop")
    public = create_route_table(aws, vpc, internet_gateway=create_internet_gateway(aws, vpc))
    subnets = [
        create_subnet(aws, vpc, f"{region}{zone}", f"10.0.{number}.0/24", route_table=public)
        for number, zone in enumerate("ac")
    ]
    return dict(zip(ids, [vpc, *subnets], strict=True))


def create_zone_in_dns_account(endpoint: str) -> Any:  # noqa: ANN401 - boto3 has a class for each
    """Create the hosted zone, and return a client of Route 53 of its account."""
    sts = session().client("sts", **client_arguments(endpoint))
    role = "arn:aws:iam::210987654321:role/dns"
    credentials = sts.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    route53 = session().client(
        "route53",
        **client_arguments(endpoint),
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )
    route53.create_hosted_zone(Name="example.com", CallerReference="1")
    return route53


def test_applies_to_two_regions_and_accounts(
    aws: Clients, endpoint: str, workspaces: Workspaces
) -> None:
    osaka = clients(endpoint, region=OSAKA)
    tokyo_ids = ("vpc-0a1b2c3d", "subnet-0a1b2c3d", "subnet-0b1c2d3e")
    osaka_ids = ("vpc-0b1c2d3e", "subnet-0c1d2e3f", "subnet-0d1e2f3a")
    ids = network(aws, "ap-northeast-1", tokyo_ids) | network(osaka, OSAKA, osaka_ids)
    route53 = create_zone_in_dns_account(endpoint)
    program = (CHECKOUT / "examples" / "two_regions.py").read_text()
    for invented, id in ids.items():
        program = program.replace(f'"{invented}"', f'"{id}"')
    terraform = workspaces.program(program)
    assert terraform.diagnostics() == []
    terraform("apply", "-auto-approve")
    terraform.assert_no_changes()
    for region in (aws, osaka):
        [alb] = region.elbv2.describe_load_balancers()["LoadBalancers"]
        assert alb["LoadBalancerName"] == "shop"
    [zone] = route53.list_hosted_zones()["HostedZones"]
    records = route53.list_resource_record_sets(HostedZoneId=zone["Id"])["ResourceRecordSets"]
    names = {record["Name"] for record in records if record["Type"] == "A"}
    assert names == {"tokyo.example.com.", "osaka.example.com."}
