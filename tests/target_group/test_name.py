import re

from constructs_lib.target_group._name import generated_name

FIXED: list[int | str] = [80, "HTTP", "vpc-0123"]


def test_a_name_stays_as_it_is() -> None:
    assert generated_name("web", None, FIXED) == "web"


def test_a_prefix_gets_digits_that_stand_for_what_is_fixed() -> None:
    changed: list[list[int | str]] = [[81, "HTTP", "vpc-0123"], [80, "HTTP", "vpc-4567"]]
    names = {generated_name(None, "web", fixed) for fixed in (FIXED, *changed)}
    assert len(names) == 3
    assert all(name and re.fullmatch("web-[0-9a-f]{8}", name) for name in names)
    assert generated_name(None, "web", FIXED) == generated_name(None, "web", list(FIXED))


def test_what_is_not_known_yet_has_no_digits_yet() -> None:
    assert generated_name(None, "web", [80, "HTTP", "${data.aws_vpc.main.id}"]) is None
