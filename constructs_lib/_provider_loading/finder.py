"""The import finder that gives two modules of other packages a loader of this library."""

import os
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from typing import TYPE_CHECKING

from constructs_lib._provider_loading.lazy_package import PACKAGE, LazyPackageLoader
from constructs_lib._provider_loading.node_preload import node_preload

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

SWITCH = "CONSTRUCTS_LIB_LAZY_PROVIDER"
KERNEL_START = "constructs._jsii"
"""The module whose import starts jsii's Node process, as every other jsii package imports it."""


def is_enabled() -> bool:
    """Return whether the environment leaves fast loading on."""
    return os.environ.get(SWITCH) != "0"


class KernelStartLoader(SourceFileLoader):
    """Loads a module with the preload in Node's options, for the Node process that it starts."""

    def exec_module(self, module: "ModuleType") -> None:
        """Run the module."""
        with node_preload():
            super().exec_module(module)


_LOADERS: dict[str, type[SourceFileLoader]] = {
    KERNEL_START: KernelStartLoader,
    PACKAGE: LazyPackageLoader,
}


class ProviderFinder:
    """Finds the two modules where Python finds them, and changes their loader."""

    @staticmethod
    def find_spec(
        name: str, path: "Sequence[str] | None" = None, target: "ModuleType | None" = None
    ) -> ModuleSpec | None:
        """Return the spec of one of the two modules, and ``None`` for every other module."""
        if name not in _LOADERS or not is_enabled():
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _LOADERS[name](spec.loader.name, spec.loader.path)
        return spec
