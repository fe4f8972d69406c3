"""Every row of ``docs/refused.md`` is refused, with exactly the words that the page has."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bad_inputs import run, world

import constructs_lib
from constructs_lib import VpcLookup, problems_together

PAGE = (Path(__file__).parents[2] / "docs" / "refused.md").read_text()
SECTION = re.compile(r"^## (.+)\n\nFollows <https://.+>\n\n```python\n(.+)\n```\n", re.MULTILINE)
ROW = re.compile(r"^\| `(.+)` \| `(.+)` \|$", re.MULTILINE)

PLACE = re.compile(r" \([^ ]+:\d+(?:, in [^ ]+)?\)$")


def rows() -> Iterator[tuple[str, str, str]]:
    """The call, what it is given, and what it is refused with."""
    _, *parts = SECTION.split(PAGE)
    for call, table in zip(parts[1::3], parts[2::3], strict=True):
        for given, message in ROW.findall(table):
            yield call, given.replace("\\|", "|"), message.replace("\\|", "|")


ROWS = list(rows())


def test_the_page_is_read_as_a_whole() -> None:
    assert len(ROWS) >= 600
    assert len(ROWS) == len(re.findall(r"^\| `", PAGE, re.MULTILINE))


@pytest.mark.parametrize(
    ("call", "given", "message"), ROWS, ids=[f"{call[:20]}-{given[:50]}" for call, given, _ in ROWS]
)
def test_refused(call: str, given: str, message: str) -> None:
    expected = message.replace("`<br>`", "\n")
    with pytest.raises(ValueError, match=" must ") as refused:
        run(call, given)
    assert type(refused.value) is ValueError
    assert str(refused.value) == expected
    names = world()
    with pytest.raises(ValueError, match=" must ") as refused, problems_together():
        run(call, given, names)
        VpcLookup(names["stack"], "refused-too", name="")
    told = {PLACE.sub("", line) for line in str(refused.value).splitlines()}
    assert told == {*expected.splitlines(), "name must be 1 to 256 characters, got ''"}


@pytest.mark.parametrize("call", sorted({call for call, _, _ in ROWS}))
def test_the_call_itself_is_not_refused(call: str) -> None:
    assert run(call, "")


def test_every_construct_and_value_that_can_refuse_has_a_table() -> None:
    tables = {call.partition("(")[0] for call, _, _ in ROWS}
    refusing = {
        name
        for name in constructs_lib.__all__
        if isinstance(getattr(constructs_lib, name), type)
        and "Raises:" in (getattr(constructs_lib, name).__doc__ or "")
    }
    assert refusing - tables == set()
