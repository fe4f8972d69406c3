"""The page ``docs/coverage.md``, and the arguments that synthesized stacks set."""

import re
from collections.abc import Iterator
from typing import Any

from embedded_aws.terraform import CHECKOUT

_ROW = re.compile(r"^\| `([a-z0-9_.]+)` \| ([0-9.]+) \| (.+) \|$", re.MULTILINE)
_NO_USE = "— "
VERSION_5 = "5.100"
Rows = dict[str, tuple[str, str]]
"""The first version of the provider with an argument, and the text about it."""
_MAPS = {"tags", "dimensions", "metric_query.metric.dimensions"} | {
    f"{action}.{kind}.authentication_request_extra_params"
    for action in ("default_action", "action")
    for kind in ("authenticate_oidc", "authenticate_cognito")
}


def coverage() -> dict[str, Rows]:
    """Return the rows of each resource."""
    _, *sections = (CHECKOUT / "docs" / "coverage.md").read_text().split("\n## ")
    return {
        section.partition("\n")[0]: {
            argument: (version, text) for argument, version, text in _ROW.findall(section)
        }
        for section in sections
    }


def row_of(argument: str, rows: Rows) -> str:
    """Return the row of an argument, which may be that of its block."""
    words = argument.split(".")
    prefixes = (".".join(words[:count]) for count in range(len(words), 0, -1))
    return next((prefix for prefix in prefixes if prefix in rows), argument)


def is_used(text: str) -> bool:
    """Return whether the library sets an argument, by the text about it."""
    return not text.startswith(_NO_USE)


def set_arguments(value: Any, prefix: str = "") -> Iterator[str]:  # noqa: ANN401 - any JSON
    """The arguments that a synthesized resource sets."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and prefix.rstrip(".") not in _MAPS:
            for name, nested in item.items():
                yield from set_arguments(nested, f"{prefix}{name}.")
        else:
            yield prefix.rstrip(".")


def arguments_of_stacks(stacks: list[dict[str, Any]], resource_type: str) -> set[str]:
    """Return the arguments that synthesized stacks set in all resources of a type."""
    return {
        argument
        for stack in stacks
        for resource in stack.get("resource", {}).get(resource_type, {}).values()
        for argument in set_arguments(resource)
    }
