"""All problems of a value or a construct, told in one ``ValueError`` and not one in each run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_gathered: ContextVar[list[str] | None] = ContextVar("gathered", default=None)


def is_problem(error: Exception) -> bool:
    """Whether an error is one of the house's: the field, what it must be, the value."""
    return isinstance(error, ValueError) and " must " in str(error)


@contextmanager
def all_problems(*, of: str | None = None) -> Iterator[None]:
    """Gather what the checks of a block refuse, and raise it together where the block ends.

    Args:
        of: The path of the construct, which the error tells in a note.

    Raises:
        ValueError: A line for each field, in the order of the checks.
    """
    problems: list[str] = []
    before = _gathered.set(problems)
    try:
        yield
    except Exception as error:
        if is_problem(error):  # of no gathered check
            problems.append(str(error))
        elif not problems:
            raise
        # Else it comes of working on with what was refused, and is no news.
    finally:
        _gathered.reset(before)
    _raise(problems, of)


def gathered(check: Callable[P, R]) -> Callable[P, R]:
    """A check whose refusal waits for those of the others, inside of ``all_problems``.

    The checks behind it are made all the same: only those inside of it end with its error.
    """

    @wraps(check)
    def gathering(*args: P.args, **kwargs: P.kwargs) -> R:
        problems = _gathered.get()
        try:
            return check(*args, **kwargs)
        except Exception as error:
            if problems is None or not (is_problem(error) or problems):
                raise
            if is_problem(error):  # else it comes of what was refused before, and is no news
                problems.append(str(error))
            return cast("R", "")  # nobody gets to see it: the block ends with an error

    return gathering


def _raise(problems: list[str], path: str | None) -> None:
    told: dict[str, str] = {}
    for one in (line for problem in problems for line in problem.splitlines()):
        # Of a field, only what was wrong first: the rest may follow from it.
        told.setdefault(one.partition(" must ")[0], one)
    if not told:
        return
    error = ValueError("\n".join(told.values()))
    if path is not None:
        error.add_note(f"in {path}")
    raise error from None
