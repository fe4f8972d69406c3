"""The actions of a listener: what an Application Load Balancer does with a request."""

import re
from dataclasses import KW_ONLY, dataclass
from typing import Literal, TypeAlias, get_args

from constructs_lib.refs import HasArn, arn_of
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_arn_of, check_choice, check_port, check_text, fail

ContentType: TypeAlias = Literal[
    "text/plain", "text/css", "text/html", "application/javascript", "application/json"
]
RedirectProtocol: TypeAlias = Literal["HTTP", "HTTPS", "#{protocol}"]
RedirectStatusCode: TypeAlias = Literal["HTTP_301", "HTTP_302"]

_PLACEHOLDER = re.compile(r"#\{(.*?)\}")
_PLACEHOLDERS = ("protocol", "host", "port", "path", "query")


@dataclass(frozen=True, slots=True)
class Forward:
    """Sends the request to a target group: ``Forward(backend)``.

    Args:
        target_group: The target group.

    Raises:
        ValueError: The reference has no ARN, or a known ARN is not a target group's.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html
    """

    target_group: HasArn

    def __post_init__(self) -> None:
        check_arn_of(
            "target_group",
            arn_of("target_group", self.target_group),
            resources=["elasticloadbalancing:targetgroup/"],
            allowed="the ARN of a target group",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """Sends the client to another address: ``Redirect(protocol="HTTPS", port=443)``.

    A part that is left out stays as the client wrote it. ``#{protocol}``, ``#{host}``,
    ``#{port}``, ``#{path}`` (without its leading slash) and ``#{query}`` stand for the
    request's own parts. At least one of protocol, host, port and path must change: AWS refuses
    a redirect to itself.

    Args:
        protocol: ``HTTP``, ``HTTPS`` or ``#{protocol}``; an HTTPS listener can't go to HTTP.
        host: 1 to 128 characters.
        port: 1 to 65535 or ``#{port}``.
        path: Starts with ``/``, at most 128 characters.
        query: At most 128 characters, without the leading ``?``.
        status_code: ``HTTP_301`` (permanent: browsers remember it) or ``HTTP_302`` (found).
            Left out: ``HTTP_301``.

    Raises:
        ValueError: A part is not of its form, or nothing but the query changes.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html
    """

    protocol: RedirectProtocol = "#{protocol}"
    host: str = "#{host}"
    port: int | Literal["#{port}"] = "#{port}"
    path: str = "/#{path}"
    query: str = "#{query}"
    status_code: RedirectStatusCode = "HTTP_301"

    def __post_init__(self) -> None:
        check_choice("protocol", self.protocol, get_args(RedirectProtocol))
        check_text("host", self.host, high=128, allowed="1 to 128 characters")
        check_port("port", self.port, or_word="#{port}")
        check_text(
            "path",
            self.path,
            pattern=r"/\S*",
            high=128,
            allowed="1 to 128 characters that start with / and hold no white space",
        )
        check_text(
            "query",
            self.query,
            pattern=r"(?!\?)\S*",
            low=0,
            high=128,
            allowed="at most 128 characters with no leading ? and no white space",
        )
        for field, text in (("host", self.host), ("path", self.path), ("query", self.query)):
            for name in _PLACEHOLDER.findall(text) if is_known(text) else ():
                check_choice(f"{field} placeholder", name, _PLACEHOLDERS)
        check_choice("status_code", self.status_code, get_args(RedirectStatusCode))
        if (self.protocol, self.host, self.port, self.path) == (
            "#{protocol}",
            "#{host}",
            "#{port}",
            "/#{path}",
        ):
            msg = "redirect must change at least one of protocol, host, port and path, got none"
            raise ValueError(msg)


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

    def __post_init__(self) -> None:
        if is_known(self.status_code) and self.status_code not in (
            *range(200, 300),
            *range(400, 600),
        ):
            fail("status_code", "between 200 and 299 or between 400 and 599", self.status_code)
        check_choice("content_type", self.content_type, get_args(ContentType))
        check_text(
            "message_body", self.message_body, low=0, high=1024, allowed="at most 1024 characters"
        )


Action: TypeAlias = Forward | Redirect | FixedResponse
"""What a listener does with a request. Code that takes one ends in ``assert_never``."""
