"""The id of a construct: its name in its scope, and a part of its Terraform address."""

from cdktf import TerraformStack
from constructs import Construct

from constructs_lib.tokens import is_known
from constructs_lib.validation import check_text, fail

_STACKS_OWN = "backend"  # every stack adds a child of that name, Terraform's backend, at synth


def check_name(field: str, name: str) -> None:
    """A name that can be a construct's id, or a part of one."""
    allowed = "a name that is known at synth, without white space and slashes"
    if not is_known(name):
        fail(field, allowed, name)
    check_text(field, name, pattern=r"[^\s/]+", allowed=allowed)


def check_construct_id(scope: Construct, id: str) -> None:
    """An id that is free in its scope: jsii's own words for it come as a stack dump."""
    if not isinstance(scope, Construct):
        fail("scope", "a stack or another construct", scope)
    check_name("id", id)
    if id == _STACKS_OWN and TerraformStack.is_stack(scope):
        fail("id", f"another name than {_STACKS_OWN}, which cdktf keeps for itself", id)
    if scope.node.try_find_child(id) is not None:
        fail("id", f"unique in {scope.node.path or 'the app'}", id)
