"""Imports the AWS provider bindings one submodule at a time, as they are asked for.

The ``__init__`` of ``cdktf_cdktf_provider_aws`` ends in some 2,100 lines ``from . import …``,
which cost about ten seconds and several hundred megabytes at every synth. The loader here runs the
same ``__init__`` without those closing lines. Every name that they would have bound is then
imported on its first use, so the package looks and works the same.
``docs/adr/0002-lazy-provider.md`` tells the choice.

Switch it off with ``CONSTRUCTS_LIB_LAZY_PROVIDER=0`` in the environment.

The wheel's ``constructs_lib.pth`` imports the library when Python starts, so that the order of a
program's imports does not matter: this module must stay cheap to import. It then forgets the
library again: a program may have another copy on its path, such as a checkout it works in.
"""

import sys
from importlib.machinery import SourceFileLoader

TYPE_CHECKING = False  # what typing.TYPE_CHECKING is, without importing typing at Python's start
if TYPE_CHECKING:
    from types import ModuleType

PACKAGE = "cdktf_cdktf_provider_aws"

_IMPORT = "from . import "
_HOOKS = ("__getattr__", "__dir__")


class LazyPackageLoader(SourceFileLoader):
    """Runs the package's ``__init__`` up to the lines that import all of its submodules."""

    def exec_module(self, module: "ModuleType") -> None:
        """Run the ``__init__``, and leave its submodules for later."""
        source = self.get_source(module.__name__) or ""
        head, submodules = _split(source)
        if not submodules:  # not written as we know it (newer bindings are lazy by themselves)
            super().exec_module(module)
            return

        for hook in _HOOKS:  # of a module that is reloaded
            module.__dict__.pop(hook, None)
        exec(compile(head, self.path, "exec"), module.__dict__)  # noqa: S102 - the package's own code

        # The head ends in publication.publish(), which puts a second module into sys.modules and
        # keeps the first as its `_private`. Ordinarily both get all the submodules.
        for published in (module, sys.modules[module.__name__]):
            _import_on_first_use(published, submodules)


def _split(source: str) -> "tuple[str, frozenset[str]]":
    """The source before its closing run of ``from . import name`` lines, and those names.

    No names where the rest holds anything but such lines.
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
