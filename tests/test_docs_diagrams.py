"""The diagrams in the docs are those of the current programs.

``GOLDEN=write make test`` updates them.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from constructs_lib.__main__ import draw
from helpers.programs import run_program

CHECKOUT = Path(__file__).parent.parent
DIAGRAMS = CHECKOUT / "docs" / "diagrams"
[START] = re.findall(
    r"^```python\n(.*?)^```",
    (CHECKOUT / "docs" / "start.md").read_text(),
    re.MULTILINE | re.DOTALL,
)
DRAWN = (
    *("authentication", "blue_green", "ecs_service", "hardened", "mutual_tls"),
    *("own_domain", "routing", "shared_listener", "target_groups"),
    *("addresses", "complete", "one_call"),
)
PROGRAMS = {
    "zenn-clone-backend": (CHECKOUT / "main.py").read_text(),
    "shop": START,
    **{
        name.replace("_", "-"): (CHECKOUT / "examples" / f"{name}.py").read_text() for name in DRAWN
    },
}


@pytest.mark.parametrize("stack", PROGRAMS)
def test_diagram_is_up_to_date(stack: str, tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "cdktf.json", tmp_path)
    [folder] = run_program(PROGRAMS[stack], tmp_path)
    drawn = draw(str(folder), tmp_path / f"{stack}.svg")
    if os.environ.get("GOLDEN") == "write":
        (DIAGRAMS / f"{stack}.svg").write_text(drawn.read_text())
    assert drawn.read_text() == (DIAGRAMS / f"{stack}.svg").read_text()


def test_no_diagram_is_unused() -> None:
    assert {path.stem for path in DIAGRAMS.iterdir()} == PROGRAMS.keys()
