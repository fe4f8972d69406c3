import pytest
from constructs_lib import FixedResponse
from helpers.invalid_input import InvalidInput, rejects


@pytest.mark.parametrize("status_code", [200, 299, 400, 404, 599])
def test_accepts_status_codes(status_code: int) -> None:
    assert FixedResponse(status_code).content_type == "text/plain"


INVALID = [
    InvalidInput(
        "FixedResponse(404)",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_FixedResponseActionConfig.html",
        """
status_code=100 => status_code must be a whole number between 200 and 299 or between 400 and 599, got 100
status_code=302 => status_code must be a whole number between 200 and 299 or between 400 and 599, got 302
status_code=600 => status_code must be a whole number between 200 and 299 or between 400 and 599, got 600
status_code="404" => status_code must be a whole number between 200 and 299 or between 400 and 599, got '404'
status_code="4xx" => status_code must be a whole number between 200 and 299 or between 400 and 599, got '4xx'
message_body="a" * 1025 => message_body must be at most 1024 characters, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (1027 characters)
message_body=5 => message_body must be a string: at most 1024 characters, got 5
content_type="text" => content_type must be one of text/plain, text/css, text/html, application/javascript, application/json, got 'text'
content_type="application/xml" => content_type must be one of text/plain, text/css, text/html, application/javascript, application/json, got 'application/xml'
content_type="text/html; charset=utf-8" => content_type must be one of text/plain, text/css, text/html, application/javascript, application/json, got 'text/html; charset=utf-8'
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
