"""Nodes, and the ways between them."""

from dataclasses import dataclass, field

INTERNET, IN_FRONT, BALANCER, LISTENER, RULE, TARGET_GROUP, TARGET = range(7)
"""The layers of the requests' way, from left to right."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the picture."""

    id: str
    kind: str
    title: str
    lines: tuple[str, ...] = ()
    layer: int = 0
    looked_up: bool = False

    @property
    def in_vpc(self) -> bool:
        """Whether it stands in the VPC."""
        return self.layer >= BALANCER


@dataclass(frozen=True, slots=True)
class Edge:
    """A way between two nodes; dashed where no request goes it."""

    source: str
    target: str
    label: str = ""
    dashed: bool = False


@dataclass(slots=True)
class Graph:
    """Nodes and the ways between them."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def add(self, node: Node, *edges: Edge) -> None:
        """A node, if it is not there, and ways of which each is drawn once."""
        self.nodes.setdefault(node.id, node)
        for edge in edges:
            if edge not in self.edges:
                self.edges.append(edge)
