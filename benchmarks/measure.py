"""Measures programs in turn, so that a noisy machine affects all of them."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any, TypeAlias

import psutil

SAMPLE_SECONDS = 0.02
OUT = "{out}"


@dataclass
class Program:
    """A command, and what it is run with; ``{out}`` in either is a fresh folder."""

    command: Sequence[str | Path]
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    prepare: Callable[[], object] = lambda: None
    """What is done before each run, and not measured."""


@dataclass
class Run:
    """What one run took."""

    seconds: float
    megabytes: dict[str, float]
    """The most memory that a process of each name had."""
    json_kilobytes: float


Section: TypeAlias = dict[str, dict[str, Any]]
"""What was found of some programs, by their names."""


def run(program: Program, out: Path | None = None) -> Run:
    """Run a program once, and keep its output if ``out`` is set."""
    with TemporaryDirectory() as fresh, TemporaryFile() as printed:
        folder = str(out or fresh)
        program.prepare()
        env = os.environ | {key: value.replace(OUT, folder) for key, value in program.env.items()}
        command = [str(part).replace(OUT, folder) for part in program.command]
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=program.cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        megabytes = _watch(process)
        seconds = time.perf_counter() - start
        if process.returncode:
            printed.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{printed.read().decode()}")
        written = sum(file.stat().st_size for file in Path(folder).rglob("*.tf.json"))
        return Run(seconds, megabytes, written / 1024)


def _watch(process: "subprocess.Popen[bytes]") -> dict[str, float]:
    """Wait for a process, and measure its memory and that of the processes that it starts."""
    most: dict[str, float] = {}
    parent = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            for measured in [parent, *parent.children(recursive=True)]:
                with measured.oneshot():
                    name, megabytes = measured.name(), measured.memory_info().rss / 2**20
                most[name] = max(most.get(name, 0), megabytes)
        except psutil.Error:
            pass  # it has just ended
        with suppress(subprocess.TimeoutExpired):
            process.wait(SAMPLE_SECONDS)
    return most


def side_by_side(programs: Mapping[str, Program], runs: int) -> Section:
    """Run each of them that many times, in turns."""
    done: dict[str, list[Run]] = {name: [] for name in programs}
    for turn in range(runs):
        for name, program in programs.items():
            done[name].append(run(program))
            print(f"  {turn + 1}/{runs} {name}: {done[name][-1].seconds:.2f} s", flush=True)
    return {name: summary(results) for name, results in done.items()}


def summary(runs: Sequence[Run]) -> dict[str, Any]:
    """The median and the spread of some runs."""
    seconds = [run.seconds for run in runs]
    names = {name for run in runs for name in run.megabytes}
    return {
        "median": statistics.median(seconds),
        "least": min(seconds),
        "most": max(seconds),
        "megabytes": {
            name: statistics.median(run.megabytes.get(name, 0) for run in runs) for name in names
        },
        "json_kilobytes": runs[-1].json_kilobytes,
        "runs": seconds,
    }


def empty(folder: Path) -> None:
    """Create a folder, or empty it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
