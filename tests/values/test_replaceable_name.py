import re

import pytest
from constructs_lib.replaceable_name import check_replaceable_name, replaceable_name
from support import refusal

FIXED: list[int | str] = [80, "HTTP", "vpc-0123"]


def test_a_name_stays_as_it_is() -> None:
    assert replaceable_name("web", None, FIXED) == "web"


def test_a_prefix_gets_digits_that_stand_for_what_is_fixed() -> None:
    changed: list[list[int | str]] = [[81, "HTTP", "vpc-0123"], [80, "HTTP", "vpc-4567"]]
    names = {replaceable_name(None, "web", fixed) for fixed in (FIXED, *changed)}
    assert len(names) == 3
    assert all(name and re.fullmatch("web-[0-9a-f]{8}", name) for name in names)
    assert replaceable_name(None, "web", FIXED) == replaceable_name(None, "web", list(FIXED))


def test_what_is_not_known_yet_has_no_digits_yet() -> None:
    assert replaceable_name(None, "web", [80, "HTTP", "${data.aws_vpc.main.id}"]) is None


@pytest.mark.parametrize(
    ("name", "name_prefix", "message"),
    [
        (
            None,
            None,
            (
                "name must be given, or else name_prefix, and not both, "
                "got {'name': None, 'name_prefix': None}"
            ),
        ),
        (
            "a",
            "b",
            (
                "name must be given, or else name_prefix, and not both, "
                "got {'name': 'a', 'name_prefix': 'b'}"
            ),
        ),
        (
            None,
            "a" * 24,
            (
                "name_prefix must be 1 to 23 letters, digits and hyphens, with no hyphen at "
                f"either end, got '{'a' * 24}'"
            ),
        ),
        (
            "a" * 33,
            None,
            (
                "name must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, "
                f"got '{'a' * 33}'"
            ),
        ),
    ],
)
def test_refuses(name: str | None, name_prefix: str | None, message: str) -> None:
    with refusal(message):
        check_replaceable_name(name, name_prefix)
