"""What AWS takes once: a name of a load balancer, a rule, the load balancer of a target group.

Two in one stack are refused at synth; AWS would refuse the second in the middle of the apply.
"""

from collections.abc import Hashable, Iterable
from weakref import WeakKeyDictionary

from constructs import Construct

from constructs_lib.cdk import TerraformStack
from constructs_lib.problems import all_problems
from constructs_lib.refs import Arn, HasArn, HasId
from constructs_lib.tokens import is_known
from constructs_lib.tree import child_path, known_name, path_of, stack_of
from constructs_lib.validation import fail

_Owner = tuple[Hashable, str]  # who it is, and the path by which it is told
_taken: WeakKeyDictionary[TerraformStack, dict[tuple[str, Hashable], _Owner]] = WeakKeyDictionary()


def identity(reference: HasId | HasArn) -> str:
    """What tells a reference from another: a path, or the value it holds."""
    if isinstance(reference, Construct):
        return path_of(reference)
    return str(getattr(reference, "arn", None) or getattr(reference, "id", ""))


def target_group_identity(group: HasArn) -> str:
    """What tells a target group from another: its name where it is known, or a path, or a token."""
    name = known_name(group)
    if isinstance(group, Arn) and is_known(group.arn):
        _, _, rest = group.arn.partition(":targetgroup/")  # <name>/<id>
        name, _, _ = rest.partition("/")
    return f"the target group {name}" if name else identity(group)


def take_once(
    scope: Construct,
    id: str,
    *,
    field: str,
    kind: str,
    value: Hashable,
    told: object = None,
    owner: Hashable = None,
) -> None:
    """Take a value for the construct ``id`` in a scope; a token may be any value, and passes.

    An owner that several constructs stand for, such as a load balancer and its rules in
    `ListenerRules`, may take it several times.
    """
    if not is_known(value):
        return
    path = child_path(scope, id)
    taken = _taken.setdefault(stack_of(scope), {})
    owner = path if owner is None else owner
    by, its_path = taken.setdefault((kind, value), (owner, path))
    if by != owner:
        with all_problems(of=path):
            fail(field, f"another {kind} than that of {its_path}", value if told is None else told)


def take_target_groups(
    scope: Construct,
    id: str,
    *,
    field: str,
    target_groups: Iterable[HasArn],
    load_balancer: Hashable,
) -> None:
    """Take target groups for one load balancer: AWS takes no second one for each."""
    for group in target_groups:
        kind = "target group (AWS takes one load balancer for each)"
        take_once(
            scope,
            id,
            field=field,
            kind=kind,
            value=target_group_identity(group),
            owner=load_balancer,
        )
