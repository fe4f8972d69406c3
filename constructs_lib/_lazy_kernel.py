"""Has jsii's kernel load the AWS provider's JavaScript one module at a time, as it is asked for.

The provider's tarball has an index that loads all of its 2,154 files (1.5 s at every synth), and
beside it upstream's own lazy one, with a getter for each. jsii starts its kernel with a script;
here another script starts that one, and has ``_lazy_kernel.cjs`` loaded first, which leads the one
index to its lazy sister.
"""

TYPE_CHECKING = False  # what typing.TYPE_CHECKING is, without importing typing at Python's start
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

HOOK = f"{__file__.rpartition('.')[0]}.cjs"


def load_lazily(module: "ModuleType") -> None:
    """Change jsii's module that starts the kernel; leave it, if it is written otherwise."""
    process = getattr(module, "_NodeProcess", None)
    original = getattr(process, "_jsii_runtime", None)
    if process is None or original is None:
        return

    def runtime(self: "Any") -> str:  # noqa: ANN401 - jsii's own class
        import json  # noqa: PLC0415 - not at Python's start
        from pathlib import Path  # noqa: PLC0415 - likewise

        script = Path(original(self))
        if not Path(HOOK).is_file():
            return str(script)
        starter = script.with_name("constructs-lib.cjs")
        # Node gives the arguments on to the process in which the kernel is.
        starter.write_text(
            f'process.execArgv.push("--require", {json.dumps(HOOK)});\n'
            f"require({json.dumps(str(script))});\n"
        )
        return str(starter)

    process._jsii_runtime = runtime  # noqa: SLF001 - there is no other place
