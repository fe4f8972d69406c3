"""A synthesized stack, read from its ``cdk.tf.json``."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ADDRESS = re.compile(r"\b((?:data\.)?aws_[a-z0-9_]+\.[A-Za-z0-9_-]+)")
_LOCAL = re.compile(r"\blocal\.([A-Za-z0-9_-]+)")

Block = Mapping[str, Any]
LOAD_BALANCERS = ("aws_lb", "data.aws_lb")
"""The types of load balancers, created or looked up."""


@dataclass(frozen=True, slots=True)
class Stack:
    """The contents of a ``cdk.tf.json``."""

    json: Block

    @property
    def name(self) -> str:
        """The name of the stack."""
        return str(self.json.get("//", {}).get("metadata", {}).get("stackName", "stack"))

    @property
    def region(self) -> str:
        """The region of the AWS provider, or an empty string if it comes from the environment."""
        providers = self.json.get("provider", {}).get("aws", [{}])
        return str(providers[0].get("region", ""))

    def resources(self, type_name: str) -> dict[str, Block]:
        """Return the resources of a type, by their addresses."""
        blocks = self.json.get("resource", {}).get(type_name, {})
        return {f"{type_name}.{name}": block for name, block in blocks.items()}

    def data_sources(self, type_name: str) -> dict[str, Block]:
        """Return the data sources of a type, by their addresses."""
        blocks = self.json.get("data", {}).get(type_name, {})
        return {f"data.{type_name}.{name}": block for name, block in blocks.items()}

    def block(self, address: str) -> Block:
        """Return the block at an address, or an empty one if there is none."""
        *data, type_name, name = address.split(".")
        blocks: Mapping[str, Block] = self.json.get("data" if data else "resource", {}).get(
            type_name, {}
        )
        return blocks.get(name, {})

    def addresses(self, value: object) -> list[str]:
        """Return the addresses that a value refers to, directly or by local values."""
        return list(dict.fromkeys(self._addresses(value, frozenset())))

    def _addresses(self, value: object, seen: frozenset[str]) -> Iterator[str]:
        text = value if isinstance(value, str) else json.dumps(value)
        yield from _ADDRESS.findall(text)
        for name in _LOCAL.findall(text):
            if name not in seen:
                local = self.json.get("locals", {}).get(name, "")
                yield from self._addresses(local, seen | {name})

    def address(self, value: object, *types: str) -> str | None:
        """Return the first address of some types, or of any, that a value refers to."""
        for address in self.addresses(value):
            if not types or address.rpartition(".")[0] in types:
                return address
        return None


def read_stack(path: Path) -> Stack:
    """Read a ``cdk.tf.json``.

    Raises:
        ValueError: The file is not the ``cdk.tf.json`` of a stack.
    """
    try:
        contents = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"{path} must be the cdk.tf.json of a synthesized stack, got {error}"
        raise ValueError(msg) from None
    if not isinstance(contents, dict) or "terraform" not in contents:
        msg = f"{path} must be the cdk.tf.json of a synthesized stack, got other JSON"
        raise ValueError(msg)
    return Stack(contents)


def filters_of(data_source: Block) -> list[str]:
    """Return the values of the filters of a data source, except that for the VPC."""
    return [
        str(value)
        for item in data_source.get("filter", ())
        if item["name"] != "vpc-id"
        for value in item["values"]
    ]
