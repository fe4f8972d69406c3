"""The import of the library, before and after cdktf, replaces nothing of other packages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from constructs_lib._provider_loading.finder import SWITCH

CHECKOUT = Path(__file__).parents[2]
pytestmark = pytest.mark.usefixtures("switched_on")
MESSAGE = (
    "LateImportWarning: constructs_lib is imported after cdktf or constructs, so that Node loads "
    "the whole AWS provider, which takes about 10 seconds more: import constructs_lib first."
)


def run(code: str, folder: Path, *options: str, **env: str) -> str:
    """Return what a program prints to stderr; it has to succeed."""
    (folder / "program.py").write_text(code)
    process = subprocess.run(
        [sys.executable, *options, "program.py"],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), **env},
    )
    assert process.returncode == 0, process.stderr
    return process.stderr


def test_warns_once_of_late_import(tmp_path: Path) -> None:
    code = "import constructs\nimport constructs_lib\nimport constructs_lib._core.compat\n"
    printed = run(code, tmp_path, "-W", "always")
    assert printed.count(MESSAGE) == 1
    assert "program.py:2: " in printed


@pytest.mark.parametrize(
    "code",
    [
        "import constructs_lib, cdktf\n",
        "from constructs_lib import VpcLookup\nimport cdktf\n",
        "import jsii, constructs_lib\nimport constructs\n",
    ],
)
def test_does_not_warn_otherwise(tmp_path: Path, code: str) -> None:
    run(code, tmp_path, "-W", "error")


def test_does_not_warn_if_fast_loading_is_off(tmp_path: Path) -> None:
    run("import constructs\nimport constructs_lib\n", tmp_path, "-W", "error", **{SWITCH: "0"})


IDENTITIES = """
import sys, types
PACKAGES = ("jsii", "cdktf", "constructs", "cdktf_cdktf_provider_aws")

def identities():
    found = {}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in PACKAGES:
            for key, value in list(vars(module).items()):
                if isinstance(value, type | types.FunctionType):
                    found[name, key] = value
                if isinstance(value, type):
                    found.update({(name, key, own): item for own, item in vars(value).items()})
    return found
"""
USE = """
from constructs_lib import Forward, HttpListener, Id, SecurityGroup, TargetGroup
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
app = App()
stack = TerraformStack(app, "stack")
AwsProvider(stack, "aws", region="eu-west-1")
SecurityGroup(stack, "web", name="web", vpc=Id("vpc-1"))
TargetGroup(stack, "group", name="web", vpc=Id("vpc-1"), port=80)
app.synth()
"""


def test_replaces_no_class_or_function(tmp_path: Path) -> None:
    """Of the packages that are loaded before the library."""
    code = f"""{IDENTITIES}
import cdktf, constructs, jsii
before = identities()
{USE}
after = identities()
assert len(before) > 5_000
WRITTEN = ("__abstractmethods__", "_abc_impl", "__doc__")  # by Python itself
assert [key for key in before if after[key] is not before[key] and key[-1] not in WRITTEN] == []
"""
    run(code, tmp_path)


def test_functions_belong_to_their_packages(tmp_path: Path) -> None:
    """Of the packages that are loaded after the library, but for the hooks of a lazy module."""
    code = f"""{IDENTITIES}
{USE}
replaced = {{
    key
    for key, value in identities().items()
    if isinstance(value, types.FunctionType) and "constructs_lib" in value.__code__.co_filename
}}
package = "cdktf_cdktf_provider_aws"
hooks = "__getattr__", "__dir__"
assert replaced == {{(m, hook) for m in (package, f"{{package}}._private") for hook in hooks}}
"""
    run(code, tmp_path)


def test_pytest_plugin_is_imported_before_tests(tmp_path: Path) -> None:
    (tmp_path / "test_stack.py").write_text("""
from cdktf import Testing
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs_lib import VpcLookup
import sys

def test_loads_lazily():
    assert sum(name.startswith("cdktf_cdktf_provider_aws.") for name in sys.modules) < 50
""")
    plugin = "constructs_lib._provider_loading.pytest_plugin"
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", plugin]
    process = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    assert process.returncode == 0, process.stdout
    assert "1 passed" in process.stdout
