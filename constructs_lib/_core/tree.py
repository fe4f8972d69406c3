"""The location of a construct in the tree of an app, and its physical name in AWS.

jsii requests the path and the stack from its Node process at every read. Neither can change, so
they are read once and stored in the construct. A construct of this library derives them from those
of its scope.
"""

from typing import Any

from constructs import Construct
from constructs_lib._core.compat import TerraformStack
from constructs_lib._core.tokens import is_resolved

# Attributes of the construct, so that they live as long as it does.
_PATH, _STACK = "_constructs_lib_path", "_constructs_lib_stack"
_NAME = "_constructs_lib_name"


def path_of(construct: Construct) -> str:
    """Return the path of a construct, which is empty for the app."""
    return str(_location(construct)[_PATH])


def construct_path(scope: object, id: object) -> str | None:
    """Return the path of a construct to be created, or ``None`` if its scope or ID is invalid."""
    if not isinstance(scope, Construct) or not isinstance(id, str) or not is_resolved(id):
        return None
    path = path_of(scope)
    return f"{path}/{id}" if path else id


def find_stack(construct: object) -> TerraformStack | None:
    """Return the stack of a construct, if it has one; for a stack, the stack itself."""
    if not isinstance(construct, Construct):
        return None
    stack: TerraformStack | None = _location(construct)[_STACK]
    return stack


def stack_of(construct: Construct) -> TerraformStack:
    """Return the stack of a construct that is in one."""
    return find_stack(construct) or TerraformStack.of(construct)


def in_same_stack(construct: object, other: object) -> bool:
    """Return whether two constructs are in the same stack.

    ``depends_on`` can refer only to resources of the same stack. For resources of another stack,
    the stack as a whole depends on that stack, as it refers to values of it.
    """
    return find_stack(construct) is find_stack(other)


def _location(construct: Construct) -> dict[str, Any]:
    attributes = vars(construct)
    if _PATH not in attributes:
        node = construct.node
        stacks = [scope for scope in node.scopes if isinstance(scope, TerraformStack)]
        attributes.update({_PATH: node.path, _STACK: stacks[-1] if stacks else None})
    return attributes


def cache_location(construct: Construct, *, scope: Construct, id: str) -> None:
    """Keep the path and the stack of a new construct."""
    vars(construct).update({_PATH: f"{path_of(scope)}/{id}", _STACK: stack_of(scope)})


def set_physical_name(name: str | None, *constructs: Construct) -> None:
    """Keep the name of AWS resources on their constructs, if it is known at synth."""
    if name is not None and is_resolved(name):
        for construct in constructs:
            vars(construct)[_NAME] = name


def physical_name(construct: object) -> str | None:
    """Return the name that was set for a construct, or ``None``."""
    name: str | None = getattr(construct, _NAME, None)
    return name
