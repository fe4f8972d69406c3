"""The bindings look and work the same whether they are loaded lazily or not."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from constructs_lib._provider_loading.finder import SWITCH
from constructs_lib._provider_loading.lazy_package import PACKAGE, _split

CHECKOUT = Path(__file__).parents[2]
pytestmark = pytest.mark.usefixtures("switched_on")
EAGER = {SWITCH: "0"}
ALL_OF_IT = 2_000  # submodules; lazy loading imports a few

# What a program can see of the package, and what the synth of main.py loads and writes.
RUN = """
import json, os, runpy, sys
import constructs_lib
import cdktf_cdktf_provider_aws as aws
look = {
    "all": aws.__all__,
    "dir": dir(aws),
    "private dir": [name for name in dir(aws._private) if name in aws.__all__],
    "doc": aws.__doc__,
    "file": aws.__file__,
    "path": list(aws.__path__),
    "name": aws.__name__,
    "spec": [aws.__spec__.name, aws.__spec__.origin, aws.__spec__.submodule_search_locations],
    "assembly": [hasattr(aws, "__jsii_assembly__"), hasattr(aws._private, "__jsii_assembly__")],
}
runpy.run_path("main.py", run_name="__main__")
print(json.dumps(look | {
    "modules": sum(name.startswith("cdktf_cdktf_provider_aws.") for name in sys.modules),
}))
"""
COUNT = """
process.on("exit", () => {
  const files = Object.keys(require.cache).filter((file) => file.includes("provider-aws"));
  if (files.length) require("fs").writeFileSync(process.env.COUNT_FILE, String(files.length));
});
"""


def python(code: str, *options: str, **env: str) -> str:
    run = subprocess.run(
        [sys.executable, *options, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        cwd=CHECKOUT,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@cache
def run(*, lazy: bool) -> dict[str, Any]:
    """Return the output of the program above, its JSON, and the number of modules that it loads."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "count.cjs").write_text(COUNT)
        printed = python(
            RUN,
            CDKTF_OUTDIR=name,
            COUNT_FILE=str(folder / "count"),
            NODE_OPTIONS=f"--require={folder / 'count.cjs'}",
            **({} if lazy else EAGER),
        )
        [stack] = folder.rglob("cdk.tf.json")
        return {
            **json.loads(printed),
            "json": stack.read_text(),
            "files": int((folder / "count").read_text()),
        }


def loaded(code: str, **env: str) -> int:
    """How many submodules of the package are loaded after the code."""
    count = f"import sys; print(sum(name.startswith('{PACKAGE}.') for name in sys.modules))"
    return int(python(f"import constructs_lib\n{code}\n{count}", **env).split()[-1])


@pytest.mark.parametrize(
    "what", ["all", "dir", "private dir", "doc", "file", "path", "name", "json"]
)
def test_package_has_same_names(what: str) -> None:
    assert run(lazy=True)[what] == run(lazy=False)[what]


@pytest.mark.parametrize("what", ["spec", "assembly"])
def test_package_has_same_import_metadata(what: str) -> None:
    assert run(lazy=True)[what] == run(lazy=False)[what]


@pytest.mark.parametrize(
    "code",
    [
        f"from constructs_lib import VpcLookup\nfrom {PACKAGE}.provider import AwsProvider",
        f"import {PACKAGE} as aws\nassert aws.lb.Lb.__name__ == 'Lb'",
        f"from {PACKAGE} import lb, lb_listener\nassert lb.Lb is not lb_listener.LbListener",
        f"import {PACKAGE}.lb\nimport {PACKAGE} as aws\nassert aws._private.lb is aws.lb",
        f"import {PACKAGE} as aws\ndir(aws), hasattr(aws, 'no_such_thing')",
    ],
)
def test_loads_used_modules_only(code: str) -> None:
    assert loaded(code) < 50


def test_environment_variable_disables_it() -> None:
    assert run(lazy=False)["modules"] > ALL_OF_IT
    assert run(lazy=False)["files"] > ALL_OF_IT
    assert run(lazy=True)["modules"] < 100


def test_module_supports_introspection() -> None:
    python(f"""
import constructs_lib
import importlib, importlib.resources, inspect, pickle, pkgutil, typing
import {PACKAGE} as aws
from {PACKAGE}.lb import Lb, LbAccessLogs

assert pickle.loads(pickle.dumps(Lb)) is Lb
logs = LbAccessLogs(bucket="logs", enabled=True)
assert pickle.loads(pickle.dumps(logs)) == logs
assert "access_logs" in typing.get_type_hints(Lb.__init__, localns=vars(aws.lb))
assert inspect.getmodule(Lb) is aws.lb
assert "from . import lb\\n" in inspect.getsource(aws)
assert importlib.resources.files(aws).joinpath("py.typed").is_file()
assert "lb" in {{module.name for module in pkgutil.iter_modules(aws.__path__)}}
assert importlib.import_module("{PACKAGE}.lb") is aws.lb
assert importlib.reload(aws).lb is aws.lb
""")


def test_unknown_name_raises_attribute_error() -> None:
    python(f"""
import constructs_lib
import {PACKAGE} as aws
try:
    aws.no_such_thing
except AttributeError as error:
    assert str(error) == "module '{PACKAGE}' has no attribute 'no_such_thing'", error
else:
    raise AssertionError
try:
    from {PACKAGE} import no_such_thing
except ImportError as error:
    assert "cannot import name 'no_such_thing' from '{PACKAGE}'" in str(error), error
else:
    raise AssertionError
""")


def test_missing_package_raises_module_not_found_error() -> None:
    python(f"""
import sys
sys.path[:] = [path for path in sys.path if "site-packages" not in path]
import constructs_lib
try:
    import {PACKAGE}
except ModuleNotFoundError as error:
    assert error.name == "{PACKAGE}"
else:
    raise AssertionError
""")


@pytest.mark.parametrize(
    "source",
    [
        "from importlib import import_module\ndef __getattr__(name): ...\n",  # lazy by itself
        "x = 1\nfrom . import lb\nfrom . import lb as balancer\n",
        "x = 1\nfrom . import lb\nlb.Lb.extra = 1\n",
    ],
)
def test_leaves_other_form_of_init_unchanged(source: str) -> None:
    assert _split(source) == (source, frozenset())
