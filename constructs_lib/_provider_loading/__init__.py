"""Fast loading of the AWS provider's bindings, in Python and in jsii's Node process.

``import constructs_lib`` installs one import finder, which has to be there before ``cdktf`` and the
provider are imported. ``CONSTRUCTS_LIB_LAZY_PROVIDER=0`` in the environment turns all of it off.
``docs/adr/0002-lazy-provider.md`` gives the reasons.
"""

import sys
import warnings

from constructs_lib._provider_loading.finder import KERNEL_START, ProviderFinder, is_enabled


class LateImportWarning(UserWarning):
    """``constructs_lib`` is imported after ``cdktf``, so that the provider loads slowly."""

    __module__ = "constructs_lib"  # warnings show the name under which it is imported


def install() -> None:
    """Load each part of the provider on its first use from now on; warn if it is too late."""
    if KERNEL_START in sys.modules and is_enabled():
        message = (
            "constructs_lib is imported after cdktf or constructs, so that Node loads the whole "
            "AWS provider, which takes about 10 seconds more: import constructs_lib first."
        )
        warnings.warn(message, LateImportWarning, stacklevel=3)  # the line that imports the library
    sys.meta_path.insert(0, ProviderFinder())
