"""The request flow of a stack, from the internet to the targets."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from constructs_lib.diagram.graph import (
    EDGE,
    INTERNET,
    LISTENER,
    LOAD_BALANCER,
    RULE,
    TARGET,
    TARGET_GROUP,
    Edge,
    Graph,
    Node,
)
from constructs_lib.diagram.stack import LOAD_BALANCERS, Block, Stack

_LISTENERS = ("aws_lb_listener", "data.aws_lb_listener")
_TARGET_GROUPS = ("aws_lb_target_group", "data.aws_lb_target_group")
_CERTIFICATES = (
    *("aws_acm_certificate", "aws_acm_certificate_validation", "data.aws_acm_certificate"),
    "aws_iam_server_certificate",
)


def request_flow_of(stack: Stack) -> Graph:
    """Return the request flow of a stack."""
    return _RequestFlow(stack).graph


class _RequestFlow:
    """Builds the graph of the request flow."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.graph = Graph()
        for address in stack.resources("aws_lb"):
            self.load_balancer(address)
        for address in stack.resources("aws_lb_listener"):
            self.listener(address)
        rules = stack.resources("aws_lb_listener_rule")
        for address in sorted(
            rules, key=lambda rule: str(rules[rule].get("priority", "")).zfill(6)
        ):
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
            zone
            for subnets in self.stack.addresses(block.get("subnets", ""))
            for item in self.stack.block(subnets).get("filter", ())
            if item["name"] == "availability-zone"
            for zone in item["values"]
        ]
        if zones:
            lines.append(f"subnets in {', '.join(zones)}")
        lines += [
            f"{logs.replace('_', ' ')} in {self.name_of(bucket, 'bucket')}"
            for logs in ("access_logs", "connection_logs")
            if (bucket := block.get(logs, {}).get("bucket"))
        ]
        node = self.node(address, "load_balancer", LOAD_BALANCER, lines)
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
        load_balancer = self.stack.address(block.get("load_balancer_arn", ""), *LOAD_BALANCERS)
        if load_balancer is not None:
            self.load_balancer(load_balancer)
        self.graph.add(node, *([Edge(load_balancer, address)] if load_balancer else []))
        has_rules = any(
            self.stack.address(rule["listener_arn"], *_LISTENERS) == address
            for rule in self.stack.resources("aws_lb_listener_rule").values()
        )
        self.actions(address, block.get("default_action", ()), "default" if has_rules else "")
        if arn := block.get("certificate_arn"):
            self.certificate(address, arn)
        for certificate in self.stack.resources("aws_lb_listener_certificate").values():
            if self.stack.address(certificate["listener_arn"], *_LISTENERS) == address:
                self.certificate(address, certificate["certificate_arn"])

    def rule(self, address: str, block: Block) -> None:
        listener = self.stack.address(block["listener_arn"], *_LISTENERS)
        if listener is None:
            listener = str(block["listener_arn"])
            self.graph.add(Node(listener, "listener", "Listener", (_short(listener),), LISTENER))
        else:
            self.listener(listener)
        lines = (*_conditions(block.get("condition", ())), *_rewrites(block))
        node = Node(address, "rule", f"Rule {block.get('priority', '')}".strip(), lines, RULE)
        self.graph.add(node, Edge(listener, address))
        self.actions(address, block.get("action", ()), "")

    def actions(self, source: str, actions: Sequence[Block], label: str) -> None:
        """Add the actions of a listener or a rule."""
        authentications = [
            action["type"].removeprefix("authenticate-")
            for action in actions
            if action["type"].startswith("authenticate-")
        ]
        labels = [label, *(f"sign-in: {provider}" for provider in authentications)]
        if any(action["type"] == "jwt-validation" for action in actions):
            labels.append("JSON Web Token")
        label = ", ".join(filter(None, labels))
        for action in actions:
            if "redirect" in action:
                redirect = action["redirect"]
                node = Node(
                    f"{source} redirect",
                    "redirect",
                    f"Redirect {redirect['status_code'].removeprefix('HTTP_')}",
                    (_url(redirect),),
                    TARGET_GROUP,
                )
                self.graph.add(node, Edge(source, node.id, label))
            elif "fixed_response" in action:
                response = action["fixed_response"]
                title = f"Fixed response {response.get('status_code', '')}"
                node = Node(f"{source} response", "fixed_response", title, (), TARGET_GROUP)
                self.graph.add(node, Edge(source, node.id, label))
            else:
                self.forward(source, action, label)

    def forward(self, source: str, action: Block, label: str) -> None:
        groups = action.get("forward", {}).get("target_group") or [
            {"arn": action[key]} for key in ("target_group_arn",) if key in action
        ]
        weights = [group.get("weight", 0) for group in groups]
        are_known = all(isinstance(weight, int) for weight in weights) and any(weights)
        for group, weight in zip(groups, weights, strict=True):
            address = self.target_group(group["arn"])
            has_share = are_known and len(groups) > 1
            share = f"{100 * weight / sum(weights):.3g} %" if has_share else ""
            self.graph.add(
                self.graph.nodes[address],
                Edge(source, address, ", ".join(filter(None, (label, share)))),
            )

    def target_group(self, reference: object) -> str:
        """Add a target group and its targets, and return the ID of its node."""
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
            prefix = "" if port == "traffic-port" else f"{port} "
            lines.append(f"health check {prefix}{check['path']}")
        self.graph.add(self.node(address, "target_group", TARGET_GROUP, lines))
        if not address.startswith("data."):
            self.targets(address, block)
        return address

    def targets(self, group: str, block: Block) -> None:
        has_targets = False
        for service, arguments in self.stack.resources("aws_ecs_service").items():
            for item in arguments.get("load_balancer", ()):
                if self.stack.address(item.get("target_group_arn", ""), *_TARGET_GROUPS) == group:
                    container = f"{item.get('container_name')}, {item.get('container_port')}"
                    node = self.node(service, "ecs_service", TARGET, [f"container {container}"])
                    self.graph.add(node, Edge(group, service))
                    has_targets = True
        for attachment in self.stack.resources("aws_lb_target_group_attachment").values():
            if self.stack.address(attachment["target_group_arn"], *_TARGET_GROUPS) == group:
                target = str(attachment["target_id"])
                id = self.stack.address(target) or f"{group} {target}"
                kind = "function" if block.get("target_type") == "lambda" else "target"
                node = Node(id, kind, _short(self.name_of(target, "function_name")), (), TARGET)
                self.graph.add(node, Edge(group, id))
                has_targets = True
        if not has_targets:
            titles = {"ip": "IP addresses", "instance": "Instances", "lambda": "Lambda function"}
            title = titles.get(str(block.get("target_type", "instance")), "Targets")
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
            node = Node(arn, "certificate", "Certificate", (_short(arn),), EDGE, looked_up=True)
        else:
            block = self.stack.block(address)
            names = [
                str(block.get("domain") or block.get("domain_name") or block.get("name", "")),
                *map(str, block.get("subject_alternative_names") or ()),
            ]
            node = self.node(address, "certificate", EDGE, _first(names), title="Certificate")
        self.graph.add(node, Edge(node.id, listener, dashed=True))

    def records(self) -> None:
        names_of: dict[str, list[str]] = defaultdict(list)
        for block in self.stack.resources("aws_route53_record").values():
            load_balancer = self.stack.address(block.get("alias", ""), *LOAD_BALANCERS)
            if load_balancer is not None:
                names_of[load_balancer].append(str(block["name"]))
        for load_balancer, names in names_of.items():
            self.load_balancer(load_balancer)
            id = f"{load_balancer} records"
            client = next(edge.source for edge in self.graph.edges if edge.target == load_balancer)
            self.graph.add(
                Node(id, "record", "Alias record", tuple(_first(names)), EDGE),
                Edge(client, id),
                Edge(id, load_balancer),
            )
            self.graph.edges.remove(Edge(client, load_balancer))

    def web_acl(self, association: Mapping[str, Any]) -> None:
        load_balancer = self.stack.address(association["resource_arn"], *LOAD_BALANCERS)
        acl = self.stack.address(association["web_acl_arn"])
        if load_balancer is not None:
            id = acl or str(association["web_acl_arn"])
            name = self.name_of(association["web_acl_arn"], "name")
            node = Node(id, "web_acl", "Web ACL", (_short(name),), EDGE)
            self.graph.add(node, Edge(id, load_balancer, dashed=True))

    def node(
        self, address: str, kind: str, layer: int, lines: Sequence[str], *, title: str | None = None
    ) -> Node:
        """Return a node for an address, whose title defaults to the name of the resource."""
        title = title or _short(self.name_of(address, "name"))
        looked_up = address.startswith("data.")
        return Node(address, kind, title, tuple(lines), layer, looked_up=looked_up)

    def name_of(self, value: object, key: str) -> str:
        """Return the name of the resource that a value refers to, or the value."""
        address = self.stack.address(value) or ""
        name = self.stack.block(address).get(key) if address else str(value)
        return str(name) if name and "${" not in str(name) else address.rpartition(".")[2]


def _conditions(conditions: Sequence[Block]) -> Iterator[str]:
    for condition in conditions:
        for name, block in condition.items():
            if name == "query_string":
                pairs = [
                    f"{pair['key']}={pair['value']}" if "key" in pair else pair["value"]
                    for pair in block
                ]
                yield f"query {' or '.join(pairs)}"
            elif name == "http_header":
                yield f"{block['http_header_name']}: {' or '.join(_values(block))}"
            elif name == "http_request_method":
                yield " or ".join(block["values"])
            else:
                label = name.removesuffix("_header").removesuffix("_pattern").replace("_", " ")
                yield f"{label} {' or '.join(_values(block))}".strip()


def _values(condition: Block) -> list[str]:
    """Return the values of a condition, with regular expressions between slashes."""
    values, expressions = condition.get("values", ()), condition.get("regex_values", ())
    return [
        *([values] if isinstance(values, str) else values),
        *(f"/{item}/" for item in ([expressions] if isinstance(expressions, str) else expressions)),
    ]


def _rewrites(rule: Block) -> Iterator[str]:
    for transform in rule.get("transform", ()):
        label = "rewrite host" if transform["type"] == "host-header-rewrite" else "rewrite URL"
        config = transform[f"{transform['type'].replace('-', '_')}_config"]
        yield f"{label} to {config['rewrite']['replace']}"


def _url(redirect: Block) -> str:
    """Return the parts of the URL that a redirect changes."""
    protocol, port = redirect.get("protocol", "#{protocol}"), str(redirect.get("port", "#{port}"))
    host, path = redirect.get("host", "#{host}"), redirect.get("path", "/#{path}")
    parts = [
        "" if protocol == "#{protocol}" else protocol,
        "" if port == "#{port}" else f"port {port}",
        "" if host == "#{host}" else host,
        "" if path == "/#{path}" else path,
    ]
    return f"to {' '.join(filter(None, parts)) or 'the same URL'}"


def _short(name: str) -> str:
    """Return the last part of an ARN, and any other name unchanged."""
    if ":function:" in name:
        return name.partition(":function:")[2]  # with its alias or version
    return name.replace(":", "/").rpartition("/")[2] if name.startswith("arn:") else name


def _first(names: Sequence[str], maximum: int = 3) -> list[str]:
    """Return the first names, each once, and the number of the others."""
    names = list(dict.fromkeys(names))
    others = len(names) - maximum
    return [*names[:maximum], f"and {others} more"] if others > 0 else names
