"""The Python blocks of the docs, and the examples, as programs."""

import re

from embedded_aws.terraform import CHECKOUT

_GENERATED = CHECKOUT / "docs" / "validation_errors.md"  # from the tests
PAGES = [CHECKOUT / "README.md", *sorted({*(CHECKOUT / "docs").glob("*.md")} - {_GENERATED})]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_GUIDES = {"guide.md", "guide.ja.md"}
"""Pages whose blocks are one program."""
_VERSION_6 = "# Version 6 of the provider\n"
"""The first line of blocks that the bindings of version 5 can't run."""
# What precedes a block that is a part of a program.
_PREAMBLE = """
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
_BLOCKS = {
    f"{page.stem.replace('.', '-')}-{number}": block
    for page in PAGES
    for number, block in enumerate(
        ["".join(BLOCK.findall(page.read_text()))]
        if page.name in _GUIDES
        else BLOCK.findall(page.read_text())
    )
}
EXAMPLES = {path.stem: path.read_text() for path in sorted((CHECKOUT / "examples").glob("*.py"))}
VERSION_6 = {
    **{name: block for name, block in _BLOCKS.items() if block.startswith(_VERSION_6)},
    "provider_6": EXAMPLES.pop("provider_6"),
}
"""Blocks and examples for version 6 of the provider."""
PROGRAMS = {name: block for name, block in _BLOCKS.items() if name not in VERSION_6} | EXAMPLES
"""All others."""


def completed(program: str) -> str:
    """Return a program with what the blocks of a page leave out."""
    return program if "app.synth()" in program else f"{_PREAMBLE}\n{program}\napp.synth()\n"
