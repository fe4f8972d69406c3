"""Validations that run at synthesis, when the app is complete.

They are validations of the ``constructs`` package: cdktf runs those of a stack before it writes the
stack, and reports what they return.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias, TypeVar

import jsii
from constructs import Construct, IValidation
from constructs_lib._core.tree import path_of, stack_of

T = TypeVar("T")
Finding: TypeAlias = tuple[str, str]
"""The path of a construct, and what is wrong with it."""
Validator: TypeAlias = Callable[[], Iterable[str]]
"""Yields the errors of one construct."""

_ATTRIBUTE = "_constructs_lib_validation"  # of a stack, and of the first child of an app


def add_validation(construct: Construct, validator: Validator) -> None:
    """Validate one construct at synthesis."""
    collect(construct, _construct_errors, (path_of(construct), validator))


def collect(
    construct: Construct, validator: Callable[[Sequence[T]], Iterable[Finding]], item: T
) -> None:
    """Validate an item at synthesis, together with all items that the app has for a validator."""
    _validation_of(construct).add(validator, item)


def _construct_errors(validators: Sequence[tuple[str, Validator]]) -> Iterable[Finding]:
    return ((path, message) for path, validator in validators for message in validator())


@jsii.implements(IValidation)
class _AppValidation:
    """Runs all validations of an app.

    cdktf validates stack by stack, and ends at the first one with errors. Each stack therefore has
    the validation of the whole app: the first stack with errors reports those of all stacks.
    """

    def __init__(self) -> None:
        self._items: dict[Callable[[Sequence[Any]], Iterable[Finding]], list[Any]] = {}

    def add(self, validator: Callable[[Sequence[T]], Iterable[Finding]], item: T) -> None:
        """Add an item to those of a validator."""
        self._items.setdefault(validator, []).append(item)

    def validate(self) -> list[str]:
        """Return all errors, each with the path of its construct."""
        return [
            f"{path}: {message}"
            for validator, items in self._items.items()
            for path, message in validator(items)
        ]


def _validation_of(construct: Construct) -> _AppValidation:
    stack = stack_of(construct)
    attributes = vars(stack)
    if _ATTRIBUTE not in attributes:
        # The first child keeps the validation of the app. The app itself cannot: if it was created
        # by Testing.app(), jsii returns another object at each read of node.root.
        node = stack.node
        first_child = node.root.node.children[0]
        attributes[_ATTRIBUTE] = vars(first_child).setdefault(_ATTRIBUTE, _AppValidation())
        node.add_validation(attributes[_ATTRIBUTE])
    validation: _AppValidation = attributes[_ATTRIBUTE]
    return validation
