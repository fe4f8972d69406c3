import inspect
import pkgutil

import constructs_lib
import pytest
from constructs import Construct

CONSTRUCTS = [
    getattr(constructs_lib, name)
    for name in constructs_lib.__all__
    if isinstance(getattr(constructs_lib, name), type)
    and issubclass(getattr(constructs_lib, name), Construct)
]


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda one: one.__name__)
def test_a_class_shows_its_constructor_s_arguments(construct: type) -> None:
    shown = list(inspect.signature(construct).parameters)
    assert shown[:2] == ["scope", "id"]
    assert shown == list(inspect.signature(construct.__init__).parameters)[1:]  # type: ignore[misc] # of just this class
    for argument in shown:
        assert f"{argument}:" in (construct.__doc__ or "")


def test_the_package_shows_its_names_and_no_modules() -> None:
    assert dir(constructs_lib) == sorted(constructs_lib.__all__)


def test_no_public_name_is_a_module_s() -> None:
    """Importing the module would put it in the name's place."""
    modules = {module.name for module in pkgutil.iter_modules(constructs_lib.__path__)}
    assert not modules & {*constructs_lib.__all__}
