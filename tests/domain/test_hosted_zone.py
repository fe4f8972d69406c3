from collections.abc import Callable
from typing import Any

from constructs_lib import HostedZoneLookup, Id
from cdktf import TerraformStack
from helpers.invalid_input import InvalidInput, rejects


def test_reads_data_source(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    HostedZoneLookup(stack, "existing", name="example.com")
    assert synthesized()["data"]["aws_route53_zone"]["existing"] == {
        "name": "example.com",
        "private_zone": False,
    }


def test_finds_private_zone_of_vpc(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    HostedZoneLookup(stack, "zone", name="example.com", private_zone=True, vpc=Id("vpc-0"))
    assert synthesized()["data"]["aws_route53_zone"]["zone"] == {
        "name": "example.com",
        "private_zone": True,
        "vpc_id": "vpc-0",
    }


INVALID = [
    InvalidInput(
        'HostedZoneLookup(stack, "id", name="example.com")',
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html",
        """
name="" => name must be a lower-case host name such as "app.example.com", got ''
name="com" => name must be a lower-case host name such as "app.example.com", got 'com'
name="Example.com" => name must be a lower-case host name such as "app.example.com", got 'Example.com'
name="example.com." => name must be a lower-case host name such as "app.example.com", got 'example.com.'
name="*.example.com" => name must be a lower-case host name such as "app.example.com", got '*.example.com'
private_zone="yes" => private_zone must be True or False, got 'yes'
vpc=vpc => vpc must be omitted for a public hosted zone
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
