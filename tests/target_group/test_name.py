import re

from constructs_lib.target_group._name import generated_name

FIXED: list[int | str] = [80, "HTTP", "vpc-0123"]


def test_keeps_name() -> None:
    assert generated_name("web", None, FIXED) == "web"


def test_appends_hash_of_immutable_arguments_to_prefix() -> None:
    changed: list[list[int | str]] = [[81, "HTTP", "vpc-0123"], [80, "HTTP", "vpc-4567"]]
    names = {generated_name(None, "web", fixed) for fixed in (FIXED, *changed)}
    assert len(names) == 3
    assert all(name and re.fullmatch("web-[0-9a-f]{8}", name) for name in names)
    assert generated_name(None, "web", FIXED) == generated_name(None, "web", list(FIXED))


def test_generates_no_name_from_tokens() -> None:
    assert generated_name(None, "web", [80, "HTTP", "${data.aws_vpc.main.id}"]) is None
