"""The rules of a security group."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from constructs_lib.kind import PREFIX_LIST, SECURITY_GROUP
from constructs_lib.problems import gathered
from constructs_lib.refs import HasId, id_of
from constructs_lib.refused import problems_of_value
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_choice, check_cidr, check_port, check_text, fail, refuse

IpProtocol: TypeAlias = Literal["tcp", "udp", "icmp", "icmpv6", "-1"]

# AWS allows this set in names and descriptions of security groups (EC2's CreateSecurityGroup).
CHARACTERS = r"[A-Za-z0-9 ._\-:/()#,@\[\]+=&;{}!$*]"
CHARACTERS_IN_WORDS = "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*"


@gathered
def check_security_group_name(field: str, name: str) -> None:
    """The name of a security group.

    Follows ``CreateSecurityGroup`` in the EC2 API reference.
    """
    # Spaces at an end: AWS trims them, and Terraform would then want them back for ever.
    check_text(
        field,
        name,
        pattern=f"(?!sg-)(?! ){CHARACTERS}+(?<! )",
        high=255,
        allowed=(
            f"1 to 255 {CHARACTERS_IN_WORDS}, with no space at either end and not starting with sg-"
        ),
    )


@gathered
def check_description(field: str, description: str) -> None:
    """The description of a security group, or of a rule of one."""
    check_text(
        field,
        description,
        pattern=f"{CHARACTERS}*",
        high=255,
        allowed=f"1 to 255 {CHARACTERS_IN_WORDS}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityGroupRule:
    """An inbound or outbound rule of a security group.

    A part of `SecurityGroup`, which creates one ``aws_vpc_security_group_ingress_rule`` or
    ``aws_vpc_security_group_egress_rule`` for it. Exactly one of ``cidr_ipv4``, ``cidr_ipv6``,
    ``security_group`` and ``prefix_list`` names the other side::

        SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")

    Args:
        port: 0 to 65535; the first one where ``to_port`` is given. Required for ``tcp`` and
            ``udp``; the other protocols have no ports, and the rule then covers all of them.
        to_port: The last port of a range, not below ``port``. Left out: ``port`` alone.
        ip_protocol: ``tcp``, ``udp``, ``icmp``, ``icmpv6`` or ``-1`` (every protocol).
            Left out: ``tcp``.
        cidr_ipv4: An IPv4 block with no host bits set: ``10.0.0.0/16``.
        cidr_ipv6: An IPv6 block with no host bits set, in its short form: ``::/0``.
        security_group: Whatever carries this security group.
        prefix_list: A managed prefix list.
        description: At most 255 characters of AWS's set. Left out: the protocol, the ports and
            the other side in words, such as ``tcp 443 from 0.0.0.0/0``.

    Raises:
        ValueError: A value is out of its range, the range of ports is reversed, or not exactly one
            other side is given.

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

    @problems_of_value
    def __post_init__(self) -> None:
        self._check_ports()
        sides = {
            "cidr_ipv4": self.cidr_ipv4,
            "cidr_ipv6": self.cidr_ipv6,
            "security_group": self.security_group,
            "prefix_list": self.prefix_list,
        }
        given = [field for field, value in sides.items() if value is not None]
        if len(given) != 1:
            refuse("rule", f"given exactly one of {', '.join(sides)}", given)
        if self.cidr_ipv4 is not None:
            check_cidr("cidr_ipv4", self.cidr_ipv4, version=4)
        if self.cidr_ipv6 is not None:
            check_cidr("cidr_ipv6", self.cidr_ipv6, version=6)
        if self.security_group is not None:
            id_of("security_group", self.security_group, SECURITY_GROUP)
        if self.prefix_list is not None:
            id_of("prefix_list", self.prefix_list, PREFIX_LIST)
        if self.description is not None:
            check_description("description", self.description)

    def _check_ports(self) -> None:
        if not is_known(self.ip_protocol):
            return
        check_choice("ip_protocol", self.ip_protocol, get_args(IpProtocol))
        if self.ip_protocol not in get_args(IpProtocol):
            return
        if self.ip_protocol not in ("tcp", "udp"):
            if self.port is not None or self.to_port is not None:
                refuse("port", f"left out with ip_protocol {self.ip_protocol!r}", self.port)
            return
        if self.port is None:
            fail("port", f"given with ip_protocol {self.ip_protocol!r}", self.port)
        check_port("port", self.port, low=0)
        if self.to_port is not None:
            check_port("to_port", self.to_port, low=0)
            known = is_known(self.port) and is_known(self.to_port)
            if known and self.to_port < self.port:
                refuse("to_port", f"at least the port of {self.port}", self.to_port)

    @property
    def port_range(self) -> tuple[int | None, int | None]:
        """``from_port`` and ``to_port`` as EC2 takes them."""
        if self.ip_protocol in ("icmp", "icmpv6"):
            return -1, -1  # every type and code
        return self.port, self.port if self.to_port is None else self.to_port

    @property
    def other_side(self) -> str:
        """The CIDR block, or the id of the security group or prefix list."""
        reference = self.security_group or self.prefix_list
        return self.cidr_ipv4 or self.cidr_ipv6 or (reference.id if reference else "")

    def describe(self, preposition: Literal["from", "to"]) -> str:
        """The description of a rule that has none: ``tcp 443 from 0.0.0.0/0``."""
        protocol = "all traffic" if self.ip_protocol == "-1" else self.ip_protocol
        ports = ""
        if self.port is not None and is_known(self.port) and is_known(self.to_port):
            ports = f" {self.port}" if self.to_port is None else f" {self.port}-{self.to_port}"
        return f"{protocol}{ports} {preposition} {self.other_side}"
