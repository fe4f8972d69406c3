"""Usage of the quotas of a load balancer, to which several constructs may add."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from constructs import Construct
from constructs_lib._core.tree import path_of, stack_of
from constructs_lib._stack.environment import environment_key
from constructs_lib._stack.uniqueness import target_group_key
from constructs_lib._stack.validation import Finding, collect
from constructs_lib.load_balancer.quotas import (
    MAX_TARGET_GROUPS,
    LoadBalancerQuotas,
    quota_errors,
)
from constructs_lib.references import HasArn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usage:
    """What one construct adds to a load balancer."""

    construct: Construct
    load_balancer: Hashable
    listeners: int
    certificates: int
    rules: int
    targets: dict[str, int]
    """The number of targets in each target group."""
    quotas: LoadBalancerQuotas | None


def add_usage(
    construct: Construct,
    load_balancer: Hashable,
    *,
    listeners: int = 0,
    certificates: int = 0,
    rules: int,
    target_groups: Iterable[HasArn],
    quotas: LoadBalancerQuotas | None,
) -> None:
    """Add to the usage of a load balancer, which the validation of the app checks."""
    targets = {
        target_group_key(group): len(getattr(group, "attachments", ())) for group in target_groups
    }
    usage = _Usage(
        construct=construct,
        load_balancer=load_balancer,
        listeners=listeners,
        certificates=certificates,
        rules=rules,
        targets=targets,
        quotas=quotas,
    )
    collect(construct, _findings, usage)


def _findings(usages: Sequence[_Usage]) -> Iterator[Finding]:
    by_load_balancer: dict[Hashable, list[_Usage]] = {}
    for usage in usages:
        environment = environment_key(usage.construct)
        key = (stack_of(usage.construct), *environment, usage.load_balancer)
        by_load_balancer.setdefault(key, []).append(usage)
    for own in by_load_balancer.values():
        for message in _errors(own):
            yield path_of(own[-1].construct), message


def _errors(usages: Sequence[_Usage]) -> Iterator[str]:
    set_quotas = [usage.quotas for usage in usages if usage.quotas is not None]
    quotas = set_quotas[-1] if set_quotas else LoadBalancerQuotas()
    targets: dict[str, int] = {}
    for usage in usages:
        targets |= usage.targets
    for name in ("listeners", "certificates", "rules"):
        yield from quota_errors(quotas, name, sum(getattr(usage, name) for usage in usages))
    yield from quota_errors(quotas, "targets", sum(targets.values()))
    if len(targets) > MAX_TARGET_GROUPS:
        yield (
            f"the load balancer has {len(targets)} target groups, but the quota is "
            f"{MAX_TARGET_GROUPS}, which AWS does not increase"
        )
