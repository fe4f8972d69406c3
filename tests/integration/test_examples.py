"""Every example and every block of Python in the README synthesizes, and Terraform takes it."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from terraform_stack import TerraformFolder, Workspaces

from embedded_aws.terraform import CHECKOUT

EXAMPLES = sorted((CHECKOUT / "examples").glob("*.py"))
PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    for number, block in enumerate(BLOCK.findall(page.read_text()))
]
# What a block that shows only a part leaves out.
AROUND = """
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs_lib import *
from constructs_lib.patterns import *

app = App()
self = stack = TerraformStack(app, "stack")
AwsProvider(stack, "aws", region="ap-northeast-1")
vpc = Id("vpc-0a1b2c3d4e5f60718")
certificate = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123abcd")
subnets = [Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")]
group = Id("sg-0a1b2c3d4e5f60718")
web = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0123abcd")
"""


def synthesize(source: str, workspaces: Workspaces) -> TerraformFolder:
    folder = workspaces.folder()
    (folder / "example.py").write_text(source)
    subprocess.run(
        [sys.executable, "example.py"], check=True, cwd=folder, env=workspaces.env(folder)
    )
    [stack] = (folder / "cdktf.out" / "stacks").iterdir()
    return workspaces.initialised(stack)


def resources(terraform: TerraformFolder) -> dict[str, Any]:
    return dict(json.loads((terraform.path / "cdk.tf.json").read_text())["resource"])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_valid_terraform(example: Path, workspaces: Workspaces) -> None:
    terraform = synthesize(example.read_text(), workspaces)
    assert json.loads(terraform("validate", "-json"))["diagnostics"] == []


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_in_the_docs_is_valid_terraform(block: str, workspaces: Workspaces) -> None:
    whole = "app.synth()" in block
    terraform = synthesize(block if whole else f"{AROUND}\n{block}\napp.synth()\n", workspaces)
    assert json.loads(terraform("validate", "-json"))["diagnostics"] == []


def test_the_one_call_makes_what_main_makes(workspaces: Workspaces) -> None:
    context = json.loads((CHECKOUT / "cdktf.json").read_text())["context"]
    one_call = (CHECKOUT / "examples" / "one_call.py").read_text()
    folder = workspaces.folder()
    env = workspaces.env(folder) | {
        "CDKTF_CONTEXT_JSON": json.dumps(context),
        "CDKTF_OUTDIR": str(folder),
    }
    subprocess.run([sys.executable, CHECKOUT / "main.py"], check=True, cwd=CHECKOUT, env=env)
    main = json.loads((folder / "stacks" / "zenn-clone-backend" / "cdk.tf.json").read_text())

    def without_addresses(resources: dict[str, Any]) -> str:
        """Terraform's names, and what refers to them, told by what they are for."""
        text = json.dumps(resources)
        text = re.sub(r"\"//\": \{\"metadata\": \{[^}]*\}\}(, )?", "", text)
        return re.sub(r"\b(web_)?([a-z0-9-]+(?:_[a-z0-9-]+)?)_[0-9A-F]{8}\b", r"\2", text)

    def normal(resources: dict[str, Any]) -> dict[str, list[str]]:
        return {
            kind: sorted(without_addresses(one) for one in of_kind.values())
            for kind, of_kind in resources.items()
        }

    assert normal(resources(synthesize(one_call, workspaces))) == normal(main["resource"])
