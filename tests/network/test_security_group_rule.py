import pytest
from constructs_lib import Id, SecurityGroupRule
from helpers.invalid_input import InvalidInput, rejects

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
        (
            SecurityGroupRule(ip_protocol="icmp", icmp_type=8, cidr_ipv4="10.0.0.0/8"),
            (8, -1),
            "icmp type 8 from 10.0.0.0/8",
        ),
        (
            SecurityGroupRule(ip_protocol="icmp", icmp_type=3, icmp_code=4, cidr_ipv4="10.0.0.0/8"),
            (3, 4),
            "icmp type 3 code 4 from 10.0.0.0/8",
        ),
        (
            SecurityGroupRule(ip_protocol="50", security_group=GROUP),
            (None, None),
            "protocol 50 from sg-0123",
        ),
    ],
)
def test_returns_port_range_and_description(
    rule: SecurityGroupRule, ports: tuple[int | None, int | None], description: str
) -> None:
    assert rule.port_range == ports
    assert rule.describe("from") == description


INVALID = [
    InvalidInput(
        'SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")',
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html",
        """
port=-1 => port must be between 0 and 65535, got -1
port=65536 => port must be between 0 and 65535, got 65536
port="80" => port must be a whole number between 0 and 65535, got '80'
port=80.5 => port must be a whole number between 0 and 65535, got 80.5
port=True => port must be a whole number between 0 and 65535, got True
port=None => port is required with ip_protocol 'tcp'
to_port=79 => to_port must be at least the port, which is 80, got 79
to_port=65536 => to_port must be between 0 and 65535, got 65536
to_port="81" => to_port must be a whole number between 0 and 65535, got '81'
ip_protocol="TCP" => ip_protocol must be one of tcp, udp, icmp, icmpv6, -1 or the number of another protocol as a string, got 'TCP'
ip_protocol="6" => ip_protocol must be one of tcp, udp, icmp, icmpv6, -1 or the number of another protocol as a string, got '6'
ip_protocol="256" => ip_protocol must be one of tcp, udp, icmp, icmpv6, -1 or the number of another protocol as a string, got '256'
ip_protocol="50" => port and to_port must be omitted with ip_protocol '50'
port=None, ip_protocol="${var.protocol}", icmp_type=8 => icmp_type and icmp_code require an ip_protocol that is known at synth
icmp_type=8 => icmp_type requires ip_protocol 'icmp' or 'icmpv6', got 'tcp'
port=None, ip_protocol="icmp", icmp_type=256 => icmp_type must be between 0 and 255, got 256
port=None, ip_protocol="icmp", icmp_code=1 => icmp_code requires an icmp_type
ip_protocol="-1" => port and to_port must be omitted with ip_protocol '-1'
ip_protocol="icmp" => port and to_port must be omitted with ip_protocol 'icmp'
ip_protocol="all" => ip_protocol must be one of tcp, udp, icmp, icmpv6, -1 or the number of another protocol as a string, got 'all'
cidr_ipv4="10.0.0.1/16" => cidr_ipv4 must be an IPv4 CIDR block such as 10.0.0.0/16 with no host bits set (here: 10.0.0.0/16), got '10.0.0.1/16'
cidr_ipv4="10.0.0.0" => cidr_ipv4 must be an IPv4 CIDR block such as 10.0.0.0/16 with no host bits set (here: 10.0.0.0/32), got '10.0.0.0'
cidr_ipv4="10.0.0.0/33" => cidr_ipv4 must be an IPv4 CIDR block such as 10.0.0.0/16, got '10.0.0.0/33'
cidr_ipv4="10.0.0/16" => cidr_ipv4 must be an IPv4 CIDR block such as 10.0.0.0/16, got '10.0.0/16'
cidr_ipv4="::/0" => cidr_ipv4 must be an IPv4 CIDR block such as 10.0.0.0/16 (use cidr_ipv6), got '::/0'
cidr_ipv4="" => cidr_ipv4 must be an IPv4 CIDR block such as 10.0.0.0/16, got ''
cidr_ipv4="everywhere" => cidr_ipv4 must be an IPv4 CIDR block such as 10.0.0.0/16, got 'everywhere'
cidr_ipv4=None => exactly one of cidr_ipv4, cidr_ipv6, security_group, prefix_list must be given, got none
cidr_ipv4=None, cidr_ipv6="2001:DB8::/32" => cidr_ipv6 must be an IPv6 CIDR block such as 2001:db8::/32 with no host bits set (here: 2001:db8::/32), got '2001:DB8::/32'
cidr_ipv4=None, cidr_ipv6="2001:db8::1/32" => cidr_ipv6 must be an IPv6 CIDR block such as 2001:db8::/32 with no host bits set (here: 2001:db8::/32), got '2001:db8::1/32'
cidr_ipv4=None, cidr_ipv6="0.0.0.0/0" => cidr_ipv6 must be an IPv6 CIDR block such as 2001:db8::/32 (use cidr_ipv4), got '0.0.0.0/0'
cidr_ipv4=None, cidr_ipv6="::/129" => cidr_ipv6 must be an IPv6 CIDR block such as 2001:db8::/32, got '::/129'
cidr_ipv6="::/0" => exactly one of cidr_ipv4, cidr_ipv6, security_group, prefix_list must be given, got cidr_ipv4, cidr_ipv6
security_group=Id("sg-1") => exactly one of cidr_ipv4, cidr_ipv6, security_group, prefix_list must be given, got cidr_ipv4, security_group
cidr_ipv4=None, security_group="sg-1" => security_group must be a security group (the lookup, construct or resource itself, not its id) or Id("sg-0abc"), got 'sg-1'
cidr_ipv4=None, security_group=Id("vpc-1") => security_group must be an id that starts with sg-, got 'vpc-1'
cidr_ipv4=None, security_group=Id("web") => security_group must be an id that starts with sg-, got 'web'
cidr_ipv4=None, prefix_list=Id("sg-1") => prefix_list must be an id that starts with pl-, got 'sg-1'
description="" => description must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, got ''
description="it's" => description must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, got "it's"
description="a" * 256 => description must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (258 characters)
description="日本" => description must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, got '日本'
cidr_ipv4=None, cidr_ipv6="fe80::%1/64" => cidr_ipv6 must be an IPv6 CIDR block such as 2001:db8::/32, got 'fe80::%1/64'
cidr_ipv4=None, cidr_ipv6=1 => cidr_ipv6 must be an IPv6 CIDR block such as 2001:db8::/32, got 1
cidr_ipv4=10 => cidr_ipv4 must be an IPv4 CIDR block such as 10.0.0.0/16, got 10
cidr_ipv4="10.0.0.1" => cidr_ipv4 must be an IPv4 CIDR block such as 10.0.0.0/16 with no host bits set (here: 10.0.0.1/32), got '10.0.0.1'
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
