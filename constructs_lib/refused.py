"""All problems of an app in one run: what is refused stays in place, and the program goes on."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from functools import wraps
from pathlib import Path
from traceback import format_exception_only, walk_stack, walk_tb
from types import FrameType
from typing import ParamSpec, TypeVar

from constructs_lib.cdk import PROVIDERS
from constructs_lib.problems import all_problems, is_problem

P = ParamSpec("P")
R = TypeVar("R")
V = TypeVar("V")

UNKNOWN_TEXT = "${refused}"
"""What is read of something refused; a problem that tells it is none of its own."""

_LIBRARIES = (
    *("constructs_lib.", "jsii.", "constructs.", "typeguard."),
    *("abc.", "contextlib.", "dataclasses.", "traceback.", "typing."),
    *(f"{name}." for packages in PROVIDERS.items() for name in packages),
)


@contextmanager
def problems_together() -> Iterator[None]:
    """Tell the problems of all the constructs of a block together, and not only the first.

    Creates nothing. In the block, a construct or a value that is refused stays in its place, and
    the program goes on; where the block ends, all that was refused is told in one error, each with
    the path of its construct and the line that wrote it. What follows from it is not told::

        app = App()
        with problems_together():
            Shop(app, "shop", ...)
        app.synth()

    As ``@problems_together()`` of the constructor of a stack, it is for all of that stack.

    Without it, the constructor that refuses something raises, which is what a test wants. What
    else is raised in the block ends it, such as what a program calculates with an attribute of
    something refused, or a raw resource that takes one for what is no string; so does
    ``app.synth()``. A block inside of a block is a part of it. What can be judged only when the app
    is complete, ``app.synth()`` tells afterwards.

    Raises:
        ValueError: A line for each field that was refused.
    """
    if _run.get() is not None:
        yield
        return
    run = Run()
    token = _run.set(run)
    try:
        yield
    except Exception as error:
        if error is run.told or not (run.refuse(error, {}) or run.refused):
            raise
        told = run.tell()
        if not is_problem(error):  # it may follow from what was refused, and be a dump of jsii
            told.add_note(f"after that, {_where_raised(error)}: {_in_short(error)}")
        raise told from None
    except SystemExit:
        tell_until_here()
        raise
    finally:
        _run.reset(token)
    if run.refused:
        raise run.tell()


def tell_until_here() -> None:
    """Raise what was refused until here, in a block of `problems_together`."""
    run = current_run()
    if run is not None and run.refused:
        raise run.tell()


def problems_of_value(check: Callable[[V], None]) -> Callable[[V], None]:
    """The checks of a value, its ``__post_init__``: what they refuse is told together."""

    @wraps(check)
    def checked(value: V) -> None:
        run = current_run()
        try:
            with all_problems():
                check(value)
        except Exception as error:
            if run is None or not run.refuse_value(value, error):
                raise

    return checked


def refusable(function: Callable[P, R | None]) -> Callable[P, R | None]:
    """A function that gives nothing where it would raise, in a block of `problems_together`."""

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R | None:
        try:
            return function(*args, **kwargs)
        except Exception as error:
            run = current_run()
            if run is None or not run.refuse(error, {}):
                raise
            return None

    return called


class Run:
    """What was refused in one block of `problems_together`."""

    def __init__(self) -> None:
        self.told: ValueError | None = None
        self._problems: list[str] = []
        self._refused: list[object] = []
        self._waiting: list[tuple[object, list[str]]] = []  # values that no construct has taken

    @property
    def refused(self) -> int:
        """How many things were."""
        return len(self._problems) + len(self._waiting)

    def refuse(self, error: Exception, given: Mapping[str, object]) -> bool:
        """Note what an error refuses; ``False``: it refuses nothing, nor follows from what was.

        What is told of an argument that holds something refused follows from that.
        """
        follow = self._holding_refused(given)
        lines = self._lines(error, follow)
        self._problems += lines
        return bool(lines or follow)

    def refuse_value(self, value: object, error: Exception) -> bool:
        """The same of a value, whose problems wait for the construct that takes it."""
        follow = self._holding_refused(_parts(value))
        lines = self._lines(error, follow)
        if lines:
            self._waiting.append((value, lines))
        self._refused.append(value)
        return bool(lines or follow)

    def take_values(self, given: Mapping[str, object], path: str) -> bool:
        """Note the problems of the refused values that a construct is given, as its own."""
        waiting = []
        for value, lines in self._waiting:
            if _holds(given, [value]):
                self._problems += [f"{line[:-1]}, in {path})" for line in lines]
            else:
                waiting.append((value, lines))
        taken = len(waiting) < len(self._waiting)
        self._waiting = waiting
        return taken

    def stands_in(self, construct: object) -> None:
        """Know a construct as refused."""
        self._refused.append(construct)

    def tell(self) -> ValueError:
        """All of it."""
        waiting = [line for _, lines in self._waiting for line in lines]
        self.told = ValueError("\n".join(dict.fromkeys(self._problems + waiting)))
        return self.told

    def _holding_refused(self, given: Mapping[str, object]) -> set[str]:
        return {name for name, part in given.items() if _holds(part, self._refused)}

    def _lines(self, error: Exception, follow: set[str]) -> list[str]:
        if not is_problem(error):
            return []
        where = ", ".join([_where_raised(error), *getattr(error, "__notes__", ())])
        return [
            f"{line} ({where})"
            for line in str(error).splitlines()
            if re.split(r"\W", line)[0] not in follow and UNKNOWN_TEXT not in line
        ]


_run: ContextVar[Run | None] = ContextVar("run", default=None)


def current_run() -> Run | None:
    """That of the block which the program is in, if it is in one."""
    return _run.get()


def _parts(given: object) -> dict[str, object]:
    """What is in a mapping, a list or a value, each by a name."""
    if isinstance(given, Mapping):
        return dict(given)
    if isinstance(given, list | tuple):
        return {str(place): part for place, part in enumerate(given)}
    if is_dataclass(given):
        return {field.name: getattr(given, field.name, None) for field in fields(given)}
    return {}


def _holds(given: object, refused: list[object], within: tuple[object, ...] = ()) -> bool:
    """Whether something refused is what is given, or is in it."""
    return (
        any(given is one for one in refused)
        or (isinstance(given, str) and UNKNOWN_TEXT in given)
        or any(
            _holds(part, refused, (*within, given))
            for part in _parts(given).values()
            if not any(part is one for one in within)
        )
    )


def _where_raised(error: Exception) -> str:
    """The line of the user's program that an error comes from, as editors open it."""
    passed = [*_lines_of_users(walk_tb(error.__traceback__))]
    if passed:
        return passed[-1]
    return next(_lines_of_users(walk_stack(sys._getframe())))  # noqa: SLF001 - as traceback does


def _in_short(error: Exception) -> str:
    return format_exception_only(error)[0].partition("\n")[0]


def _lines_of_users(frames: Iterable[tuple[FrameType, int]]) -> Iterator[str]:
    for frame, line in frames:
        if f"{frame.f_globals.get('__name__')}.".startswith(_LIBRARIES):
            continue
        file = Path(frame.f_code.co_filename)
        with suppress(ValueError):  # it is elsewhere
            file = file.relative_to(Path.cwd())
        yield f"{file}:{line}"
