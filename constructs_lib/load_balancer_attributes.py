"""The attributes of a load balancer, which AWS keeps beside it."""

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from constructs_lib.problems import gathered
from constructs_lib.validation import check_boolean, check_choice, check_integer, refuse

IpAddressType: TypeAlias = Literal["ipv4", "dualstack", "dualstack-without-public-ipv4"]
DesyncMitigationMode: TypeAlias = Literal["monitor", "defensive", "strictest"]
XffHeaderProcessingMode: TypeAlias = Literal["append", "preserve", "remove"]


@gathered
def check_attributes(
    flags: Mapping[str, bool],
    *,
    ip_address_type: IpAddressType,
    desync_mitigation_mode: DesyncMitigationMode,
    xff_header_processing_mode: XffHeaderProcessingMode,
    idle_timeout: int,
    client_keep_alive: int,
    minimum_capacity_units: int | None,
) -> None:
    """Values that AWS takes, each by itself.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
    """
    for field, flag in flags.items():
        check_boolean(field, flag)
    check_choice("ip_address_type", ip_address_type, get_args(IpAddressType))
    modes = get_args(DesyncMitigationMode)
    check_choice("desync_mitigation_mode", desync_mitigation_mode, modes)
    modes = get_args(XffHeaderProcessingMode)
    check_choice("xff_header_processing_mode", xff_header_processing_mode, modes)
    check_integer("idle_timeout", idle_timeout, low=1, high=4000)
    check_integer("client_keep_alive", client_keep_alive, low=60, high=604_800)
    if minimum_capacity_units is not None:
        check_integer("minimum_capacity_units", minimum_capacity_units, low=100, high=1_000_000)
    if ip_address_type == "dualstack-without-public-ipv4" and flags["internal"] is True:
        refuse("ip_address_type", "ipv4 or dualstack for an internal ALB", ip_address_type)
