"""Raw resources that constructs refer to are replaced, and so are registered targets.

Terraform extends ``create_before_destroy`` to all that a resource refers to. The name of a raw
resource is often unique, so that its replacement can't exist beside the original.
"""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    Connection,
    Forward,
    HttpListener,
    LambdaTargetGroup,
    ListenerRule,
    LoadBalancerAlarms,
    PathPattern,
    SecurityGroup,
    SecurityGroupRule,
    Target,
    TargetGroup,
)
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.security_group import SecurityGroup as RawSecurityGroup
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from helpers.workspaces import TerraformFolder, Workspaces

from embedded_aws.prerequisites import Clients

pytestmark = pytest.mark.extended

NEIGHBOURS = (
    "aws_security_group.tasks",
    "aws_lambda_function.function",
    "aws_sns_topic.topic",
)


def build(stack: TerraformStack, code: Path, *, port: int | None, function_name: str) -> None:
    vpc = Vpc(stack, "vpc", cidr_block="10.0.0.0/16")
    gateway = InternetGateway(stack, "gateway", vpc_id=vpc.id)
    subnets = [
        Subnet(
            stack,
            f"subnet-{zone}",
            vpc_id=vpc.id,
            cidr_block=f"10.0.{number}.0/24",
            availability_zone=f"ap-northeast-1{zone}",
        )
        for number, zone in enumerate("ac")
    ]
    tasks = RawSecurityGroup(stack, "tasks", name="tasks", vpc_id=vpc.id)
    role = IamRole(stack, "role", name="function", assume_role_policy="{}")
    function = LambdaFunction(
        stack,
        "function",
        function_name=function_name,
        role=role.arn,
        handler="function.handler",
        runtime="python3.11",
        filename=str(code),
    )
    topic = SnsTopic(stack, "topic", name="on-call")

    peers = {"tasks": SecurityGroupRule(port=8080, security_group=tasks)}
    group = SecurityGroup(
        stack,
        "alb",
        name="alb",
        vpc=vpc,
        ingress={"http": SecurityGroupRule(port=80, cidr_ipv4="10.0.0.0/8"), **peers},
        rules_managed_elsewhere=True,
    )
    Connection(stack, "to-tasks", source=group, destination=tasks, ports=[80])
    web = TargetGroup(
        stack,
        "web",
        name_prefix="web",
        vpc=vpc,
        port=80,
        targets={"fixed": Target(id="10.0.0.20", port=port)},
    )
    hello = LambdaTargetGroup(stack, "hello", name="hello", function=function)
    rules = {
        "hello": ListenerRule(
            conditions=[PathPattern(["/hello"])], action=Forward(hello), priority=100
        )
    }
    alb = ApplicationLoadBalancer(
        stack,
        "load-balancer",
        name="neighbours",
        subnets=subnets,
        security_groups=[group],
        listeners=[HttpListener(default_action=Forward(web), rules=rules)],
        internal=False,
        depends_on=[gateway],  # AWS rejects the subnets of a VPC without a gateway
        enable_deletion_protection=False,
    )
    LoadBalancerAlarms(
        stack, "alarms", name="shop", load_balancer=alb, target_groups={"web": web}, topic=topic
    )


@pytest.fixture(scope="module")
def applied(workspaces: Workspaces) -> TerraformFolder:
    code = workspaces.path / "function.zip"
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("function.py", "")

    def stack(folder: Path | None, *, port: int | None, function_name: str) -> TerraformFolder:
        terraform = workspaces.stack(
            lambda stack: build(stack, code, port=port, function_name=function_name), folder
        )
        terraform("apply", "-auto-approve")
        terraform.assert_no_changes()
        return terraform

    applied = stack(None, port=None, function_name="first")
    return stack(applied.path.parents[2], port=80, function_name="second")


def registered_targets(aws: Clients, group: str) -> list[Any]:
    """Return the targets of the group whose name starts with a text."""
    for item in aws.elbv2.describe_target_groups()["TargetGroups"]:
        if item["TargetGroupName"].startswith(group):
            arn = item["TargetGroupArn"]
    health = aws.elbv2.describe_target_health(TargetGroupArn=arn)
    return [item["Target"] for item in health["TargetHealthDescriptions"]]


@pytest.mark.usefixtures("applied")
def test_target_stays_registered_if_its_port_changes(aws: Clients) -> None:
    assert registered_targets(aws, "web") == [{"Id": "10.0.0.20", "Port": 80}]


@pytest.mark.usefixtures("applied")
def test_new_function_replaces_registered_one(aws: Clients) -> None:
    [target] = registered_targets(aws, "hello")
    assert target["Id"].endswith(":function:second")


@pytest.mark.parametrize("neighbour", NEIGHBOURS)
def test_neighbour_is_replaced(applied: TerraformFolder, neighbour: str) -> None:
    applied("apply", "-auto-approve", f"-replace={neighbour}")
    applied.assert_no_changes()
