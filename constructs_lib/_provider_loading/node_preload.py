"""The script that Node runs before jsii's kernel: it loads the provider's JavaScript lazily."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

VARIABLE: Final = "NODE_OPTIONS"
SCRIPT: Final = Path(__file__).with_name("lazy_index.cjs")


@contextmanager
def node_preload() -> Iterator[None]:
    """Add the script to Node's options, and restore them at the end.

    Follows https://nodejs.org/api/cli.html#node_optionsoptions
    """
    before = os.environ.get(VARIABLE)
    path = str(SCRIPT).replace("\\", r"\\").replace('"', r"\"")
    option = f'--require="{path}"'
    os.environ[VARIABLE] = option if before is None else f"{before} {option}"
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
