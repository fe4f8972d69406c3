"""Tokens: values that Terraform resolves after the synth."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

_LIST_TOKEN, _MAP_TOKEN = "#{TfToken[", "&{TfToken["
_DIRECTIVE = re.compile(r"(?<!%)%\{")
T = TypeVar("T")


def is_resolved(value: object) -> bool:
    """Return whether a value is known at synth: it neither is a token nor contains one.

    ``cdktf`` is imported only for a number or an object that may be a token, so that plain values
    are checked without it.
    """
    if isinstance(value, str):
        # The markers of cdktf's string and list tokens, or a Terraform expression.
        return "${" not in value and _LIST_TOKEN not in value
    if isinstance(value, Mapping):
        return not is_map_token(value)
    if isinstance(value, float):
        if not value <= -1e100:  # noqa: PLR2004 - a token is below -1e288
            return True
    elif not _is_jsii_object(value):
        return True
    from constructs_lib._core.compat import Token  # noqa: PLC0415 - starts Node, so only where it is needed

    return not Token.is_unresolved(value)


def _is_jsii_object(value: object) -> bool:
    """Return whether a value is an object of cdktf, such as the result of ``Fn.conditional``."""
    return hasattr(type(value), "__jsii_type__") or type(value).__module__.startswith("jsii.")


def is_list_token(values: object) -> bool:
    """Return whether a list is or contains a token for a list, such as ``variable.list_value``."""
    return isinstance(values, list | tuple) and any(
        isinstance(value, str) and _LIST_TOKEN in value for value in values
    )


def is_map_token(value: object) -> bool:
    """Return whether a mapping is a token, such as the result of ``Token.as_string_map``."""
    return isinstance(value, Mapping) and any(
        isinstance(key, str) and key.startswith(_MAP_TOKEN) for key in value
    )


def to_string(value: float | str) -> str:
    """Return a number as the string that Terraform expects for some arguments."""
    if is_resolved(value):
        return str(plain(value))
    from constructs_lib._core.compat import Token  # noqa: PLC0415 - as above

    return Token.as_string(value)


def plain(value: T) -> T:
    """Return the value of a member of an enumeration, as jsii rejects an ``IntEnum``."""
    member: Any = value
    return member.value if isinstance(value, Enum) else value


def literal(text: str) -> str:
    """Escape the template directives of Terraform, ``%{``, in a text.

    Terraform still evaluates ``${…}`` expressions.
    """
    return _DIRECTIVE.sub("%%{", text)


def literal_tags(tags: Mapping[str, str] | None) -> dict[str, str] | None:
    """Return tags for a resource, with their directives escaped, or ``None`` if there are none."""
    return {literal(key): literal(value) for key, value in tags.items()} if tags else None
