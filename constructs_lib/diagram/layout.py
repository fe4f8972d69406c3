"""The layout of a graph in columns, from left to right.

Nodes keep the order of the graph, unless another order avoids crossing edges: rules are in the
order of their priorities, and target groups in the order of the rules that forward to them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import TypeAlias

from constructs_lib.diagram.graph import Graph

Point: TypeAlias = str | tuple[int, int]
"""A node, by its ID, or a bend of an edge, by the number of the edge and the column."""


@dataclass(frozen=True, slots=True)
class Position:
    """A column, and a row, which may be between two whole numbers."""

    column: int
    row: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The positions of the nodes, and of the bends of each edge."""

    nodes: Mapping[str, Position]
    bends: Sequence[Sequence[Position]]


def layout_of(graph: Graph) -> Layout:
    """Return the layout of a graph."""
    column_of = _columns(graph)
    points: list[list[Point]] = [[] for _ in range(max(column_of.values()) + 1)]
    for id, column in column_of.items():
        points[column].append(id)
    sources: dict[Point, list[Point]] = defaultdict(list)
    targets: dict[Point, list[Point]] = defaultdict(list)
    bends: list[list[tuple[int, int]]] = []
    for number, edge in enumerate(graph.edges):
        between = range(column_of[edge.source] + 1, column_of[edge.target])
        bends.append([(number, column) for column in between])
        for bend in bends[-1]:
            points[bend[1]].append(bend)
        path: list[Point] = [edge.source, *bends[-1], edge.target]
        for source, target in pairwise(path):
            sources[target].append(source)
            targets[source].append(target)
    rows = _rows(_in_order(points, sources), sources, targets)
    return Layout(
        {id: Position(column, rows[id]) for id, column in column_of.items()},
        [[Position(bend[1], rows[bend]) for bend in edge_bends] for edge_bends in bends],
    )


def _columns(graph: Graph) -> dict[str, int]:
    """Return the column of each node: by layer, or by longest path from a node without sources."""
    layers = sorted({node.layer for node in graph.nodes.values() if node.layer is not None})
    if layers:
        return {id: layers.index(node.layer or 0) for id, node in graph.nodes.items()}
    sources: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        sources[edge.target].append(edge.source)
    columns: dict[str, int] = {}

    def column_of(id: str, path: frozenset[str]) -> int:
        if id not in columns:
            path |= {id}  # security groups may refer to each other
            previous = [column_of(source, path) for source in sources[id] if source not in path]
            columns[id] = max(previous, default=-1) + 1
        return columns[id]

    return {id: column_of(id, frozenset()) for id in graph.nodes}


def _in_order(
    points: Iterable[Sequence[Point]], sources: Mapping[Point, Sequence[Point]]
) -> list[list[Point]]:
    """Return each column, sorted by the mean position of the sources of its points."""
    ordered: list[list[Point]] = []
    for column in points:
        positions = {
            point: position for position, point in enumerate(ordered[-1] if ordered else ())
        }

        def mean(point: Point, positions: Mapping[Point, int] = positions) -> float:
            known = [positions[source] for source in sources[point] if source in positions]
            return fmean(known) if known else len(positions)

        ordered.append(sorted(column, key=mean))
    return ordered


def _rows(
    columns: Sequence[Sequence[Point]],
    sources: Mapping[Point, Sequence[Point]],
    targets: Mapping[Point, Sequence[Point]],
) -> dict[Point, float]:
    """Return the row of each point: next to its neighbors, starting from the longest column."""
    longest = max(range(len(columns)), key=lambda number: len(columns[number]))
    rows: dict[Point, float] = {point: row for row, point in enumerate(columns[longest])}
    for column in reversed(columns[:longest]):
        rows |= _near(column, targets, rows)
    for column in columns[longest + 1 :]:
        rows |= _near(column, sources, rows)
    return rows


def _near(
    column: Sequence[Point], neighbors: Mapping[Point, Sequence[Point]], rows: Mapping[Point, float]
) -> dict[Point, float]:
    desired: list[float] = []
    for point in column:
        known = [rows[neighbor] for neighbor in neighbors[point] if neighbor in rows]
        desired.append(fmean(known) if known else desired[-1] + 1 if desired else 0)
    return dict(zip(column, _spread(desired), strict=True))


def _spread(desired: Sequence[float]) -> list[float]:
    """Return rows in the same order, at least 1 apart, and as near to the desired ones as possible.

    This is an isotonic regression: rows that are too near to each other share the mean of theirs.
    """
    blocks: list[tuple[float, int]] = []
    for position, row in enumerate(desired):
        mean, count = row - position, 1
        while blocks and blocks[-1][0] > mean:
            previous_mean, previous_count = blocks.pop()
            total = previous_mean * previous_count + mean * count
            count += previous_count
            mean = total / count
        blocks.append((mean, count))
    means = [mean for mean, count in blocks for _ in range(count)]
    return [mean + position for position, mean in enumerate(means)]
