"""What the examples find in AWS: the resources of other stacks."""

import io
import re
import zipfile
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


def with_neighbours(source: str, endpoint: str) -> str:
    """The program, with the ids of resources that are there in place of those it invents."""
    aws = clients(endpoint)
    create_prerequisites(aws, domain="backend.example.com")
    vpc = create_vpc(aws, name="shared")
    public = create_route_table(aws, vpc, internet_gateway=create_internet_gateway(aws, vpc))
    one, two = (
        create_subnet(aws, vpc, zone, cidr, route_table=public)
        for zone, cidr in (("ap-northeast-1a", "10.0.0.0/24"), ("ap-northeast-1c", "10.0.1.0/24"))
    )
    group = create_security_group(aws, vpc, name="shared-tasks")
    import_certificate(aws, "*.example.com")
    _shared_load_balancer(aws.elbv2, vpc, [one, two], group)

    def client(service: Any) -> Any:  # noqa: ANN401 - boto3 has a class for each
        return session().client(service, **client_arguments(endpoint))

    client("route53").create_hosted_zone(Name="example.com", CallerReference="1")
    client("sns").create_topic(Name="on-call")
    client("s3").create_bucket(
        Bucket="shared-logs", CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"}
    )
    client("wafv2").create_web_acl(
        Name="shared",
        Scope="REGIONAL",
        DefaultAction={"Allow": {}},
        VisibilityConfig={
            "SampledRequestsEnabled": False,
            "CloudWatchMetricsEnabled": False,
            "MetricName": "shared",
        },
    )
    there = {
        "vpc-0a1b2c3d4e5f60718": vpc,
        "subnet-0a1b2c3d4e5f60718": one,
        "subnet-0b1c2d3e4f5061728": two,
        "sg-0a1b2c3d4e5f60718": group,
        **{arn: import_certificate(aws, "www.example.com") for arn in set(ACM.findall(source))},
    }
    if FUNCTION in source:
        there[FUNCTION] = _function(client("iam"), client("lambda"))
    for invented, real in there.items():
        source = source.replace(invented, real)
    return source


def _shared_load_balancer(elbv2: Any, vpc: str, subnets: list[str], group: str) -> None:  # noqa: ANN401 - as above
    [alb] = elbv2.create_load_balancer(Name="shared", Subnets=subnets, SecurityGroups=[group])[
        "LoadBalancers"
    ]
    [target_group] = elbv2.create_target_group(
        Name="shared", Protocol="HTTP", Port=80, VpcId=vpc, TargetType="ip"
    )["TargetGroups"]
    elbv2.create_listener(
        LoadBalancerArn=alb["LoadBalancerArn"],
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": target_group["TargetGroupArn"]}],
    )


def _function(iam: Any, functions: Any) -> str:  # noqa: ANN401 - as above
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("hello.py", "")
    role = iam.create_role(RoleName="hello", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    made = functions.create_function(
        FunctionName="hello",
        Runtime="python3.11",
        Role=role,
        Handler="hello.hello",
        Code={"ZipFile": code.getvalue()},
    )
    return str(made["FunctionArn"])
