"""Every Python block of the docs, and every example, synthesizes valid Terraform.

The stacks are validated as modules of one root module. For blocks that require version 6 of the
provider, see ``test_provider_6.py``.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from helpers.documentation import PROGRAMS, completed
from helpers.programs import run_program
from helpers.workspaces import Workspaces

TESTS = [name for name, program in PROGRAMS.items() if "\ndef test_" in program]
STACKS = [name for name in PROGRAMS if name not in TESTS]


@pytest.fixture(scope="module")
def stacks(workspaces: Workspaces) -> dict[str, list[Path] | Exception]:
    """The folders of the stacks of each program, or what it has raised."""
    result: dict[str, list[Path] | Exception] = {}
    for name in STACKS:
        try:
            result[name] = run_program(completed(PROGRAMS[name]), workspaces.folder())
        except Exception as error:  # noqa: BLE001 - raised again by the test of this program
            result[name] = error
    return result


@pytest.fixture(scope="module")
def diagnostics(
    stacks: dict[str, list[Path] | Exception], workspaces: Workspaces
) -> dict[str, list[str]]:
    """What ``terraform validate`` reports for each program."""
    modules = {
        f"{name}-{number}": folder
        for name, folders in stacks.items()
        if not isinstance(folders, Exception)
        for number, folder in enumerate(folders)
    }
    reported: dict[str, list[str]] = {}
    for item in workspaces.modules(modules).diagnostics():
        module = Path(item["range"]["filename"]).parts[0]
        assert module in modules, item
        reported.setdefault(module.rpartition("-")[0], []).append(f"{item['summary']}: {item}")
    return reported


@pytest.mark.parametrize("program", STACKS)
def test_program_is_valid_terraform(
    stacks: dict[str, list[Path] | Exception], diagnostics: dict[str, list[str]], program: str
) -> None:
    folders = stacks[program]
    if isinstance(folders, Exception):
        raise folders
    assert folders
    assert diagnostics.get(program, []) == []


@pytest.mark.parametrize("program", TESTS)
def test_documented_tests_pass(program: str, tmp_path: Path) -> None:
    (tmp_path / "test_stack.py").write_text(PROGRAMS[program])
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-W", "error"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
