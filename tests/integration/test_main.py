"""main.py through the real CLI of CDKTF and the real provider, to the end and back."""

import json
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from helpers.facts import EXPECTED, Facts, read_back
from helpers.permissions import OF_MAIN, POLICY, requested_actions
from helpers.workspaces import TerraformFolder, Workspaces

from embedded_aws.prerequisites import Clients, create_prerequisites, create_subnet
from embedded_aws.server import embedded_aws
from embedded_aws.terraform import cdktf, copy_app, run

READ = ("Describe", "Get", "List")
STACK = "zenn-clone-backend"


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All requests to AWS, as recorded by moto."""
    return tmp_path_factory.mktemp("recording") / "requests"


@pytest.fixture(scope="module")
def endpoint(recording: Path) -> Iterator[str]:
    """An emulated AWS that records requests."""
    with embedded_aws(recording=recording) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def app(aws: Clients, workspaces: Workspaces, recording: Path) -> Iterator[Path]:
    """A folder with main.py, deployed by ``cdktf deploy``; destroyed by ``cdktf destroy``."""
    folder = copy_app(workspaces.folder())
    domain = json.loads((folder / "cdktf.json").read_text())["context"]["domain"]
    create_prerequisites(aws, domain=domain)
    env = workspaces.env(folder)

    code, output = run(cdktf("deploy", "--auto-approve"), folder=folder, env=env)
    assert code == 0, output
    yield folder

    code, output = run(cdktf("destroy", "--auto-approve"), folder=folder, env=env)
    assert code == 0, output
    assert aws.elbv2.describe_load_balancers()["LoadBalancers"] == []
    assert aws.elbv2.describe_target_groups()["TargetGroups"] == []
    groups = aws.ec2.describe_security_groups()["SecurityGroups"]
    assert "zenn-clone-alb-backend-security-group" not in {group["GroupName"] for group in groups}
    # Terraform requested exactly the actions of the page, also to update and destroy.
    assert requested_actions(recording) == OF_MAIN


@pytest.fixture(scope="module")
def facts(app: Path, aws: Clients) -> Facts:  # noqa: ARG001 - read once app is deployed
    return read_back(aws)


@pytest.fixture(scope="module")
def terraform(app: Path, workspaces: Workspaces) -> TerraformFolder:
    return TerraformFolder(app / "cdktf.out" / "stacks" / STACK, workspaces.env(app))


def test_is_valid_terraform(terraform: TerraformFolder) -> None:
    assert terraform.diagnostics() == []


@pytest.mark.parametrize("fact", EXPECTED)
def test_aws_has_all_resources(facts: Facts, fact: str) -> None:
    assert facts[fact] == EXPECTED[fact]


def test_policy_allows_required_actions_only(terraform: TerraformFolder) -> None:
    read, *write = POLICY
    assert all(action.split(":")[1].startswith(READ) for action in read["Action"])
    patterns = {pattern for statement in write for pattern in statement["Resource"]}
    assert "*" not in patterns
    resources = json.loads(terraform("show", "-json"))["values"]["root_module"]["resources"]
    arns = [item["values"]["arn"] for item in resources if item["mode"] == "managed"]
    for arn in arns:
        assert any(fnmatchcase(arn, pattern) for pattern in patterns), arn
    unused = {p for p in patterns if not any(fnmatchcase(arn, p) for arn in arns)}
    assert unused == {"arn:aws:ec2:ap-northeast-1:*:vpc/*"}  # the VPC of the new security group


@pytest.mark.parametrize("command", ["plan", pytest.param("diff", marks=pytest.mark.extended)])
def test_cli_plans_no_changes(app: Path, workspaces: Workspaces, command: str) -> None:
    code, output = run(cdktf(command), folder=app, env=workspaces.env(app))
    assert code == 0, output
    assert "No changes. Your infrastructure matches the configuration." in output


def test_second_plan_is_empty(terraform: TerraformFolder) -> None:
    terraform.assert_no_changes()


def test_outputs_have_values(terraform: TerraformFolder, aws: Clients) -> None:
    outputs = terraform.outputs()
    [alb] = aws.elbv2.describe_load_balancers()["LoadBalancers"]
    [target_group] = aws.elbv2.describe_target_groups()["TargetGroups"]
    listeners = aws.elbv2.describe_listeners(LoadBalancerArn=alb["LoadBalancerArn"])["Listeners"]
    arns = {listener["Port"]: listener["ListenerArn"] for listener in listeners}
    assert outputs == {
        "dns_name": alb["DNSName"],
        "zone_id": alb["CanonicalHostedZoneId"],
        "alb_arn": alb["LoadBalancerArn"],
        "http_listener_arn": arns[80],
        "https_listener_arn": arns[443],
        "target_group_arn": target_group["TargetGroupArn"],
        "alb_security_group_id": alb["SecurityGroups"][0],
    }


CHANGES = {
    'AwsProvider(self, "aws", region=region)': (
        'AwsProvider(self, "aws", region=region, default_tags=[{"tags": {"team": "shop"}}])'
    ),
    '"ap-northeast-1a", "ap-northeast-1c"]': '"ap-northeast-1a", "ap-northeast-1d"]',
    '"http-ipv4": SecurityGroupRule(port=80,': '"http-ipv4": SecurityGroupRule(port=81,',
    "port=80, security_group=service)": "port=80, to_port=81, security_group=service)",
    'path="/api/v1/health_check")': 'path="/healthz"), deregistration_delay=30',
    "security_groups=[alb_security_group]": "security_groups=[alb_security_group, service]",
    "HttpListener(default_action=Forward(backend))": (
        "HttpListener(default_action=FixedResponse(404))"
    ),
    "enable_deletion_protection=False,": "enable_deletion_protection=False, idle_timeout=90,",
    "    Forward,\n": "    FixedResponse,\n    Forward,\n",
}
"""Changes of ``main.py`` that update resources in place."""


def test_updates_in_place(
    app: Path, aws: Clients, workspaces: Workspaces, terraform: TerraformFolder
) -> None:
    """With no more than the policy allows, which the end of this module asserts."""
    [vpc] = aws.ec2.describe_vpcs(Filters=[{"Name": "tag:Name", "Values": ["zenn-clone-vpc"]}])[
        "Vpcs"
    ]
    public = [
        table["RouteTableId"]
        for table in aws.ec2.describe_route_tables()["RouteTables"]
        if any(route.get("GatewayId", "").startswith("igw-") for route in table["Routes"])
    ]
    create_subnet(aws, vpc["VpcId"], "ap-northeast-1d", "10.0.2.0/24", route_table=public[0])
    source = (app / "main.py").read_text()
    changed = source
    for old, new in CHANGES.items():
        assert changed.count(old) == 1, old
        changed = changed.replace(old, new)
    for program in (changed, source):
        (app / "main.py").write_text(program)
        command = (sys.executable, "main.py")
        code, output = run(command, folder=app, env=workspaces.env(app))
        assert code == 0, output
        actions = [
            change["change"]["actions"]
            for change in terraform.plan()["resource_changes"]
            if change["mode"] == "managed" and change["change"]["actions"] != ["no-op"]
        ]
        assert actions == [["update"]] * len(actions)
        assert len(actions) > 8
        terraform("apply", "-auto-approve", "plan")
        terraform.assert_no_changes()
