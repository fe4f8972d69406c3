"""jsii's kernel loads of the provider's JavaScript what is asked for, and all of it in doubt."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from constructs_lib._import_hook import SWITCH
from constructs_lib._kernel import MODULE
from constructs_lib._kernel_process import LAZY

CHECKOUT = Path(__file__).parent.parent
pytestmark = pytest.mark.usefixtures("switched_on")
ALL_OF_IT = 2_000  # files; the lazy way loads a few hundred
SYNTH = """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs_lib import SecurityGroup, Id

app = App()
stack = TerraformStack(app, "stack")
AwsProvider(stack, "aws", region="eu-west-1")
SecurityGroup(stack, "web", name="web", vpc=Id("vpc-1"))
app.synth()
"""
# Counts the provider's files in the kernel; in NODE_OPTIONS, as a user may have some.
COUNT = """
const fs = require("fs");
process.on("exit", () => {
  const files = Object.keys(require.cache).filter((file) => file.includes("provider-aws"));
  if (files.length) fs.writeFileSync(process.env.COUNT_FILE, String(files.length));
});
"""


def files_loaded(
    folder: Path,
    *options: str,
    before: str = "",
    python_path: Path = CHECKOUT,
    env: dict[str, str] | None = None,
) -> int:
    """How many of the provider's files the kernel has loaded at the end of a synth."""
    (folder / "count.cjs").write_text(COUNT)
    run = subprocess.run(
        [sys.executable, *options, "-c", before + SYNTH],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={
            **os.environ,
            "NODE_OPTIONS": f"--require {json.dumps(str(folder / 'count.cjs'))}",
            "COUNT_FILE": str(folder / "count"),
            "PYTHONPATH": str(python_path),
            **(env or {}),
        },
    )
    assert run.returncode == 0, run.stderr
    assert (folder / "cdktf.out/stacks/stack/cdk.tf.json").is_file()
    return int((folder / "count").read_text())


def test_only_what_is_asked_for_is_loaded(tmp_path: Path) -> None:
    assert files_loaded(tmp_path) < 500


def test_the_switch_turns_it_off(tmp_path: Path) -> None:
    assert files_loaded(tmp_path, env={SWITCH: "0"}) > ALL_OF_IT


def test_a_kernel_that_runs_already_stays_as_it_is(tmp_path: Path) -> None:
    paths = [path for path in sys.path if path]
    before = f"import sys; sys.path[:] = {paths!r}\nimport cdktf, {MODULE}\n"
    assert files_loaded(tmp_path, "-S", before=before) > ALL_OF_IT


def test_a_path_with_spaces_and_quotes(tmp_path: Path) -> None:
    folder = tmp_path / "a \"b\" 'c'"
    shutil.copytree(CHECKOUT / "constructs_lib", folder / "constructs_lib")
    assert files_loaded(tmp_path, python_path=folder) < 500


def test_a_jsii_that_is_written_otherwise_is_left_alone(tmp_path: Path) -> None:
    code = """
import types
from pathlib import Path
from constructs_lib._kernel import KernelLoader
for source in ("", "class _NodeProcess: ..."):
    path = Path("other.py"); path.write_text(source)
    module = types.ModuleType("other")
    KernelLoader("other", str(path)).exec_module(module)
    assert not hasattr(module, "subprocess")
    assert not hasattr(getattr(module, "_NodeProcess", None), "send")
"""
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )


def kernel(folder: Path, code: str, **env: str) -> subprocess.CompletedProcess[str]:
    """What becomes of a program that asks the kernel for something."""
    return subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), **env},
    )


NODES = """
import cdktf, psutil
cdktf.App()
print(len(psutil.Process().children(recursive=True)))
"""


def test_the_kernel_runs_in_one_process(tmp_path: Path) -> None:
    assert kernel(tmp_path, NODES).stdout == "1\n"
    assert kernel(tmp_path, NODES, **{SWITCH: "0"}).stdout == "2\n"


@pytest.mark.parametrize(
    "otherwise",
    [
        "os.name = 'other'",
        "start._AS_KNOWN = b'another kernel'",
        "start.CHANNEL = 'is not there'",
    ],
)
def test_where_it_cannot_it_runs_below_jsii_s_own(tmp_path: Path, otherwise: str) -> None:
    before = f"import os, constructs_lib._kernel_process as start\n{otherwise}\n"
    assert kernel(tmp_path, before + NODES).stdout == "2\n"
    assert files_loaded(tmp_path, before=before) < 500


def test_what_javascript_prints_is_printed(tmp_path: Path) -> None:
    hook = tmp_path / "hook.cjs"
    hook.write_text('console.log("to stdout"); console.error("to stderr");\n')
    run = kernel(tmp_path, "import cdktf; cdktf.App()", NODE_OPTIONS=f"--require={hook}")
    assert (run.stdout, run.stderr) == ("to stdout\n", "to stderr\n")


def test_a_program_whose_stdin_is_closed(tmp_path: Path) -> None:
    run = subprocess.run(
        ["sh", "-c", '"$0" -c "import cdktf; cdktf.App(); print(1)" <&-', sys.executable],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    assert (run.returncode, run.stdout) == (0, "1\n"), run.stderr


def test_a_runtime_of_the_user_s_own_is_started_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "runtime.js").write_text("""
require("fs").writeFileSync("arguments", process.execArgv.join("\\n"));
""")
    run = kernel(tmp_path, "import cdktf; cdktf.App()", JSII_RUNTIME="runtime.js")
    assert run.returncode
    assert (tmp_path / "arguments").read_text() == "--max-old-space-size=4069"


def test_without_node_python_says_so(tmp_path: Path) -> None:
    run = kernel(tmp_path, "import cdktf", JSII_NODE="no-such-node")
    told = "Node 22 or newer must be on PATH, or named in JSII_NODE, got 'no-such-node'"
    assert run.stderr.splitlines()[-1] == f"FileNotFoundError: {told}"


def test_of_an_old_node_it_is_told(tmp_path: Path) -> None:
    hook = tmp_path / "old.cjs"
    hook.write_text('Object.defineProperty(process.versions, "node", {value: "20.1.0"});\n')
    run = kernel(tmp_path, "import cdktf; cdktf.App()", NODE_OPTIONS=f"--require={hook}")
    assert run.stderr == (
        "Node 20.1.0 is not supported any more: install 22 or newer, or name one in JSII_NODE.\n"
    )


def test_a_fresh_cache_gets_its_index_first(tmp_path: Path) -> None:
    """A program that is too short would end before jsii has made the index, every time."""
    cache = {"JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(tmp_path / "cache")}
    assert files_loaded(tmp_path, env=cache) > ALL_OF_IT
    assert files_loaded(tmp_path, env=cache) < 500


@pytest.mark.parametrize(
    ("package", "index", "sister", "expected"),
    [
        ("@cdktf/provider-aws", True, True, "lazy-index.js"),
        ("@cdktf/provider-aws", False, True, "index.js"),
        ("@cdktf/provider-aws", True, False, "index.js"),
        ("@cdktn/provider-aws", True, True, "lazy-index.js"),
        ("@cdktf/provider-random", True, True, "index.js"),
    ],
)
def test_which_file_is_led_to_its_lazy_sister(
    tmp_path: Path,
    package: str,
    index: bool,  # noqa: FBT001 - a column
    sister: bool,  # noqa: FBT001 - a column
    expected: str,
) -> None:
    folder = tmp_path / "node_modules" / package
    (folder / "lib").mkdir(parents=True)
    (folder / "package.json").write_text('{"main": "lib/index.js"}')
    (folder / "lib" / "index.js").touch()
    if sister:
        (folder / "lib" / "lazy-index.js").touch()
    if index:
        (folder / ".jsii.runtime-index.v1").touch()
    resolved = subprocess.run(
        [
            os.environ["JSII_NODE"],
            "--require",
            LAZY,
            "--print",
            f"require.resolve({json.dumps(package)})",
        ],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    ).stdout.strip()
    assert Path(resolved).name == expected


def test_imports_do_not_wait_for_the_kernel(tmp_path: Path) -> None:
    """Node starts only when all imports are done, which would never be if they waited for it."""
    imported, node = tmp_path / "imported", tmp_path / "node"
    node.write_text(
        f'#!/bin/sh\nwhile [ ! -e "{imported}" ]; do sleep 0.05; done\n'
        f'exec "{os.environ["JSII_NODE"]}" "$@"\n'
    )
    node.chmod(0o755)
    done = f"import pathlib; pathlib.Path({str(imported)!r}).touch()\n"
    code = SYNTH.replace("app = App()", f"{done}app = App()")
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        cwd=tmp_path,
        timeout=60,
        env={**os.environ, "JSII_NODE": str(node), "PYTHONPATH": str(CHECKOUT)},
    )


def test_node_starts_as_soon_as_jsii_is_imported(tmp_path: Path) -> None:
    started, node = tmp_path / "started", tmp_path / "node"
    node.write_text(f'#!/bin/sh\ntouch "{started}"\nexec "{os.environ["JSII_NODE"]}" "$@"\n')
    node.chmod(0o755)
    code = f"""
import jsii, pathlib, time
until = time.monotonic() + 30
while not pathlib.Path({str(started)!r}).exists():
    assert time.monotonic() < until
    time.sleep(0.05)
"""
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        env={**os.environ, "JSII_NODE": str(node), "PYTHONPATH": str(CHECKOUT)},
    )


def test_an_assembly_that_cannot_be_loaded_is_told_when_the_kernel_is_asked(
    tmp_path: Path,
) -> None:
    code = """
import sys; sys.path.insert(0, ".")
import cdktf
from jsii._kernel.providers.process import LoadRequest
from jsii import _runtime
_runtime.kernel.load("broken", "1.0.0", sys.path[0] + "/broken.tgz")
print("went on")
cdktf.App()
"""
    (tmp_path / "broken.tgz").write_text("no tarball")
    run = kernel(tmp_path, code)
    assert run.stdout == "went on\n"
    assert run.returncode == 1
    assert "TAR_BAD_ARCHIVE" in run.stderr
