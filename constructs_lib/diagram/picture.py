"""What is in a picture of a stack."""

from dataclasses import dataclass

from constructs_lib.diagram.graph import Graph
from constructs_lib.diagram.requests import requests_of
from constructs_lib.diagram.security_groups import security_groups_of
from constructs_lib.diagram.stack import Stack, filters_of

OF_SECURITY_GROUPS = "What the security groups let through"
"""The heading of a picture's second part."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn of a stack: the requests' way, and what the security groups let through."""

    name: str
    region: str
    vpc: str
    requests: Graph
    security_groups: Graph


def picture_of(stack: Stack) -> Picture:
    """The picture of a stack.

    Raises:
        ValueError: It has no load balancer, listener rule or target group to draw.
    """
    requests = requests_of(stack)
    if not requests.nodes:
        msg = (
            f"the stack must have a load balancer, a listener rule or a target group to be drawn, "
            f"got {stack.name} with none"
        )
        raise ValueError(msg)
    return Picture(stack.name, stack.region, _vpc(stack), requests, security_groups_of(stack))


def _vpc(stack: Stack) -> str:
    for lookup in stack.lookups("aws_vpcs").values():
        return " ".join(["VPC", *filters_of(lookup), "(looked up)"])
    kinds = ("aws_lb_target_group", "aws_security_group")
    for kind in kinds:
        for block in stack.resources(kind).values():
            value = str(block.get("vpc_id", ""))
            if value.startswith("vpc-"):
                return f"VPC {value}"
            if own := stack.address(value, "aws_vpc"):
                tags = stack.block(own).get("tags", {})
                return f"VPC {tags.get('Name', own.rpartition('.')[2])}"
    return "VPC"
