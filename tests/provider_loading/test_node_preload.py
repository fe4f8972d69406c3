"""jsii's Node process loads the provider's JavaScript lazily, and no other process is affected."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from constructs_lib._provider_loading.node_preload import SCRIPT

CHECKOUT = Path(__file__).parents[2]
NODE = os.environ.get("JSII_NODE", "node")
pytestmark = pytest.mark.usefixtures("switched_on")
ALL_FILES = 2_000  # of the provider; a lazy synth loads a few
SYNTH = """
from constructs_lib import SecurityGroup, Id
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "stack")
AwsProvider(stack, "aws", region="eu-west-1")
SecurityGroup(stack, "web", name="web", vpc=Id("vpc-1"))
app.synth()
"""
# In NODE_OPTIONS of the user: counts the provider's files in the kernel.
COUNT = """
const fs = require("fs");
process.on("exit", () => {
  const files = Object.keys(require.cache).filter((file) => file.includes("provider-aws"));
  if (files.length) fs.writeFileSync(process.env.COUNT_FILE, String(files.length));
});
"""


@pytest.fixture(scope="module")
def _hooks() -> None:
    """Node 22.15 or newer, which has the hooks; an older one loads the whole provider."""
    printed = subprocess.run([NODE, "--version"], check=True, capture_output=True, text=True).stdout
    version = tuple(map(int, re.findall(r"\d+", printed)))
    if version < (22, 15):
        pytest.skip(f"Node {printed.strip()} has no module.registerHooks")


def files_loaded(folder: Path, *, library: Path = CHECKOUT, cache: Path | None = None) -> int:
    """Return how many of the provider's files the kernel has loaded at the end of a synth."""
    (folder / "count.cjs").write_text(COUNT)
    subprocess.run(
        [sys.executable, "-c", SYNTH],
        check=True,
        capture_output=True,
        cwd=folder,
        env={
            **os.environ,
            "NODE_OPTIONS": f"--require {json.dumps(str(folder / 'count.cjs'))}",
            "COUNT_FILE": str(folder / "count"),
            "PYTHONPATH": str(library),
            **({} if cache is None else {"JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(cache)}),
        },
    )
    assert (folder / "cdktf.out/stacks/stack/cdk.tf.json").is_file()
    return int((folder / "count").read_text())


@pytest.mark.usefixtures("_hooks")
def test_loads_used_classes_only(tmp_path: Path) -> None:
    assert files_loaded(tmp_path) < 500


@pytest.mark.usefixtures("_hooks")
def test_works_in_path_with_spaces_and_quotes(tmp_path: Path) -> None:
    folder = tmp_path / "a \"b\" 'c' \\ d"
    shutil.copytree(CHECKOUT / "constructs_lib", folder / "constructs_lib")
    assert files_loaded(tmp_path, library=folder) < 500


@pytest.mark.extended
@pytest.mark.usefixtures("_hooks")
def test_lets_jsii_index_new_package_first(tmp_path: Path) -> None:
    """A short program would end before jsii has written the index, every time."""
    cache = tmp_path / "cache"
    assert files_loaded(tmp_path, cache=cache) > ALL_FILES
    assert files_loaded(tmp_path, cache=cache) < 500


@pytest.mark.usefixtures("_hooks")
@pytest.mark.parametrize(
    ("package", "files", "expected"),
    [
        ("@cdktf/provider-aws", ("lib/lazy-index.js", ".jsii.runtime-index.v1"), "lazy-index.js"),
        ("@cdktf/provider-aws", ("lib/lazy-index.js",), "index.js"),
        ("@cdktf/provider-aws", (".jsii.runtime-index.v1",), "index.js"),
        ("@cdktn/provider-aws", ("lib/lazy-index.js", ".jsii.runtime-index.v1"), "lazy-index.js"),
        ("@cdktf/provider-random", ("lib/lazy-index.js", ".jsii.runtime-index.v1"), "index.js"),
    ],
)
def test_resolves_index_of_provider(
    tmp_path: Path, package: str, files: tuple[str, ...], expected: str
) -> None:
    folder = tmp_path / "node_modules" / package
    (folder / "lib").mkdir(parents=True)
    (folder / "package.json").write_text('{"main": "lib/index.js"}')
    for file in ("lib/index.js", *files):
        (folder / file).write_text("module.exports = require('path').basename(__filename);")
    command = [NODE, "--require", str(SCRIPT), "--print", f"require({json.dumps(package)})"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path)
    assert printed.stdout.strip() == expected


@pytest.mark.parametrize("before", [None, "", "--no-deprecation"])
def test_other_processes_see_original_environment(
    monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    monkeypatch.delenv("NODE_OPTIONS")
    if before is not None:
        monkeypatch.setenv("NODE_OPTIONS", before)
    code = f"""
import os
def options():
    assert os.environ.get("NODE_OPTIONS") == {before!r}, os.environ.get("NODE_OPTIONS")
import constructs_lib; options()
import cdktf; options()
cdktf.App(); options()
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=CHECKOUT)
