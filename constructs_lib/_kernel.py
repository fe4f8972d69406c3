"""Has jsii's kernel, the Node process behind every construct, start sooner and load less.

Where anything is not as we know it, nothing is done, and jsii works in its ordinary way. Switch it
off with ``CONSTRUCTS_LIB_LAZY_PROVIDER=0``, as the Python half in ``_lazy_provider.py``.
"""

from importlib.machinery import SourceFileLoader

from constructs_lib._kernel_process import start_in_one_process
from constructs_lib._unawaited_kernel import load_unawaited, start_at_once

TYPE_CHECKING = False  # what typing.TYPE_CHECKING is, without importing typing at Python's start
if TYPE_CHECKING:
    from types import ModuleType

MODULE = "jsii._kernel.providers.process"


class KernelLoader(SourceFileLoader):
    """Loads jsii's module that starts the kernel, and changes it."""

    def exec_module(self, module: "ModuleType") -> None:
        """Load it, and change it."""
        super().exec_module(module)
        start_in_one_process(module)
        load_unawaited(module)
        start_at_once(module)
