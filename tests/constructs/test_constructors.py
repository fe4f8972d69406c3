"""Every construct has one shape: ``(scope, id, *, keyword-only…)``, and says what it is."""

import dataclasses
import inspect
import re

import constructs_lib
import pytest
from constructs import Construct

PUBLIC = [getattr(constructs_lib, name) for name in constructs_lib.__all__]
CONSTRUCTS = [one for one in PUBLIC if inspect.isclass(one) and issubclass(one, Construct)]
VALUES = [one for one in PUBLIC if inspect.isclass(one) and dataclasses.is_dataclass(one)]


def test_the_constructs_are_found() -> None:
    assert {one.__name__ for one in CONSTRUCTS} >= {"ApplicationLoadBalancer", "VpcLookup"}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_shape(construct: type[Construct]) -> None:
    _, scope, id, *others = inspect.signature(construct.__init__).parameters.values()
    assert (scope.name, id.name) == ("scope", "id")
    assert {one.kind for one in others} == {inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_docstring(construct: type[Construct]) -> None:
    docstring = inspect.getdoc(construct) or ""
    for name in inspect.signature(construct.__init__).parameters:
        assert name == "self" or re.search(rf"^    {name}: ", docstring, re.MULTILINE), name
    for part in ("Creates", "Args:", "Raises:", "Follows https://docs.aws.amazon.com/"):
        assert part in docstring, part
    made = re.findall(r"^ +self\.(resources?) = ", inspect.getsource(construct), re.MULTILINE)
    for name in made:
        assert re.search(rf"^Attributes:\n(    .*\n)*    {name}: ", docstring, re.MULTILINE), name


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_frozen_and_says_what_it_is(value: type) -> None:
    docstring = inspect.getdoc(value) or ""
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined] # a dataclass
    assert hasattr(value, "__slots__")
    assert "Follows https://docs.aws.amazon.com/" in docstring
    names = [field.name for field in dataclasses.fields(value)]
    if names:
        assert "Raises:" in docstring
    for name in names if value not in {constructs_lib.Id, constructs_lib.Arn} else ():
        assert re.search(rf"^    {name}: ", docstring, re.MULTILINE), name
