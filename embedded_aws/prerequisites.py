"""The resources that main.py requires, of the earlier chapters of the tutorial."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from itertools import islice
from typing import Any, TypeAlias

import boto3
import botocore.session
from botocore.config import Config
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from mypy_boto3_acm import ACMClient
from mypy_boto3_ec2 import EC2Client
from mypy_boto3_elbv2 import ElasticLoadBalancingv2Client

from embedded_aws.server import REGION

Key: TypeAlias = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

MAXIMUM_COMMON_NAME = 64
"""The limit of X.509; moto reads the domain name of a certificate from its common name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clients:
    """Clients of boto3 for the services that this library uses."""

    acm: ACMClient
    ec2: EC2Client
    elbv2: ElasticLoadBalancingv2Client


def session() -> boto3.Session:
    """Return a session for the emulated AWS."""
    # It uses no profile, configuration file or proxy of the user.
    own = {"profile": None, "config_file": os.devnull, "credentials_file": os.devnull}
    return boto3.Session(
        aws_access_key_id="embedded",
        aws_secret_access_key="embedded",  # noqa: S106 - moto accepts any
        region_name=REGION,
        botocore_session=botocore.session.Session(
            session_vars={name: (None, None, value, None) for name, value in own.items()}
        ),
    )


def client_arguments(endpoint: str) -> dict[str, Any]:
    """Return the arguments of a client of the emulated AWS."""
    return {"endpoint_url": endpoint, "config": Config(proxies={})}


def clients(endpoint: str, *, region: str = REGION) -> Clients:
    """Return clients of the emulated AWS."""
    make, arguments = session().client, client_arguments(endpoint) | {"region_name": region}
    return Clients(
        acm=make("acm", **arguments), ec2=make("ec2", **arguments), elbv2=make("elbv2", **arguments)
    )


def create_prerequisites(aws: Clients, *, domain: str) -> None:
    """Create the VPC, subnets in two zones, the backend's security group and the certificate."""
    vpc = create_vpc(aws, name="zenn-clone-vpc")
    public = create_route_table(aws, vpc, internet_gateway=create_internet_gateway(aws, vpc))
    private = create_route_table(aws, vpc)
    for number, letter in enumerate("ac"):
        zone = f"{REGION}{letter}"
        create_subnet(aws, vpc, zone, f"10.0.{number}.0/24", route_table=public)
        create_subnet(aws, vpc, zone, f"10.0.{number + 10}.0/24", route_table=private)
    create_security_group(aws, vpc, name="zenn-clone-ecs-backend-security-group")
    import_certificate(aws, domain)


def create_vpc(aws: Clients, *, name: str, ipv6: bool = False) -> str:
    """Create a VPC of 10.0.0.0/16 with a ``Name`` tag, and return its ID."""
    vpc = aws.ec2.create_vpc(
        CidrBlock="10.0.0.0/16",
        AmazonProvidedIpv6CidrBlock=ipv6,
        TagSpecifications=[{"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": name}]}],
    )
    return vpc["Vpc"]["VpcId"]


def create_internet_gateway(aws: Clients, vpc: str) -> str:
    """Create an internet gateway of a VPC, and return its ID."""
    gateway = aws.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    aws.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    return gateway


def create_route_table(aws: Clients, vpc: str, *, internet_gateway: str | None = None) -> str:
    """Create a route table, with a default route if there is a gateway, and return its ID."""
    table = aws.ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    if internet_gateway:
        aws.ec2.create_route(
            RouteTableId=table,
            DestinationCidrBlock="0.0.0.0/0",
            GatewayId=internet_gateway,
        )
    return table


def create_subnet(
    aws: Clients,
    vpc: str,
    zone: str,
    cidr: str,
    *,
    route_table: str | None = None,
    ipv6: int | None = None,
) -> str:
    """Create a subnet without public addresses on launch, as the console does, and return its ID.

    ``ipv6`` is the number of the subnet's block in the IPv6 block of the VPC.
    """
    blocks: Any = {}
    if ipv6 is not None:
        [described] = aws.ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"]
        own = ip_network(described["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"])
        blocks["Ipv6CidrBlock"] = str(next(islice(own.subnets(new_prefix=64), ipv6, None)))
    subnet = aws.ec2.create_subnet(VpcId=vpc, CidrBlock=cidr, AvailabilityZone=zone, **blocks)
    subnet_id = subnet["Subnet"]["SubnetId"]
    if route_table:
        aws.ec2.associate_route_table(RouteTableId=route_table, SubnetId=subnet_id)
    return subnet_id


def create_security_group(aws: Clients, vpc: str, *, name: str) -> str:
    """Create a security group of a VPC, and return its ID."""
    group = aws.ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)
    return group["GroupId"]


def import_certificate(
    aws: Clients,
    domain: str,
    *,
    valid_for: timedelta = timedelta(days=90),
    key: Key | None = None,
) -> str:
    """Import a certificate for a domain, with an EC key by default, and return its ARN."""
    if len(domain) > MAXIMUM_COMMON_NAME:
        msg = f"domain must be at most {MAXIMUM_COMMON_NAME} characters for the embedded AWS"
        raise ValueError(msg)
    certificate, key = self_signed(domain, datetime.now(UTC) + valid_for, key)
    imported = aws.acm.import_certificate(
        Certificate=certificate.public_bytes(serialization.Encoding.PEM),
        PrivateKey=key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )
    return imported["CertificateArn"]


def self_signed(domain: str, end: datetime, key: Key | None = None) -> tuple[x509.Certificate, Key]:
    """Return a self-signed certificate of a domain, and its key."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, domain)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(end)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(domain)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    return certificate, key
