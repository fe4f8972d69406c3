"""The way from one security group to another, opened on both sides."""

from collections.abc import Iterator, Sequence

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.errors import error_message
from constructs_lib._core.kind import SECURITY_GROUP
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib.network.security_group_rule import SecurityGroupRule
from constructs_lib.network.security_group_rule_resource import egress_rule, ingress_rule
from constructs_lib.references import HasId, id_errors


class Connection(AwsConstruct):
    """Lets connections through from one security group to another, on both sides.

    Creates, for each port, one ``aws_vpc_security_group_egress_rule`` of the source and one
    ``aws_vpc_security_group_ingress_rule`` of the destination. As the rules are of their own, the
    two groups may name each other, and either may be one that another stack owns::

        Connection(self, "alb-to-tasks", source=alb_group, destination=tasks, ports=web.ports)

    `TargetGroup.ports` has the port of the traffic and that of the health check, where it differs.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        source: The security group that connects: a load balancer's.
        destination: The security group that is connected to: a backend's.
        ports: At least one TCP port, 1 to 65535. The port names its rules in their addresses.

    Attributes:
        egress: Each ``aws_vpc_security_group_egress_rule``, by its port.
        ingress: Each ``aws_vpc_security_group_ingress_rule``, by its port.

    Raises:
        ValidationError: A value is out of its range, or a port is there twice.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        source: HasId,
        destination: HasId,
        ports: Sequence[int],
    ) -> None:
        super().__init__(
            scope,
            id,
            id_errors("source", source, SECURITY_GROUP),
            id_errors("destination", destination, SECURITY_GROUP),
            _port_errors("ports", ports),
        )
        self.egress = {
            port: egress_rule(
                self,
                f"egress-{port}",
                source,
                SecurityGroupRule(port=port, security_group=destination),
            )
            for port in ports
        }
        self.ingress = {
            port: ingress_rule(
                self,
                f"ingress-{port}",
                destination,
                SecurityGroupRule(port=port, security_group=source),
            )
            for port in ports
        }


def _port_errors(name: str, ports: object) -> Iterator[str]:
    if not checks.is_sequence(ports):
        yield error_message(name, "a list of ports", ports)
        return
    if not ports:
        yield f"{name} must not be empty"
    for port in ports:
        yield from checks.port(name, port)
        if not is_resolved(port):
            yield f"{name} must be known at synth, as each port names its rules"
    yield from checks.unique(name, ports)
