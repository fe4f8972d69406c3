"""The shape of the public API: signatures and docstrings of all constructs and values."""

import dataclasses
import inspect
import pkgutil
import re

import constructs_lib
import pytest
from constructs_lib import ApplicationLoadBalancer, HttpListener, HttpsListener, SecurityGroup
from constructs import Construct

PUBLIC = [getattr(constructs_lib, name) for name in dir(constructs_lib)]
CLASSES = [item for item in PUBLIC if inspect.isclass(item)]
CONSTRUCTS = [item for item in CLASSES if issubclass(item, Construct)]
VALUES = [item for item in CLASSES if dataclasses.is_dataclass(item)]


def test_finds_constructs() -> None:
    assert {item.__name__ for item in CONSTRUCTS} >= {"ApplicationLoadBalancer", "VpcLookup"}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_construct_has_scope_id_and_keyword_only_arguments(construct: type[Construct]) -> None:
    _, scope, id, *others = inspect.signature(construct.__init__).parameters.values()
    assert (scope.name, id.name) == ("scope", "id")
    assert {parameter.kind for parameter in others} == {inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_class_has_signature_of_constructor(construct: type[Construct]) -> None:
    shown = list(inspect.signature(construct).parameters)
    assert shown == list(inspect.signature(construct.__init__).parameters)[1:]


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_construct_docstring_is_complete(construct: type[Construct]) -> None:
    docstring = inspect.getdoc(construct) or ""
    for name in inspect.signature(construct.__init__).parameters:
        assert name == "self" or re.search(rf"^    {name}: ", docstring, re.MULTILINE), name
    for part in ("Creates", "Args:", "Raises:", "Follows https://docs.aws.amazon.com/"):
        assert part in docstring, part
    attributes = re.findall(r"^ +self\.(resources?) = ", inspect.getsource(construct), re.MULTILINE)
    for name in attributes:
        assert re.search(rf"^Attributes:\n(    .*\n)*    {name}: ", docstring, re.MULTILINE), name


@pytest.mark.parametrize("value", VALUES)
def test_value_is_frozen_and_documented(value: type) -> None:
    docstring = inspect.getdoc(value) or ""
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined] # a dataclass
    assert hasattr(value, "__slots__")
    assert "Follows https://docs.aws.amazon.com/" in docstring
    names = [field.name for field in dataclasses.fields(value)]
    if names:
        assert "Raises:" in docstring
    for name in names if value not in {constructs_lib.Id, constructs_lib.Arn} else ():
        assert re.search(rf"^    {name}: ", docstring, re.MULTILINE), name


@pytest.mark.parametrize(
    ("construct", "argument"),
    [
        (ApplicationLoadBalancer, "name_prefix"),
        (ApplicationLoadBalancer, "load_balancer_type"),
        (ApplicationLoadBalancer, "subnet_mapping"),
        (HttpListener, "certificate"),
        (HttpListener, "ssl_policy"),
        (HttpListener, "protocol"),
        (HttpsListener, "protocol"),
        (SecurityGroup, "name_prefix"),
    ],
)
def test_has_no_argument_that_allows_invalid_input(construct: type, argument: str) -> None:
    assert argument not in inspect.signature(construct).parameters


def test_no_module_has_a_public_name() -> None:
    """Otherwise importing the module would replace the name in the package."""
    modules = {module.name for module in pkgutil.iter_modules(constructs_lib.__path__)}
    assert not modules & {*dir(constructs_lib)}
