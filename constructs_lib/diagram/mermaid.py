"""A diagram as a Mermaid flowchart, which GitHub and GitLab render in Markdown.

Follows https://mermaid.js.org/syntax/flowchart.html
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from constructs_lib.diagram.diagram import SECURITY_GROUPS_HEADING, Diagram
from constructs_lib.diagram.graph import Edge, Node
from constructs_lib.diagram.icons import COLORS


def mermaid(diagram: Diagram) -> str:
    """Return a diagram as the text of a flowchart."""
    requests, groups = diagram.requests, diagram.security_groups
    ids = {id: f"r{number}" for number, id in enumerate(requests.nodes)}
    lines = [
        "flowchart LR",
        *_nodes([node for node in requests.nodes.values() if not node.in_vpc], ids),
        f"subgraph vpc[{_quoted(diagram.vpc)}]",
        *_nodes([node for node in requests.nodes.values() if node.in_vpc], ids),
        "end",
        *_edges(requests.edges, ids),
    ]
    if groups.nodes:
        ids = {id: f"g{number}" for number, id in enumerate(groups.nodes)}
        lines += [
            f"subgraph groups[{_quoted(SECURITY_GROUPS_HEADING)}]",
            *_nodes(groups.nodes.values(), ids),
            "end",
            *_edges(groups.edges, ids),
        ]
    kinds = {node.kind for graph in (requests, groups) for node in graph.nodes.values()}
    lines += [f"classDef {kind} stroke:{COLORS[kind]},fill:#fff" for kind in sorted(kinds)]
    return "\n".join([*lines, ""])


def _nodes(nodes: Iterable[Node], ids: Mapping[str, str]) -> Iterator[str]:
    for node in nodes:
        yield f"  {ids[node.id]}{_shape(node)}:::{node.kind}"


def _edges(edges: Iterable[Edge], ids: Mapping[str, str]) -> Iterator[str]:
    for edge in edges:
        arrow = "-.->" if edge.dashed else "-->"
        label = f"|{_quoted(edge.label)}|" if edge.label else ""
        yield f"{ids[edge.source]} {arrow}{label} {ids[edge.target]}"


def _shape(node: Node) -> str:
    text = "<br/>".join(map(_escaped, (node.title, *node.lines)))
    if node.kind in {"internet", "client"}:
        return f'(("{text}"))'
    return f'(["{text}"])' if node.looked_up else f'["{text}"]'


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    """Escape the special characters of Mermaid, whose entities start with #."""
    return re.sub(r'[#"<>]', lambda match: f"#{ord(match[0])};", text)
