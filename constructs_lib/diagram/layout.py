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
    layers = [node.layer for node in graph.nodes.values()]
    drawn = igraph.Graph(
        n=len(numbers),
        edges=[(numbers[one.source], numbers[one.target]) for one in graph.edges],
        directed=True,
    )
    drawn.vs["layer"] = layers
    drawn.vs["number"] = range(len(numbers))
    drawn.es["number"] = range(len(graph.edges))
    nodes: dict[int, tuple[float, float]] = {}
    bends: dict[int, list[tuple[float, float]]] = {}
    row = 0.0
    # Part by part: of several, igraph 1.0 mixes up whose bends are whose.
    for part in drawn.decompose(mode="weak"):
        made = part.layout_sugiyama(layers="layer" if any(layers) else None)
        points = [*made.coords, *(point for way in made.edge_routing for point in way)]
        down = row - min(x for x, _ in points)
        for vertex, (x, y) in zip(part.vs, made.coords, strict=True):
            nodes[vertex["number"]] = (y, x + down)
        for edge, way in zip(part.es, made.edge_routing, strict=True):
            bends[edge["number"]] = [(y, x + down) for x, y in way]
        row = max(x for x, _ in points) + down + 1
    columns = {layer: column for column, layer in enumerate(sorted({y for y, _ in nodes.values()}))}
    return Layout(
        {id: _place(columns, nodes[number]) for id, number in numbers.items()},
        [
            [_place(columns, point) for point in sorted(bends[number]) if point[0] in columns]
            for number in range(len(graph.edges))
        ],
    )


def _place(columns: Mapping[float, int], point: tuple[float, float]) -> Place:
    layer, row = point
    return Place(columns[layer], row)
