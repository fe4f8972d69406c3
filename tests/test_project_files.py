"""Facts of the project that several files have."""

import ast
import json
import re
import textwrap
from pathlib import Path

import constructs_lib
from helpers.errors import require

require("psutil")

from benchmarks.report import (  # noqa: E402 - it imports what may be missing
    PAGE,
    RESULTS,
    goals,
    tables,
    with_tables,
)

CHECKOUT = Path(__file__).parent.parent


def test_changelog_has_version() -> None:
    changelog = (CHECKOUT / "CHANGELOG.md").read_text()
    [newest, *_] = re.findall(r"^## \[(\d[^\]]*)\]", changelog, re.MULTILINE)
    version, _, development = constructs_lib.__version__.partition(".dev")
    if development:  # of the next one, as pip orders it: what is in it is unreleased
        assert version > newest
        assert "\n## [Unreleased]\n\n###" in changelog
    else:
        assert version == newest


def test_performance_page_has_measured_figures() -> None:
    results = json.loads(RESULTS.read_text())
    assert PAGE.read_text() == with_tables(PAGE.read_text(), tables(results))
    claims = (CHECKOUT / "README.md").read_text()
    warm, _ = goals(results)["warm synth: constructs_lib / plain cdktf"]
    assert f"takes {warm * 100:.0f} % of the time of plain CDKTF" in claims


def test_guide_has_same_code_in_both_languages() -> None:
    english, japanese = (
        re.findall(r"^```.*?^```", (CHECKOUT / "docs" / name).read_text(), re.MULTILINE | re.DOTALL)
        for name in ("guide.md", "guide.ja.md")
    )
    assert english == japanese
    assert english


def test_site_has_every_page() -> None:
    nav = (CHECKOUT / "mkdocs.yml").read_text().partition("\nnav:\n")[2]
    pages = {path.name for path in (CHECKOUT / "docs").glob("*.md")}
    assert pages <= set(re.findall(r"[\w.]+\.md", nav))


def test_code_blocks_fit_80_columns() -> None:
    """In the pages, but for the ARNs of a policy, and in the docstrings that the pages include."""
    pages = {
        path.name: re.findall(r"^```\w+\n(.*?)^```", path.read_text(), re.MULTILINE | re.DOTALL)
        for path in [CHECKOUT / "README.md", *(CHECKOUT / "docs").glob("*.md")]
        if path.name != "permissions.md"
    }
    docstrings = {
        path.name: [
            block
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.ClassDef | ast.FunctionDef)
            for block in re.findall(r"::\n\n((?: {4}.+\n?|\n)+)", ast.get_docstring(node) or "")
        ]
        for path in (CHECKOUT / "constructs_lib").rglob("*.py")
    }
    lines = [
        (name, line)
        for name, blocks in (pages | docstrings).items()
        for block in blocks
        for line in textwrap.dedent(block).splitlines()
    ]
    assert len(lines) > 1000
    assert [line for line in lines if len(line[1]) > 80] == []


def test_every_decision_is_listed() -> None:
    folder = CHECKOUT / "docs" / "adr"
    listed = (folder / "README.md").read_text()
    for page in folder.glob("0*.md"):
        number, _, title = page.read_text().splitlines()[0].removeprefix("# ").partition(". ")
        assert f"{number}. [{title}]({page.name})\n" in listed
