"""The contents of the diagram of a stack."""

from dataclasses import dataclass

from constructs_lib.diagram.graph import Graph
from constructs_lib.diagram.requests import request_flow_of
from constructs_lib.diagram.security_groups import security_groups_of
from constructs_lib.diagram.stack import Stack, filters_of

SECURITY_GROUPS_HEADING = "Traffic that security groups allow"


@dataclass(frozen=True, slots=True)
class Diagram:
    """The request flow of a stack, and the traffic that its security groups allow."""

    name: str
    region: str
    vpc: str
    requests: Graph
    security_groups: Graph


def diagram_of(stack: Stack) -> Diagram:
    """Return the diagram of a stack.

    Raises:
        ValueError: The stack has no load balancer, listener rule or target group.
    """
    requests = request_flow_of(stack)
    if not requests.nodes:
        msg = f"the stack {stack.name} has no load balancer, listener rule or target group to draw"
        raise ValueError(msg)
    return Diagram(stack.name, stack.region, _vpc(stack), requests, security_groups_of(stack))


def _vpc(stack: Stack) -> str:
    for lookup in stack.data_sources("aws_vpcs").values():
        return " ".join(["VPC", *filters_of(lookup), "(looked up)"])
    for resource_type in ("aws_lb_target_group", "aws_security_group"):
        for block in stack.resources(resource_type).values():
            value = str(block.get("vpc_id", ""))
            if value.startswith("vpc-"):
                return f"VPC {value}"
            if vpc := stack.address(value, "aws_vpc"):
                tags = stack.block(vpc).get("tags", {})
                return f"VPC {tags.get('Name', vpc.rpartition('.')[2])}"
    return "VPC"
