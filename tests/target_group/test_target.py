from constructs_lib import Target
from helpers.invalid_input import InvalidInput, rejects


def test_accepts_valid_targets() -> None:
    Target(id="10.0.0.1", port=8080, availability_zone="all")
    Target(id="i-0123", availability_zone="ap-northeast-1a")


INVALID = [
    InvalidInput(
        'Target(id="10.0.0.1")',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html",
        """
id="" => id must be an IP address or an instance's id, got ''
id="10.0.0.1 " => id must be an IP address or an instance's id, got '10.0.0.1 '
port=0 => port must be between 1 and 65535, got 0
port=65536 => port must be between 1 and 65535, got 65536
port="80" => port must be a whole number between 1 and 65535, got '80'
availability_zone="everywhere" => availability_zone must be "all" or an Availability Zone, got 'everywhere'
availability_zone="" => availability_zone must be "all" or an Availability Zone, got ''
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
