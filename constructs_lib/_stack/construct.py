"""The base class of all constructs, and the checks of their scope and ID."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from inspect import Signature, signature
from typing import TypeGuard

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    ITerraformDependable,
    TerraformProvider,
    TerraformStack,
    active_cdk,
    cdk_of,
)
from constructs_lib._core.errors import ValidationError, error_message, unique_messages
from constructs_lib._core.features import REGION
from constructs_lib._core.tree import (
    cache_location,
    construct_path,
    find_stack,
    in_same_stack,
    path_of,
    stack_of,
)
from constructs_lib._stack.dependencies import add_dependencies, depends_on_errors
from constructs_lib._stack.validation import add_validation

_RESERVED_ID = "backend"  # each stack adds a child with this ID at synth, for its Terraform backend
_ALREADY_USED = "already a Construct with name"  # part of the error of the constructs package


class _ConstructorSignature:
    """The signature of a class's own constructor, which ``help()`` shows.

    Otherwise it would show the ``(*args, **kwargs)`` of jsii's metaclass.
    """

    def __get__(self, _: object, construct_class: type) -> Signature:
        constructor = signature(construct_class.__init__)  # type: ignore[misc] # of this very class
        return Signature([*constructor.parameters.values()][1:])


class AwsConstruct(Construct):
    """Base class of all constructs of this library."""

    __signature__ = _ConstructorSignature()

    def __init__(
        self,
        scope: Construct,
        id: str,
        *errors: Iterable[str],
        provider: TerraformProvider | None = None,
        region: str | None = None,
        depends_on: Sequence[ITerraformDependable] = (),
    ) -> None:
        """Raise the errors of the arguments, or create the construct if there are none.

        Args:
            scope: The parent construct.
            id: The construct ID.
            *errors: The errors of the other arguments, as checks yield them.
            provider: The ``AwsProvider`` of the resources. Defaults to that of the parent
                construct, or to the stack's provider without an alias.
            region: The region of the resources. Defaults to that of the parent construct, if
                ``provider`` is not given, or to the provider's region.
            depends_on: Raw resources, data sources or modules that all resources depend on.

        Raises:
            ValidationError: The scope, the ID or another argument is invalid.
        """
        messages = unique_messages(
            scope_errors(scope, id),
            provider_errors("provider", provider, scope),
            _region_errors("region", region),
            depends_on_errors("depends_on", depends_on, scope),
            *errors,
        )
        if messages:
            raise ValidationError(messages, construct_path(scope, id))
        try:
            super().__init__(scope, id)
        except RuntimeError as error:
            if _ALREADY_USED not in str(error):
                raise
            message = f"id {id!r} is already used in {path_of(scope)}"
            raise ValidationError([message], construct_path(scope, id)) from None
        cache_location(self, scope=scope, id=id)
        environment = environment_of(scope, provider, region)
        self.provider, self.region = environment.provider, environment.region
        if self.provider is None:
            _require_default_provider(self)
        if depends_on:
            add_dependencies(self, depends_on)


@dataclass(frozen=True, slots=True)
class Environment:
    """The provider and the region of a construct, which may not exist yet.

    A provider of ``None`` is the stack's provider without an alias. A region of ``None`` is that of
    the provider.
    """

    scope: object
    provider: TerraformProvider | None
    region: str | None


def environment_of(
    scope: object, provider: TerraformProvider | None = None, region: str | None = None
) -> Environment:
    """Return the environment of a construct, or of a new child of it with these arguments.

    An environment is returned unchanged, so that checks accept a construct or an environment.
    """
    if isinstance(scope, Environment):
        return scope
    if provider is None and isinstance(scope, AwsConstruct):
        provider, region = scope.provider, region or scope.region
    return Environment(scope, provider, region)


def constructs_in_stack(scope: Construct, references: Iterable[object]) -> list[AwsConstruct]:
    """Return the references that are constructs of this library in the stack of a construct."""
    return [
        reference
        for reference in references
        if isinstance(reference, AwsConstruct) and in_same_stack(scope, reference)
    ]


def is_aws_provider(provider: object) -> TypeGuard[TerraformProvider]:
    """Return whether a value is an ``AwsProvider``."""
    return isinstance(provider, TerraformProvider) and provider.terraform_resource_type == "aws"


def provider_errors(name: str, provider: object, scope: object) -> Iterator[str]:
    """Check for an ``AwsProvider`` of the stack, or for ``None``."""
    if provider is None:
        return
    if not is_aws_provider(provider):
        yield error_message(name, "an AwsProvider", provider)
    elif not in_same_stack(provider, scope):
        yield error_message(name, "an AwsProvider of the same stack", provider)


def _region_errors(name: str, region: str | None) -> Iterator[str]:
    if region is not None:
        yield from REGION.errors(name)
        yield from checks.region(name, region)


# Attributes of a stack
_DEFAULT_PROVIDER = "_constructs_lib_default_provider"  # what jsii returned: each call costs time
_REQUIRES_PROVIDER = "_constructs_lib_requires_provider"


def default_provider(stack: TerraformStack | None) -> TerraformProvider | None:
    """Return the ``AwsProvider`` without an alias, if the stack already has it."""
    if stack is None:
        return None
    attributes = vars(stack)
    if _DEFAULT_PROVIDER not in attributes:
        for provider in stack.all_providers():
            if is_aws_provider(provider) and provider.alias is None:
                attributes[_DEFAULT_PROVIDER] = provider
                break
    provider_of_stack: TerraformProvider | None = attributes.get(_DEFAULT_PROVIDER)
    return provider_of_stack


def _require_default_provider(construct: AwsConstruct) -> None:
    """Check at synth, once for each stack, that the stack has a provider without an alias."""
    stack = stack_of(construct)
    if _REQUIRES_PROVIDER not in vars(stack):
        vars(stack)[_REQUIRES_PROVIDER] = True
        add_validation(construct, lambda: _default_provider_errors(stack))


def _default_provider_errors(stack: TerraformStack) -> Iterator[str]:
    if default_provider(stack) is None and any(map(is_aws_provider, stack.all_providers())):
        yield (
            "the stack has no AwsProvider without an alias: add one, or pass provider= to all "
            "constructs"
        )


def scope_errors(scope: object, id: object) -> Iterator[str]:
    """Check for a scope in a stack, and for an ID that can be a part of a Terraform address."""
    stack = find_stack(scope)
    if not isinstance(scope, Construct):
        yield error_message("scope", "a stack or a construct in a stack", scope)
    elif stack is None:
        active = active_cdk()
        other = {cdk_of(parent) for parent in scope.node.scopes} - {None, active}
        if other:
            yield f"scope is in a stack of {other.pop()}, but {active} was imported first"
        else:
            expected = "a stack or a construct in a stack"
            yield error_message("scope", expected, path_of(scope) or "the app")
    errors = list(checks.key("id", id))
    yield from errors
    if not errors and stack is scope:
        if id == _RESERVED_ID:
            yield f"id {id!r} is reserved by cdktf"
        if id == "Default":
            yield (
                "id 'Default' is omitted from Terraform addresses: use another id directly in a "
                "stack"
            )
        if not re.match("[A-Za-z_]", str(id)):
            yield error_message("id", "a name that starts with a letter or _", id)
