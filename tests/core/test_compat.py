import subprocess
import sys
from pathlib import Path

import pytest


def active_cdk_after(code: str, folder: Path) -> str:
    """What a program is on, in a Python that finds packages in a folder first."""
    ask = f"import sys; sys.path.insert(0, {str(folder)!r}); from constructs_lib._core.compat import active_cdk; {code}"
    report = f"{ask}; print(active_cdk())"
    run = subprocess.run([sys.executable, "-c", report], check=True, capture_output=True, text=True)
    return run.stdout.strip()


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Empty packages with the names of both CDKs."""
    for name in ("cdktf", "cdktn", "cdktn_provider_aws"):
        (tmp_path / f"{name}.py").touch()
    return tmp_path


@pytest.mark.parametrize("name", ["cdktf", "cdktn"])
def test_active_cdk_is_imported_one(packages: Path, name: str) -> None:
    assert active_cdk_after(f"import {name}", packages) == name


def test_active_cdk_is_cdktn_if_installed(packages: Path) -> None:
    assert active_cdk_after("pass", packages) == "cdktn"


def test_active_cdk_is_cdktf_otherwise(packages: Path) -> None:
    (packages / "cdktn_provider_aws.py").unlink()
    hide = "sys.path[:] = [sys.path[0]]"  # an environment may have both
    assert active_cdk_after(hide, packages) == "cdktf"


def test_reports_missing_class_of_provider() -> None:
    from constructs_lib._core import compat as cdk  # noqa: PLC0415 - not before the others

    with pytest.raises(AttributeError, match="_provider_aws has no NoSuchResource"):
        cdk.NoSuchResource  # noqa: B018 - that is the test
    with pytest.raises(AttributeError, match="no attribute 'no_such_thing'"):
        cdk.no_such_thing  # noqa: B018 - that is the test
