"""A picture as SVG, in the grammar of AWS's architecture diagrams.

Nodes are cards with an icon in the colour of AWS's category of service; what is looked up, and so
made elsewhere, has a dashed border. Around them are the cloud, the region and the VPC.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from constructs_lib.diagram.graph import INTERNET, Edge, Graph, Node
from constructs_lib.diagram.icons import COLOURS, ICONS
from constructs_lib.diagram.layout import Layout, Place, layout_of
from constructs_lib.diagram.picture import OF_SECURITY_GROUPS, Picture

FONT = "Amazon Ember, Helvetica, Arial, sans-serif"
_ICON, _PAD, _LINE = 32, 10, 15
_ROW_GAP, _COLUMN_GAP = 18, 84
_MARGIN, _HEADING, _FRAME, _NAME = 24, 36, 16, 20
_MOST_LETTERS = 44
_OF_TITLE, _OF_LINE = 8.7, 6.4  # the width of a letter of DejaVu, the widest that is common


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a column of cards begins, and how wide they are."""

    left: float
    width: float

    @property
    def right(self) -> float:
        return self.left + self.width


class _Drawing:
    """A graph, drawn at a place; its size is known once it is made."""

    def __init__(self, graph: Graph, left: float, top: float) -> None:
        self.graph = graph
        self.layout: Layout = layout_of(graph)
        self.into = Counter(edge.target for edge in graph.edges)
        self.out_of = Counter(edge.source for edge in graph.edges)
        self.top = top
        self.card_height = max(map(_height, graph.nodes.values()))
        self.row_height = self.card_height + _ROW_GAP
        self.columns = self._columns(left)
        self.right = self.columns[-1].right
        rows = [place.row for place in self.layout.nodes.values()]
        rows += [place.row for bends in self.layout.bends for place in bends]
        self.first_row = min(rows)
        self.bottom = top + (max(rows) - self.first_row) * self.row_height + self.card_height

    def _columns(self, left: float) -> list[_Column]:
        columns = []
        of_column = [place.column for place in self.layout.nodes.values()]
        for number in range(max(of_column) + 1):
            width = max(
                _width(node)
                for node, place in zip(
                    self.graph.nodes.values(), self.layout.nodes.values(), strict=True
                )
                if place.column == number
            )
            columns.append(_Column(left, width))
            left += width + self._gap(number)
        return columns

    def _gap(self, column: int) -> float:
        """The room behind a column, in which what stands at its ways can be read."""
        labels = [
            len(edge.label) * _OF_LINE + 2 * _PAD
            for edge, bends in zip(self.graph.edges, self.layout.bends, strict=True)
            if not bends and self.layout.nodes[edge.source].column == column
        ]
        return max([_COLUMN_GAP, *labels])

    def middle(self, place: Place) -> float:
        """How far down a place's middle is."""
        return self.top + (place.row - self.first_row) * self.row_height + self.card_height / 2

    def box(self, wanted: Callable[[Node], bool]) -> "_Box":
        """What some of the cards are in, from the top to the bottom of all."""
        columns = [
            self.columns[self.layout.nodes[id].column]
            for id, node in self.graph.nodes.items()
            if wanted(node)
        ]
        left, right = min(one.left for one in columns), max(one.right for one in columns)
        return _Box(left, self.top, right, self.bottom)

    def svg(self) -> Iterator[str]:
        ways = list(zip(self.graph.edges, self.layout.bends, strict=True))
        for edge, bends in ways:
            yield self._way(edge, bends)
        for edge, bends in ways:  # upon the ways, which would strike them through
            if edge.label:
                yield from self._label(edge, bends)
        for id, node in self.graph.nodes.items():
            place = self.layout.nodes[id]
            top = self.middle(place) - _height(node) / 2
            yield from _card(node, self.columns[place.column], top)

    def _way(self, edge: Edge, bends: list[Place]) -> str:
        start, end = self.layout.nodes[edge.source], self.layout.nodes[edge.target]
        x, y = self.columns[start.column].right, self.middle(start)
        path = f"M{x:.0f},{y:.0f}"
        for place in [*bends, end]:
            column = self.columns[place.column]
            to_x, to_y = column.left, self.middle(place)
            if place is end:
                to_x -= 3  # the arrow's tip
            half = (x + to_x) / 2
            path += f"C{half:.0f},{y:.0f} {half:.0f},{to_y:.0f} {to_x:.0f},{to_y:.0f}"
            if place is not end:
                path += f"H{column.right:.0f}"
                to_x = column.right
            x, y = to_x, to_y
        style = ' stroke-dasharray="5 4"' if edge.dashed else ""
        return f'<path class="way"{style} d="{path}" marker-end="url(#tip)"/>'

    def _label(self, edge: Edge, bends: list[Place]) -> Iterator[str]:
        """What stands at a way, at the end of it at which no other way is, if there is one."""
        start, end = self.layout.nodes[edge.source], self.layout.nodes[edge.target]
        if bends:  # on the way through the last column before its end
            x, y = self.columns[bends[-1].column].right, self.middle(bends[-1]) - 5
            yield from _text(x, y, edge.label, "end")
        elif self.into[edge.target] == 1:
            x, y = self.columns[end.column].left - 12, self._beside(end, start)
            yield from _text(x, y, edge.label, "end")
        elif self.out_of[edge.source] == 1:
            x, y = self.columns[start.column].right + 4, self._beside(start, end)
            yield from _text(x, y, edge.label, "start")
        else:
            x = (self.columns[start.column].right + self.columns[end.column].left) / 2
            y = (self.middle(start) + self.middle(end)) / 2
            straight = start.row == end.row  # on which the text would be struck through
            yield from _text(x, y + (-6 if straight else 4), edge.label, "middle")

    def _beside(self, place: Place, other: Place) -> float:
        """Below or above a way's end, on the side away from its other one."""
        return self.middle(place) + (14 if other.row < place.row else -6)


def _text(x: float, y: float, text: str, anchor: str) -> Iterator[str]:
    """A text on a way, and below it the same in white, which keeps the way off.

    ``paint-order`` would do with one, but not every renderer knows it.
    """
    place = f'x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}"'
    yield f'<text class="halo" aria-hidden="true" {place}>{escape(text)}</text>'
    yield f'<text class="label" {place}>{escape(text)}</text>'


def _lines(node: Node) -> list[str]:
    return [_clipped(line) for line in node.lines]


def _clipped(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"


def _width(node: Node) -> float:
    text = max(
        [len(_clipped(node.title)) * _OF_TITLE, *(len(line) * _OF_LINE for line in _lines(node))]
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
        f'<rect width="{_ICON}" height="{_ICON}" rx="4" fill="{COLOURS[node.kind]}"/>'
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
    """The edges of a rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def around(self, more: float) -> "_Box":
        """The next rectangle, so much larger at each side, with room for its name."""
        return _Box(
            self.left - more, self.top - more - _NAME, self.right + more, self.bottom + more
        )


def _frame(name: str, colour: str, box: _Box, *, dashed: bool = False) -> str:
    style = ' stroke-dasharray="6 4"' if dashed else ""
    width = len(name) * 7 + 16
    return (
        f'<rect class="frame" x="{box.left:.0f}" y="{box.top:.0f}" '
        f'width="{box.right - box.left:.0f}" height="{box.bottom - box.top:.0f}" '
        f'stroke="{colour}"{style}/>'
        f'<rect x="{box.left:.0f}" y="{box.top:.0f}" width="{width}" height="{_NAME}" '
        f'fill="{colour}"/>'
        f'<text class="name" x="{box.left + 8:.0f}" y="{box.top + 14:.0f}">{escape(name)}</text>'
    )


_STYLE = f"""
text {{ font-family: {FONT}; fill: #232f3e }}
.title {{ font-size: 13px; font-weight: 600 }}
.line {{ font-size: 11px; fill: #545b64 }}
.label, .halo {{ font-size: 11px }}
.halo {{ fill: #fff; stroke: #fff; stroke-width: 4 }}
.name {{ font-size: 12px; fill: #fff }}
.heading {{ font-size: 16px; font-weight: 600 }}
.card {{ fill: #fff; stroke: #879596 }}
.frame {{ fill: none; stroke-width: 1.5 }}
.way {{ fill: none; stroke: #545b64; stroke-width: 1.3 }}
.icon {{ fill: none; stroke: #fff; stroke-width: 1.8 }}
.icon {{ stroke-linecap: round; stroke-linejoin: round }}
"""
_TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="5" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto"><path d="M0,0L8,4L0,8Z" fill="#545b64"/></marker></defs>'
)


def svg(picture: Picture) -> str:
    """The picture, as the text of an SVG file.

    Raises:
        ValueError: ``igraph`` is not installed.
    """
    requests = _Drawing(picture.requests, _MARGIN, _MARGIN + _HEADING + 2 * (_FRAME + _NAME))
    vpc = requests.box(lambda node: node.in_vpc).around(_FRAME)
    cloud = requests.box(lambda node: node.layer > INTERNET)
    region = _Box(min(cloud.left, vpc.left), vpc.top, vpc.right, vpc.bottom).around(_FRAME)
    body = [
        _heading(picture.name, _MARGIN + _HEADING / 2),
        _frame(f"Region {picture.region}".strip(), "#00a4a6", region, dashed=True),
        _frame(picture.vpc, "#8c4fff", vpc),
        *requests.svg(),
    ]
    right, bottom = region.right, region.bottom
    if picture.security_groups.nodes:
        top = bottom + 2 * _HEADING
        groups = _Drawing(picture.security_groups, _MARGIN, top)
        body += [_heading(OF_SECURITY_GROUPS, top - _HEADING / 2)]
        body += groups.svg()
        right, bottom = max(right, groups.right), groups.bottom
    width, height = f"{right + _MARGIN:.0f}", f"{bottom + _MARGIN:.0f}"
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f"<title>{escape(picture.name)}</title>",
        f"<style>{_STYLE}</style>{_TIP}",
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    return "\n".join([*head, *body, "</svg>\n"])


def _heading(text: str, y: float) -> str:
    return f'<text class="heading" x="{_MARGIN:.0f}" y="{y:.0f}">{escape(text)}</text>'
