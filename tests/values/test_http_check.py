from typing import Any

import pytest
from constructs_lib import HttpCheck
from support import refusal


def test_what_is_left_out() -> None:
    check = HttpCheck("app.example.com")
    assert (check.path, check.status_from, check.status_to, check.request_timeout) == (
        "/",
        200,
        399,
        10,
    )


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"status_from": 300, "status_to": 299}, "status_to must be between 300 and 599, got 299"),
        ({"status_from": 99}, "status_from must be between 100 and 599, got 99"),
    ],
)
def test_refuses(refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        HttpCheck("app.example.com", **refused)
