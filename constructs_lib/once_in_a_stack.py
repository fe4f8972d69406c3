"""What AWS takes once: a name of a load balancer, a rule, the load balancer of a target group.

Two in one stack are refused at synth, or two in stacks of an app that are known to be of the same
account and region; AWS would refuse the second in the middle of the apply.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from weakref import WeakKeyDictionary

from constructs import Construct

from constructs_lib.account import account_of
from constructs_lib.cdk import TerraformStack
from constructs_lib.problems import all_problems
from constructs_lib.refs import Arn, HasArn, HasId
from constructs_lib.region import region_of
from constructs_lib.stack_validation import judge_stack_at_synth, same_app
from constructs_lib.tokens import is_known
from constructs_lib.tree import child_path, known_name, path_of, stack_of
from constructs_lib.validation import fail, problem


@dataclass(frozen=True, slots=True)
class _Taken:
    """Who took a value, and how that is told."""

    owner: Hashable
    path: str
    field: str
    told: object


_taken: WeakKeyDictionary[TerraformStack, dict[tuple[str, Hashable], _Taken]] = WeakKeyDictionary()


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
    among: Construct | None = None,
) -> None:
    """Take a value for the construct ``id`` in a scope; a token may be any value, and passes.

    It is taken in the stack of the scope, or in that of another construct, which has it.
    An owner that several constructs stand for, such as a load balancer and its rules in
    `ListenerRules`, may take it several times.
    """
    if not is_known(value):
        return
    path = child_path(scope, id)
    taken = _of_stack(stack_of(among or scope))
    own = _Taken(path if owner is None else owner, path, field, value if told is None else told)
    first = taken.setdefault((kind, value), own)
    if first.owner != own.owner:
        with all_problems(of=path):
            fail(field, f"another {kind} than that of {first.path}", own.told)


def _of_stack(stack: TerraformStack) -> dict[tuple[str, Hashable], _Taken]:
    if stack not in _taken:
        _taken[stack] = {}
        judge_stack_at_synth(stack, partial(_taken_before, stack))
    return _taken[stack]


def _taken_before(stack: TerraformStack) -> Iterator[str]:
    """What an earlier stack of the account and region has, too."""
    own = _taken[stack]
    for other, taken in list(_taken.items()):
        if other is stack:
            return
        both = [key for key in own if key in taken and own[key].owner != taken[key].owner]
        if both and _same_account_and_region(stack, other):
            for kind, value in both:
                second, first = own[kind, value], taken[kind, value]
                allowed = f"another {kind} than that of {first.path}, in its account and region"
                yield f"{problem(second.field, allowed, second.told)} (in {second.path})"


def _same_account_and_region(one: TerraformStack, other: TerraformStack) -> bool:
    place = account_of(other), region_of(other)
    return None not in place and same_app(one, other) and place == (account_of(one), region_of(one))


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
