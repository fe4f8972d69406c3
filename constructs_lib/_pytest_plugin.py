"""The pytest plugin that an installation of this library registers.

pytest imports plugins before tests, so that the provider loads fast whatever the tests import
first.
"""

import sys

import pytest


def pytest_pycollect_makeitem(obj: object) -> list[pytest.Item] | None:
    """Keep pytest from collecting the class ``Testing`` of cdktf as a test."""
    testing = {
        getattr(sys.modules[name], "Testing", None)
        for name in ("cdktf", "cdktn")
        if name in sys.modules
    }
    return [] if isinstance(obj, type) and obj in testing else None
