"""Targets that Terraform registers with a target group."""

import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target that Terraform registers with a target group; ECS services register their tasks.

    A part of `TargetGroup`, which creates one ``aws_lb_target_group_attachment`` for it.

    Args:
        id: The IP address of the target, which is not a loopback, link-local or multicast address,
            in a target group of type ``ip``; the instance ID in one of type ``instance``.
        port: Port on which the target receives traffic, 1–65535. Defaults to that of the target
            group.
        availability_zone: ``all`` for a private IP address (RFC 1918 or RFC 6598) outside of the
            VPC, such as one in a peered VPC or on premises; or the name of a zone. Defaults to the
            zone of the address in the VPC.

    Raises:
        ValidationError: A value is out of range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html
    """

    id: str
    port: int | None = None
    availability_zone: str | None = None

    def __post_init__(self) -> None:
        raise_errors(_errors(self))


def _errors(target: Target) -> Iterator[str]:
    expected = "an IP address or an instance's id"
    yield from checks.string("id", target.id, pattern=r"\S+", expected=expected)
    if target.port is not None:
        yield from checks.port("port", target.port)
    if target.availability_zone is not None:
        yield from checks.string(
            "availability_zone",
            target.availability_zone,
            pattern="all|[a-z]{2}(-[a-z0-9]+)+",
            expected='"all" or an Availability Zone',
        )


_PRIVATE_NETWORKS: Final = tuple(
    map(ipaddress.IPv4Network, ("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"))
)
"""The addresses that AWS accepts for targets outside of the VPC: RFC 1918 and RFC 6598."""


def target_errors(
    name: str, targets: object, *, target_type: str, ip_address_type: str, port: int
) -> Iterator[str]:
    """Check the targets of a group: their types, and that none is repeated."""
    if targets is None:
        return
    yield from checks.mapping(name, targets, value_type=Target)
    if not isinstance(targets, Mapping):
        return
    registered: dict[tuple[str, int], str] = {}
    for key, target in targets.items():
        if not isinstance(target, Target) or not is_resolved(target.id):
            continue
        target_name = f"{name}[{key!r}]"
        if isinstance(port, int | float):  # another check reports a wrong type
            first = registered.setdefault((target.id, target.port or port), key)
            if first != key:
                yield f"{target_name} is the same target, on the same port, as {name}[{first!r}]"
        version = 4 if ip_address_type == "ipv4" else 6 if ip_address_type == "ipv6" else None
        if target_type == "ip" and version is not None:
            yield from _address_errors(f"{target_name} id", target, version)
        elif target_type == "instance" and not target.id.startswith("i-"):
            expected = "an instance's id, which starts with i-"
            yield error_message(f"{target_name} id", expected, target.id)


def _address_errors(name: str, target: Target, version: int) -> Iterator[str]:
    """Check for an address that a network interface can have."""
    try:
        address = ipaddress.ip_address(target.id)
    except ValueError:
        address = None
    if address is None or address.version != version or "%" in target.id:  # a zone index (RFC 4007)
        yield error_message(name, f"an IPv{version} address", target.id)
    elif (
        address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_unspecified
    ):
        expected = "an address in a network, not a loopback, link-local or multicast address"
        yield error_message(name, expected, target.id)
    elif (
        target.availability_zone == "all"
        and isinstance(address, ipaddress.IPv4Address)
        and not any(address in network for network in _PRIVATE_NETWORKS)
    ):
        networks = ", ".join(map(str, _PRIVATE_NETWORKS))
        expected = f'in {networks}, as availability_zone "all" is for targets outside of the VPC'
        yield error_message(name, expected, target.id)
