"""The rules of a security group."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved
from constructs_lib.references import PREFIX_LIST, SECURITY_GROUP, HasId, id_errors

IpProtocol: TypeAlias = Literal["tcp", "udp", "icmp", "icmpv6", "-1"]
_ICMP = ("icmp", "icmpv6")
# AWS stores 1, 6, 17 and 58 as icmp, tcp, udp and icmpv6.
_OTHER_NUMBERS = tuple(str(number) for number in range(256) if number not in (1, 6, 17, 58))

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

    A part of `SecurityGroup` or `SecurityGroupRules`, which creates one
    ``aws_vpc_security_group_ingress_rule`` or ``aws_vpc_security_group_egress_rule`` for it. The
    peer, which is the source of inbound and the destination of outbound traffic, is exactly one of
    ``cidr_ipv4``, ``cidr_ipv6``, ``security_group`` and ``prefix_list``::

        SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")

    Args:
        port: The port, or the first port of a range, 0–65535. Required for ``tcp`` and ``udp``, and
            not allowed for other protocols.
        to_port: The last port of a range, from ``port`` to 65535. Defaults to ``port``.
        ip_protocol: ``tcp``, ``udp``, ``icmp``, ``icmpv6``, ``-1`` (all protocols), or the number
            of another protocol, ``"0"``–``"255"``. Defaults to ``tcp``.
        icmp_type: ICMP type, 0–255, for ``icmp`` and ``icmpv6``. Defaults to all types.
        icmp_code: ICMP code, 0–255, of ``icmp_type``. Defaults to all codes.
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
    ip_protocol: IpProtocol | str = "tcp"
    icmp_type: int | None = None
    icmp_code: int | None = None
    cidr_ipv4: str | None = None
    cidr_ipv6: str | None = None
    security_group: HasId | None = None
    prefix_list: HasId | None = None
    description: str | None = None

    def __post_init__(self) -> None:
        raise_errors(_port_errors(self), _peer_errors(self))

    @property
    def port_range(self) -> tuple[int | None, int | None]:
        """The ``from_port`` and the ``to_port`` of the rule in EC2, or the ICMP type and code."""
        if self.ip_protocol in _ICMP:  # -1 is for all types or codes
            return (
                -1 if self.icmp_type is None else self.icmp_type,
                -1 if self.icmp_code is None else self.icmp_code,
            )
        return self.port, self.port if self.to_port is None else self.to_port

    @property
    def peer(self) -> str:
        """The CIDR block, or the ID of the security group or prefix list."""
        reference = self.security_group or self.prefix_list
        return self.cidr_ipv4 or self.cidr_ipv6 or (reference.id if reference else "")

    def describe(self, preposition: Literal["from", "to"], peer: str | None = None) -> str:
        """Return the default description, such as ``tcp 443 from 0.0.0.0/0``."""
        protocol = "all traffic" if self.ip_protocol == "-1" else self.ip_protocol
        if protocol.isdecimal():
            protocol = f"protocol {protocol}"
        ports = ""
        if self.icmp_type is not None and is_resolved(self.icmp_type):
            ports = f" type {self.icmp_type}"
            if self.icmp_code is not None and is_resolved(self.icmp_code):
                ports += f" code {self.icmp_code}"
        if self.port is not None and is_resolved(self.port) and is_resolved(self.to_port):
            ports = f" {self.port}" if self.to_port is None else f" {self.port}-{self.to_port}"
        return f"{protocol}{ports} {preposition} {peer or self.peer}"


def _port_errors(rule: SecurityGroupRule) -> Iterator[str]:
    protocol, port, to_port = rule.ip_protocol, rule.port, rule.to_port
    if not is_resolved(protocol):
        yield from checks.port("port", 0 if port is None else port, minimum=0)
        yield from checks.port("to_port", 0 if to_port is None else to_port, minimum=0)
        if rule.icmp_type is not None or rule.icmp_code is not None:
            yield "icmp_type and icmp_code require an ip_protocol that is known at synth"
        return
    errors = list(_protocol_errors("ip_protocol", protocol))
    yield from errors
    if errors:
        return
    yield from _icmp_errors(rule)
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


def _protocol_errors(name: str, protocol: object) -> Iterator[str]:
    if protocol not in get_args(IpProtocol) and protocol not in _OTHER_NUMBERS:
        names = ", ".join(get_args(IpProtocol))
        expected = f"one of {names} or the number of another protocol as a string"
        yield error_message(name, expected, protocol)


def _icmp_errors(rule: SecurityGroupRule) -> Iterator[str]:
    for name, value in (("icmp_type", rule.icmp_type), ("icmp_code", rule.icmp_code)):
        if value is None:
            continue
        if rule.ip_protocol not in _ICMP:
            yield f"{name} requires ip_protocol 'icmp' or 'icmpv6', got {rule.ip_protocol!r}"
        yield from checks.integer(name, value, minimum=0, maximum=255)
    if rule.icmp_code is not None and rule.icmp_type is None:
        yield "icmp_code requires an icmp_type"


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
