"""The library in another project: its wheel, in an environment of its own, outside the checkout."""

import json
import os
import subprocess
import venv
from pathlib import Path

import pytest
from terraform_stack import TerraformFolder, Workspaces

from embedded_aws.terraform import CHECKOUT

PROJECT = """
import sys

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.subnet import Subnet
from constructs_lib import ApplicationLoadBalancer, Arn, FixedResponse, HttpListener, Id

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
        [python, "-m", "pip", "install", "-qq", constraint, wheel], check=True, cwd=folder
    )
    return python


@pytest.mark.usefixtures("switched_on")
def test_another_project_synthesizes_with_it(python: Path, workspaces: Workspaces) -> None:
    folder = workspaces.folder()
    (folder / "main.py").write_text(PROJECT)
    env = workspaces.env(folder)
    run = subprocess.run(
        [python, "main.py"], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    loaded, file = run.stdout.split()
    assert Path(file).is_relative_to(python.parent.parent)
    assert int(loaded) < 60  # although the project imports the provider first
    terraform: TerraformFolder = workspaces.initialised(folder / "cdktf.out" / "stacks" / "other")
    assert json.loads(terraform("validate", "-json"))["diagnostics"] == []
    assert {"aws_lb", "aws_lb_listener", "aws_sns_topic", "aws_subnet"} == {
        change["type"]
        for change in terraform.plan()["resource_changes"]
        if change["mode"] == "managed"
    }


def test_it_has_its_types_and_nothing_of_the_checkout(python: Path) -> None:
    code = (
        "import constructs_lib, importlib.metadata as m; "
        "print(*(str(file) for file in m.files('constructs-lib')), sep='\\n')"
    )
    run = subprocess.run(
        [python, "-c", code], capture_output=True, text=True, check=True, cwd=python.parent
    )
    files = set(run.stdout.split())
    assert {
        "constructs_lib/py.typed",
        "constructs_lib/_kernel_channel.cjs",
        "constructs_lib/_lazy_kernel.cjs",
        "constructs_lib/patterns/__init__.py",
    } <= files
    tops = {Path(file).parts[0] for file in files if not file.startswith("..")}
    tops = {top for top in tops if not top.endswith(".dist-info")}
    assert tops == {"constructs_lib", "constructs_lib.pth"}


def test_it_goes_without_a_trace(python: Path) -> None:
    """Python starts in silence also where the .pth file was left behind."""
    [site] = (python.parent.parent / "lib").glob("python*/site-packages")
    (site / "constructs_lib").rename(site / "gone")
    try:
        run = subprocess.run(
            [python, "-c", "pass"], capture_output=True, check=True, env=dict(os.environ)
        )
    finally:
        (site / "gone").rename(site / "constructs_lib")
    assert (run.stdout, run.stderr) == (b"", b"")
