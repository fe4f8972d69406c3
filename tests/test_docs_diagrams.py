"""The diagrams in the docs are those of the current programs.

``GOLDEN=write make test`` updates them.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from constructs_lib.__main__ import draw

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
    context = json.loads((CHECKOUT / "cdktf.json").read_text())["context"]
    (tmp_path / "main.py").write_text(PROGRAMS[stack])
    shutil.copy(CHECKOUT / "cdktf.json", tmp_path)
    env = os.environ | {"CDKTF_CONTEXT_JSON": json.dumps(context), "PYTHONPATH": str(CHECKOUT)}
    subprocess.run([sys.executable, "main.py"], cwd=tmp_path, env=env, check=True)
    drawn = draw(str(tmp_path / "cdktf.out" / "stacks" / stack), tmp_path / f"{stack}.svg")
    if os.environ.get("GOLDEN") == "write":
        (DIAGRAMS / f"{stack}.svg").write_text(drawn.read_text())
    assert drawn.read_text() == (DIAGRAMS / f"{stack}.svg").read_text()


def test_no_diagram_is_unused() -> None:
    assert {path.stem for path in DIAGRAMS.iterdir()} == PROGRAMS.keys()
