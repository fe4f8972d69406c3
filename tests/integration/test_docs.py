"""Every Python block of the docs, and every example, synthesizes valid Terraform.

The stacks are validated as modules of one root module.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.programs import run_program
from helpers.workspaces import Workspaces

from embedded_aws.terraform import CHECKOUT

GENERATED = CHECKOUT / "docs" / "validation_errors.md"  # from the tests
PAGES = [CHECKOUT / "README.md", *sorted({*(CHECKOUT / "docs").glob("*.md")} - {GENERATED})]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
GUIDES = {"guide.md", "guide.ja.md"}
"""Pages whose blocks are one program."""
PROGRAMS = {
    f"{page.stem.replace('.', '-')}-{number}": block
    for page in PAGES
    for number, block in enumerate(
        ["".join(BLOCK.findall(page.read_text()))]
        if page.name in GUIDES
        else BLOCK.findall(page.read_text())
    )
}
PROGRAMS |= {path.stem: path.read_text() for path in sorted((CHECKOUT / "examples").glob("*.py"))}
TESTS = [name for name, program in PROGRAMS.items() if "\ndef test_" in program]
STACKS = [name for name in PROGRAMS if name not in TESTS]
# What precedes a block that is a part of a program.
PREAMBLE = """
from constructs_lib import *
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
self = stack = TerraformStack(app, "stack")
AwsProvider(stack, "aws", region="ap-northeast-1")
domain = "backend.example.com"
vpc = Id("vpc-0a1b2c3d4e5f60718")
certificate = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123abcd")
subnets = [Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")]
group = Id("sg-0a1b2c3d4e5f60718")
web = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0123abcd")
"""


@pytest.fixture(scope="module")
def stacks(workspaces: Workspaces) -> dict[str, list[Path] | Exception]:
    """The folders of the stacks of each program, or what it has raised."""
    result: dict[str, list[Path] | Exception] = {}
    for name in STACKS:
        program = PROGRAMS[name]
        if "app.synth()" not in program:
            program = f"{PREAMBLE}\n{program}\napp.synth()\n"
        try:
            result[name] = run_program(program, workspaces.folder())
        except Exception as error:  # noqa: BLE001 - raised again by the test of this program
            result[name] = error
    return result


@pytest.fixture(scope="module")
def diagnostics(
    stacks: dict[str, list[Path] | Exception], workspaces: Workspaces
) -> dict[str, list[str]]:
    """What ``terraform validate`` reports for each program."""
    modules = {
        f"{name}-{number}": folder
        for name, folders in stacks.items()
        if not isinstance(folders, Exception)
        for number, folder in enumerate(folders)
    }
    reported: dict[str, list[str]] = {}
    for item in workspaces.modules(modules).diagnostics():
        module = Path(item["range"]["filename"]).parts[0]
        assert module in modules, item
        reported.setdefault(module.rpartition("-")[0], []).append(f"{item['summary']}: {item}")
    return reported


@pytest.mark.parametrize("program", STACKS)
def test_program_is_valid_terraform(
    stacks: dict[str, list[Path] | Exception], diagnostics: dict[str, list[str]], program: str
) -> None:
    folders = stacks[program]
    if isinstance(folders, Exception):
        raise folders
    assert folders
    assert diagnostics.get(program, []) == []


@pytest.mark.parametrize("program", TESTS)
def test_documented_tests_pass(program: str, tmp_path: Path) -> None:
    (tmp_path / "test_stack.py").write_text(PROGRAMS[program])
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-W", "error"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
