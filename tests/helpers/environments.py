"""The environments with other bindings, which ``make test-all`` sets up."""

import os
from pathlib import Path

import pytest

from embedded_aws.terraform import CHECKOUT


def python_of(environment: str) -> Path:
    """Return the interpreter of an environment such as ``.cdktn``; skip the test if it is missing."""
    python = CHECKOUT / environment / "bin" / "python"
    if not python.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"missing: make {environment}/ready")
    return python
