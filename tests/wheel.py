"""The wheel, in environments of other people."""

import subprocess
import venv
from pathlib import Path

from embedded_aws.terraform import CHECKOUT


def install(wheel: Path, folder: Path, pins: str, *extras: str) -> Path:
    """The interpreter of an environment with the wheel and its dependencies only."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    wanted = f"constructs-lib[{','.join(extras)}] @ {wheel.as_uri()}"
    constraint = f"--constraint={CHECKOUT / pins}"
    subprocess.run(
        [python, "-m", "pip", "install", "-qq", constraint, wanted], check=True, cwd=folder
    )
    return python
