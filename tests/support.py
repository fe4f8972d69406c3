"""What the tests share."""

import re

import pytest


def refusal(message: str) -> "pytest.RaisesExc[ValueError]":
    """Expects a ``ValueError`` with exactly this message, its value shortened where it is long."""
    words, got, value = message.rpartition(", got ")
    if len(value) > 160:
        value = f"{value[:60]}… ({len(value)} characters)"
    where = r"(\nin [^\n]+)?"  # the construct's path, of which pytest's match knows, too
    return pytest.raises(ValueError, match=f"^{re.escape(words + got + value)}{where}$")
