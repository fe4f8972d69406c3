"""Where the nodes of a graph stand, and by which points its ways go: in layers, left to right."""

from collections.abc import Mapping
from dataclasses import dataclass

from constructs_lib.diagram.graph import Graph


@dataclass(frozen=True, slots=True)
class Place:
    """A column, and a row, which may lie between two whole numbers."""

    column: int
    row: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of the nodes, and those by which the ways go."""

    nodes: Mapping[str, Place]
    bends: list[list[Place]]
    """Of each edge, where it passes the columns between its ends."""


def layout_of(graph: Graph) -> Layout:
    """A layout in which ways cross as little as can be.

    Raises:
        ValueError: ``igraph``, which makes it, is not installed.
    """
    try:
        import igraph  # noqa: PLC0415 - of the extra [diagram]
    except ImportError:
        msg = (
            "igraph must be installed to draw an SVG: pip install 'constructs-lib[diagram]'; "
            "a Mermaid diagram (--output stack.mmd) needs nothing"
        )
        raise ValueError(msg) from None
    numbers = {id: number for number, id in enumerate(graph.nodes)}
    drawn = igraph.Graph(
        n=len(numbers),
        edges=[(numbers[one.source], numbers[one.target]) for one in graph.edges],
        directed=True,
    )
    layers = [node.layer for node in graph.nodes.values()]
    made = drawn.layout_sugiyama(layers=layers if any(layers) else None)
    columns = {layer: column for column, layer in enumerate(sorted({y for _, y in made.coords}))}
    nodes = {id: Place(columns[y], x) for id, (x, y) in zip(numbers, made.coords, strict=True)}
    bends = [
        sorted(
            (Place(columns[y], x) for x, y in points if y in columns),
            key=lambda place: place.column,
        )
        for points in made.edge_routing
    ]
    return Layout(nodes, bends)
