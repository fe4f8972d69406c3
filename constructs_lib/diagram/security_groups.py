"""What the security groups of a stack let through, group by group."""

from collections import defaultdict

from constructs_lib.diagram.graph import Edge, Graph, Node
from constructs_lib.diagram.stack import BALANCERS, Block, Stack, filters_of

_SECURITY_GROUPS = ("aws_security_group", "data.aws_security_groups", *BALANCERS)
_ANYWHERE = {"0.0.0.0/0", "::/0"}


def security_groups_of(stack: Stack) -> Graph:
    """What the security groups let through, group by group."""
    graph = Graph()
    for kind, ingress in (
        ("aws_vpc_security_group_ingress_rule", True),
        ("aws_vpc_security_group_egress_rule", False),
    ):
        for rule in stack.resources(kind).values():
            group = _security_group(stack, graph, rule["security_group_id"])
            peer = _peer(stack, graph, rule, "from" if ingress else "to")
            ends = (peer, group) if ingress else (group, peer)
            graph.add(graph.nodes[group], Edge(*ends, _ports(rule)))
    return _merged(graph)


def _security_group(stack: Stack, graph: Graph, reference: str) -> str:
    address = stack.address(reference, *_SECURITY_GROUPS)
    if address is None:
        graph.add(Node(reference, "security_group", reference, looked_up=True))
        return reference
    block = stack.block(address)
    name = str(block.get("name") or " ".join(filters_of(block)) or address.rpartition(".")[2])
    words = f"of {name}" if address.startswith(("aws_lb.", "data.aws_lb.")) else name
    graph.add(Node(address, "security_group", words, looked_up=address.startswith("data.")))
    return address


def _peer(stack: Stack, graph: Graph, rule: Block, side: str) -> str:
    if reference := rule.get("referenced_security_group_id"):
        return _security_group(stack, graph, reference)
    block = str(rule.get("cidr_ipv4") or rule.get("cidr_ipv6") or rule.get("prefix_list_id"))
    kind, title = ("internet", "Internet") if block in _ANYWHERE else ("client", block)
    id = f"{side} {title}"
    graph.add(Node(id, kind, title))
    return id


def _ports(rule: Block) -> str:
    protocol = str(rule["ip_protocol"])
    low, high = rule.get("from_port"), rule.get("to_port")
    if protocol == "-1":
        return "all"
    if low in (None, -1):
        return protocol
    ports = f"{low}" if low == high else f"{low}-{high}"
    return ports if protocol == "tcp" else f"{protocol} {ports}"


def _merged(graph: Graph) -> Graph:
    """One way between two groups, with all that goes it; the two sides of one are one.

    The groups are in the order of their names, in which they are looked for.
    """
    ways: dict[tuple[str, str], list[str]] = defaultdict(list)
    for edge in graph.edges:
        labels = ways[edge.source, edge.target]
        if edge.label not in labels:
            labels.append(edge.label)
    edges = [Edge(*ends, ", ".join(_in_ranges(labels))) for ends, labels in ways.items()]
    return Graph(dict(sorted(graph.nodes.items(), key=lambda one: one[1].title)), edges)


def _in_ranges(labels: list[str]) -> list[str]:
    """Ports that follow each other, as one range."""
    ports = sorted(int(one) for one in labels if one.isdigit())
    ranges: list[list[int]] = []
    for port in ports:
        if ranges and port == ranges[-1][-1] + 1:
            ranges[-1].append(port)
        else:
            ranges.append([port])
    words = [f"{one[0]}-{one[-1]}" if len(one) > 1 else f"{one[0]}" for one in ranges]
    return [*words, *(one for one in labels if not one.isdigit())]
