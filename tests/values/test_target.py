from typing import Any

import pytest
from constructs_lib import Target
from support import refusal


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"id": ""}, "id must be an IP address or an instance's id, got ''"),
        ({"port": 0}, "port must be between 1 and 65535, got 0"),
        (
            {"availability_zone": "any"},
            "availability_zone must be \"all\" or an Availability Zone, got 'any'",
        ),
    ],
)
def test_refuses(refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        Target(**{"id": "10.0.0.1", **refused})


def test_accepts() -> None:
    Target(id="10.0.0.1", port=8080, availability_zone="all")
    Target(id="i-0123", availability_zone="ap-northeast-1a")
