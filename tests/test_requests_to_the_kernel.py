"""This library sends about as many requests to jsii's kernel as plain cdktf does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import without_messages

CHECKOUT = Path(__file__).parent.parent
COUNT = """
import constructs_lib, runpy, sys  # first, so that the provider loads lazily in both programs
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
    """Return the number of requests of a program of the benchmarks."""
    script = CHECKOUT / "benchmarks" / "programs" / program
    run = subprocess.run(
        [sys.executable, "-c", COUNT, str(script), str(backends), layout],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "CDKTF_OUTDIR": str(folder), "PYTHONPATH": str(CHECKOUT)},
    )
    return int(run.stdout)


@pytest.mark.parametrize(
    ("layout", "ratio"),
    [
        ("shared", 1.1),
        pytest.param("own", 1.1, marks=pytest.mark.extended),
        pytest.param("stacks", 1.15, marks=pytest.mark.extended),
    ],
)
def test_backend_needs_as_many_kernel_requests_as_plain_cdktf(
    tmp_path: Path, layout: str, ratio: float
) -> None:
    """Which writes the same JSON: else they could not be compared."""
    programs = ("backends.py", "backends_plain.py")
    few, many = (
        [requests_for(program, number, layout, tmp_path / program) for program in programs]
        for number in (2, 12)
    )
    ours, plain = (of_many - of_few for of_few, of_many in zip(few, many, strict=True))
    assert plain > 0
    assert ours <= ratio * plain
    written, plainly = (
        {
            path.parent.name: without_messages(path.read_text())
            for path in (tmp_path / program).rglob("cdk.tf.json")
        }
        for program in programs
    )
    assert written
    assert written == plainly


def test_plain_cdktf_program_writes_same_json_as_main(tmp_path: Path) -> None:
    """The program that the benchmarks compare it with."""
    context = json.dumps(json.loads((CHECKOUT / "cdktf.json").read_text())["context"])
    written = []
    for program in ("main.py", "benchmarks/programs/plain.py"):
        folder = tmp_path / Path(program).stem
        env = os.environ | {"CDKTF_CONTEXT_JSON": context, "CDKTF_OUTDIR": str(folder)}
        lazily = (
            "import constructs_lib, runpy, sys; runpy.run_path(sys.argv[1], run_name='__main__')"
        )
        subprocess.run(
            [sys.executable, "-c", lazily, CHECKOUT / program],
            check=True,
            env=env | {"PYTHONPATH": str(CHECKOUT)},
        )
        [stack] = folder.rglob("cdk.tf.json")
        written.append(json.loads(without_messages(stack.read_text())))
    assert written[0] == written[1]
