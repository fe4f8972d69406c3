"""The traffic that the security groups of a stack allow."""

from collections import defaultdict

from constructs_lib.diagram.graph import Edge, Graph, Node
from constructs_lib.diagram.stack import LOAD_BALANCERS, Block, Stack, filters_of

_SECURITY_GROUPS = ("aws_security_group", "data.aws_security_groups", *LOAD_BALANCERS)
_ANYWHERE = {"0.0.0.0/0", "::/0"}


def security_groups_of(stack: Stack) -> Graph:
    """Return the traffic that the security groups allow, as edges between groups and peers."""
    graph = Graph()
    for rule in stack.resources("aws_vpc_security_group_ingress_rule").values():
        group = _security_group(stack, graph, rule["security_group_id"])
        peer = _peer(stack, graph, rule, "from")
        graph.add(graph.nodes[group], Edge(peer, group, _ports(rule)))
    for rule in stack.resources("aws_vpc_security_group_egress_rule").values():
        group = _security_group(stack, graph, rule["security_group_id"])
        peer = _peer(stack, graph, rule, "to")
        graph.add(graph.nodes[group], Edge(group, peer, _ports(rule)))
    return _merged(graph)


def _security_group(stack: Stack, graph: Graph, reference: str) -> str:
    address = stack.address(reference, *_SECURITY_GROUPS)
    if address is None:
        graph.add(Node(reference, "security_group", reference, looked_up=True))
        return reference
    block = stack.block(address)
    name = str(block.get("name") or " ".join(filters_of(block)) or address.rpartition(".")[2])
    title = f"of {name}" if address.startswith(("aws_lb.", "data.aws_lb.")) else name
    graph.add(Node(address, "security_group", title, looked_up=address.startswith("data.")))
    return address


def _peer(stack: Stack, graph: Graph, rule: Block, preposition: str) -> str:
    if reference := rule.get("referenced_security_group_id"):
        return _security_group(stack, graph, reference)
    addresses = str(rule.get("cidr_ipv4") or rule.get("cidr_ipv6") or rule.get("prefix_list_id"))
    kind, title = ("internet", "Internet") if addresses in _ANYWHERE else ("client", addresses)
    id = f"{preposition} {title}"
    graph.add(Node(id, kind, title))
    return id


def _ports(rule: Block) -> str:
    protocol = str(rule["ip_protocol"])
    low, high = rule.get("from_port"), rule.get("to_port")
    if protocol == "-1":
        return "all"
    if protocol.isdecimal():
        return f"protocol {protocol}"
    if low is None or protocol.startswith("icmp"):
        return protocol
    ports = f"{low}" if low == high else f"{low}-{high}"
    return ports if protocol == "tcp" else f"{protocol} {ports}"


def _merged(graph: Graph) -> Graph:
    """Return the graph with parallel edges merged into one, and the nodes sorted by title."""
    labels_of: dict[tuple[str, str], list[str]] = defaultdict(list)
    for edge in graph.edges:
        labels = labels_of[edge.source, edge.target]
        if edge.label not in labels:
            labels.append(edge.label)
    edges = [Edge(*ends, ", ".join(_in_ranges(labels))) for ends, labels in labels_of.items()]
    return Graph(dict(sorted(graph.nodes.items(), key=lambda item: item[1].title)), edges)


def _in_ranges(labels: list[str]) -> list[str]:
    """Join consecutive ports to ranges."""
    ports = sorted(int(label) for label in labels if label.isdigit())
    ranges: list[list[int]] = []
    for port in ports:
        if ranges and port == ranges[-1][-1] + 1:
            ranges[-1].append(port)
        else:
            ranges.append([port])
    texts = [f"{ports[0]}-{ports[-1]}" if len(ports) > 1 else f"{ports[0]}" for ports in ranges]
    return [*texts, *(label for label in labels if not label.isdigit())]
