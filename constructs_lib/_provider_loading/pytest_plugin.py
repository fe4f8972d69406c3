"""The pytest plugin that an installation of this library registers.

pytest imports plugins before tests, so that the provider loads fast whatever the tests import
first.
"""

import pytest


def pytest_pycollect_makeitem(obj: object) -> list[pytest.Item] | None:
    """Keep pytest from collecting the class ``Testing`` of cdktf as a test."""
    is_testing = isinstance(obj, type) and obj.__name__ == "Testing"
    return [] if is_testing and obj.__module__ in {"cdktf", "cdktn"} else None
