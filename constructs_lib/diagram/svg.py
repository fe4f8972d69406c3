"""A diagram as SVG, in the style of AWS architecture diagrams.

Nodes are cards with an icon in the color of the AWS category of the service. Looked-up nodes have a
dashed border. Frames are the region and the VPC.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from constructs_lib.diagram.diagram import SECURITY_GROUPS_HEADING, Diagram
from constructs_lib.diagram.graph import INTERNET, Edge, Graph, Node
from constructs_lib.diagram.icons import COLORS, ICONS
from constructs_lib.diagram.layout import Position, layout_of

FONT = "Amazon Ember, Helvetica, Arial, sans-serif"
_ICON, _PAD, _LINE = 32, 10, 15
_ROW_GAP, _COLUMN_GAP = 18, 84
_MARGIN, _HEADING, _FRAME, _NAME = 24, 36, 16, 20
_MAX_LETTERS = 44
_TITLE_LETTER, _LINE_LETTER = 8.7, 6.4  # widths in DejaVu, the widest of the common fonts
_LABEL_HEIGHT = 14


@dataclass(frozen=True, slots=True)
class _Column:
    """The left edge and the width of a column of cards."""

    left: float
    width: float

    @property
    def right(self) -> float:
        return self.left + self.width


class _Drawing:
    """The drawing of a graph."""

    def __init__(self, graph: Graph, left: float, top: float) -> None:
        self.graph = graph
        self.layout = layout_of(graph)
        self.inbound = Counter(edge.target for edge in graph.edges)
        self.outbound = Counter(edge.source for edge in graph.edges)
        self.labels: list[_Box] = []
        self.top = top
        self.card_height = max(map(_height, graph.nodes.values()))
        self.row_height = self.card_height + _ROW_GAP
        self.columns = self._columns(left)
        self.right = self.columns[-1].right
        rows = [position.row for position in self.layout.nodes.values()]
        rows += [position.row for bends in self.layout.bends for position in bends]
        self.first_row = min(rows)
        self.bottom = top + (max(rows) - self.first_row) * self.row_height + self.card_height

    def _columns(self, left: float) -> list[_Column]:
        columns = []
        numbers = [position.column for position in self.layout.nodes.values()]
        for number in range(max(numbers) + 1):
            width = max(
                _width(node)
                for node, position in zip(
                    self.graph.nodes.values(), self.layout.nodes.values(), strict=True
                )
                if position.column == number
            )
            columns.append(_Column(left, width))
            left += width + self._gap(number)
        return columns

    def _gap(self, column: int) -> float:
        """Return the width of the gap after a column, in which labels are drawn."""
        labels = [
            _label_width(edge.label) * (1 if self._has_own_end(edge) else 2) + 4 * _PAD
            for edge, bends in zip(self.graph.edges, self.layout.bends, strict=True)
            if edge.label and not bends and self.layout.nodes[edge.source].column == column
        ]
        return max([_COLUMN_GAP, *labels])

    def _has_own_end(self, edge: Edge) -> bool:
        """Return whether no other edge has the source, or no other edge has the target."""
        return 1 in (self.inbound[edge.target], self.outbound[edge.source])

    def middle(self, position: Position) -> float:
        """Return the y coordinate of the middle of a position."""
        return self.top + (position.row - self.first_row) * self.row_height + self.card_height / 2

    def box(self, includes: Callable[[Node], bool]) -> "_Box":
        """Return the box around some of the cards, with the height of the drawing."""
        columns = [
            self.columns[self.layout.nodes[id].column]
            for id, node in self.graph.nodes.items()
            if includes(node)
        ]
        left, right = min(item.left for item in columns), max(item.right for item in columns)
        return _Box(left, self.top, right, self.bottom)

    def svg(self) -> Iterator[str]:
        edges = list(zip(self.graph.edges, self.layout.bends, strict=True))
        for edge, bends in edges:
            yield self._edge(edge, bends)
        for edge, bends in edges:  # after all edges, so that no edge is drawn over a label
            if edge.label:
                yield from self._label(edge, bends)
        for id, node in self.graph.nodes.items():
            position = self.layout.nodes[id]
            top = self.middle(position) - _height(node) / 2
            yield from _card(node, self.columns[position.column], top)

    def _edge(self, edge: Edge, bends: Sequence[Position]) -> str:
        start, end = self.layout.nodes[edge.source], self.layout.nodes[edge.target]
        x, y = self.columns[start.column].right, self.middle(start)
        path = f"M{x:.0f},{y:.0f}"
        for position in [*bends, end]:
            column = self.columns[position.column]
            to_x, to_y = column.left, self.middle(position)
            if position is end:
                to_x -= 3  # the tip of the arrow
            half = (x + to_x) / 2
            path += f"C{half:.0f},{y:.0f} {half:.0f},{to_y:.0f} {to_x:.0f},{to_y:.0f}"
            if position is not end:
                path += f"H{column.right:.0f}"
                to_x = column.right
            x, y = to_x, to_y
        style = ' stroke-dasharray="5 4"' if edge.dashed else ""
        return f'<path class="edge"{style} d="{path}" marker-end="url(#tip)"/>'

    def _label(self, edge: Edge, bends: Sequence[Position]) -> Iterator[str]:
        """Draw a label at the first candidate position where no other label is."""
        boxes = []
        for x, y in self._label_positions(edge, bends):
            half = _label_width(edge.label) / 2
            boxes.append(_Box(x - half, y - _LABEL_HEIGHT / 2, x + half, y + _LABEL_HEIGHT / 2))
        free = (box for box in boxes if not any(box.overlaps(other) for other in self.labels))
        box = next(free, boxes[0])
        self.labels.append(box)
        yield (
            f'<rect class="halo" x="{box.left:.0f}" y="{box.top:.0f}" '
            f'width="{box.right - box.left:.0f}" height="{_LABEL_HEIGHT}"/>'
        )
        yield (
            f'<text class="label" x="{(box.left + box.right) / 2:.0f}" y="{box.bottom - 3:.0f}">'
            f"{escape(edge.label)}</text>"
        )

    def _label_positions(
        self, edge: Edge, bends: Sequence[Position]
    ) -> Iterator[tuple[float, float]]:
        """Yield candidates for the middle of a label: at an end that only this edge has, if any."""
        start, end = self.layout.nodes[edge.source], self.layout.nodes[edge.target]
        left, right = self.columns[start.column].right, self.columns[end.column].left
        half = _label_width(edge.label) / 2
        if bends:  # on the edge, as it passes the last column before its end
            last = self.columns[bends[-1].column].right
            yield last - half, self.middle(bends[-1])
        elif self.inbound[edge.target] == 1:
            yield right - 2 * _PAD - half, self.middle(end)
        elif self.outbound[edge.source] == 1:
            yield left + _PAD + half, self.middle(start)
        else:
            for t in (0.3, 0.4, 0.5, 0.6, 0.25, 0.2):  # of a cubic curve with horizontal ends
                down = (3 * t**2 - 2 * t**3) * (self.middle(end) - self.middle(start))
                x = left + (right - left) * (1.5 * t * (1 - t) + t**3)
                yield max(x, left + half), self.middle(start) + down


def _label_width(text: str) -> float:
    return len(text) * _LINE_LETTER


def _lines(node: Node) -> list[str]:
    return [_clipped(line) for line in node.lines]


def _clipped(text: str) -> str:
    return text if len(text) <= _MAX_LETTERS else f"{text[: _MAX_LETTERS - 1]}…"


def _width(node: Node) -> float:
    text = max(
        [
            len(_clipped(node.title)) * _TITLE_LETTER,
            *(len(line) * _LINE_LETTER for line in _lines(node)),
        ]
    )
    return _PAD + _ICON + _PAD + text + _PAD


def _height(node: Node) -> float:
    return max(_ICON, 18 + _LINE * len(node.lines)) + 2 * _PAD


def _card(node: Node, column: _Column, top: float) -> Iterator[str]:
    height = _height(node)
    style = ' stroke-dasharray="6 4"' if node.looked_up else ""
    yield f"<g><title>{escape(node.id)}</title>"
    yield (
        f'<rect class="card"{style} x="{column.left:.0f}" y="{top:.0f}" '
        f'width="{column.width:.0f}" height="{height:.0f}" rx="6"/>'
    )
    x, y = column.left + _PAD, top + (height - _ICON) / 2
    yield (
        f'<g transform="translate({x:.0f},{y:.0f})">'
        f'<rect width="{_ICON}" height="{_ICON}" rx="4" fill="{COLORS[node.kind]}"/>'
        f'<g class="icon">{ICONS[node.kind]}</g></g>'
    )
    lines = _lines(node)
    x += _ICON + _PAD
    y = top + height / 2 + 5 - _LINE * len(lines) / 2
    yield f'<text class="title" x="{x:.0f}" y="{y:.0f}">{escape(_clipped(node.title))}</text>'
    for number, line in enumerate(lines, 1):
        down = y + _LINE * number
        yield f'<text class="line" x="{x:.0f}" y="{down:.0f}">{escape(line)}</text>'
    yield "</g>"


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def around(self, margin: float) -> "_Box":
        """Return a rectangle that is larger by a margin, and by its name at the top."""
        return _Box(
            self.left - margin, self.top - margin - _NAME, self.right + margin, self.bottom + margin
        )

    def overlaps(self, other: "_Box") -> bool:
        """Return whether two rectangles have an area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def _frame(name: str, color: str, box: _Box, *, dashed: bool = False) -> str:
    style = ' stroke-dasharray="6 4"' if dashed else ""
    width = len(name) * 7 + 16
    return (
        f'<rect class="frame" x="{box.left:.0f}" y="{box.top:.0f}" '
        f'width="{box.right - box.left:.0f}" height="{box.bottom - box.top:.0f}" '
        f'stroke="{color}"{style}/>'
        f'<rect x="{box.left:.0f}" y="{box.top:.0f}" width="{width}" height="{_NAME}" '
        f'fill="{color}"/>'
        f'<text class="name" x="{box.left + 8:.0f}" y="{box.top + 14:.0f}">{escape(name)}</text>'
    )


_STYLE = f"""
text {{ font-family: {FONT}; fill: #232f3e }}
.title {{ font-size: 13px; font-weight: 600 }}
.line {{ font-size: 11px; fill: #545b64 }}
.label {{ font-size: 11px; text-anchor: middle }}
.halo {{ fill: #fff }}
.name {{ font-size: 12px; fill: #fff }}
.heading {{ font-size: 16px; font-weight: 600 }}
.card {{ fill: #fff; stroke: #879596 }}
.frame {{ fill: none; stroke-width: 1.5 }}
.edge {{ fill: none; stroke: #545b64; stroke-width: 1.3 }}
.icon {{ fill: none; stroke: #fff; stroke-width: 1.8 }}
.icon {{ stroke-linecap: round; stroke-linejoin: round }}
"""
_TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="5" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto"><path d="M0,0L8,4L0,8Z" fill="#545b64"/></marker></defs>'
)


def svg(diagram: Diagram) -> str:
    """Return a diagram as the text of an SVG file."""
    requests = _Drawing(diagram.requests, _MARGIN, _MARGIN + _HEADING + 2 * (_FRAME + _NAME))
    vpc = requests.box(lambda node: node.in_vpc).around(_FRAME)
    cloud = requests.box(lambda node: node.layer != INTERNET)
    region = _Box(min(cloud.left, vpc.left), vpc.top, vpc.right, vpc.bottom).around(_FRAME)
    body = [
        _heading(diagram.name, _MARGIN + _HEADING / 2),
        _frame(f"Region {diagram.region}".strip(), "#00a4a6", region, dashed=True),
        _frame(diagram.vpc, "#8c4fff", vpc),
        *requests.svg(),
    ]
    right, bottom = region.right, region.bottom
    if diagram.security_groups.nodes:
        top = bottom + 2 * _HEADING
        groups = _Drawing(diagram.security_groups, _MARGIN, top)
        body += [_heading(SECURITY_GROUPS_HEADING, top - _HEADING / 2)]
        body += groups.svg()
        right, bottom = max(right, groups.right), groups.bottom
    width, height = f"{right + _MARGIN:.0f}", f"{bottom + _MARGIN:.0f}"
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f"<title>{escape(diagram.name)}</title>",
        f"<style>{_STYLE}</style>{_TIP}",
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    return "\n".join([*head, *body, "</svg>\n"])


def _heading(text: str, y: float) -> str:
    return f'<text class="heading" x="{_MARGIN:.0f}" y="{y:.0f}">{escape(text)}</text>'
