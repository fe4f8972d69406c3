import pytest
from constructs_lib import FixedResponse
from support import refusal


@pytest.mark.parametrize("status_code", [200, 299, 400, 404, 599])
def test_fixed_response_accepts(status_code: int) -> None:
    assert FixedResponse(status_code).content_type == "text/plain"


STATUS = "status_code must be a whole number between 200 and 299 or between 400 and 599"


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"status_code": 301}, f"{STATUS}, got 301"),
        ({"status_code": 600}, f"{STATUS}, got 600"),
        (
            {"status_code": "404"},
            f"{STATUS}, got '404'",
        ),
        (
            {"status_code": 404.0},
            f"{STATUS}, got 404.0",
        ),
        (
            {"status_code": 404, "content_type": "text/xml"},
            (
                "content_type must be one of text/plain, text/css, text/html, "
                "application/javascript, application/json, got 'text/xml'"
            ),
        ),
        (
            {"status_code": 404, "message_body": "a" * 1025},
            f"message_body must be at most 1024 characters, got '{'a' * 1025}'",
        ),
    ],
)
def test_fixed_response_refuses(
    refused: dict[str, object],
    message: str,
) -> None:
    with refusal(message):
        FixedResponse(**refused)  # type: ignore[arg-type] # a table of arguments
