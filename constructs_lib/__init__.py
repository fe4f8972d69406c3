"""CDKTF constructs that put a containerised backend behind an AWS Application Load Balancer.

Each public name is imported from its module on first use, so that values can be checked without the
provider. ``__init__.pyi`` lists the names and their modules, for this module and for type checkers.

Import this package before ``cdktf`` and the provider, which then load faster: see
``docs/performance.md``.
"""

import ast
from importlib import import_module
from pathlib import Path

from constructs_lib import _provider_loading

__version__ = "0.2.0.dev0"

_provider_loading.install()

_MODULES = {
    alias.name: node.module
    for node in ast.parse(Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8")).body
    if isinstance(node, ast.ImportFrom)
    for alias in node.names
}
__all__ = sorted(_MODULES)  # noqa: PLE0605 - type checkers read the names in the stub


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(str(_MODULES[name])), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
