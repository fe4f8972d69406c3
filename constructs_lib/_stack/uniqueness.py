"""Values that AWS accepts only once: names, rule priorities, the load balancer of a target group.

Constructs claim them, and one validation of the app reports conflicting claims. AWS would reject
the second one in the middle of an apply.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from constructs import Construct
from constructs_lib._core.tokens import is_resolved
from constructs_lib._core.tree import in_same_stack, path_of, physical_name
from constructs_lib._stack.construct import Environment, environment_of
from constructs_lib._stack.environment import account_of, environment_key, region_of
from constructs_lib._stack.validation import Finding, collect
from constructs_lib.references import Arn, HasArn, HasId

UniquenessScope: TypeAlias = Literal["region", "account", "global"]
"""Where a value is unique: in an account and region, in an account, or everywhere."""


@dataclass(frozen=True, slots=True)
class _Claim:
    key: Hashable
    location: Construct
    path: str
    owner: Hashable
    message: Callable[[str], str]
    unique_in: UniquenessScope


def claim(
    construct: Construct,
    label: str,
    value: Hashable,
    message: Callable[[str], str],
    *,
    owner: Hashable = None,
    located_in: Construct | None = None,
    unique_in: UniquenessScope = "region",
) -> None:
    """Reserve a unique value for a construct. Unresolved tokens are not checked.

    Args:
        construct: The construct that claims the value.
        label: The type of the value, such as "rule priority".
        value: The value, which is unique among those with the same label.
        message: Returns the error, given the path of the construct that claimed the value first.
        owner: What the value belongs to. Claims with the same owner do not conflict, such as those
            of a load balancer and its `ListenerRules`. Defaults to the path of the construct.
        located_in: The construct whose account and region the value belongs to. Defaults to the
            construct.
        unique_in: Where the value is unique. Defaults to an account and region.
    """
    if is_resolved(value):
        path = path_of(construct)
        owner = path if owner is None else owner
        location = construct if located_in is None else located_in
        collect(
            construct, _conflicts, _Claim((label, value), location, path, owner, message, unique_in)
        )


def claim_name(
    construct: Construct, label: str, name: str, *, unique_in: UniquenessScope = "region"
) -> None:
    """Reserve a name, which is unique in an account and region by default."""
    claim(
        construct,
        label,
        name,
        lambda other: f"name {name!r} is already used by {label} {other}",
        unique_in=unique_in,
    )


def claim_target_groups(
    construct: Construct,
    target_groups: Iterable[HasArn],
    load_balancer: str | None,
    *,
    located_in: Construct | None = None,
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
            located_in=located_in,
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
    for current in claims:
        earlier_claims = by_key.setdefault(current.key, [])
        for earlier in earlier_claims:
            if earlier.owner == current.owner:
                continue
            if current.unique_in == "global" or _has_same_provider(earlier, current):
                yield current.path, current.message(earlier.path)
                break
            if _has_same_account(earlier, current):
                parts = "account" if current.unique_in == "account" else "account and region"
                yield current.path, f"{current.message(earlier.path)}, in the same {parts}"
                break
        earlier_claims.append(current)


def _has_same_provider(claim: _Claim, other: _Claim) -> bool:
    """Return whether the provider is the same, and the region if the value is unique in it."""
    first, second = [
        environment_key(_resource_environment(location))
        for location in (claim.location, other.location)
    ]
    return in_same_stack(claim.location, other.location) and (
        first == second or (claim.unique_in == "account" and first[0] == second[0])
    )


def _has_same_account(claim: _Claim, other: _Claim) -> bool:
    """Return whether the account is known and the same, and the region if it matters."""
    first, second = [
        (account_of(environment), "" if claim.unique_in == "account" else region_of(environment))
        for environment in (
            _resource_environment(claim.location),
            _resource_environment(other.location),
        )
    ]
    return None not in first and first == second


def _resource_environment(construct: Construct) -> Environment:
    """Return the environment of a construct's resource, which an Aspect may have set."""
    environment = environment_of(construct)
    resource = getattr(construct, "resource", construct)  # or a raw resource
    provider = getattr(resource, "provider", None) or environment.provider
    region = getattr(resource, "region_input", None) or environment.region
    return Environment(construct, provider, region)
