"""``docs/reliability.md``, ``docs/other_tools.md`` and ``docs/import.md`` refer to existing tests and resources."""

import json
import re
from typing import Any

import pytest
from helpers.programs import run_program
from helpers.workspaces import Workspaces

from embedded_aws.terraform import CHECKOUT

PAGE = (CHECKOUT / "docs" / "reliability.md").read_text()
FEATURES = (CHECKOUT / "docs" / "other_tools.md").read_text()
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
EXAMPLES = sorted(
    {*(CHECKOUT / "examples").glob("*.py")}
    - {CHECKOUT / "examples" / name for name in ("environments.py", "provider_6.py")}
)
IMPORTS = set(
    re.findall(r"^\| `(aws_\w+)` \|", (CHECKOUT / "docs" / "import.md").read_text(), re.MULTILINE)
)
OTHERS = {
    "aws_cloudwatch_log_group",
    "aws_ecs_cluster",
    "aws_ecs_service",
    "aws_ecs_task_definition",
    "aws_wafv2_web_acl",
}
"""Of the examples' own."""


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED.findall(PAGE + FEATURES))))
def test_named_tests_exist(file: str, name: str) -> None:
    source = (CHECKOUT / file).read_text()
    assert f"def {name}(" in source or f"\n{name} = " in source


def test_every_failure_has_row() -> None:
    assert re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE) == [str(n) for n in range(1, 44)]


def test_every_limit_has_test() -> None:
    [table] = re.findall(r"^## Limits\n(.+?)^## Errors of", PAGE, re.MULTILINE | re.DOTALL)
    _, _, *rows = re.findall(r"^\| (.+) \| (.+) \| (.*) \|$", table, re.MULTILINE)
    assert len(rows) > 90
    page = (CHECKOUT / "docs" / "validation_errors.md").read_text()
    for limit, what, test in rows:
        [linked] = re.findall(r"^\[(\w+)\]\(validation_errors\.md#\w+\)$", test) or [None]
        is_tested = f"\n## {linked}\n" in page if linked else NAMED.search(test)
        assert is_tested or what.startswith("not checked"), limit


def test_figures_match_table() -> None:
    rows = re.findall(
        r"^\| `", (CHECKOUT / "docs" / "validation_errors.md").read_text(), re.MULTILINE
    )
    assert f"| {len(rows)} | {len(rows)} rejected" in PAGE


@pytest.fixture(scope="module")
def examples(workspaces: Workspaces) -> dict[str, Any]:
    """The JSON of each example."""
    stacks = {path.stem: run_program(path.read_text(), workspaces.folder())[0] for path in EXAMPLES}
    return {
        name: json.loads((folder / "cdk.tf.json").read_text()) for name, folder in stacks.items()
    }


def test_no_data_source_depends_on_resource(examples: dict[str, Any]) -> None:
    for example, stack in examples.items():
        for data_type, data_sources in stack.get("data", {}).items():
            for data_source in data_sources.values():
                assert "depends_on" not in data_source, (example, data_type)


def test_every_resource_has_import_row(examples: dict[str, Any]) -> None:
    kinds = {kind for stack in examples.values() for kind in stack.get("resource", {})}
    assert kinds - OTHERS - IMPORTS == set()
