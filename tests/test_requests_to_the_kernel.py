"""Each request to jsii's kernel takes time: this library makes as few as plain cdktf does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
COUNT = """
import runpy, sys
from jsii._kernel.providers.process import _NodeProcess

requests, send = [], _NodeProcess.send

def counting(self, *request):
    requests.append(request)
    return send(self, *request)

_NodeProcess.send = counting
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
print(len(requests))
"""


def requests_for(program: str, backends: int, layout: str, folder: Path) -> int:
    """How many a program of the benchmarks makes."""
    script = CHECKOUT / "benchmarks" / "programs" / program
    run = subprocess.run(
        [sys.executable, "-c", COUNT, str(script), str(backends), layout],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "CDKTF_OUTDIR": str(folder), "PYTHONPATH": str(CHECKOUT)},
    )
    return int(run.stdout)


@pytest.mark.parametrize("layout", ["shared", "own", "stacks"])
def test_a_backend_takes_as_many_requests_as_with_plain_cdktf(tmp_path: Path, layout: str) -> None:
    ours, plain = (
        requests_for(program, 12, layout, tmp_path) - requests_for(program, 2, layout, tmp_path)
        for program in ("backends.py", "backends_plain.py")
    )
    assert plain > 0
    assert ours <= 1.1 * plain
