"""What the tests share."""

import re

import pytest


def refusal(message: str) -> "pytest.RaisesExc[ValueError]":
    """Expects a ``ValueError`` with exactly this message."""
    return pytest.raises(ValueError, match=f"^{re.escape(message)}$")
