"""The rules of a security group."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved
from constructs_lib.references import PREFIX_LIST, SECURITY_GROUP, HasId, id_errors

IpProtocol: TypeAlias = Literal["tcp", "udp", "icmp", "icmpv6", "-1"]

# The characters that EC2's CreateSecurityGroup allows in names and descriptions.
ALLOWED_CHARACTERS = r"[A-Za-z0-9 ._\-:/()#,@\[\]+=&;{}!$*]"
ALLOWED_CHARACTERS_LABEL = "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*"


def security_group_name_errors(name: str, value: object) -> Iterator[str]:
    """Check for the name of a security group.

    Follows ``CreateSecurityGroup`` in the EC2 API reference.
    """
    # AWS trims spaces at both ends, and every later plan would try to add them again.
    yield from checks.string(
        name,
        value,
        pattern=f"(?!sg-)(?! ){ALLOWED_CHARACTERS}+(?<! )",
        maximum=255,
        expected=(
            f"1 to 255 {ALLOWED_CHARACTERS_LABEL}, with no space at either end and not starting "
            "with sg-"
        ),
    )


def description_errors(name: str, value: object) -> Iterator[str]:
    """Check for the description of a security group or of a rule."""
    yield from checks.string(
        name,
        value,
        pattern=f"{ALLOWED_CHARACTERS}*",
        maximum=255,
        expected=f"1 to 255 {ALLOWED_CHARACTERS_LABEL}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityGroupRule:
    """An inbound or outbound rule of a security group.

    A part of `SecurityGroup`, which creates one ``aws_vpc_security_group_ingress_rule`` or
    ``aws_vpc_security_group_egress_rule`` for it. The peer, which is the source of inbound and the
    destination of outbound traffic, is exactly one of ``cidr_ipv4``, ``cidr_ipv6``,
    ``security_group`` and ``prefix_list``::

        SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")

    Args:
        port: The port, or the first port of a range, 0–65535. Required for ``tcp`` and ``udp``, and
            not allowed for other protocols.
        to_port: The last port of a range, from ``port`` to 65535. Defaults to ``port``.
        ip_protocol: ``tcp``, ``udp``, ``icmp`` (all types), ``icmpv6`` (all types) or ``-1`` (all
            protocols). Defaults to ``tcp``.
        cidr_ipv4: An IPv4 CIDR block with no host bits set, such as ``10.0.0.0/16``.
        cidr_ipv6: An IPv6 CIDR block with no host bits set, in its short form, such as ``::/0``.
        security_group: A security group: the rule allows traffic of the resources that have it.
        prefix_list: A managed prefix list.
        description: Description, 1–255 letters, digits, spaces and ``._-:/()#,@[]+=&;{}!$*``.
            Defaults to the protocol, the ports and the peer, such as ``tcp 443 from 0.0.0.0/0``.

    Raises:
        ValidationError: A value is out of range, ``to_port`` is below ``port``, or not exactly one
            peer is given.

    Follows https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
    """

    port: int | None = None
    to_port: int | None = None
    ip_protocol: IpProtocol = "tcp"
    cidr_ipv4: str | None = None
    cidr_ipv6: str | None = None
    security_group: HasId | None = None
    prefix_list: HasId | None = None
    description: str | None = None

    def __post_init__(self) -> None:
        raise_errors(_port_errors(self), _peer_errors(self))

    @property
    def port_range(self) -> tuple[int | None, int | None]:
        """The ``from_port`` and the ``to_port`` of the rule in EC2."""
        if self.ip_protocol in ("icmp", "icmpv6"):
            return -1, -1  # all types and codes
        return self.port, self.port if self.to_port is None else self.to_port

    @property
    def peer(self) -> str:
        """The CIDR block, or the ID of the security group or prefix list."""
        reference = self.security_group or self.prefix_list
        return self.cidr_ipv4 or self.cidr_ipv6 or (reference.id if reference else "")

    def describe(self, preposition: Literal["from", "to"], peer: str | None = None) -> str:
        """Return the default description, such as ``tcp 443 from 0.0.0.0/0``."""
        protocol = "all traffic" if self.ip_protocol == "-1" else self.ip_protocol
        ports = ""
        if self.port is not None and is_resolved(self.port) and is_resolved(self.to_port):
            ports = f" {self.port}" if self.to_port is None else f" {self.port}-{self.to_port}"
        return f"{protocol}{ports} {preposition} {peer or self.peer}"


def _port_errors(rule: SecurityGroupRule) -> Iterator[str]:
    protocol, port, to_port = rule.ip_protocol, rule.port, rule.to_port
    if not is_resolved(protocol):
        yield from checks.port("port", 0 if port is None else port, minimum=0)
        yield from checks.port("to_port", 0 if to_port is None else to_port, minimum=0)
        return
    errors = list(checks.choice("ip_protocol", protocol, get_args(IpProtocol)))
    yield from errors
    if errors:
        return
    if protocol not in ("tcp", "udp"):
        if port is not None or to_port is not None:
            yield f"port and to_port must be omitted with ip_protocol {protocol!r}"
        return
    if port is None:
        yield f"port is required with ip_protocol {protocol!r}"
    else:
        errors += checks.port("port", port, minimum=0)
    if to_port is not None:
        errors += checks.port("to_port", to_port, minimum=0)
    yield from errors
    if errors or port is None or to_port is None:
        return
    if is_resolved(port) and is_resolved(to_port) and to_port < port:
        yield error_message("to_port", f"at least the port, which is {port}", to_port)


def _peer_errors(rule: SecurityGroupRule) -> Iterator[str]:
    names = ("cidr_ipv4", "cidr_ipv6", "security_group", "prefix_list")
    peers = {name: getattr(rule, name) for name in names if getattr(rule, name) is not None}
    if len(peers) != 1:
        yield f"exactly one of {', '.join(names)} must be given, got {', '.join(peers) or 'none'}"
    if rule.cidr_ipv4 is not None:
        yield from checks.cidr("cidr_ipv4", rule.cidr_ipv4, version=4)
    if rule.cidr_ipv6 is not None:
        yield from checks.cidr("cidr_ipv6", rule.cidr_ipv6, version=6)
    if rule.security_group is not None:
        yield from id_errors("security_group", rule.security_group, SECURITY_GROUP)
    if rule.prefix_list is not None:
        yield from id_errors("prefix_list", rule.prefix_list, PREFIX_LIST)
    if rule.description is not None:
        yield from description_errors("description", rule.description)
