"""Security group rules that allow traffic from one group to another, on both sides."""

from collections.abc import Iterator, Sequence

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    ITerraformDependable,
    TerraformProvider,
)
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import AwsConstruct, environment_of
from constructs_lib._stack.environment import id_region_errors
from constructs_lib.network.security_group import create_egress_rule, create_ingress_rule
from constructs_lib.network.security_group_rule import SecurityGroupRule
from constructs_lib.references import SECURITY_GROUP, HasId, id_errors


class Connection(AwsConstruct):
    """Allows TCP traffic from one security group to another, by rules in both groups.

    Creates, for each port, one ``aws_vpc_security_group_egress_rule`` in the source and one
    ``aws_vpc_security_group_ingress_rule`` in the destination. Each group may belong to another
    stack, and groups may be connected in both directions::

        Connection(
            self, "alb-to-tasks", source=alb_group, destination=tasks, ports=web.ports
        )

    `TargetGroup.ports` lists the traffic port, the health check port if it is another one, and the
    target control port.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        source: The security group that opens connections, such as that of a load balancer.
        destination: The security group that accepts them, such as that of a backend.
        ports: At least one TCP port, 1–65535. Ports become part of the Terraform addresses.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        egress: The ``aws_vpc_security_group_egress_rule`` of each port.
        ingress: The ``aws_vpc_security_group_ingress_rule`` of each port.

    Raises:
        ValidationError: A port is out of range or repeated, or there is none.

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
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            id_errors("source", source, SECURITY_GROUP),
            id_region_errors("source", source, environment),
            id_errors("destination", destination, SECURITY_GROUP),
            id_region_errors("destination", destination, environment),
            _port_errors("ports", ports),
            depends_on=depends_on,
            provider=provider,
            region=region,
        )
        self.egress = {
            port: create_egress_rule(
                self,
                f"egress-{port}",
                source,
                SecurityGroupRule(port=port, security_group=destination),
            )
            for port in ports
        }
        self.ingress = {
            port: create_ingress_rule(
                self,
                f"ingress-{port}",
                destination,
                SecurityGroupRule(port=port, security_group=source),
            )
            for port in ports
        }


def _port_errors(name: str, ports: object) -> Iterator[str]:
    errors = list(checks.known_list(name, ports, "a list of ports", "port names its rules"))
    yield from errors
    if errors or not checks.is_sequence(ports):
        return
    if not ports:
        yield f"{name} must not be empty"
    for port in ports:
        yield from checks.port(name, port)
        if not is_resolved(port):
            yield f"{name} must be known at synth, as each port names its rules"
    yield from checks.unique(name, ports)
