import pytest

from constructs_lib import HealthCheck
from constructs_lib.problems import all_problems
from constructs_lib.validation import check_integer, check_text, fail


def test_all_wrong_fields_are_told_in_their_order() -> None:
    with pytest.raises(ValueError, match="must") as refused:
        HealthCheck(matcher="600", path="x", interval=1, timeout=1)
    assert [line.partition(" must ")[0] for line in str(refused.value).splitlines()] == [
        "path",
        "matcher",
        "interval",
        "timeout",
    ]


def test_a_construct_is_named_in_a_note() -> None:
    with pytest.raises(ValueError, match=r"^port must") as refused, all_problems(of="stack/web"):
        check_integer("port", 0, low=1, high=2)
    assert refused.value.__notes__ == ["in stack/web"]
    assert refused.value.__suppress_context__


def test_of_a_field_only_the_first_problem_is_told() -> None:
    with pytest.raises(ValueError, match=r"\Aname must be 2 letters, got ''\Z"), all_problems():
        check_text("name", "", allowed="2 letters")
        fail("name", "short", "")


def test_what_follows_from_a_problem_is_no_news() -> None:
    with pytest.raises(ValueError, match=r"\Aport must be a whole number"), all_problems():
        check_integer("port", "80", low=1, high=2)
        _ = 1 + "80"  # type: ignore[operator] # what a constructor may do with it


@pytest.mark.parametrize("error", [KeyError("x"), ValueError("of another library")])
def test_another_error_stays_what_it_is(error: Exception) -> None:
    with pytest.raises(type(error)) as raised, all_problems(of="stack"):
        raise error
    assert raised.value is error


def test_problems_of_an_inner_block_are_told_with_those_of_the_outer() -> None:
    with pytest.raises(ValueError, match=r"\Aa must be.*\nb must be.*\Z"), all_problems():
        check_integer("a", 0, low=1, high=2)
        with all_problems():
            check_integer("b", 0, low=1, high=2)


def test_after_the_block_a_check_raises_at_once() -> None:
    with all_problems():
        pass
    with pytest.raises(ValueError, match=r"^port"):
        check_integer("port", 0, low=1, high=2)
