"""The resources of other stacks that the examples refer to."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from embedded_aws.prerequisites import (
    client_arguments,
    clients,
    create_internet_gateway,
    create_prerequisites,
    create_route_table,
    create_security_group,
    create_subnet,
    create_vpc,
    import_certificate,
    session,
)

ACM = re.compile(r"arn:aws:acm:[^\"]+")
FUNCTION = "arn:aws:lambda:ap-northeast-1:123456789012:function:hello"


def other_resources(endpoint: str) -> dict[str, str]:
    """Create the resources of other stacks, and return the IDs and ARNs that programs refer to."""
    aws = clients(endpoint)
    create_prerequisites(aws, domain="backend.example.com")
    vpc = create_vpc(aws, name="shared", ipv6=True)
    public = create_route_table(aws, vpc, internet_gateway=create_internet_gateway(aws, vpc))
    subnets = [
        create_subnet(aws, vpc, zone, cidr, route_table=public, ipv6=ipv6)
        for ipv6, (zone, cidr) in enumerate(
            (("ap-northeast-1a", "10.0.0.0/24"), ("ap-northeast-1c", "10.0.1.0/24"))
        )
    ]
    for zone, cidr in (("ap-northeast-1a", "10.0.2.0/24"), ("ap-northeast-1c", "10.0.3.0/24")):
        create_subnet(aws, vpc, zone, cidr)  # private, by the main route table
    group = create_security_group(aws, vpc, name="shared-tasks")
    wildcard = import_certificate(aws, "*.example.com")
    load_balancer = _shared_load_balancer(aws.elbv2, vpc, subnets, group, wildcard)

    route53 = _client("route53", endpoint)
    zone = create_hosted_zone(endpoint, "example.com")
    route53.create_hosted_zone(
        Name="corp.example.com",
        CallerReference="2",
        HostedZoneConfig={"PrivateZone": True},
        VPC={"VPCRegion": "ap-northeast-1", "VPCId": vpc},
    )
    _client("sns", endpoint).create_topic(Name="on-call")
    s3 = _client("s3", endpoint)
    s3.create_bucket(
        Bucket="shared-logs", CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"}
    )
    writer = {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"}
    statement = {"Effect": "Allow", "Principal": writer, "Action": "s3:PutObject", "Resource": "*"}
    s3.put_bucket_policy(Bucket="shared-logs", Policy=json.dumps({"Statement": [statement]}))
    web_acl = _client("wafv2", endpoint).create_web_acl(
        Name="shared",
        Scope="REGIONAL",
        DefaultAction={"Allow": {}},
        VisibilityConfig={
            "SampledRequestsEnabled": False,
            "CloudWatchMetricsEnabled": False,
            "MetricName": "shared",
        },
    )
    return {
        "vpc": vpc,
        "subnet": subnets[0],
        "other_subnet": subnets[1],
        "security_group": group,
        "other_security_group": create_security_group(aws, vpc, name="other"),
        "load_balancer_arn": load_balancer,
        "certificate": import_certificate(aws, "www.example.com"),
        "hosted_zone": zone,
        "web_acl": web_acl["Summary"]["ARN"],
    }


def with_other_resources(source: str, existing: Mapping[str, str], endpoint: str) -> str:
    """Return a program with the IDs of existing resources instead of invented ones."""
    aws = clients(endpoint)
    ids = {
        "vpc-0a1b2c3d4e5f60718": existing["vpc"],
        "subnet-0a1b2c3d4e5f60718": existing["subnet"],
        "subnet-0b1c2d3e4f5061728": existing["other_subnet"],
        "sg-0a1b2c3d4e5f60718": existing["security_group"],
        **{arn: import_certificate(aws, "www.example.com") for arn in set(ACM.findall(source))},
    }
    if FUNCTION in source:
        ids[FUNCTION] = create_function(endpoint)
    for invented, id in ids.items():
        source = source.replace(invented, id)
    return source


def _client(service: Any, endpoint: str) -> Any:  # noqa: ANN401 - boto3 has a class for each
    return session().client(service, **client_arguments(endpoint))


def _shared_load_balancer(
    elbv2: Any,  # noqa: ANN401 - as above
    vpc: str,
    subnets: list[str],
    group: str,
    certificate: str,
) -> str:
    [alb] = elbv2.create_load_balancer(
        Name="shared",
        Subnets=subnets,
        SecurityGroups=[group],
        Tags=[{"Key": "tier", "Value": "shared"}],
    )["LoadBalancers"]
    [target_group] = elbv2.create_target_group(
        Name="shared", Protocol="HTTP", Port=80, VpcId=vpc, TargetType="ip"
    )["TargetGroups"]
    forward = [{"Type": "forward", "TargetGroupArn": target_group["TargetGroupArn"]}]
    for listener in (
        {"Protocol": "HTTP", "Port": 80},
        {"Protocol": "HTTPS", "Port": 443, "Certificates": [{"CertificateArn": certificate}]},
    ):
        elbv2.create_listener(
            LoadBalancerArn=alb["LoadBalancerArn"], DefaultActions=forward, **listener
        )
    return str(alb["LoadBalancerArn"])


def create_function(endpoint: str, source: str = "") -> str:
    """Create a Lambda function whose handler is ``handle``, and return its ARN."""
    iam, functions = _client("iam", endpoint), _client("lambda", endpoint)
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("hello.py", source)
    role = iam.create_role(RoleName="hello", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    function = functions.create_function(
        FunctionName="hello",
        Runtime="python3.11",
        Role=role,
        Handler="hello.handle",
        Code={"ZipFile": code.getvalue()},
    )
    functions.create_alias(FunctionName="hello", Name="live", FunctionVersion="$LATEST")
    return str(function["FunctionArn"])


def create_hosted_zone(endpoint: str, name: str) -> str:
    """Create a public hosted zone, and return its ID."""
    route53 = _client("route53", endpoint)
    zone = route53.create_hosted_zone(Name=name, CallerReference=name)["HostedZone"]
    return str(zone["Id"]).split("/")[-1]
