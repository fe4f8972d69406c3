"""Every Python block in the docs synthesizes valid Terraform."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from terraform_stack import Workspaces

from embedded_aws.terraform import CHECKOUT

REFUSED = CHECKOUT / "docs" / "validation_errors.md"  # generated from the tests
PAGES = [CHECKOUT / "README.md", *sorted({*(CHECKOUT / "docs").glob("*.md")} - {REFUSED})]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
GUIDES = {"guide.md", "guide.ja.md"}
"""Pages whose blocks are one program."""
ALL = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    for number, block in enumerate(
        ["".join(BLOCK.findall(page.read_text()))]
        if page.name in GUIDES
        else BLOCK.findall(page.read_text())
    )
]
ALL.append(
    pytest.param((CHECKOUT / "examples" / "environments.py").read_text(), id="environments.py")
)
TESTS = [one for one in ALL if "\ndef test_" in str(one.values[0])]
BLOCKS = [one for one in ALL if one not in TESTS]
# What a block that shows only a part leaves out.
AROUND = """
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


@pytest.mark.parametrize("block", BLOCKS)
def test_code_block_is_valid_terraform(block: str, workspaces: Workspaces) -> None:
    whole = "app.synth()" in block
    for stack in workspaces.stacks(block if whole else f"{AROUND}\n{block}\napp.synth()\n"):
        terraform = workspaces.initialised(stack)
        assert json.loads(terraform("validate", "-json"))["diagnostics"] == []


@pytest.mark.parametrize("block", TESTS)
def test_code_block_with_tests_passes(block: str, tmp_path: Path) -> None:
    (tmp_path / "test_stack.py").write_text(block)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-W", "error"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
