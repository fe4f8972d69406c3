import pytest
from constructs_lib import Id, SecurityGroupRule
from support import refusal

GROUP = Id("sg-0123")


@pytest.mark.parametrize(
    ("rule", "ports", "description"),
    [
        (SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0"), (80, 80), "tcp 80 from 0.0.0.0/0"),
        (SecurityGroupRule(port=80, cidr_ipv6="::/0"), (80, 80), "tcp 80 from ::/0"),
        (
            SecurityGroupRule(port=32768, to_port=65535, security_group=GROUP),
            (32768, 65535),
            "tcp 32768-65535 from sg-0123",
        ),
        (
            SecurityGroupRule(port=53, ip_protocol="udp", prefix_list=Id("pl-0123")),
            (53, 53),
            "udp 53 from pl-0123",
        ),
        (
            SecurityGroupRule(ip_protocol="-1", cidr_ipv4="10.0.0.0/8"),
            (None, None),
            "all traffic from 10.0.0.0/8",
        ),
        (
            SecurityGroupRule(ip_protocol="icmpv6", cidr_ipv6="2001:db8::/32"),
            (-1, -1),
            "icmpv6 from 2001:db8::/32",
        ),
    ],
)
def test_a_rule_has_ports_and_a_description(
    rule: SecurityGroupRule, ports: tuple[int | None, int | None], description: str
) -> None:
    assert rule.port_range == ports
    assert rule.describe("from") == description


WORDS = "1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*"
SIDES = "rule must be given exactly one of cidr_ipv4, cidr_ipv6, security_group, prefix_list"
IPV4 = "cidr_ipv4 must be an IPv4 CIDR block such as 10.0.0.0/16"
IPV6 = "cidr_ipv6 must be an IPv6 CIDR block such as 2001:db8::/32"


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"port": 80}, f"{SIDES}, got []"),
        (
            {"port": 80, "cidr_ipv4": "0.0.0.0/0", "cidr_ipv6": "::/0"},
            f"{SIDES}, got ['cidr_ipv4', 'cidr_ipv6']",
        ),
        ({"cidr_ipv4": "0.0.0.0/0"}, "port must be given with ip_protocol 'tcp', got None"),
        ({"port": -1, "cidr_ipv6": "::/0"}, "port must be between 0 and 65535, got -1"),
        (
            {"port": 80, "to_port": 65536, "cidr_ipv6": "::/0"},
            "to_port must be between 0 and 65535, got 65536",
        ),
        (
            {"port": 80, "to_port": 79, "cidr_ipv6": "::/0"},
            "to_port must be at least the port of 80, got 79",
        ),
        (
            {"port": 80, "ip_protocol": "-1", "cidr_ipv6": "::/0"},
            "port must be left out with ip_protocol '-1', got 80",
        ),
        (
            {"port": 80, "ip_protocol": "TCP", "cidr_ipv6": "::/0"},
            "ip_protocol must be one of tcp, udp, icmp, icmpv6, -1, got 'TCP'",
        ),
        (
            {"port": 80, "cidr_ipv4": "10.0.0.1/16"},
            f"{IPV4} with no host bits set (here: 10.0.0.0/16), got '10.0.0.1/16'",
        ),
        (
            {"port": 80, "cidr_ipv4": "10.0.0.1"},
            f"{IPV4} with no host bits set (here: 10.0.0.1/32), got '10.0.0.1'",
        ),
        (
            {"port": 80, "cidr_ipv4": "::/0"},
            f"{IPV4} (cidr_ipv6 takes the other kind), got '::/0'",
        ),
        ({"port": 80, "cidr_ipv4": "10.0.0.0/33"}, f"{IPV4}, got '10.0.0.0/33'"),
        ({"port": 80, "cidr_ipv4": "everywhere"}, f"{IPV4}, got 'everywhere'"),
        (
            {"port": 80, "cidr_ipv6": "0.0.0.0/0"},
            f"{IPV6} (cidr_ipv4 takes the other kind), got '0.0.0.0/0'",
        ),
        (
            {"port": 80, "cidr_ipv6": "2001:DB8:0::/32"},
            f"{IPV6} with no host bits set (here: 2001:db8::/32), got '2001:DB8:0::/32'",
        ),
        (
            {"port": 80, "security_group": "sg-0123"},
            (
                "security_group must be a security group "
                "(the lookup, construct or resource itself, and not its id) or "
                "Id(\"sg-0abc\"), got 'sg-0123'"
            ),
        ),
        (
            {"port": 80, "security_group": Id("vpc-0123")},
            "security_group must be an id that starts with sg-, got 'vpc-0123'",
        ),
        (
            {"port": 80, "prefix_list": GROUP},
            "prefix_list must be an id that starts with pl-, got 'sg-0123'",
        ),
        (
            {"port": 80, "security_group": GROUP, "description": "it's"},
            f'description must be {WORDS}, got "it\'s"',
        ),
        (
            {"port": 80, "security_group": GROUP, "description": "a" * 256},
            f"description must be {WORDS}, got '{'a' * 256}'",
        ),
    ],
)
def test_refuses(
    refused: dict[str, object],
    message: str,
) -> None:
    with refusal(message):
        SecurityGroupRule(**refused)  # type: ignore[arg-type] # a table of arguments
