"""A target that a target group has from the start."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from constructs_lib.problems import gathered
from constructs_lib.refused import problems_of_value
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_mapping, check_port, check_text, refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target that is registered by Terraform, and not by an ECS service.

    A part of `TargetGroup`, which creates one ``aws_lb_target_group_attachment`` for it.

    Args:
        id: The IP address in a group of type ``ip``, no loopback, link-local or multicast one; the
            instance's id in one of type ``instance``. A target is in a group once for each port.
        port: 1 to 65535. Left out: the target group's.
        availability_zone: ``all`` for an IP address outside of the VPC (a peered one, or on
            premises), which must be private: of RFC 1918 or RFC 6598. Left out: the address is in
            the VPC.

    Raises:
        ValueError: A value is out of its range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html
    """

    id: str
    port: int | None = None
    availability_zone: str | None = None

    @problems_of_value
    def __post_init__(self) -> None:
        check_text("id", self.id, pattern=r"\S+", allowed="an IP address or an instance's id")
        if self.port is not None:
            check_port("port", self.port)
        if self.availability_zone is not None:
            check_text(
                "availability_zone",
                self.availability_zone,
                pattern="all|[a-z]{2}(-[a-z0-9]+)+",
                allowed='"all" or an Availability Zone',
            )


_OUTSIDE: Final = tuple(
    map(ipaddress.IPv4Network, ("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"))
)
"""Where AWS takes targets outside of the VPC: RFC 1918 and RFC 6598."""


@gathered
def check_targets(
    field: str,
    targets: Mapping[str, Target] | None,
    target_type: str,
    ip_address_type: str,
    port: int,
) -> None:
    """The targets of one group, by their keys, each of its kind and there once."""
    if targets is None:
        return
    check_mapping(field, targets, to="Target")
    registered: dict[tuple[str, int], str] = {}
    for key, target in targets.items():
        place = f"{field}[{key!r}]"
        if not isinstance(target, Target):
            refuse(place, "a Target", target)
            continue
        if not is_known(target.id):
            continue
        first = registered.setdefault((target.id, target.port or port), key)
        if first != key:
            refuse(place, f"another target, or on another port, than {field}[{first!r}]", target.id)
        version = {"ipv4": 4, "ipv6": 6}.get(ip_address_type)
        if target_type == "ip" and version is not None:
            _check_address(f"{place} id", target, version)
        elif target_type == "instance" and not target.id.startswith("i-"):
            refuse(f"{place} id", "an instance's id, which starts with i-", target.id)


def _check_address(field: str, target: Target, version: int) -> None:
    """An address that a network interface can have; see `Target` for the AWS page."""
    try:
        address = ipaddress.ip_address(target.id)
    except ValueError:
        address = None
    if address is None or address.version != version or "%" in str(target.id):  # a zone (RFC 4007)
        refuse(field, f"an IPv{version} address", target.id)
    elif (
        address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_unspecified
    ):
        refuse(field, "an address in a network, no loopback, link-local or multicast", target.id)
    elif (
        target.availability_zone == "all"
        and isinstance(address, ipaddress.IPv4Address)
        and not any(address in one for one in _OUTSIDE)
    ):
        named = ", ".join(map(str, _OUTSIDE))
        refuse(field, f"in {named}, as it is outside of the VPC (all zones)", target.id)
