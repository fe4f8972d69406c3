"""Runs the unit tests on CDK Terrain.

It is a command: ``.cdktn/bin/python tests/helpers/cdk_terrain.py tests/network …``. It replaces the names of the packages in a copy of the tests, as users replace them in a program.
"""

import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
READ = ("docs", "embedded_aws", "examples", "main.py", "cdktf.json", "pyproject.toml", "README.md")
"""The files that tests read."""


def moved(program: str) -> str:
    """Return a program for cdktf with the names of cdktn."""
    program = program.replace("cdktf_cdktf_provider_aws", "cdktn_provider_aws")
    return re.sub(r"^( *)(from|import) cdktf\b", r"\1\2 cdktn", program, flags=re.MULTILINE)


def main() -> int:
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(CHECKOUT / "tests", folder / "tests")
        for program in (folder / "tests").rglob("*.py"):
            program.write_text(moved(program.read_text()))
        for path in READ:
            (folder / path).symlink_to(CHECKOUT / path)
        tests = [folder / test for test in sys.argv[1:]]
        return pytest.main(["-q", "-n", "2", "--rootdir", name, *map(str, tests)])


if __name__ == "__main__":
    sys.exit(main())
