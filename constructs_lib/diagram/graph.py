"""The nodes and edges of a diagram."""

from dataclasses import dataclass, field

INTERNET, EDGE, LOAD_BALANCER, LISTENER, RULE, TARGET_GROUP, TARGET = range(7)
"""The layers of the request flow, from left to right."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a diagram; a looked-up one is not created by the stack."""

    id: str
    kind: str
    title: str
    lines: tuple[str, ...] = ()
    layer: int | None = None
    looked_up: bool = False

    @property
    def in_vpc(self) -> bool:
        """Whether the node is in the VPC."""
        return self.layer is not None and self.layer >= LOAD_BALANCER


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between two nodes; a dashed one is not part of the request flow."""

    source: str
    target: str
    label: str = ""
    dashed: bool = False


@dataclass(slots=True)
class Graph:
    """Nodes by their IDs, and edges."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def add(self, node: Node, *edges: Edge) -> None:
        """Add a node and edges that the graph does not have yet."""
        self.nodes.setdefault(node.id, node)
        for edge in edges:
            if edge not in self.edges:
                self.edges.append(edge)
