"""Generated names of target groups, so that one can replace another before it is destroyed."""

import hashlib
from collections.abc import Iterator, Sequence

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import TerraformLocal
from constructs_lib._core.tokens import is_resolved, to_string

_DIGITS = 8


def name_errors(name: str | None, name_prefix: str | None) -> Iterator[str]:
    """Check for exactly one of a name and a prefix."""
    if (name is None) == (name_prefix is None):
        present = "neither" if name is None else "both"
        yield f"exactly one of name and name_prefix must be given, got {present}"
    if name is not None:
        yield from checks.elb_name("name", name)
    if name_prefix is not None:
        yield from checks.elb_name("name_prefix", name_prefix, reserved_length=1 + _DIGITS)


def generated_name(
    name: str | None, name_prefix: str | None, immutable_arguments: Sequence[int | str]
) -> str | None:
    """Return the name, or the prefix and a hash of the arguments that AWS can't change.

    Returns ``None`` if not all of these are known at synth: see `generated_name_expression`.
    """
    if name is not None:
        return name
    text = _text(immutable_arguments)
    digits = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
    return f"{name_prefix}-{digits}" if is_resolved(text) else None


def generated_name_expression(
    scope: Construct, name_prefix: str | None, immutable_arguments: Sequence[int | str]
) -> str:
    """Return an expression for the name that `generated_name` would return."""
    text = TerraformLocal(scope, "fixed", _text(immutable_arguments)).fqn
    return f"{name_prefix}-${{substr(sha256({text}), 0, {_DIGITS})}}"


def _text(immutable_arguments: Sequence[int | str]) -> str:
    return " ".join(to_string(value) for value in immutable_arguments)
