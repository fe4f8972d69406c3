"""checkov has exactly the findings that ``docs/security.md`` documents."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    Forward,
    HttpsListener,
    Id,
    LoadBalancerLogs,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
)
from cdktf import TerraformStack
from helpers.programs import run_program
from helpers.workspaces import TerraformFolder, Workspaces

from embedded_aws.prerequisites import (
    Clients,
    create_prerequisites,
    create_security_group,
    create_subnet,
    create_vpc,
    import_certificate,
)
from embedded_aws.terraform import CHECKOUT, copy_app

pytestmark = pytest.mark.extended

CHECKOV = CHECKOUT / ".checkov" / "bin" / "checkov"
PAGE = (CHECKOUT / "docs" / "security.md").read_text()
ROW = re.compile(r"^\| `(CKV\w+)` \| `(\S+)` \| .+ \|$", re.MULTILINE)
OPTIONS = ("--skip-download", "--soft-fail", "--compact", "--output", "json")
Findings = set[tuple[str, str]]


@pytest.fixture(scope="module", autouse=True)
def checkov() -> None:
    """Skip if checkov is missing; fail in CI."""
    if not CHECKOV.exists():
        missing = "missing: checkov (make .checkov/ready)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)


def documented(program: str) -> Findings:
    """Return the documented findings of a program."""
    [section] = re.findall(rf"^### {re.escape(program)}\n(.*?)^##", PAGE, re.DOTALL | re.MULTILINE)
    return set(ROW.findall(section))


def scanned(framework: str, folder: Path) -> dict[str, Findings]:
    """Return the findings of checkov, by the name of the file or folder in a folder."""
    scan = subprocess.run(
        [CHECKOV, "--framework", framework, "--directory", folder, *OPTIONS],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"CKV_SKIP_PACKAGE_UPDATE_CHECK": "TRUE", "HOME": str(folder)},
    )
    assert scan.returncode == 0, scan.stderr
    assert not scan.stderr
    report: dict[str, Any] = json.loads(scan.stdout)
    assert report["summary"]["parsing_errors"] == 0
    checks = report["results"]
    findings: dict[str, Findings] = {
        Path(check["file_path"]).parts[1]: set() for check in checks["passed_checks"]
    }
    for check in checks["failed_checks"]:
        name = Path(check["file_path"]).parts[1]
        findings.setdefault(name, set()).add((check["check_id"], check["resource"]))
    return findings


def of_names(findings: Findings) -> Findings:
    """Plans have the type of a resource, and the JSON the word resource."""
    return {(check, resource.rpartition(".")[2]) for check, resource in findings}


@dataclass(frozen=True, slots=True)
class There:
    """What the defaults are put into."""

    vpc: str
    subnets: list[str]
    tasks: str
    certificate: str


@pytest.fixture(scope="module")
def there(aws: Clients) -> There:
    vpc = create_vpc(aws, name="defaults")
    return There(
        vpc,
        [
            create_subnet(aws, vpc, f"ap-northeast-1{zone}", f"10.0.{number}.0/24")
            for number, zone in enumerate("ac")
        ],
        create_security_group(aws, vpc, name="tasks"),
        import_certificate(aws, "www.example.com"),
    )


def defaults(
    stack: TerraformStack, there: There, access_logs: LoadBalancerLogs | None = None
) -> None:
    """Default arguments, except for security group rules and optional logs."""
    vpc = Id(there.vpc)
    group = SecurityGroup(
        stack,
        "group",
        name="alb",
        vpc=vpc,
        ingress={"https": SecurityGroupRule(port=443, cidr_ipv4="10.0.0.0/8")},
        egress={"web": SecurityGroupRule(port=80, security_group=Id(there.tasks))},
    )
    web = TargetGroup(stack, "web", name="web", vpc=vpc, port=80)
    certificate = Arn(there.certificate)
    ApplicationLoadBalancer(
        stack,
        "alb",
        name="web",
        subnets=[Id(subnet) for subnet in there.subnets],
        security_groups=[group],
        listeners=[HttpsListener(certificate=certificate, default_action=Forward(web))],
        access_logs=access_logs,
    )


@pytest.fixture(scope="module")
def stacks(workspaces: Workspaces, there: There, aws: Clients) -> dict[str, TerraformFolder]:
    """The stacks that the page documents."""
    folder = copy_app(workspaces.folder())
    context = json.loads((folder / "cdktf.json").read_text())["context"]
    create_prerequisites(aws, domain=context["domain"])
    env = workspaces.env(folder) | {"CDKTF_CONTEXT_JSON": json.dumps(context)}
    subprocess.run([sys.executable, "main.py"], check=True, cwd=folder, env=env)
    logs = LoadBalancerLogs(Id("central-logs"))
    return {
        "defaults": workspaces.stack(lambda stack: defaults(stack, there)),
        "defaults with access logs": workspaces.stack(lambda stack: defaults(stack, there, logs)),
        "hardened": workspaces.program((CHECKOUT / "examples" / "hardened.py").read_text()),
        "main.py": workspaces.initialized(folder / "cdktf.out" / "stacks" / "zenn-clone-backend"),
    }


@pytest.fixture(scope="module")
def in_json(stacks: dict[str, TerraformFolder], workspaces: Workspaces) -> dict[str, Findings]:
    """The findings in the synthesized stacks."""
    folder = workspaces.folder()
    for name, terraform in stacks.items():
        (folder / name).mkdir()
        shutil.copy(terraform.path / "cdk.tf.json", folder / name)
    return scanned("terraform_json", folder)


@pytest.fixture(scope="module")
def in_plan(stacks: dict[str, TerraformFolder], workspaces: Workspaces) -> dict[str, Findings]:
    """The findings in the plans; the example has resources of other stacks, and is not planned."""
    folder = workspaces.folder()
    for name in stacks.keys() - {"hardened"}:
        (folder / f"{name}.json").write_text(json.dumps(stacks[name].plan()))
    return scanned("terraform_plan", folder)


@pytest.mark.parametrize("name", ["defaults", "defaults with access logs", "hardened", "main.py"])
def test_stack_has_documented_findings(in_json: dict[str, Findings], name: str) -> None:
    assert in_json[name] == documented(name)


@pytest.mark.parametrize("name", ["defaults", "defaults with access logs", "main.py"])
def test_plan_has_documented_findings(in_plan: dict[str, Findings], name: str) -> None:
    assert of_names(in_plan[f"{name}.json"]) == of_names(documented(name))


def test_defaults_with_logs_have_no_findings() -> None:
    assert documented("defaults with access logs") == set()


def described(resources: dict[str, Any]) -> Callable[[str], bool]:
    """Whether each resource of a type has a description of its own."""
    return lambda kind: all(
        resource.get("description") not in {None, "", "Managed by Terraform"}
        for resource in resources.get(kind, {}).values()
    )


@pytest.mark.parametrize(
    "example", sorted({path.stem for path in (CHECKOUT / "examples").glob("*.py")} - {"provider_6"})
)
def test_groups_and_rules_have_descriptions(tmp_path: Path, example: str) -> None:
    """CKV_AWS_23 also passes for null and empty descriptions."""
    source = (CHECKOUT / "examples" / f"{example}.py").read_text()
    for stack in run_program(source, tmp_path):
        synthesized = json.loads((stack / "cdk.tf.json").read_text())
        has_description = described(synthesized.get("resource", {}))
        for kind in (
            "aws_security_group",
            "aws_vpc_security_group_ingress_rule",
            "aws_vpc_security_group_egress_rule",
        ):
            assert has_description(kind), kind
