"""How jsii's kernel is started: in one Node process, and the AWS provider as it is asked for.

The provider's tarball has an index that loads all of its 2,154 files (1.5 s at every synth), and
beside it upstream's own lazy one, with a getter for each; ``_lazy_kernel.cjs`` leads the one to its
sister. And jsii starts Node with a script that starts Node again, with the kernel, and hands every
request and every answer on from one pipe to another. Here the kernel is started by itself: what it
says on file descriptor 3 goes over two pipes of its own (``_kernel_channel.cjs``), and what
JavaScript prints goes to the stdout and stderr that Python was started with.
"""

import io
import os

TYPE_CHECKING = False  # what typing.TYPE_CHECKING is, without importing typing at Python's start
if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType
    from typing import Any

_FOLDER = __file__.rpartition("_kernel_process")[0]
LAZY, CHANNEL = f"{_FOLDER}_lazy_kernel.cjs", f"{_FOLDER}_kernel_channel.cjs"
_AS_KNOWN = b"readFD:3,writeFD:3"  # in a kernel that says all on that descriptor


def start_in_one_process(module: "ModuleType") -> None:
    """Change jsii's module that starts the kernel; leave it, if it is written otherwise."""
    if hasattr(module, "subprocess") and hasattr(module, "_NodeProcess"):
        module.subprocess = _Subprocess(module.subprocess)  # type: ignore[attr-defined] # its own
        _stop_what_was_started(module._NodeProcess)  # noqa: SLF001 - jsii's own


def _stop_what_was_started(process: "Any") -> None:  # noqa: ANN401 - jsii's own class
    """Where Node could not be started, there is nothing to stop, and Python would tell of it."""
    stop = getattr(process, "__del__", None)
    if stop is not None:
        process.__del__ = lambda self: stop(self) if "_process" in vars(self) else None


class _Subprocess:
    """What jsii's module takes of ``subprocess``, with another ``Popen``."""

    def __init__(self, original: "ModuleType") -> None:
        self._original = original

    def __getattr__(self, name: str) -> "Any":  # noqa: ANN401 - whatever is there
        return getattr(self._original, name)

    def Popen(self, args: "list[str]", **given: "Any") -> "Any":  # noqa: ANN401, N802 - as it has it
        """Start the kernel, where it is jsii's; whatever else, as it is written."""
        from pathlib import Path  # noqa: PLC0415 - not at Python's start

        *node, script = args
        program = Path(script).parent.parent / "lib" / "program.js"
        if Path(script).name != "jsii-runtime.js" or not Path(LAZY).is_file():
            return self._original.Popen(args, **given)
        node.append(f"--require={LAZY}")  # which jsii's script gives on
        alone = os.name == "posix" and Path(CHANNEL).is_file() and program.is_file()
        if alone and _AS_KNOWN in program.read_bytes():
            return self._start_alone(node, program, given["env"])
        return self._original.Popen([*node, script], **given)

    def _start_alone(self, node: "list[str]", program: "Path", env: "dict[str, str]") -> "Any":  # noqa: ANN401 - as above
        import fcntl  # noqa: PLC0415 - not at Python's start

        def pipe() -> "list[int]":
            """A pipe above stdin, stdout and stderr, one of which may be closed and so free."""
            ends = os.pipe()
            above = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 3) for end in ends]
            for end in ends:
                os.close(end)
            return above

        requests, to_kernel = pipe()
        from_kernel, answers = pipe()
        try:
            process = self._original.Popen(
                # As jsii's script starts it.
                [*node, f"--require={CHANNEL}", "--preserve-symlinks", str(program)],
                stdin=self._original.DEVNULL,
                env=env | {"CONSTRUCTS_LIB_KERNEL_CHANNEL": f"{requests},{answers}"},
                pass_fds=(requests, answers),
            )
        except OSError as error:
            os.close(to_kernel)
            os.close(from_kernel)
            if not isinstance(error, FileNotFoundError | PermissionError):
                raise
            msg = f"Node 22 or newer must be on PATH, or named in JSII_NODE, got {node[0]!r}"
            raise FileNotFoundError(msg) from None
        finally:
            os.close(requests)
            os.close(answers)
        process.stdin, process.stdout = os.fdopen(to_kernel, "wb"), os.fdopen(from_kernel, "rb")
        process.stderr = io.BytesIO()  # what jsii reads there, it prints
        return process
