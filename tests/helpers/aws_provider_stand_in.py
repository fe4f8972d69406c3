"""A stand-in for the newest AWS provider, of which the machines of the tests have no binary.

Its schema is that of the newest bindings, derived from their jsii assembly: Terraform rejects
arguments and blocks that it does not have, values of a wrong type, and missing arguments that are
required. It plans resources, with unknown values for computed attributes. It does not know the
provider's own checks of values, or of arguments that exclude each other, and it creates nothing.
"""

import json
import re
import tarfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from helpers.plugin_server import UnconfiguredProvider
from tf.gen import tfplugin_pb2 as pb
from tf.schema import Attribute, Block, NestedBlock, NestMode, Schema
from tf.types import Bool, List, Map, Number, String, TfType

_NAME_IN_LINK = re.compile(r"#(\w+) ")
_META_ARGUMENTS = {
    *("connection", "count", "dependsOn", "forEach", "lifecycle", "provider", "provisioners"),
}
Values = Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]]


class BlockOfAssembly(NestedBlock):  # type: ignore[misc] # tf has no types
    """Nested blocks, as a list or a single one."""

    def to_pb(self) -> Any:  # noqa: ANN401 - tf's own
        message = super().to_pb()
        message.nesting = pb.Schema.NestedBlock.NestingMode.LIST
        return message

    def encode(self, value: Any) -> Any:  # noqa: ANN401 - what Terraform sends
        return value

    decode = encode

    def semantically_equal(self, first: object, second: object) -> bool:
        return first == second


class Object(TfType):  # type: ignore[misc] # as above
    """An object with fields, such as an item of a computed list."""

    def __init__(self, fields: Mapping[str, TfType]) -> None:
        self._fields = fields

    def encode(self, value: Any) -> Any:  # noqa: ANN401 - as above
        return value

    decode = encode

    def tf_type(self) -> bytes:
        fields = {name: json.loads(kind.tf_type()) for name, kind in self._fields.items()}
        return json.dumps(["object", fields]).encode()


class Assembly:
    """The jsii assembly of bindings."""

    def __init__(self, bindings: Path) -> None:
        [archive] = (bindings / "_jsii").glob("*.jsii.tgz")
        with tarfile.open(archive) as tar:
            member = tar.extractfile("package/.jsii")
            assert member is not None
            contents = json.load(member)
        self._types: dict[str, Any] = contents["types"]
        self._package: str = contents["name"]

    def schema(self, terraform_type: str, *, data: bool = False) -> Schema:
        """Return the schema of a resource or a data source."""
        words = ("data_" * data + terraform_type).split("_")
        module = words[0] + "".join(map(str.capitalize, words[1:]))
        if not data:
            module = module.removeprefix("aws")
            module = module[0].lower() + module[1:]
        return self._schema(module)

    def provider_schema(self) -> Schema:
        """Return the schema of the provider's configuration."""
        block = self._block(self._types[f"{self._package}.provider.AwsProviderConfig"])
        return Schema(block.attributes, block_types=block.block_types)

    def _schema(self, module: str) -> Schema:
        name = f"{self._package}.{module}.{module[0].upper()}{module[1:]}"
        # The bindings rename a class that has the name of another one.
        names = {f"{name}Config": name, f"{name}AConfig": f"{name}A", f"{name}ConfigA": name}
        config, name = next(item for item in names.items() if item[0] in self._types)
        block = self._block(self._types[config])
        known = {attribute.name for attribute in block.attributes}
        known |= {nested.type_name for nested in block.block_types}
        computed = [
            Attribute(attribute, kind, computed=True)
            for attribute, kind in self._computed(name)
            if attribute not in known
        ]
        return Schema([*block.attributes, *computed], block_types=block.block_types)

    def _block(self, struct: Mapping[str, Any]) -> Block:
        attributes, blocks = [], []
        for item in struct.get("properties", ()):
            if item["name"] in _META_ARGUMENTS:
                continue
            name, optional = _terraform_name(item), item.get("optional", False)
            nested = self._struct_of(item["type"])
            if nested is None:
                kind = _attribute_type(item["type"])
                computed = optional and name in ("id", "tags_all", "region")
                attributes.append(
                    Attribute(
                        name, kind, required=not optional, optional=optional, computed=computed
                    )
                )
            else:
                minimum = None if optional else 1
                blocks.append(
                    BlockOfAssembly(name, NestMode.Set, self._block(nested), min_items=minimum)
                )
        return Block(attributes, blocks)

    def _struct_of(self, kind: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return the struct of a block, a list of blocks, or a union with one of them."""
        if "union" in kind:
            structs = map(self._struct_of, kind["union"]["types"])
            return next((struct for struct in structs if struct), None)
        if "collection" in kind:
            return self._struct_of(kind["collection"]["elementtype"])
        item = self._types.get(kind.get("fqn", ""))
        return item if item is not None and item.get("datatype") else None

    def _computed(self, class_name: str) -> Iterator[tuple[str, TfType]]:
        for item in self._types[class_name].get("properties", ()):
            if item.get("static") or item["name"].endswith("Input"):
                continue
            kind, name = item["type"], _snake_case(item["name"])
            own_type = kind.get("fqn", "")
            if own_type.startswith(self._package):
                reference = f"{own_type.removesuffix('List')}OutputReference"
                if own_type.endswith("List") and reference in self._types:
                    yield name, List(Object(dict(self._computed(reference))))
            else:
                yield name, _attribute_type(kind)


def _terraform_name(item: Mapping[str, Any]) -> str:
    """Return the name of an argument in Terraform, which its documentation links to."""
    docs = item.get("docs", {})
    link = _NAME_IN_LINK.search(f"{docs.get('summary', '')} {docs.get('remarks', '')}")
    return link[1] if link else _snake_case(item["name"])


def _snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _attribute_type(kind: Mapping[str, Any]) -> TfType:
    if "union" in kind:
        return _union_type(kind["union"]["types"])
    if "collection" in kind:
        element = _attribute_type(kind["collection"]["elementtype"])
        return Map(element) if kind["collection"]["kind"] == "map" else List(element)
    if kind.get("fqn", "").endswith(".IResolvable"):
        return Bool()  # the bindings type computed flags so
    if kind.get("fqn", "").endswith(("StringMap", "StringList")):
        return (Map if kind["fqn"].endswith("Map") else List)(String())
    return {"number": Number(), "boolean": Bool()}.get(kind.get("primitive", ""), String())


def _union_type(types: list[Mapping[str, Any]]) -> TfType:
    [kind] = [item for item in types if not item.get("fqn", "").endswith(".IResolvable")]
    return _attribute_type(kind)


class AwsProviderStandIn(UnconfiguredProvider):
    """The resources and data sources of some types.

    Args:
        assembly: The assembly of the bindings.
        resources: The types of resources, such as ``aws_lb``.
        values: The attributes of data sources, by type, as a function of their arguments.
    """

    def __init__(self, assembly: Assembly, resources: list[str], values: Values) -> None:
        self._provider_schema = assembly.provider_schema()
        self._resources = [_resource(name, assembly.schema(name)) for name in resources]
        self._data_sources = [
            _data_source(name, assembly.schema(name, data=True), read)
            for name, read in values.items()
        ]

    def get_model_prefix(self) -> str:
        return "aws_"

    def full_name(self) -> str:
        return "aws"

    def get_provider_schema(self, diags: object) -> Schema:
        del diags
        return self._provider_schema

    def get_data_sources(self) -> list[type]:
        return self._data_sources

    def get_resources(self) -> list[type]:
        return self._resources


def _resource(name: str, schema: Schema) -> type:
    return type(name, (), _description(name, schema))


def _data_source(
    name: str, schema: Schema, read: Callable[[dict[str, Any]], dict[str, Any]]
) -> type:
    def read_data_source(_: object, __: object, config: dict[str, Any]) -> dict[str, Any]:
        return config | read(config)

    return type(name, (), _description(name, schema) | {"read": read_data_source})


def _description(name: str, schema: Schema) -> dict[str, Any]:
    """Return the methods that tf calls for a plan."""
    return {
        "__init__": lambda *_: None,
        "get_name": classmethod(lambda _: name.removeprefix("aws_")),
        "get_schema": classmethod(lambda _: schema),
        "validate": lambda *_: None,
    }


@cache
def assembly_of(bindings: Path) -> Assembly:
    """Return the assembly of bindings, which is large, and read once."""
    return Assembly(bindings)


def arguments(block: Schema | Block, prefix: str = "") -> Iterator[str]:
    """Return the arguments of a schema, with the names of the blocks that they are in."""
    for attribute in block.attributes:
        if attribute.required or attribute.optional:
            yield f"{prefix}{attribute.name}"
    for nested in block.block_types:
        yield from arguments(nested.block, f"{prefix}{nested.type_name}.")
