"""Has Python go on importing while jsii's kernel starts, and loads its assemblies.

When a package of jsii's is imported, Python waits for the other process: for Node to start, and for
each assembly to be loaded. Nothing needs them before the first construct is made. Here Node is
started as soon as jsii is imported, the answers are read when the kernel is asked for anything
else, and what went wrong is raised there.
"""

TYPE_CHECKING = False  # what typing.TYPE_CHECKING is, without importing typing at Python's start
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

_NEEDED = (
    *("_NodeProcess", "_OkayResponse", "_ProcessResponse"),
    *("JavaScriptError", "LoadRequest", "LoadResponse"),
)


def load_unawaited(module: "ModuleType") -> None:
    """Change jsii's module that starts the kernel; leave it, if it is written otherwise."""
    if not all(hasattr(module, name) for name in _NEEDED):
        return
    process = module._NodeProcess  # noqa: SLF001 - there is no other place
    handshake, send = getattr(process, "handshake", None), getattr(process, "send", None)
    if handshake is None or send is None:
        return

    import json  # noqa: PLC0415 - not at Python's start
    import sys  # noqa: PLC0415 - likewise

    answers: list[Callable[[], object]] = []

    def handshake_later(self: "Any") -> None:  # noqa: ANN401 - jsii's own class
        answers.append(lambda: handshake(self))

    def send_after(self: "Any", request: "Any", response_type: "Any") -> "Any":  # noqa: ANN401 - likewise
        if isinstance(request, module.LoadRequest) and _lasts(request.tarball):
            line = json.dumps(self._serializer.unstructure(request))
            self._process.stdin.write(f"{line}\n".encode())
            self._process.stdin.flush()
            answers.append(lambda: answer_of_load(self))
            return module.LoadResponse(assembly=request.name, types=0)  # at which nobody looks
        while answers:
            answers.pop(0)()
        return send(self, request, response_type)

    def answer_of_load(self: "Any") -> None:  # noqa: ANN401 - jsii's own class
        answer = self._serializer.structure(self._next_message(), module._ProcessResponse)  # noqa: SLF001 - there is no other place
        if not isinstance(answer, module._OkayResponse):  # noqa: SLF001 - likewise
            # As jsii's own.
            raise RuntimeError(answer.error) from module.JavaScriptError(answer.stack)  # noqa: TRY004

    def _lasts(tarball: str) -> bool:
        """Whether it is in a folder; a zipped package's is gone in a moment."""
        return tarball.startswith(tuple(f"{folder.rstrip('/')}/" for folder in sys.path if folder))

    process.handshake = handshake_later
    process.send = send_after


def start_at_once(module: "ModuleType") -> None:
    """Have Node started with jsii's module, and not with the first package that it loads."""
    provider: Any = getattr(module, "ProcessProvider", None)
    if not hasattr(provider, "_process") or "__init__" in vars(provider):
        return

    def start(self: "Any") -> None:  # noqa: ANN401 - jsii's own class
        self._process  # noqa: B018 - reading it starts Node, once

    provider.__init__ = start
