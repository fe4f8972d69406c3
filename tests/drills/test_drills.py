"""Drills with the real Terraform: users recover from interrupted applies and lost states.

Each drill ends with a plan without changes, and its resources can be destroyed. ``make drills``
runs the drills. They last minutes, as Terraform waits for every load balancer.
"""

import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    ApplicationLoadBalancerLookup,
    Arn,
    FixedResponse,
    Forward,
    HealthCheck,
    HttpListener,
    HttpsListener,
    Id,
    ListenerLookup,
    ListenerRule,
    ListenerRules,
    PathPattern,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
)
from cdktf import TerraformStack
from helpers.faulty_aws import FAILING, THROTTLED, FaultyAws, faulty_aws
from helpers.import_blocks import NOT_IMPORTED, REPLACED, import_blocks, import_blocks_of
from helpers.other_resources import other_resources, with_other_resources
from helpers.workspaces import TerraformFolder, Workspaces, allow_deletion

from embedded_aws.prerequisites import (
    Clients,
    clients,
    create_internet_gateway,
    create_subnet,
    create_vpc,
    import_certificate,
)
from embedded_aws.provider_mirror import find_provider_mirror
from embedded_aws.server import embedded_aws
from embedded_aws.terraform import CHECKOUT

LETTERS = "acd"


class DrillAws:
    """An emulated AWS behind a proxy, with a VPC and two certificates."""

    def __init__(self, endpoint: str, faulty: FaultyAws, folder: Path) -> None:
        self.faulty = faulty
        self.aws: Clients = clients(endpoint)
        self.workspaces = Workspaces(faulty.endpoint, find_provider_mirror(), folder)
        self.vpc = create_vpc(self.aws, name="drill")
        create_internet_gateway(self.aws, self.vpc)
        self.subnets = [
            create_subnet(self.aws, self.vpc, f"ap-northeast-1{letter}", f"10.0.{number}.0/24")
            for number, letter in enumerate(LETTERS)
        ]
        self.certificates = [
            import_certificate(self.aws, f"{name}.example.com") for name in ("one", "two")
        ]

    def build(self, stack: TerraformStack, **arguments: Any) -> None:  # noqa: ANN401 - as below
        """Create the complete stack, with some arguments changed."""
        vpc = Id(self.vpc)
        group = SecurityGroup(
            stack,
            "group",
            name="drill",
            vpc=vpc,
            ingress={
                "http": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0"),
                "https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0"),
            },
            egress={
                "web": SecurityGroupRule(port=8000, to_port=8999, cidr_ipv4="10.0.0.0/16"),
            },
        )
        web = TargetGroup(
            stack,
            "web",
            name_prefix="web",
            vpc=vpc,
            port=arguments.get("port", 8080),
            health_check=HealthCheck(path="/healthz"),
        )
        rules = {
            "gone": ListenerRule(
                conditions=[PathPattern(["/gone"])], action=FixedResponse(410), priority=100
            )
        }
        ApplicationLoadBalancer(
            stack,
            "alb",
            name=arguments.get("name", "drill"),
            subnets=[Id(subnet) for subnet in self.subnets[: arguments.get("zones", 2)]],
            security_groups=[group],
            listeners=[
                HttpListener(default_action=arguments.get("action") or Forward(web)),
                HttpsListener(
                    certificate=Arn(self.certificates[arguments.get("certificate", 0)]),
                    default_action=Forward(web),
                    rules=rules,
                ),
            ],
            enable_deletion_protection=arguments.get("protected", False),
        )

    def stack(self, folder: Path | None = None, **arguments: Any) -> TerraformFolder:  # noqa: ANN401 - as above
        return self.workspaces.stack(lambda stack: self.build(stack, **arguments), folder)

    def assert_nothing_left(self) -> None:
        assert self.aws.elbv2.describe_load_balancers()["LoadBalancers"] == []
        assert self.aws.elbv2.describe_target_groups()["TargetGroups"] == []
        groups = self.aws.ec2.describe_security_groups()["SecurityGroups"]
        assert {group["GroupName"] for group in groups} == {"default"}


@pytest.fixture
def drill(tmp_path: Path) -> Iterator[DrillAws]:
    with embedded_aws() as endpoint, faulty_aws(endpoint) as faulty:
        yield DrillAws(endpoint, faulty, tmp_path)


def destroyed(drill: DrillAws, terraform: TerraformFolder) -> None:
    terraform("destroy", "-auto-approve")
    drill.assert_nothing_left()


def retrying(terraform: TerraformFolder) -> TerraformFolder:
    """Return a folder whose provider retries requests, which the other tests disable."""
    return TerraformFolder(terraform.path, {**terraform.env, "AWS_MAX_ATTEMPTS": "10"})


@pytest.mark.parametrize("action", ["CreateTargetGroup", "CreateLoadBalancer", "CreateListener"])
def test_recovers_from_killed_apply(drill: DrillAws, action: str) -> None:
    terraform = drill.stack()
    drill.faulty.held = {action}
    with subprocess.Popen(
        # One resource after the other: Terraform does not store one whose request was interrupted.
        ("terraform", "apply", "-auto-approve", "-parallelism=1"),
        cwd=terraform.path,
        env=terraform.env,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # a group with the provider in it
    ) as process:
        assert drill.faulty.holding.wait(240)
        os.killpg(process.pid, signal.SIGKILL)
    drill.faulty.held = set()
    [lock] = terraform.path.parents[2].glob(".*.lock.info")  # which a killed Terraform leaves
    lock.unlink()
    terraform("apply", "-auto-approve")
    terraform.assert_no_changes()
    destroyed(drill, terraform)


def test_recovers_from_interrupted_apply(drill: DrillAws) -> None:
    """Interrupt Terraform while it creates the load balancer: it waits, and saves its state."""
    terraform = drill.stack()
    with subprocess.Popen(
        ("terraform", "apply", "-auto-approve"),
        cwd=terraform.path,
        env=terraform.env,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "aws_lb.alb: Still creating" in line:
                os.killpg(process.pid, signal.SIGINT)
                break
        process.stdout.read()
    assert process.returncode == 1
    terraform("apply", "-auto-approve")
    terraform.assert_no_changes()
    destroyed(drill, terraform)


@pytest.mark.parametrize("fault", [THROTTLED, FAILING], ids=["throttled", "failing"])
def test_recovers_from_failing_api(drill: DrillAws, fault: Any) -> None:  # noqa: ANN401 - a fault
    """Every third call, and the first two of each action."""
    drill.faulty.fault = lambda _, call: fault if call <= 2 or call % 3 == 0 else None
    terraform = retrying(drill.stack())
    terraform("apply", "-auto-approve")
    terraform.assert_no_changes()
    destroyed(drill, terraform)
    assert sum(drill.faulty.calls.values()) > 100


def test_imports_lost_state(drill: DrillAws) -> None:
    """With the blocks of ``docs/import.md``."""
    terraform = drill.stack()
    terraform("apply", "-auto-approve")
    [state] = terraform.path.parents[2].glob("*.tfstate")
    state.unlink()
    (terraform.path / "import.tf").write_text(import_blocks(terraform.json(), drill.aws))
    changes = terraform.plan()["resource_changes"]
    assert [change for change in changes if "create" in change["change"]["actions"]] == []
    assert [change for change in changes if "delete" in change["change"]["actions"]] == []
    assert all("importing" in change["change"] for change in changes if change["mode"] == "managed")
    terraform("apply", "-auto-approve")
    (terraform.path / "import.tf").unlink()
    terraform.assert_no_changes()
    destroyed(drill, terraform)


@pytest.mark.parametrize("example", ["complete", "monitoring", "own_domain", "target_groups"])
def test_imports_lost_state_of_every_resource_type(tmp_path: Path, example: str) -> None:
    """For an example; resources that can't be imported are created again."""
    source = (CHECKOUT / "examples" / f"{example}.py").read_text()
    with embedded_aws() as endpoint:
        workspaces = Workspaces(endpoint, find_provider_mirror(), tmp_path)
        terraform = workspaces.program(
            with_other_resources(source, other_resources(endpoint), endpoint)
        )
        variables = [f"-var={name}=x" for name in terraform.json().get("variable", {})]
        terraform("apply", "-auto-approve", *variables)
        resources = json.loads(terraform("show", "-json"))["values"]["root_module"]["resources"]
        [state] = terraform.path.parents[2].glob("*.tfstate")
        state.unlink()
        (terraform.path / "import.tf").write_text(import_blocks_of(resources))
        for change in terraform.plan(*variables)["resource_changes"]:
            actions = change["change"]["actions"]
            assert "delete" not in actions or change["type"] in REPLACED, change["address"]
            if change["mode"] == "managed" and change["type"] not in NOT_IMPORTED:
                assert "importing" in change["change"], change["address"]
                assert actions != ["create"], change["address"]
        terraform("apply", "-auto-approve", *variables)
        (terraform.path / "import.tf").unlink()
        terraform.assert_no_changes(*variables)
        allow_deletion(terraform, *variables)
        terraform("destroy", "-auto-approve", *variables)


def test_reverts_manual_changes(drill: DrillAws) -> None:
    terraform = drill.stack()
    terraform("apply", "-auto-approve")
    elbv2, ec2 = drill.aws.elbv2, drill.aws.ec2
    [alb] = elbv2.describe_load_balancers()["LoadBalancers"]
    [web] = elbv2.describe_target_groups()["TargetGroups"]
    listeners = elbv2.describe_listeners(LoadBalancerArn=alb["LoadBalancerArn"])["Listeners"]
    of_port = {listener["Port"]: listener["ListenerArn"] for listener in listeners}
    elbv2.modify_load_balancer_attributes(
        LoadBalancerArn=alb["LoadBalancerArn"],
        Attributes=[{"Key": "idle_timeout.timeout_seconds", "Value": "300"}],
    )
    elbv2.modify_target_group(TargetGroupArn=web["TargetGroupArn"], HealthCheckPath="/other")
    elbv2.modify_listener(
        ListenerArn=of_port[443],
        SslPolicy="ELBSecurityPolicy-TLS13-1-2-2021-06",
        Certificates=[{"CertificateArn": drill.certificates[1]}],
    )
    elbv2.delete_listener(ListenerArn=of_port[80])
    for rule in elbv2.describe_rules(ListenerArn=of_port[443])["Rules"]:
        if not rule["IsDefault"]:
            elbv2.delete_rule(RuleArn=rule["RuleArn"])
    [group] = alb["SecurityGroups"]
    rules = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])
    http = [
        rule["SecurityGroupRuleId"]
        for rule in rules["SecurityGroupRules"]
        if rule.get("FromPort") == 80
    ]
    ec2.revoke_security_group_ingress(GroupId=group, SecurityGroupRuleIds=http)

    changes = {
        change["address"]: change["change"]["actions"]
        for change in terraform.plan()["resource_changes"]
        if change["change"]["actions"] not in (["no-op"], ["read"])
    }
    kinds = sorted((address.split(".")[0], *actions) for address, actions in changes.items())
    assert kinds == [
        ("aws_lb", "update"),
        ("aws_lb_listener", "create"),
        ("aws_lb_listener", "update"),
        ("aws_lb_listener_rule", "create"),
        ("aws_lb_target_group", "update"),
        ("aws_vpc_security_group_ingress_rule", "create"),
    ]
    terraform("apply", "-auto-approve", "plan")
    terraform.assert_no_changes()
    destroyed(drill, terraform)


def test_applies_consecutive_changes(drill: DrillAws) -> None:
    """Each is applied to what the ones before have left."""
    terraform, arguments = drill.stack(), dict[str, Any]()
    terraform("apply", "-auto-approve")
    for change in (
        {"action": FixedResponse(503)},
        {"port": 8081},
        {"certificate": 1},
        {"zones": 3},
        {"name": "renamed"},
        {"port": 8080, "zones": 2, "certificate": 0, "action": None},
    ):
        arguments |= change
        terraform = drill.stack(terraform.path.parents[2], **arguments)
        actions = {
            planned["address"]: planned["change"]["actions"]
            for planned in terraform.plan()["resource_changes"]
        }
        assert actions["aws_lb.alb"] != ["create", "delete"], change  # the name is still used
        for address, done in actions.items():
            if address.startswith(("aws_lb_target_group.", "aws_security_group.")):
                assert done != ["delete", "create"], change  # it is in use
        terraform("apply", "-auto-approve", "plan")
        terraform.assert_no_changes()
    destroyed(drill, terraform)


def test_stacks_share_load_balancer(drill: DrillAws) -> None:
    owner = drill.stack()
    owner("apply", "-auto-approve")

    def build(stack: TerraformStack) -> None:
        shared = ApplicationLoadBalancerLookup(stack, "shared", name="drill")
        https = ListenerLookup(stack, "https", load_balancer=shared, port=443)
        shop = TargetGroup(stack, "shop", name_prefix="shop", vpc=Id(drill.vpc), port=8090)
        rule = ListenerRule(
            priority=500, conditions=[PathPattern(["/shop/*"])], action=Forward(shop)
        )
        ListenerRules(stack, "rules", listener=https, rules={"shop": rule})

    guest = drill.workspaces.stack(build)
    guest("apply", "-auto-approve")
    owner.assert_no_changes()
    owner = drill.stack(owner.path.parents[2], certificate=1, port=8081)
    owner("apply", "-auto-approve")
    guest.assert_no_changes()
    guest("destroy", "-auto-approve")
    owner.assert_no_changes()
    destroyed(drill, owner)


def test_rejects_destruction_of_protected_load_balancer(drill: DrillAws) -> None:
    terraform = drill.stack(protected=True)
    terraform("apply", "-auto-approve")
    error = " ".join(terraform("destroy", "-auto-approve", code=1).replace("│", " ").split())
    assert "Error: Instance cannot be destroyed" in error
    assert re.search(r"Resource aws_lb\.alb has lifecycle\.prevent_destroy set", error)
    terraform.assert_no_changes()  # all resources still exist
    allow_deletion(terraform)
    destroyed(drill, terraform)
