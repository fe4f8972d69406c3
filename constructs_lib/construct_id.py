"""The id of a construct: its name in its scope, and a part of its Terraform address."""

import re

from cdktf import TerraformStack
from constructs import Construct

from constructs_lib.stack_validation import expect_provider
from constructs_lib.validation import check_key, fail

_STACKS_OWN = "backend"  # every stack adds a child of that name, Terraform's backend, at synth


def check_construct_id(scope: Construct, id: str) -> None:
    """An id that is free in its scope: jsii's own words for it come as a stack dump."""
    if not isinstance(scope, Construct):
        fail("scope", "a stack or a construct in one", scope)
    stacks = [one for one in scope.node.scopes if isinstance(one, TerraformStack)]
    if not stacks:
        fail("scope", "a stack or a construct in one", scope.node.path or "the app")
    expect_provider(stacks[-1])
    check_key("id", id)
    if TerraformStack.is_stack(scope):
        if id == _STACKS_OWN:
            fail("id", f"another name than {_STACKS_OWN}, which cdktf keeps for itself", id)
        if not re.match("[A-Za-z_]", id):
            fail("id", "started by a letter or _, as it starts a Terraform address", id)
    if scope.node.try_find_child(id) is not None:
        fail("id", f"unique in {scope.node.path or 'the app'}", id)
