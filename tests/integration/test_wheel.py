"""The library in another project: its wheel, in an environment of its own, outside the checkout."""

import json
import subprocess
import venv
from pathlib import Path

import pytest
from helpers.workspaces import TerraformFolder, Workspaces

from embedded_aws.terraform import CHECKOUT

pytestmark = pytest.mark.extended

PROJECT = """
import sys

from constructs_lib import ApplicationLoadBalancer, Arn, FixedResponse, HttpListener, Id
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.subnet import Subnet

app = App()
stack = TerraformStack(app, "other")
AwsProvider(stack, "aws", region="eu-west-1")
SnsTopic(stack, "alarms", name="alarms")
subnets = [
    Subnet(
        stack, zone, vpc_id="vpc-1", cidr_block=f"10.0.{number}.0/24",
        availability_zone=f"eu-west-1{zone}",
    )
    for number, zone in enumerate("ab")
]
ApplicationLoadBalancer(
    stack, "alb", name="other", subnets=subnets,
    security_groups=[Id("sg-1")], listeners=[HttpListener(default_action=FixedResponse(404))],
)
app.synth()
loaded = sum(name.startswith("cdktf_cdktf_provider_aws.") for name in sys.modules)
print(loaded, sys.modules["constructs_lib"].__file__)
"""


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with the wheel and the pinned dependencies only."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    constraint = f"--constraint={CHECKOUT / 'requirements.txt'}"
    subprocess.run(
        [python, "-m", "pip", "install", "-qq", "--no-compile", constraint, wheel],
        check=True,
        cwd=folder,
    )
    return python


@pytest.mark.usefixtures("switched_on")
def test_other_project_synthesizes_with_wheel(python: Path, workspaces: Workspaces) -> None:
    folder = workspaces.folder()
    (folder / "main.py").write_text(PROJECT)
    env = workspaces.env(folder)
    run = subprocess.run(
        [python, "main.py"], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    loaded, file = run.stdout.split()
    assert Path(file).is_relative_to(python.parent.parent)
    assert int(loaded) < 60
    terraform: TerraformFolder = workspaces.initialized(folder / "cdktf.out" / "stacks" / "other")
    assert json.loads(terraform("validate", "-json"))["diagnostics"] == []
    assert {"aws_lb", "aws_lb_listener", "aws_sns_topic", "aws_subnet"} == {
        change["type"]
        for change in terraform.plan()["resource_changes"]
        if change["mode"] == "managed"
    }


def test_installs_package_only(python: Path) -> None:
    """No .pth and no .start file, by which an installation would run code."""
    code = (
        "import importlib.metadata as m; "
        "print(*(str(file) for file in m.files('constructs-lib')), sep='\\n')"
    )
    process = subprocess.run(
        [python, "-c", code], capture_output=True, text=True, check=True, cwd=python.parent
    )
    files = set(process.stdout.split())
    assert {
        "constructs_lib/py.typed",
        "constructs_lib/_provider_loading/lazy_index.cjs",
        "constructs_lib/patterns/__init__.py",
    } <= files
    tops = {Path(file).parts[0] for file in files}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"constructs_lib"}


def test_registers_pytest_plugin(python: Path) -> None:
    code = (
        "import importlib.metadata as m; "
        "print(*(one.value for one in m.distribution('constructs-lib').entry_points))"
    )
    process = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    assert process.stdout.split() == ["constructs_lib._provider_loading.pytest_plugin"]
