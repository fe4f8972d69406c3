"""Values that AWS accepts only once: names, rule priorities, the load balancer of a target group.

Constructs claim them, and one validation of the app reports conflicting claims. AWS would reject
the second one in the middle of an apply.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from constructs import Construct
from constructs_lib._core.compat import TerraformStack
from constructs_lib._core.tokens import is_resolved
from constructs_lib._core.tree import path_of, physical_name, stack_of
from constructs_lib._stack.environment import account_of, region_of
from constructs_lib._stack.validation import Finding, collect
from constructs_lib.references import Arn, HasArn, HasId


@dataclass(frozen=True, slots=True)
class _Claim:
    key: Hashable
    stack: TerraformStack
    path: str
    owner: Hashable
    message: Callable[[str], str]


def claim(
    construct: Construct,
    label: str,
    value: Hashable,
    message: Callable[[str], str],
    *,
    owner: Hashable = None,
    located_in: Construct | None = None,
) -> None:
    """Reserve a unique value for a construct. Unresolved tokens are not checked.

    Args:
        construct: The construct that claims the value.
        label: What kind of value it is.
        value: The value, unique among those with the same label in an account and region.
        message: Returns the error, given the path of the construct that has claimed the value.
        owner: Several constructs may claim a value for the same owner, such as a load balancer and
            its `ListenerRules`. Defaults to the construct.
        located_in: A construct in the stack whose account and region the value is unique in.
            Defaults to the construct.
    """
    if is_resolved(value):
        path = path_of(construct)
        owner = path if owner is None else owner
        stack = stack_of(construct if located_in is None else located_in)
        collect(construct, _conflicts, _Claim((label, value), stack, path, owner, message))


def claim_name(construct: Construct, label: str, name: str) -> None:
    """Reserve a name that is unique in an account and region."""
    claim(construct, label, name, lambda other: f"name {name!r} is already used by {label} {other}")


def claim_target_groups(
    construct: Construct, target_groups: Iterable[HasArn], load_balancer: str | None
) -> None:
    """Reserve target groups for a load balancer: AWS attaches each to only one."""
    for target_group in target_groups:
        key = target_group_key(target_group)
        claim(
            construct,
            "attached target group",
            key,
            lambda other, key=key: (  # type: ignore[misc] # mypy does not infer the default's type
                f"target group {key} is already attached to the load balancer of {other}; "
                "a target group can have only one load balancer"
            ),
            owner=load_balancer,
        )


def reference_key(reference: HasId | HasArn) -> str:
    """Return what identifies a reference: its path, or the ID or ARN that it holds."""
    if isinstance(reference, Construct):
        return path_of(reference)
    return str(getattr(reference, "arn", None) or getattr(reference, "id", ""))


def target_group_key(target_group: HasArn) -> str:
    """Return what identifies a target group: its name if it is known at synth."""
    name = physical_name(target_group)
    if isinstance(target_group, Arn) and is_resolved(target_group.arn):
        _, _, resource = target_group.arn.partition(":targetgroup/")  # <name>/<id>
        name, _, _ = resource.partition("/")
    return name or reference_key(target_group)


def _conflicts(claims: Sequence[_Claim]) -> Iterator[Finding]:
    by_key: dict[Hashable, list[_Claim]] = {}
    for own in claims:
        earlier_claims = by_key.setdefault(own.key, [])
        for earlier in earlier_claims:
            if earlier.owner == own.owner:
                continue
            if earlier.stack is own.stack:
                yield own.path, own.message(earlier.path)
                break
            if _in_same_environment(earlier.stack, own.stack):
                yield own.path, f"{own.message(earlier.path)}, in the same account and region"
                break
        earlier_claims.append(own)


def _in_same_environment(stack: TerraformStack, other: TerraformStack) -> bool:
    environment = account_of(stack), region_of(stack)
    return None not in environment and environment == (account_of(other), region_of(other))
