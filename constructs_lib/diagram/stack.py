"""A synthesized stack, as it is read for a picture."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ADDRESS = re.compile(r"\b((?:data\.)?aws_[a-z0-9_]+\.[A-Za-z0-9_-]+)")
_LOCAL = re.compile(r"\blocal\.([A-Za-z0-9_-]+)")

Block = Mapping[str, Any]
BALANCERS = ("aws_lb", "data.aws_lb")
"""The kinds of a load balancer, made or looked up."""


@dataclass(frozen=True, slots=True)
class Stack:
    """What a ``cdk.tf.json`` holds."""

    json: Block

    @property
    def name(self) -> str:
        """The stack's name."""
        return str(self.json.get("//", {}).get("metadata", {}).get("stackName", "stack"))

    @property
    def region(self) -> str:
        """The region of its AWS provider, or nothing where it comes from the environment."""
        providers = self.json.get("provider", {}).get("aws", [{}])
        return str(providers[0].get("region", ""))

    def resources(self, kind: str) -> dict[str, Block]:
        """The resources of one kind, by their addresses."""
        made = self.json.get("resource", {}).get(kind, {})
        return {f"{kind}.{name}": block for name, block in made.items()}

    def lookups(self, kind: str) -> dict[str, Block]:
        """The data sources of one kind, by their addresses."""
        found = self.json.get("data", {}).get(kind, {})
        return {f"data.{kind}.{name}": block for name, block in found.items()}

    def block(self, address: str) -> Block:
        """The block at an address; an empty one where there is none."""
        *data, kind, name = address.split(".")
        found: Block = self.json.get("data" if data else "resource", {}).get(kind, {}).get(name, {})
        return found

    def addresses(self, value: object) -> list[str]:
        """The addresses that a value refers to, also by way of locals."""
        return list(dict.fromkeys(self._addresses(value, frozenset())))

    def _addresses(self, value: object, seen: frozenset[str]) -> Iterator[str]:
        text = value if isinstance(value, str) else json.dumps(value)
        yield from _ADDRESS.findall(text)
        for name in _LOCAL.findall(text):
            if name not in seen:
                found = self.json.get("locals", {}).get(name, "")
                yield from self._addresses(found, seen | {name})

    def address(self, value: object, *kinds: str) -> str | None:
        """The first address that a value refers to, of some kinds or of any."""
        for address in self.addresses(value):
            if not kinds or address.rpartition(".")[0] in kinds:
                return address
        return None


def read_stack(path: Path) -> Stack:
    """The stack in a ``cdk.tf.json``.

    Raises:
        ValueError: The file is none.
    """
    try:
        made = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        msg = f"{path} must be the cdk.tf.json of a synthesized stack, got {error}"
        raise ValueError(msg) from None
    if not isinstance(made, dict) or "terraform" not in made:
        msg = f"{path} must be the cdk.tf.json of a synthesized stack, got other JSON"
        raise ValueError(msg)
    return Stack(made)


def filters_of(lookup: Block) -> list[str]:
    """By what a lookup finds, but for the VPC."""
    return [
        str(value)
        for one in lookup.get("filter", ())
        if one["name"] != "vpc-id"
        for value in one["values"]
    ]
