import json
import sys
from pathlib import Path
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
from cdktf import TerraformStack, Testing
from constructs_lib.__main__ import main
from constructs_lib.diagram import layout
from constructs_lib.diagram.graph import Graph
from constructs_lib.diagram.mermaid import mermaid
from constructs_lib.diagram.order import rows_in_order
from constructs_lib.diagram.picture import picture_of
from constructs_lib.diagram.stack import Stack
from constructs_lib.diagram.svg import svg
from support import require

VPC = Id("vpc-0abc")
SUBNETS = [Id("subnet-0a"), Id("subnet-0b")]


@pytest.fixture
def _igraph() -> None:
    """Skip where igraph is missing, which lays out an SVG."""
    require("igraph")


def services(stack: TerraformStack, count: int) -> None:
    """A load balancer in front of some services, by host name."""
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
            conditions=[HostHeader([f"service-{n}.example.com"])], action=Forward(one)
        )
        for n, one in enumerate(groups)
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
    return ET.fromstring(svg(picture_of(read(stack))))  # noqa: S314 - we wrote it


def ways(graph: Graph) -> set[tuple[str, str, str]]:
    """The titles of the nodes at both ends of each way, and what stands at it."""
    return {
        (graph.nodes[one.source].title, graph.nodes[one.target].title, one.label)
        for one in graph.edges
    }


def test_the_way_of_a_request(stack: TerraformStack) -> None:
    services(stack, 2)
    picture = picture_of(read(stack))
    assert picture.vpc == "VPC vpc-0abc"
    assert ways(picture.requests) == {
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
    [rule] = [one for one in picture.requests.nodes.values() if one.title == "Rule 100"]
    assert rule.lines == ("host service-0.example.com",)


def test_what_the_security_groups_let_through(stack: TerraformStack) -> None:
    services(stack, 1)
    assert ways(picture_of(read(stack)).security_groups) == {
        ("Internet", "alb", "443"),
        ("alb", "sg-0abc", "8000-8999"),
    }


def test_ports_that_follow_each_other_are_a_range(stack: TerraformStack) -> None:
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
    assert ("more", "sg-0def", "80, 8080-8082") in ways(picture_of(read(stack)).security_groups)


def test_shares_and_targets(stack: TerraformStack) -> None:
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
    assert ways(picture_of(read(stack)).requests) == {
        ("Clients in the network", "web", ""),
        ("web", "HTTP 80", ""),
        ("HTTP 80", "old", "75 %"),
        ("HTTP 80", "new", "25 %"),
        ("old", "10.0.0.1", ""),
        ("new", "IP addresses", ""),
    }


@pytest.mark.usefixtures("_igraph")
def test_no_card_lies_on_another_with_twenty_services(stack: TerraformStack) -> None:
    services(stack, 20)
    picture = drawn(stack)
    cards = [
        tuple(float(one.attrib[name]) for name in ("x", "y", "width", "height"))
        for one in picture.iter("{http://www.w3.org/2000/svg}rect")
        if one.get("class") == "card"
    ]
    assert len(cards) == 65 + 3  # Internet, certificate, …, twenty of each; the security groups
    for number, (x, y, width, height) in enumerate(cards):
        for other_x, other_y, other_width, other_height in cards[:number]:
            apart_x = x + width <= other_x or other_x + other_width <= x
            apart_y = y + height <= other_y or other_y + other_height <= y
            assert apart_x or apart_y
    width, height = (float(picture.attrib[name]) for name in ("width", "height"))
    assert all(x + w <= width and y + h <= height for x, y, w, h in cards)


@pytest.mark.usefixtures("_igraph")
def test_rules_and_groups_are_in_order_with_twenty_services(stack: TerraformStack) -> None:
    """And what a group lets through stands at the group that it leads to."""
    services(stack, 20)
    source = Id("sg-0def")
    for n in range(20):
        tasks = SecurityGroup(stack, f"tasks-{n}", name=f"tasks-{n:02}", vpc=VPC)
        Connection(stack, f"to-{n}", source=source, destination=tasks, ports=[8000 + n])
    texts = [
        (one.text or "", float(one.attrib["y"]), one.get("class"))
        for one in drawn(stack).iter("{http://www.w3.org/2000/svg}text")
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


def test_order_gives_way_where_ways_would_cross() -> None:
    points = {"a": (0.0, 0), "b": (1.0, 0), "to b": (1.0, 1), "to a": (0.0, 1)}
    crossing = rows_in_order(points, [("a", "to a"), ("b", "to b"), ("b", "to a")])
    assert crossing == {"a": 0, "b": 1, "to b": 1, "to a": 0}
    free = rows_in_order(points, [("a", "to b"), ("a", "to a")])
    assert free == {"a": 0, "b": 1, "to b": 0, "to a": 1}


@pytest.mark.usefixtures("_igraph")
def test_a_way_bends_between_its_ends(stack: TerraformStack) -> None:
    services(stack, 3)
    TargetGroup(stack, "apart", name="apart", vpc=VPC, port=80)  # to which no way leads
    graph = picture_of(read(stack)).requests
    made = layout.layout_of(graph)
    for edge, bends in zip(graph.edges, made.bends, strict=True):
        start, end = made.nodes[edge.source], made.nodes[edge.target]
        between = list(range(start.column + 1, end.column))
        assert [place.column for place in bends] == between
    taken = [(place.column, place.row) for place in made.nodes.values()]
    taken += [(place.column, place.row) for bends in made.bends for place in bends]
    assert len(set(taken)) == len(taken)


@pytest.mark.usefixtures("_igraph")
def test_what_a_stack_says_cannot_break_out(stack: TerraformStack) -> None:
    TargetGroup(stack, "web", name="web", vpc=VPC, port=80)
    made = read(stack)
    made.json["resource"]["aws_lb_target_group"]["web"]["name"] = '<b>&"#'
    picture = picture_of(made)
    assert "&lt;b&gt;&amp;&quot;#" in svg(picture)
    assert "#60;b#62;&#34;#35;" in mermaid(picture)


def test_mermaid(stack: TerraformStack) -> None:
    services(stack, 1)
    lines = mermaid(picture_of(read(stack))).splitlines()
    assert lines[0] == "flowchart LR"
    assert '  r0(("Internet")):::internet' in lines
    assert 'subgraph vpc["VPC vpc-0abc"]' in lines
    assert sum("-.->" in line for line in lines) == 1  # of the certificate


@pytest.mark.usefixtures("_igraph")
def test_the_command(
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
    assert "stack must be one of one, two, got none of them named" in capsys.readouterr().err
    assert main(["diagram", "two", "--output", "two.mmd"]) == 0
    assert (tmp_path / "two.mmd").read_text().startswith("flowchart LR")
    assert main(["diagram", "cdktf.out/stacks/one", "--output", "one.svg"]) == 0
    ET.parse(tmp_path / "one.svg")  # noqa: S314 - we wrote it
    assert main(["diagram", "one", "--output", "one.png"]) == 1
    assert "--output must end in one of .svg, .mmd, got 'one.png'" in capsys.readouterr().err
    (tmp_path / "other.json").write_text("[]")
    assert main(["diagram", "other.json"]) == 1
    assert "must be the cdk.tf.json of a synthesized stack" in capsys.readouterr().err


def test_without_igraph_it_says_what_to_install(
    stack: TerraformStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    services(stack, 1)
    picture = picture_of(read(stack))
    monkeypatch.setitem(sys.modules, "igraph", None)
    with pytest.raises(ValueError, match="pip install 'constructs-lib\\[diagram\\]'"):
        layout.layout_of(picture.requests)


def test_a_stack_with_nothing_to_draw(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match="must have a load balancer, a listener rule or a target"):
        picture_of(read(stack))
