"""The redirect action."""

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from constructs_lib.refused import problems_of_value
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_boolean, check_choice, check_port, check_text, refuse

RedirectProtocol: TypeAlias = Literal["HTTP", "HTTPS", "#{protocol}"]
RedirectStatusCode: TypeAlias = Literal["HTTP_301", "HTTP_302"]

SAME_HOST, SAME_PATH, SAME_QUERY = "#{host}", "/#{path}", "#{query}"
"""Parts of the request that stay as they are."""

PLACEHOLDER = re.compile(r"#\{(.*?)\}")
"""A part of the request that AWS puts in."""

_PLACEHOLDERS = {
    "host": ("host",),
    "path": ("host", "path", "port"),
    "query": ("protocol", "host", "port", "path", "query"),
}
"""Which of the request's own parts AWS puts in where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """Sends the client to another address: ``Redirect(protocol="HTTPS", port=443)``.

    A part that is left out stays as the client wrote it. ``#{protocol}``, ``#{host}``,
    ``#{port}``, ``#{path}`` (without its leading slash) and ``#{query}`` stand for the
    request's own parts, all of them in the query, and some in the others. At least one of
    protocol, host, port and path must change: AWS refuses a redirect to itself.

    Args:
        protocol: ``HTTP``, ``HTTPS`` or ``#{protocol}``; an HTTPS listener can't go to HTTP.
        host: 1 to 128 letters, digits, hyphens, dots and underscores; may hold ``#{host}``.
        port: 1 to 65535 or ``#{port}``.
        path: Starts with ``/``, at most 128 characters; may hold ``#{host}``, ``#{path}`` and
            ``#{port}``.
        query: At most 128 characters, without the leading ``?``.
        listens_elsewhere: ``True``: what answers is not in this construct: at that port of the same
            host listens what stands before the load balancer (CloudFront, a Network Load Balancer),
            or a rule of `ListenerRules` answers that path. Left out: ``False``: the load balancer
            must have a listener there, and not the same redirect again.
        status_code: ``HTTP_301`` (permanent: browsers remember it) or ``HTTP_302`` (found).
            Left out: ``HTTP_301``.

    Raises:
        ValueError: A part is not of its form, or nothing but the query changes.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html
    """

    protocol: RedirectProtocol = "#{protocol}"
    host: str = SAME_HOST
    port: int | Literal["#{port}"] = "#{port}"
    path: str = SAME_PATH
    query: str = SAME_QUERY
    status_code: RedirectStatusCode = "HTTP_301"
    listens_elsewhere: bool = False

    @problems_of_value
    def __post_init__(self) -> None:
        check_choice("protocol", self.protocol, get_args(RedirectProtocol))
        check_text(
            "host",
            self.host,
            pattern=r"(?:[A-Za-z0-9._-]|#\{[^{}]*\})+",
            high=128,
            allowed="1 to 128 characters of a host name, which may hold #{host}",
        )
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
            for name in PLACEHOLDER.findall(text) if is_known(text) else ():
                check_choice(f"{field} placeholder", name, _PLACEHOLDERS[field])
            if is_known(text) and "#{" in PLACEHOLDER.sub("", text):
                refuse(field, "text in which each #{ is closed by a }", text)
        check_boolean("listens_elsewhere", self.listens_elsewhere)
        check_choice("status_code", self.status_code, get_args(RedirectStatusCode))
        if self.keeps_host_and_path and (self.protocol, self.port) == ("#{protocol}", "#{port}"):
            msg = "redirect must change at least one of protocol, host, port and path, got none"
            raise ValueError(msg)

    @property
    def keeps_host_and_path(self) -> bool:
        """Whether only the protocol, the port or the query change."""
        return (self.host, self.path) == (SAME_HOST, SAME_PATH)


REDIRECT_TO_HTTPS: Final = Redirect(protocol="HTTPS", port=443)
"""What an HTTP listener does where a site is to be reached over HTTPS only, on its usual port."""
