"""The one error that this library raises for invalid arguments."""

import re
from collections.abc import Iterable
from itertools import chain

from constructs_lib._core.tokens import is_resolved

_MAX_LENGTH, _SHORTENED_LENGTH = 160, 60  # of a value in a message
_TOKEN = re.compile(
    r"""['"]?[$#&]\{TfToken\[[^\]]*\]\}['"]?(: 'String Map Token Value')?"""  # text, list and map
    r"|-\d\.\d+e\+29\d|<jsii\.[^>]*>"  # number and object
)
"""Tokens in the ``repr`` of a value."""


class ValidationError(ValueError):
    """One or more arguments of a construct, or of a value such as `Forward`, are invalid.

    The constructor of the value or construct raises it, with everything that is wrong with its
    arguments::

        try:
            TargetGroup(stack, "web", name="web", vpc=vpc, port=70000)
        except ValidationError as error:
            print(error.path, error.errors)

    Args:
        errors: One sentence for each problem.
        path: The path of the construct. Defaults to none, as a value has no path.

    Attributes:
        errors: One sentence for each problem.
        path: The path of the construct, such as ``shop/web``, or ``None`` for a value.
    """

    __module__ = "constructs_lib"  # tracebacks show the name under which it is imported

    def __init__(self, errors: Iterable[str], path: str | None = None) -> None:
        self.errors = tuple(errors)
        self.path = path
        super().__init__(self.errors, path)

    def __str__(self) -> str:
        prefix = "" if self.path is None else f"[{self.path}] "
        return "\n".join(f"{prefix}{error}" for error in self.errors)


def raise_errors(*errors: Iterable[str], path: str | None = None) -> None:
    """Raise the messages of all checks in one error, if there are any.

    Raises:
        ValidationError: At least one check yields a message.
    """
    messages = unique_messages(*errors)
    if messages:
        raise ValidationError(messages, path)


def unique_messages(*errors: Iterable[str]) -> tuple[str, ...]:
    """Return the messages of all checks, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(errors)))


def error_message(name: str, expected: str, value: object) -> str:
    """Return the sentence about an argument that has a wrong value."""
    return f"{name} must be {expected}, got {describe(value)}"


def describe(value: object) -> str:
    """Return a value as messages show it: constructs by their path, long values shortened."""
    path = _path(value)
    if not is_resolved(value):
        text = "a value known only after synth"
    elif path:
        text = f"the {type(value).__name__} {path}"
    elif isinstance(value, list | tuple) and any(map(_is_described, value)):
        text = f"[{', '.join(map(describe, value))}]"
    else:
        text = _TOKEN.sub("a value known only after synth", repr(value))
    if len(text) > _MAX_LENGTH:
        return f"{text[:_SHORTENED_LENGTH]}… ({len(text)} characters)"
    return text


def _is_described(value: object) -> bool:
    return _path(value) is not None or not is_resolved(value)


def _path(value: object) -> str | None:
    return getattr(getattr(value, "node", None), "path", None)
