"""The fixed-response action."""

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass
from typing import Literal, TypeAlias, get_args

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved

ContentType: TypeAlias = Literal[
    "text/plain", "text/css", "text/html", "application/javascript", "application/json"
]


@dataclass(frozen=True, slots=True)
class FixedResponse:
    """Returns a custom HTTP response: ``FixedResponse(404, message_body="not here")``.

    Args:
        status_code: HTTP status code, 200–299 or 400–599.
        content_type: ``text/plain``, ``text/css``, ``text/html``, ``application/javascript`` or
            ``application/json``. Defaults to ``text/plain``.
        message_body: Body, at most 1024 characters. Defaults to an empty body.

    Raises:
        ValidationError: A value is out of range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_FixedResponseActionConfig.html
    """

    status_code: int
    _: KW_ONLY
    content_type: ContentType = "text/plain"
    message_body: str = ""

    def __post_init__(self) -> None:
        raise_errors(
            _status_code_errors("status_code", self.status_code),
            checks.choice("content_type", self.content_type, get_args(ContentType)),
            checks.string(
                "message_body",
                self.message_body,
                minimum=0,
                maximum=1024,
                expected="at most 1024 characters",
            ),
        )


def _status_code_errors(name: str, code: object) -> Iterator[str]:
    is_whole = isinstance(code, int) and not isinstance(code, bool)
    if is_resolved(code) and not (is_whole and code in (*range(200, 300), *range(400, 600))):
        expected = "a whole number between 200 and 299 or between 400 and 599"
        yield error_message(name, expected, code)
