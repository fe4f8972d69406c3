"""The attributes of a load balancer."""

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias, get_args

from constructs_lib._core import checks

IpAddressType: TypeAlias = Literal["ipv4", "dualstack", "dualstack-without-public-ipv4"]
DesyncMitigationMode: TypeAlias = Literal["monitor", "defensive", "strictest"]
XffHeaderProcessingMode: TypeAlias = Literal["append", "preserve", "remove"]


def attribute_errors(
    flags: Mapping[str, object],
    *,
    ip_address_type: object,
    desync_mitigation_mode: object,
    xff_header_processing_mode: object,
    idle_timeout: object,
    client_keep_alive: object,
    minimum_capacity_units: object,
) -> Iterator[str]:
    """Check the attributes of a load balancer.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
    """
    for name, flag in flags.items():
        yield from checks.boolean(name, flag)
    yield from checks.choice("ip_address_type", ip_address_type, get_args(IpAddressType))
    modes = get_args(DesyncMitigationMode)
    yield from checks.choice("desync_mitigation_mode", desync_mitigation_mode, modes)
    modes = get_args(XffHeaderProcessingMode)
    yield from checks.choice("xff_header_processing_mode", xff_header_processing_mode, modes)
    yield from checks.integer("idle_timeout", idle_timeout, minimum=1, maximum=4000)
    yield from checks.integer("client_keep_alive", client_keep_alive, minimum=60, maximum=604_800)
    if minimum_capacity_units is not None:
        yield from checks.integer(
            "minimum_capacity_units", minimum_capacity_units, minimum=100, maximum=1_000_000
        )
    if ip_address_type == "dualstack-without-public-ipv4" and flags["internal"] is True:
        yield "ip_address_type 'dualstack-without-public-ipv4' requires internal=False"
