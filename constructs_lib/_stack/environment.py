"""The region and the account of a construct, and the checks that its references have the same."""

from collections.abc import Iterator
from typing import Any, cast

from constructs import Construct
from constructs_lib._core.checks import arn_account, arn_region
from constructs_lib._core.compat import (
    Aspects,
    DataAwsRegion,
    TerraformDataSource,
    TerraformProvider,
    TerraformResource,
)
from constructs_lib._core.errors import error_message
from constructs_lib._core.tokens import is_resolved
from constructs_lib._core.tree import find_stack, path_of
from constructs_lib._stack.construct import (
    AwsConstruct,
    default_provider,
    environment_of,
)
from constructs_lib._stack.dependencies import DependsOn

# Attributes of a provider that keep what jsii returns: each call costs time.
_REGION, _ACCOUNT = "_constructs_lib_region", "_constructs_lib_account"


def environment_arguments(construct: Construct) -> dict[str, Any]:
    """Return the arguments ``provider`` and ``region`` of the resources of a construct.

    Version 5 of the provider has no argument ``region``: it is omitted if it is not set.
    """
    environment = environment_of(construct)
    region = {} if environment.region is None else {"region": environment.region}
    return {"provider": environment.provider, **region}


def region_lookup(construct: Construct) -> str:
    """Return a token of the region of a construct, which the data source ``aws_region`` reads."""
    # Not its attribute `name`, which version 6 of the provider deprecates.
    return DataAwsRegion(construct, "region", **environment_arguments(construct)).id


def region_of(scope: object) -> str | None:
    """Return the region of an environment, a construct or a stack.

    ``None`` if the region is not known at synth: it is a token, it is set in an environment
    variable or AWS profile, or the provider is added to the stack later.
    """
    region = environment_of(scope).region or _provider_region(used_provider(scope))
    return region if isinstance(region, str) and is_resolved(region) else None


def _provider_region(provider: TerraformProvider | None) -> str | None:
    if provider is None:
        return None
    attributes = vars(provider)
    if _REGION not in attributes:
        attributes[_REGION] = getattr(provider, "region", None)
    return cast("str | None", attributes[_REGION])


def environment_key(scope: object) -> tuple[TerraformProvider | None, str | None]:
    """Return what identifies an environment in a stack: its provider and its region."""
    return used_provider(scope), region_of(scope) or environment_of(scope).region


def account_of(scope: object) -> str | None:
    """Return the account of an environment, a construct or a stack.

    It is the only one of the provider's ``allowed_account_ids``, or ``None`` if it is not known.
    """
    provider = used_provider(scope)
    if provider is None:
        return None
    attributes = vars(provider)
    if _ACCOUNT not in attributes:
        allowed: list[str] = getattr(provider, "allowed_account_ids", None) or []
        attributes[_ACCOUNT] = allowed[0] if len(allowed) == 1 and is_resolved(allowed[0]) else None
    return cast("str | None", attributes[_ACCOUNT])


def used_provider(scope: object) -> TerraformProvider | None:
    """Return the provider of an environment, or the default one of the stack."""
    environment = environment_of(scope)
    if isinstance(environment.provider, TerraformProvider):
        return environment.provider
    return default_provider(find_stack(environment.scope))


def region_errors(name: str, value: object, region: str | None, scope: object) -> Iterator[str]:
    """Check that something in a known region is in the region of an environment or a construct."""
    environment, expected = environment_of(scope), region_of(scope)
    if region is None or expected is None or region == expected:
        return
    if _aspects_may_change_provider(environment.scope):
        return
    if environment.region is None:
        expected = f"in the provider's region {expected} (set region or provider for another one)"
    else:
        expected = f"in the construct's region {expected}"
    yield error_message(name, expected, value)


def _aspects_may_change_provider(scope: object) -> bool:
    """Return whether Aspects may set another provider on the resources of a scope at synth."""
    scopes = scope.node.scopes if isinstance(scope, Construct) else ()
    aspects = (aspect for item in scopes for aspect in Aspects.of(item).all)
    return any(not isinstance(aspect, DependsOn) for aspect in aspects)


def reference_region_errors(name: str, reference: object, scope: object) -> Iterator[str]:
    """Check that a reference is to a resource in the region of an environment or a construct.

    The region of a reference is the one in its ARN, or as in `id_region_errors`.
    """
    value: object = getattr(reference, "arn", None) or getattr(reference, "id", None)
    region = arn_region(value) if isinstance(value, str) else None
    if region is None:
        yield from id_region_errors(name, reference, scope)
    else:
        yield from region_errors(name, value, region, scope)


def id_region_errors(name: str, reference: object, scope: object) -> Iterator[str]:
    """Check the region of a construct of this library, or the argument of a raw resource."""
    region: str | None = None
    if isinstance(reference, TerraformResource | TerraformDataSource):
        region = getattr(reference, "region_input", None)  # in version 6
    elif isinstance(reference, AwsConstruct) and region_of(reference) != region_of(scope):
        own, resource = environment_of(reference), getattr(reference, "resource", None)
        if own.provider or own.region or not getattr(resource, "provider", None):
            region = region_of(reference)
    if isinstance(reference, Construct) and region is not None and is_resolved(region):
        yield from region_errors(name, f"{path_of(reference)} in {region}", region, scope)


def reference_errors(name: str, reference: object, scope: object) -> Iterator[str]:
    """Check that a reference is to a resource in the region and account of an environment."""
    yield from reference_region_errors(name, reference, scope)
    arn, account = getattr(reference, "arn", None), account_of(scope)
    if account is None or not isinstance(arn, str):
        return
    if arn_account(arn) not in (None, account):
        expected = f"in the account {account}, the only one that the provider allows"
        yield error_message(name, expected, arn)
