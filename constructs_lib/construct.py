"""What every construct of this library has in common: an id that is free, and a known place."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import Signature, signature

from constructs import Construct

from constructs_lib import cdk
from constructs_lib.problems import all_problems
from constructs_lib.stack_validation import expect_provider
from constructs_lib.stand_in import stands_in
from constructs_lib.tree import child_path, find_stack, path_of, remember
from constructs_lib.validation import check_key, fail

_STACKS_OWN = "backend"  # every stack adds a child of that name, Terraform's backend, at synth
_TAKEN = "already a Construct with name"  # as constructs says it


class _OwnSignature:
    """The signature of a class's constructor, in place of that of jsii's metaclass."""

    def __get__(self, _: object, kind: type) -> Signature:
        init = signature(kind.__init__)  # type: ignore[misc] # of just this class
        return Signature([*init.parameters.values()][1:])


class AwsConstruct(Construct):
    """A construct of this library."""

    __signature__ = _OwnSignature()

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if "__init__" in vars(cls):
            cls.__init__ = stands_in(cls.__init__)  # type: ignore[method-assign] # as a decorator

    def __init__(self, scope: Construct, id: str) -> None:
        try:
            super().__init__(scope, id)
        except RuntimeError as error:
            if _TAKEN not in str(error):
                raise
            with all_problems(of=child_path(scope, id)):
                fail("id", f"unique in {path_of(scope)}", id)
        remember(self, scope=scope, id=id)


@contextmanager
def problems_of_construct(scope: Construct, id: str) -> Iterator[None]:
    """Gather what the checks of a constructor refuse, once its scope and id are good.

    Raises:
        ValueError: With the construct's path in a note.
    """
    check_place(scope, id)
    with all_problems(of=child_path(scope, id)):
        yield


def check_place(scope: Construct, id: str) -> None:
    """A scope in a stack, and an id that can be a part of a Terraform address.

    jsii's own words for what is wrong with them come as a stack dump. Whether the id is free, it
    is asked when the construct is made.
    """
    if not isinstance(scope, Construct):
        fail("scope", "a stack or a construct in one", scope)
    stack = find_stack(scope)
    if stack is None:
        for other in {cdk.of(one) for one in scope.node.scopes} - {None, cdk.in_use()}:
            fail("scope", f"in a stack of {cdk.in_use()}, which was imported first", other)
        fail("scope", "a stack or a construct in one", path_of(scope) or "the app")
    expect_provider(stack)
    check_key("id", id)
    if stack is scope:
        if id == _STACKS_OWN:
            fail("id", f"another name than {_STACKS_OWN}, which cdktf keeps for itself", id)
        if not re.match("[A-Za-z_]", id):
            fail("id", "started by a letter or _, as it starts a Terraform address", id)
