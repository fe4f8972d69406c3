"""Where the nodes of a graph stand, and by which points its ways go: in layers, left to right."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from constructs_lib.diagram.graph import Graph
from constructs_lib.diagram.order import rows_in_order


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
    """A layout in which ways cross as little as can be, and else in the graph's order.

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
    nodes: dict[float, tuple[float, float]] = {}
    bends: dict[float, list[tuple[float, float]]] = defaultdict(list)
    row = 0.0
    # Part by part: of several, igraph 1.0 mixes up whose bends are whose.
    for part in drawn.decompose(mode="weak"):
        made = part.layout_sugiyama(layers="layer" if any(layers) else None)
        # Of a vertex, its number; of a bend, its edge's, and its layer.
        points: dict[tuple[float, ...], tuple[float, float]] = {
            (vertex["number"],): (x, y) for vertex, (x, y) in zip(part.vs, made.coords, strict=True)
        }
        ways = []
        for edge, way in zip(part.es, made.edge_routing, strict=True):
            passed = {(edge["number"], y): (x, y) for x, y in way}
            points |= passed
            start, end = ((vertex["number"],) for vertex in edge.vertex_tuple)
            ways.append([start, *sorted(passed), end])
        rows = rows_in_order(points, ways)
        down = row - min(rows.values())
        for (number, *bend), (_, layer) in points.items():
            place = (layer, rows[number, *bend] + down)
            if bend:
                bends[number].append(place)
            else:
                nodes[number] = place
        row = max(rows.values()) + down + 1
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
