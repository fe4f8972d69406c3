"""Imports the AWS provider's bindings one submodule at a time, as they are used.

The ``__init__`` of ``cdktf_cdktf_provider_aws`` ends in some 2,100 lines ``from . import …``, which
take about ten seconds and several hundred megabytes at every synth. The loader runs the same
``__init__`` without those lines, and imports each of the submodules on its first use. Newer
bindings, and those of CDK Terrain, are lazy by themselves.
"""

import sys
from importlib.machinery import SourceFileLoader
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

PACKAGE = "cdktf_cdktf_provider_aws"

_IMPORT = "from . import "
_HOOKS = ("__getattr__", "__dir__")


class LazyPackageLoader(SourceFileLoader):
    """Runs the package's ``__init__`` without the lines that import its submodules."""

    def exec_module(self, module: "ModuleType") -> None:
        """Run the ``__init__``, and import its submodules on their first use."""
        source = self.get_source(module.__name__) or ""
        head, submodules = _split(source)
        if not submodules:  # the __init__ has another form, such as that of newer bindings
            super().exec_module(module)
            return

        for hook in _HOOKS:  # left by an earlier run, if the module is reloaded
            module.__dict__.pop(hook, None)
        exec(compile(head, self.path, "exec"), module.__dict__)  # noqa: S102 - the package's own code

        # The head ends in publication.publish(), which puts a second module into sys.modules and
        # keeps the first as its `_private`. The closing lines would import the submodules in both.
        for published in (module, sys.modules[module.__name__]):
            _import_on_first_use(published, submodules)


def _split(source: str) -> "tuple[str, frozenset[str]]":
    """Split the source before its closing ``from . import name`` lines; return those names, too.

    Returns no names if anything else follows the first of these lines.
    """
    start = source.find(f"\n{_IMPORT}")
    if start < 0:
        return source, frozenset()
    head, tail = source[:start], source[start:]
    names = [
        line.removeprefix(_IMPORT) if line.startswith(_IMPORT) else ""
        for line in tail.splitlines()
        if line and not line.startswith("#")
    ]
    if all(name.isidentifier() for name in names):
        return head, frozenset(names)
    return source, frozenset()


def _import_on_first_use(module: "ModuleType", submodules: "frozenset[str]") -> None:
    def import_submodule(name: str) -> object:
        if name not in submodules:
            msg = f"module {module.__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        __import__(f"{PACKAGE}.{name}")
        imported = sys.modules[f"{PACKAGE}.{name}"]
        setattr(module, name, imported)
        return imported

    def names() -> list[str]:
        return sorted((set(module.__dict__) - set(_HOOKS)) | submodules)

    module.__getattr__ = import_submodule  # type: ignore[method-assign] # PEP 562
    module.__dir__ = names  # type: ignore[method-assign] # PEP 562
