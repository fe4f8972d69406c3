import pytest
from invalid_input import InvalidInput, assert_rejects, parameters

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


@pytest.mark.parametrize(("call", "arguments", "errors"), parameters(*INVALID))
def test_rejects_invalid_arguments(call: str, arguments: str, errors: list[str]) -> None:
    assert_rejects(call, arguments, errors)
