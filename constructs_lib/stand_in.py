"""What stands in for a construct that was refused, in a block of `problems_together`."""

import inspect
from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import ParamSpec, cast

from constructs import Construct, RootConstruct
from jsii.errors import JSIIError

from constructs_lib.refused import UNKNOWN_TEXT, current_run
from constructs_lib.tree import child_path, remember

P = ParamSpec("P")

_signature = cache(inspect.signature)


def stands_in(init: Callable[P, None]) -> Callable[P, None]:
    """A constructor that leaves a stand-in where it would raise, in such a block."""

    @wraps(init)
    def constructor(*args: P.args, **kwargs: P.kwargs) -> None:
        run = current_run()
        if run is None:
            init(*args, **kwargs)
            return
        try:
            given = _signature(init).bind(*args, **kwargs).arguments
        except TypeError:
            init(*args, **kwargs)  # Python says what is wrong with the call
            return
        made = cast("Construct", args[0])
        scope, id = cast("tuple[Construct, str]", (given.get("scope"), given.get("id")))
        placed = isinstance(scope, Construct) and isinstance(id, str)  # else by a super().__init__
        refused = placed and run.take_values(given, child_path(scope, id))
        before = run.refused
        try:
            init(*args, **kwargs)
        except Exception as error:
            # Else it is an error of the program, or follows from what was refused in the meantime.
            if not run.refuse(error, given) and run.refused == before:
                raise
            refused = True
            _put_in_place(made, scope, id)
        if refused:
            made.__class__ = _stand_in_of(type(made))
            run.stands_in(made)

    constructor.__doc__ = init.__doc__ or ""  # else help() tells that of constructs
    return constructor


class _Unknown(str):
    """What is read of a stand-in: as unknown as what Terraform has not made yet."""

    __slots__ = ()

    def __getattr__(self, name: str) -> "_Unknown":
        if name.startswith("__"):  # by which others ask what it is
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> "_Unknown":
        return self

    def __call__(self, *_: object, **__: object) -> "_Unknown":
        return self

    def __iter__(self) -> Iterator[str]:
        return iter((self,))


@cache
def _stand_in_of(kind: type) -> type:
    def read(made: object, name: str) -> object:
        if name.startswith("_") or name == "node":  # by which it stands in the tree
            return object.__getattribute__(made, name)
        return _Unknown(UNKNOWN_TEXT)

    return type(kind)(kind.__name__, (kind,), {"__getattribute__": read})


def _put_in_place(made: Construct, scope: Construct, id: str) -> None:
    """Make a construct stand where it was to, or nowhere if nothing can stand there."""
    if "__jsii_ref__" in vars(made):  # it does
        return
    try:
        Construct.__init__(made, scope, id)
        remember(made, scope=scope, id=id)
    except (AttributeError, JSIIError, RuntimeError, TypeError):  # of a wrong scope or id
        Construct.__init__(made, RootConstruct(), "refused")
