"""Helpers of the unit tests."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

import pytest
from constructs_lib import ValidationError
from cdktf import TerraformStack, Testing


@contextmanager
def raises_exactly(*errors: str) -> Iterator[None]:
    """Expect a ``ValidationError`` with exactly these errors."""
    with pytest.raises(ValidationError) as raised:
        yield
    assert raised.value.errors == errors


def not_in_region(name: str, value: str, region: str = "ap-northeast-1") -> str:
    """Return the error about a value that is not in the region of the provider."""
    hint = "set region or provider for another one"
    return f"{name} must be in the provider's region {region} ({hint}), got {value!r}"


def synth_errors(stack: TerraformStack) -> list[str]:
    """Return the errors that cdktf reports when it validates a stack, each with its path."""
    try:
        Testing.synth(stack, True)  # noqa: FBT003 - run_validations
    except RuntimeError as error:
        return re.findall(r"^ +\[.*?\] (.*)$", str(error), re.MULTILINE)
    return []


def require(*modules: str) -> None:
    """Skip a test or a module of tests if a package that it needs is missing; fail in CI."""
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        reason = f"missing: {', '.join(missing)} (requirements-dev.txt)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason, allow_module_level=True)
