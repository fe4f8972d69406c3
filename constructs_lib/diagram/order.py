"""The order of what stands in a column: as the stack has it, where that costs nothing.

igraph keeps ways from crossing, but leaves what crosses nothing in any order: the rules of a
listener, say, among which a reader looks for a priority.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from statistics import fmean
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def rows_in_order(
    points: Mapping[Key, tuple[float, float]], ways: Sequence[Sequence[Key]]
) -> Mapping[Key, float]:
    """The row of each point, exchanged among those of a column where no more ways cross then.

    Args:
        points: The row and the column of each, in the order in which they should stand.
        ways: The points by which each way goes.
    """
    rows = {key: row for key, (row, _) in points.items()}
    steps = [step for way in ways for step in pairwise(way)]
    before: dict[Key, list[Key]] = defaultdict(list)
    for source, target in steps:
        before[target].append(source)
    columns: dict[float, list[Key]] = defaultdict(list)
    for key, (_, column) in points.items():
        columns[column].append(key)
    ordered: dict[Key, float] = {}
    for _, keys in sorted(columns.items()):
        # What comes from one place is equal here, and stays in the points' order.
        from_row = {
            key: round(fmean(ordered.get(one, rows[one]) for one in before[key] or [key]), 6)
            for key in keys
        }
        free = sorted(rows[key] for key in keys)
        ordered.update(zip(sorted(keys, key=from_row.__getitem__), free, strict=True))
    gaps: dict[float, list[tuple[Key, Key]]] = defaultdict(list)
    for source, target in steps:
        gaps[points[source][1]].append((source, target))
    return min((ordered, rows), key=lambda one: _crossings(one, gaps.values()))


def _crossings(rows: Mapping[Key, float], gaps: Iterable[Sequence[tuple[Key, Key]]]) -> int:
    return sum(
        (rows[source] - rows[other]) * (rows[target] - rows[other_target]) < 0
        for steps in gaps
        for (source, target), (other, other_target) in combinations(steps, 2)
    )
