"""The requests' way through a stack: from the internet to the targets."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from constructs_lib.diagram.graph import (
    BALANCER,
    IN_FRONT,
    INTERNET,
    LISTENER,
    RULE,
    TARGET,
    TARGET_GROUP,
    Edge,
    Graph,
    Node,
)
from constructs_lib.diagram.stack import BALANCERS, Block, Stack

_LISTENERS = ("aws_lb_listener", "data.aws_lb_listener")
_TARGET_GROUPS = ("aws_lb_target_group", "data.aws_lb_target_group")
_CERTIFICATES = (
    *("aws_acm_certificate", "aws_acm_certificate_validation", "data.aws_acm_certificate"),
    "aws_iam_server_certificate",
)


def requests_of(stack: Stack) -> Graph:
    """The requests' way through a stack."""
    return _Requests(stack).graph


class _Requests:
    """The requests' way: from the internet to the targets."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.graph = Graph()
        for address in stack.resources("aws_lb"):
            self.load_balancer(address)
        for address in stack.resources("aws_lb_listener"):
            self.listener(address)
        rules = stack.resources("aws_lb_listener_rule")
        for address in sorted(rules, key=lambda one: str(rules[one].get("priority", "")).zfill(6)):
            self.rule(address, rules[address])
        for address in stack.resources("aws_lb_target_group"):
            self.target_group(address)
        self.records()
        for association in stack.resources("aws_wafv2_web_acl_association").values():
            self.web_acl(association)

    def load_balancer(self, address: str) -> None:
        if address in self.graph.nodes:
            return
        block = self.stack.block(address)
        internal = block.get("internal", False)
        lines = (
            [] if address.startswith("data.") else ["internal" if internal else "internet-facing"]
        )
        zones = [
            one.rsplit("_", 1)[0].rsplit("_", 1)[-1]
            for one in self.stack.addresses(block.get("subnets", ""))
            if one.startswith("data.aws_subnets.")
        ]
        if zones:
            lines.append(f"subnets in {', '.join(zones)}")
        lines += [
            f"{logs.replace('_', ' ')} in {self.name_of(bucket, 'bucket')}"
            for logs in ("access_logs", "connection_logs")
            if (bucket := block.get(logs, {}).get("bucket"))
        ]
        node = self.node(address, "load_balancer", BALANCER, lines)
        client = (
            Node("clients", "client", "Clients in the network", layer=INTERNET)
            if internal is True
            else Node("internet", "internet", "Internet", layer=INTERNET)
        )
        self.graph.add(client)
        self.graph.add(node, Edge(client.id, address))

    def listener(self, address: str) -> None:
        if address in self.graph.nodes:
            return
        block = self.stack.block(address)
        title = f"{block.get('protocol', 'port')} {block.get('port', '')}".strip()
        mode = block.get("mutual_authentication", {}).get("mode", "off")
        lines = [] if mode == "off" else [f"client certificates: {mode}"]
        node = self.node(address, "listener", LISTENER, lines, title=title)
        balancer = self.stack.address(block.get("load_balancer_arn", ""), *BALANCERS)
        if balancer is not None:
            self.load_balancer(balancer)
        self.graph.add(node, *([Edge(balancer, address)] if balancer else []))
        ruled = any(
            self.stack.address(rule["listener_arn"], *_LISTENERS) == address
            for rule in self.stack.resources("aws_lb_listener_rule").values()
        )
        self.actions(address, block.get("default_action", ()), "default" if ruled else "")
        if arn := block.get("certificate_arn"):
            self.certificate(address, arn)
        for more in self.stack.resources("aws_lb_listener_certificate").values():
            if self.stack.address(more["listener_arn"], *_LISTENERS) == address:
                self.certificate(address, more["certificate_arn"])

    def rule(self, address: str, block: Block) -> None:
        listener = self.stack.address(block["listener_arn"], *_LISTENERS)
        if listener is None:
            listener = str(block["listener_arn"])
            self.graph.add(Node(listener, "listener", "Listener", (_short(listener),), LISTENER))
        else:
            self.listener(listener)
        lines = tuple(_conditions(block.get("condition", ())))
        node = Node(address, "rule", f"Rule {block.get('priority', '')}".strip(), lines, RULE)
        self.graph.add(node, Edge(listener, address))
        self.actions(address, block.get("action", ()), "")

    def actions(self, source: str, actions: Sequence[Block], label: str) -> None:
        """What a listener or a rule does: the way goes on from it."""
        signed_in = [one["type"] for one in actions if one["type"].startswith("authenticate")]
        words = [label, *(f"sign-in: {one.removeprefix('authenticate-')}" for one in signed_in)]
        said = ", ".join(filter(None, words))
        for action in actions:
            if "redirect" in action:
                to = action["redirect"]
                node = Node(
                    f"{source} redirect",
                    "redirect",
                    f"Redirect {to['status_code'].removeprefix('HTTP_')}",
                    (_url(to),),
                    TARGET_GROUP,
                )
                self.graph.add(node, Edge(source, node.id, said))
            elif "fixed_response" in action:
                answer = action["fixed_response"]
                title = f"Fixed response {answer.get('status_code', '')}"
                node = Node(f"{source} answer", "fixed_response", title, (), TARGET_GROUP)
                self.graph.add(node, Edge(source, node.id, said))
            else:
                self.forward(source, action, said)

    def forward(self, source: str, action: Block, label: str) -> None:
        groups = action.get("forward", {}).get("target_group") or [
            {"arn": action[key]} for key in ("target_group_arn",) if key in action
        ]
        total = sum(one.get("weight", 0) for one in groups)
        for one in groups:
            address = self.target_group(one["arn"])
            share = f"{100 * one['weight'] / total:.3g} %" if total and len(groups) > 1 else ""
            self.graph.add(
                self.graph.nodes[address],
                Edge(source, address, ", ".join(filter(None, (label, share)))),
            )

    def target_group(self, reference: object) -> str:
        """A target group and its targets; its id in the picture."""
        address = self.stack.address(reference, *_TARGET_GROUPS)
        if address is None:
            address = str(reference)
            self.graph.add(
                Node(address, "target_group", _short(address), (), TARGET_GROUP, looked_up=True)
            )
        if address in self.graph.nodes:
            return address
        block = self.stack.block(address)
        lines = []
        if block.get("protocol"):
            version = block.get("protocol_version", "HTTP1")
            protocol = (
                block["protocol"] if version == "HTTP1" else f"{block['protocol']} ({version})"
            )
            lines.append(f"{protocol} {block.get('port', '')}".strip())
        check = block.get("health_check", {})
        if check.get("enabled") and check.get("path"):
            port = check.get("port", "traffic-port")
            where = "" if port == "traffic-port" else f"{port} "
            lines.append(f"health check {where}{check['path']}")
        self.graph.add(self.node(address, "target_group", TARGET_GROUP, lines))
        if not address.startswith("data."):
            self.targets(address, block)
        return address

    def targets(self, group: str, block: Block) -> None:
        found = False
        for service, its in self.stack.resources("aws_ecs_service").items():
            for one in its.get("load_balancer", ()):
                if self.stack.address(one.get("target_group_arn", ""), *_TARGET_GROUPS) == group:
                    lines = [f"container {one.get('container_name')}, {one.get('container_port')}"]
                    node = self.node(service, "ecs_service", TARGET, lines)
                    self.graph.add(node, Edge(group, service))
                    found = True
        for attachment in self.stack.resources("aws_lb_target_group_attachment").values():
            if self.stack.address(attachment["target_group_arn"], *_TARGET_GROUPS) == group:
                target = str(attachment["target_id"])
                id = self.stack.address(target) or f"{group} {target}"
                kind = "function" if block.get("target_type") == "lambda" else "target"
                node = Node(id, kind, _short(self.name_of(target, "function_name")), (), TARGET)
                self.graph.add(node, Edge(group, id))
                found = True
        if not found:
            words = {"ip": "IP addresses", "instance": "Instances", "lambda": "Lambda function"}
            title = words.get(str(block.get("target_type", "instance")), "Targets")
            node = Node(
                f"{group} targets",
                "target",
                title,
                ("registered elsewhere",),
                TARGET,
                looked_up=True,
            )
            self.graph.add(node, Edge(group, node.id))

    def certificate(self, listener: str, arn: str) -> None:
        address = self.stack.address(arn, *_CERTIFICATES)
        while address is not None and address.startswith("aws_acm_certificate_validation."):
            address = self.stack.address(
                self.stack.block(address)["certificate_arn"], *_CERTIFICATES
            )
        if address is None:
            node = Node(arn, "certificate", "Certificate", (_short(arn),), IN_FRONT, looked_up=True)
        else:
            block = self.stack.block(address)
            names = [
                str(block.get("domain") or block.get("domain_name") or block.get("name", "")),
                *map(str, block.get("subject_alternative_names") or ()),
            ]
            node = self.node(address, "certificate", IN_FRONT, _first(names), title="Certificate")
        self.graph.add(node, Edge(node.id, listener, dashed=True))

    def records(self) -> None:
        of_balancer: dict[str, list[str]] = defaultdict(list)
        for block in self.stack.resources("aws_route53_record").values():
            balancer = self.stack.address(block.get("alias", ""), *BALANCERS)
            if balancer is not None:
                of_balancer[balancer].append(str(block["name"]))
        for balancer, names in of_balancer.items():
            self.load_balancer(balancer)
            id = f"{balancer} records"
            [client] = [one.source for one in self.graph.edges if one.target == balancer][:1]
            self.graph.add(
                Node(id, "record", "Alias record", tuple(_first(names)), IN_FRONT),
                Edge(client, id),
                Edge(id, balancer),
            )
            self.graph.edges.remove(Edge(client, balancer))

    def web_acl(self, association: Mapping[str, Any]) -> None:
        balancer = self.stack.address(association["resource_arn"], *BALANCERS)
        acl = self.stack.address(association["web_acl_arn"])
        if balancer is not None:
            id = acl or str(association["web_acl_arn"])
            name = self.name_of(association["web_acl_arn"], "name")
            node = Node(id, "web_acl", "Web ACL", (_short(name),), IN_FRONT)
            self.graph.add(node, Edge(id, balancer, dashed=True))

    def node(
        self, address: str, kind: str, layer: int, lines: Sequence[str], *, title: str | None = None
    ) -> Node:
        """A node for what is at an address, which has its name unless it has another title."""
        title = title or _short(self.name_of(address, "name"))
        looked_up = address.startswith("data.")
        return Node(address, kind, title, tuple(lines), layer, looked_up=looked_up)

    def name_of(self, value: object, key: str) -> str:
        """The name in AWS of what a value refers to, or of its construct, or the value."""
        address = self.stack.address(value) or ""
        name = self.stack.block(address).get(key) if address else str(value)
        return str(name) if name and "${" not in str(name) else address.rpartition(".")[2]


def _conditions(conditions: Sequence[Block]) -> Iterator[str]:
    for condition in conditions:
        for kind, what in condition.items():
            words = kind.removesuffix("_header").removesuffix("_pattern").replace("_", " ")
            if kind == "query_string":
                pairs = [
                    f"{one['key']}={one['value']}" if "key" in one else one["value"] for one in what
                ]
                yield f"query {' or '.join(pairs)}"
            elif kind == "http_header":
                yield f"{what['http_header_name']}: {' or '.join(what['values'])}"
            elif kind == "http_request_method":
                yield " or ".join(what["values"])
            else:
                yield f"{words} {' or '.join(what.get('values', ()))}".strip()


def _url(redirect: Block) -> str:
    """Where a redirect leads to, without what stays as it is."""
    protocol, port = redirect.get("protocol", "#{protocol}"), str(redirect.get("port", "#{port}"))
    host, path = redirect.get("host", "#{host}"), redirect.get("path", "/#{path}")
    parts = [
        "" if protocol == "#{protocol}" else protocol,
        "" if port == "#{port}" else f"port {port}",
        "" if host == "#{host}" else host,
        "" if path == "/#{path}" else path,
    ]
    return f"to {' '.join(filter(None, parts)) or 'the same'}"


def _short(name: str) -> str:
    """The last part of an ARN; any other name as it is."""
    return name.replace(":", "/").rpartition("/")[2] if name.startswith("arn:") else name


def _first(names: Sequence[str], most: int = 3) -> list[str]:
    """The first of many names, each once."""
    names = list(dict.fromkeys(names))
    more = len(names) - most
    return [*names[:most], f"and {more} more"] if more > 0 else names
