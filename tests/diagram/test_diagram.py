import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    CertificateLookup,
    Connection,
    FixedResponse,
    Forward,
    HostHeader,
    HttpListener,
    HttpsListener,
    Id,
    ListenerRule,
    SecurityGroup,
    SecurityGroupRule,
    Target,
    TargetGroup,
    WeightedForward,
    WeightedTargetGroup,
)
from cdktf import TerraformStack, TerraformVariable, Testing
from constructs_lib.__main__ import main
from constructs_lib.diagram.diagram import diagram_of
from constructs_lib.diagram.graph import Graph
from constructs_lib.diagram.layout import layout_of
from constructs_lib.diagram.mermaid import mermaid
from constructs_lib.diagram.stack import Stack
from constructs_lib.diagram.svg import svg

VPC = Id("vpc-0abc")
SUBNETS = [Id("subnet-0a"), Id("subnet-0b")]


def services(stack: TerraformStack, count: int) -> None:
    """Create a load balancer with a rule for each of several services."""
    groups = [
        TargetGroup(stack, f"service-{n}", name=f"service-{n}", vpc=VPC, port=8000 + n)
        for n in range(count)
    ]
    group = SecurityGroup(
        stack,
        "group",
        name="alb",
        vpc=VPC,
        ingress={"https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")},
        egress={"tasks": SecurityGroupRule(port=8000, to_port=8999, security_group=Id("sg-0abc"))},
        rules_managed_elsewhere=True,
    )
    rules = {
        f"service-{n}": ListenerRule(
            conditions=[HostHeader([f"service-{n}.example.com"])],
            action=Forward(group),
            priority=100 * (n + 1),
        )
        for n, group in enumerate(groups)
    }
    ApplicationLoadBalancer(
        stack,
        "alb",
        name="services",
        internal=False,
        subnets=SUBNETS,
        security_groups=[group],
        listeners=[
            HttpsListener(
                certificate=CertificateLookup(stack, "certificate", domain="*.example.com"),
                default_action=FixedResponse(404),
                rules=rules,
            )
        ],
    )


def read(stack: TerraformStack) -> Stack:
    return Stack(json.loads(Testing.synth(stack)))


def drawn(stack: TerraformStack) -> ET.Element:
    return ET.fromstring(svg(diagram_of(read(stack))))  # noqa: S314 - we wrote it


def edges(graph: Graph) -> set[tuple[str, str, str]]:
    """Return the titles of the source and the target of each edge, and its label."""
    return {
        (graph.nodes[edge.source].title, graph.nodes[edge.target].title, edge.label)
        for edge in graph.edges
    }


def test_shows_request_flow(stack: TerraformStack) -> None:
    services(stack, 2)
    picture = diagram_of(read(stack))
    assert picture.vpc == "VPC vpc-0abc"
    assert edges(picture.requests) == {
        ("Internet", "services", ""),
        ("Certificate", "HTTPS 443", ""),
        ("services", "HTTPS 443", ""),
        ("HTTPS 443", "Fixed response 404", "default"),
        ("HTTPS 443", "Rule 100", ""),
        ("HTTPS 443", "Rule 200", ""),
        ("Rule 100", "service-0", ""),
        ("Rule 200", "service-1", ""),
        ("service-0", "IP addresses", ""),
        ("service-1", "IP addresses", ""),
    }
    [rule] = [node for node in picture.requests.nodes.values() if node.title == "Rule 100"]
    assert rule.lines == ("host service-0.example.com",)


def test_shows_traffic_that_security_groups_allow(stack: TerraformStack) -> None:
    services(stack, 1)
    assert edges(diagram_of(read(stack)).security_groups) == {
        ("Internet", "alb", "443"),
        ("alb", "sg-0abc", "8000-8999"),
    }


def test_joins_consecutive_ports_to_range(stack: TerraformStack) -> None:
    services(stack, 1)
    tasks = Id("sg-0def")
    SecurityGroup(
        stack,
        "more",
        name="more",
        vpc=VPC,
        egress={
            f"to-{port}": SecurityGroupRule(port=port, security_group=tasks)
            for port in (80, 8081, 8080, 8082)
        },
    )
    assert ("more", "sg-0def", "80, 8080-8082") in edges(diagram_of(read(stack)).security_groups)


def test_shows_weights_and_targets(stack: TerraformStack) -> None:
    old = TargetGroup(
        stack, "old", name="old", vpc=VPC, port=80, targets={"one": Target(id="10.0.0.1")}
    )
    new = TargetGroup(stack, "new", name="new", vpc=VPC, port=80)
    forward = WeightedForward(
        [
            WeightedTargetGroup(target_group=old, weight=3),
            WeightedTargetGroup(target_group=new, weight=1),
        ]
    )
    ApplicationLoadBalancer(
        stack,
        "alb",
        name="web",
        internal=True,
        subnets=SUBNETS,
        security_groups=[Id("sg-0abc")],
        listeners=[HttpListener(default_action=forward)],
    )
    assert edges(diagram_of(read(stack)).requests) == {
        ("Clients in the network", "web", ""),
        ("web", "HTTP 80", ""),
        ("HTTP 80", "old", "75 %"),
        ("HTTP 80", "new", "25 %"),
        ("old", "10.0.0.1", ""),
        ("new", "IP addresses", ""),
    }


def test_shows_no_percentage_of_weight_that_is_known_after_synth(stack: TerraformStack) -> None:
    weight: Any = TerraformVariable(stack, "weight", type="number").number_value
    old, new = (TargetGroup(stack, name, name=name, vpc=VPC, port=80) for name in ("old", "new"))
    forward = WeightedForward(
        [
            WeightedTargetGroup(target_group=old, weight=weight),
            WeightedTargetGroup(target_group=new, weight=1),
        ]
    )
    ApplicationLoadBalancer(
        stack,
        "alb",
        name="web",
        subnets=SUBNETS,
        security_groups=[Id("sg-0abc")],
        listeners=[HttpListener(default_action=forward)],
    )
    requests = diagram_of(read(stack)).requests
    assert edges(requests) >= {("HTTP 80", "old", ""), ("HTTP 80", "new", "")}


def test_cards_of_twenty_services_do_not_overlap(stack: TerraformStack) -> None:
    services(stack, 20)
    picture = drawn(stack)
    cards = [
        tuple(float(element.attrib[name]) for name in ("x", "y", "width", "height"))
        for element in picture.iter("{http://www.w3.org/2000/svg}rect")
        if element.get("class") == "card"
    ]
    assert len(cards) == 65 + 3  # Internet, certificate, …, twenty of each; the security groups
    for number, (x, y, width, height) in enumerate(cards):
        for other_x, other_y, other_width, other_height in cards[:number]:
            apart_x = x + width <= other_x or other_x + other_width <= x
            apart_y = y + height <= other_y or other_y + other_height <= y
            assert apart_x or apart_y
    width, height = (float(picture.attrib[name]) for name in ("width", "height"))
    assert all(x + w <= width and y + h <= height for x, y, w, h in cards)


def test_rules_and_groups_of_twenty_services_are_in_order(stack: TerraformStack) -> None:
    services(stack, 20)
    source = Id("sg-0def")
    for n in range(20):
        tasks = SecurityGroup(stack, f"tasks-{n}", name=f"tasks-{n:02}", vpc=VPC)
        Connection(stack, f"to-{n}", source=source, destination=tasks, ports=[8000 + n])
    texts = [
        (element.text or "", float(element.attrib["y"]), element.get("class"))
        for element in drawn(stack).iter("{http://www.w3.org/2000/svg}text")
    ]

    def down(title: str, kind: str = "title") -> float:
        [y] = [y for text, y, of_kind in texts if (text, of_kind) == (title, kind)]
        return y

    rules = [down(f"Rule {100 * (n + 1)}") for n in range(20)]
    assert rules == sorted(rules)
    groups = [down(f"tasks-{n:02}") for n in range(20)]
    assert groups == sorted(groups)
    half_of_a_row = (groups[1] - groups[0]) / 2
    for n, group in enumerate(groups):
        assert abs(down(f"{8000 + n}", "label") - group) < half_of_a_row


def test_edge_bends_in_each_column_between_its_ends(stack: TerraformStack) -> None:
    services(stack, 3)
    TargetGroup(stack, "apart", name="apart", vpc=VPC, port=80)  # without an edge to it
    graph = diagram_of(read(stack)).requests
    layout = layout_of(graph)
    for edge, bends in zip(graph.edges, layout.bends, strict=True):
        start, end = layout.nodes[edge.source], layout.nodes[edge.target]
        between = list(range(start.column + 1, end.column))
        assert [position.column for position in bends] == between
    positions = [(position.column, position.row) for position in layout.nodes.values()]
    positions += [(position.column, position.row) for bends in layout.bends for position in bends]
    assert len(set(positions)) == len(positions)


def test_escapes_names_of_stack(stack: TerraformStack) -> None:
    TargetGroup(stack, "web", name="web", vpc=VPC, port=80)
    graph = read(stack)
    graph.json["resource"]["aws_lb_target_group"]["web"]["name"] = '<b>&"#'
    picture = diagram_of(graph)
    assert "&lt;b&gt;&amp;&quot;#" in svg(picture)
    assert "#60;b#62;&#34;#35;" in mermaid(picture)


def test_writes_mermaid_flowchart(stack: TerraformStack) -> None:
    services(stack, 1)
    lines = mermaid(diagram_of(read(stack))).splitlines()
    assert lines[0] == "flowchart LR"
    assert '  r0(("Internet")):::internet' in lines
    assert 'subgraph vpc["VPC vpc-0abc"]' in lines
    assert sum("-.->" in line for line in lines) == 1  # of the certificate


def test_command_writes_file_or_reports_error(
    stack: TerraformStack,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["diagram"]) == 1
    assert "run cdktf synth first" in capsys.readouterr().err
    services(stack, 1)
    for name in ("one", "two"):
        (tmp_path / "cdktf.out" / "stacks" / name).mkdir(parents=True)
        (tmp_path / f"cdktf.out/stacks/{name}/cdk.tf.json").write_text(Testing.synth(stack))
    assert main(["diagram"]) == 1
    assert "stack must be one of one, two, got none" in capsys.readouterr().err
    assert main(["diagram", "two", "--output", "two.mmd"]) == 0
    assert (tmp_path / "two.mmd").read_text().startswith("flowchart LR")
    assert main(["diagram", "cdktf.out/stacks/one", "--output", "one.svg"]) == 0
    ET.parse(tmp_path / "one.svg")  # noqa: S314 - we wrote it
    assert main(["diagram", "one", "--output", "one.png"]) == 1
    assert "--output must end in one of .svg, .mmd, got 'one.png'" in capsys.readouterr().err
    (tmp_path / "other.json").write_text("[]")
    assert main(["diagram", "other.json"]) == 1
    assert "must be the cdk.tf.json of a synthesized stack" in capsys.readouterr().err


def test_rejects_stack_with_nothing_to_draw(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match="has no load balancer, listener rule or target group"):
        diagram_of(read(stack))


def test_labels_of_weighted_forwards_do_not_overlap(stack: TerraformStack) -> None:
    groups = [
        TargetGroup(stack, f"web-{n}", name=f"web-{n}", vpc=VPC, port=80 + n) for n in range(3)
    ]
    forward = WeightedForward([WeightedTargetGroup(group, weight=33) for group in groups])
    ApplicationLoadBalancer(
        stack,
        "alb",
        name="web",
        subnets=SUBNETS,
        security_groups=[Id("sg-0abc")],
        listeners=[
            HttpListener(
                default_action=forward,
                rules={
                    f"rule-{n}": ListenerRule(
                        conditions=[HostHeader([f"{n}.example.com"])],
                        action=forward,
                        priority=100 + n,
                    )
                    for n in range(4)
                },
            )
        ],
    )
    labels = [
        (float(text.attrib["x"]), float(text.attrib["y"]), text.text or "")
        for text in drawn(stack).iter("{http://www.w3.org/2000/svg}text")
        if text.get("class") == "label"
    ]
    assert len(labels) == 15
    for number, (x, y, text) in enumerate(labels):
        for other_x, other_y, other in labels[:number]:
            width = 6.4 * (len(text) + len(other)) / 2
            assert abs(x - other_x) >= width - 1 or abs(y - other_y) >= 13
