"""What AWS takes once: a name of a load balancer, a rule, the load balancer of a target group.

Two in one stack are refused at synth; AWS would refuse the second in the middle of the apply.
"""

from collections.abc import Hashable
from weakref import WeakKeyDictionary

from cdktf import TerraformStack
from constructs import Construct

from constructs_lib.problems import all_problems
from constructs_lib.refs import HasArn, HasId
from constructs_lib.tokens import is_known
from constructs_lib.validation import fail

_taken: WeakKeyDictionary[TerraformStack, dict[tuple[str, Hashable], str]] = WeakKeyDictionary()


def identity(reference: HasId | HasArn) -> str:
    """What tells a reference from another: a construct's path, or the value it holds."""
    if isinstance(reference, Construct):
        return reference.node.path
    return str(getattr(reference, "arn", None) or getattr(reference, "id", ""))


def take_once(
    scope: Construct,
    id: str,
    *,
    field: str,
    kind: str,
    value: Hashable,
    told: object = None,
) -> None:
    """Take a value for the construct ``id`` in a scope; a token may be any value, and passes."""
    if not is_known(value):
        return
    taken = _taken.setdefault(TerraformStack.of(scope), {})
    path = f"{scope.node.path}/{id}"
    by = taken.setdefault((kind, value), path)
    if by != path:
        with all_problems(of=path):
            fail(field, f"another {kind} than that of {by}", value if told is None else told)
