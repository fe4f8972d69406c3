"""Dependencies of all resources of a construct, in addition to their references."""

from collections.abc import Iterator, Sequence

import jsii
from constructs import Construct, IConstruct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    Aspects,
    IAspect,
    ITerraformDependable,
    TerraformDataSource,
    TerraformModule,
    TerraformResource,
)
from constructs_lib._core.errors import error_message
from constructs_lib._core.terraform import address
from constructs_lib._core.tree import find_stack, in_same_stack


def depends_on_errors(name: str, resources: object, scope: object) -> Iterator[str]:
    """Check for resources, data sources or modules of the stack."""
    expected = "a list of raw resources, data sources or modules of the stack"
    if not checks.is_sequence(resources):
        yield error_message(name, expected, resources)
        return
    for resource in resources:
        is_raw = isinstance(resource, TerraformResource | TerraformDataSource | TerraformModule)
        if isinstance(resource, Construct) and hasattr(resource, "resource"):
            yield error_message(
                name, f"{expected}, such as the attribute resource of a construct", resource
            )
        elif not is_raw or not (find_stack(scope) and in_same_stack(scope, resource)):
            yield error_message(name, expected, resource)


def add_dependencies(construct: Construct, resources: Sequence[ITerraformDependable]) -> None:
    """Let all resources of a construct, including those added later, depend on other resources."""
    Aspects.of(construct).add(DependsOn([_address(resource) for resource in resources]))


@jsii.implements(IAspect)
class DependsOn:
    """Adds addresses to the ``depends_on`` of the resources that it visits."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._addresses = addresses

    def visit(self, node: IConstruct) -> None:
        """Add the addresses to a resource, once."""
        if isinstance(node, TerraformResource):
            existing = node.depends_on or []
            new = [item for item in self._addresses if item not in existing]
            node.depends_on = [*existing, *new]


def _address(resource: ITerraformDependable) -> str:
    """Return the address as text: Terraform accepts no expressions in ``depends_on``."""
    if isinstance(resource, TerraformModule):
        return f"module.{resource.friendly_unique_id}"
    return address(resource)  # type: ignore[arg-type] # the checks admit nothing else
