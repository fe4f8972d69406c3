"""Has one module of another package loaded by a loader of ours, whoever imports it first."""

import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader

TYPE_CHECKING = False  # what typing.TYPE_CHECKING is, without importing typing at Python's start
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

SWITCH = "CONSTRUCTS_LIB_LAZY_PROVIDER"


class ConstructsLibFinder:
    """Finds a module as the other finders do, but gives it another loader."""

    def __init__(self, name: str, loader: type[SourceFileLoader]) -> None:
        """The module's full name, and its loader."""
        self.name = name
        self.loader = loader

    def find_spec(
        self,
        name: str,
        path: "Sequence[str] | None" = None,
        target: "ModuleType | None" = None,
    ) -> ModuleSpec | None:
        """The spec of the module; ``None`` for any other, and where this is switched off."""
        if name != self.name or os.environ.get(SWITCH) == "0":
            return None
        for finder in sys.meta_path:
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                if type(spec.loader) is SourceFileLoader:
                    spec.loader = self.loader(spec.loader.name, spec.loader.path)
                return spec
        return None


def install(name: str, loader: type[SourceFileLoader]) -> None:
    """Load the module in this way from now on, in place of an earlier copy of this library."""
    for finder in list(sys.meta_path):
        own = type(finder).__name__ == ConstructsLibFinder.__name__
        if own and getattr(finder, "name", None) == name:
            sys.meta_path.remove(finder)
    sys.meta_path.insert(0, ConstructsLibFinder(name, loader))
