from typing import Any

import pytest
from constructs_lib import AlarmThresholds
from support import refusal


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"elb_5xx": -1}, "elb_5xx must be between 0 and 1000000000, got -1"),
        (
            {"target_5xx": 0.5},
            "target_5xx must be a whole number between 0 and 1000000000, got 0.5",
        ),
        ({"target_response_time": 0}, "target_response_time must be a number above 0, got 0"),
        ({"target_response_time": "1"}, "target_response_time must be a number above 0, got '1'"),
    ],
)
def test_refuses(refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        AlarmThresholds(**refused)
