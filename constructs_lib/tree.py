"""Where a construct stands in the tree of an app: its path, its stack, and its name in AWS.

jsii asks another process for each of them, at every read. They can't change, so they are asked for
once; of a construct of this library they follow from its scope's.
"""

from typing import Any

from constructs import Construct

from constructs_lib.cdk import TerraformStack
from constructs_lib.tokens import is_known

# Kept with the construct, so that they live as long as it does.
_PATH, _STACK = "_constructs_lib_path", "_constructs_lib_stack"
_NAME = "_constructs_lib_name"


def path_of(construct: Construct) -> str:
    """The path of a construct, which is empty for the app."""
    return str(_place(construct)[_PATH])


def child_path(scope: Construct, id: str) -> str:
    """The path of a construct that is made, or to be made, in a scope."""
    return f"{path_of(scope)}/{id}"


def find_stack(construct: Construct) -> TerraformStack | None:
    """The stack that a construct is in, if any; a stack is in itself."""
    found: TerraformStack | None = _place(construct)[_STACK]
    return found


def stack_of(construct: Construct) -> TerraformStack:
    """The stack of a construct that is in one."""
    return find_stack(construct) or TerraformStack.of(construct)


def _place(construct: Construct) -> dict[str, Any]:
    known = vars(construct)
    if _PATH not in known:
        node = construct.node
        stacks = [one for one in node.scopes if isinstance(one, TerraformStack)]
        known.update({_PATH: node.path, _STACK: stacks[-1] if stacks else None})
    return known


def remember(construct: Construct, *, scope: Construct, id: str) -> None:
    """Know the place of a construct that has just been made in a scope."""
    vars(construct).update({_PATH: child_path(scope, id), _STACK: stack_of(scope)})


def remember_name(name: str | None, *constructs: Construct) -> None:
    """Know the name that AWS has for something, where it is known at synth."""
    if name is not None and is_known(name):
        for construct in constructs:
            vars(construct)[_NAME] = name


def known_name(construct: object) -> str | None:
    """The name that was remembered for something, or ``None``."""
    name: str | None = getattr(construct, _NAME, None)
    return name
