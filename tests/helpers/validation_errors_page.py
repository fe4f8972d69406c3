"""Generates ``docs/validation_errors.md`` from the tables of the tests.

It is a command: ``python tests/helpers/validation_errors_page.py``.
"""

import ast
import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "validation_errors.md"
sys.path[:0] = [str(TESTS), str(TESTS.parent)]  # where pytest has them, too

from helpers.invalid_input import InvalidInput  # noqa: E402 - from the path above

HEADER = """\
# Validation errors

This page is generated from the tests. Each row of a table has arguments that replace those of the
call above the table, and the error that the constructor raises for them. In the calls, `stack` is a
stack in `ap-northeast-1`, and names such as `vpc`, `alb`, `zone` and `target_group` are a lookup, a
construct or an `Arn` of that kind; `rule` is a `ListenerRule`.

A constructor raises all of its errors together: see [errors](errors.md), also for those that are
reported at synth.
"""


def tables() -> list[InvalidInput]:
    """Return the tables of all test modules, sorted by title."""
    tables_of_tests: list[InvalidInput] = []
    for path in sorted(TESTS.rglob("test_*.py")):
        if re.search(r"^INVALID = ", path.read_text(), re.MULTILINE):
            spec = spec_from_file_location(f"{path.stem}_tables", path)
            assert spec is not None
            assert spec.loader is not None
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            tables_of_tests += module.INVALID
    return sorted(tables_of_tests, key=title_of)


def title_of(table: InvalidInput) -> str:
    """Return the title of a table, which is the name of its noun by default."""
    return table.title or table.call.partition("(")[0]


def page() -> str:
    """Return the text of the page."""
    return "\n".join([HEADER, *map(_section, tables())])


def _section(table: InvalidInput) -> str:
    lines = [f"## {title_of(table)}", "", f"Follows <{table.follows}>", ""]
    lines += [
        "```python",
        _wrapped(table.call),
        "```",
        "",
        "| arguments | error |",
        "| --- | --- |",
    ]
    for arguments, errors in table.rows():
        cells = _cell(arguments), "<br>".join(map(_cell, errors))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _wrapped(call: str) -> str:
    """Return a call with one line for each argument, if it is longer than 80 columns."""
    if len(call) <= 80:
        return call
    expression = ast.parse(call, mode="eval").body
    assert isinstance(expression, ast.Call)
    arguments = [
        *(ast.get_source_segment(call, value) for value in expression.args),
        *(f"{item.arg}={ast.get_source_segment(call, item.value)}" for item in expression.keywords),
    ]
    lines = "".join(f"    {argument},\n" for argument in arguments)
    return f"{ast.unparse(expression.func)}(\n{lines})"


def _cell(code: str) -> str:
    return f"`{code}`".replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page())
