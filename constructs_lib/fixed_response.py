"""The fixed-response action."""

from dataclasses import KW_ONLY, dataclass
from typing import Literal, TypeAlias, get_args

from constructs_lib.refused import problems_of_value
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_choice, check_text, refuse

ContentType: TypeAlias = Literal[
    "text/plain", "text/css", "text/html", "application/javascript", "application/json"
]


@dataclass(frozen=True, slots=True)
class FixedResponse:
    """Answers by itself, without a target: ``FixedResponse(404, message_body="not here")``.

    Args:
        status_code: The HTTP status: 200 to 299 or 400 to 599.
        content_type: ``text/plain``, ``text/css``, ``text/html``, ``application/javascript`` or
            ``application/json``. Left out: ``text/plain``.
        message_body: At most 1,024 characters. Left out: an empty body.

    Raises:
        ValueError: A value is out of its range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_FixedResponseActionConfig.html
    """

    status_code: int
    _: KW_ONLY
    content_type: ContentType = "text/plain"
    message_body: str = ""

    @problems_of_value
    def __post_init__(self) -> None:
        codes = (*range(200, 300), *range(400, 600))
        whole = isinstance(self.status_code, int)
        if is_known(self.status_code) and not (whole and self.status_code in codes):
            allowed = "a whole number between 200 and 299 or between 400 and 599"
            refuse("status_code", allowed, self.status_code)
        check_choice("content_type", self.content_type, get_args(ContentType))
        check_text(
            "message_body",
            self.message_body,
            low=0,
            high=1024,
            allowed="at most 1024 characters",
        )
