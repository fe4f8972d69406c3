"""The redirect action."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved

RedirectProtocol: TypeAlias = Literal["HTTP", "HTTPS", "#{protocol}"]
RedirectStatusCode: TypeAlias = Literal["HTTP_301", "HTTP_302"]

SAME_HOST, SAME_PATH, _SAME_QUERY = "#{host}", "/#{path}", "#{query}"
"""The parts of a redirect that keep those of the request."""

_PLACEHOLDER = re.compile(r"#\{(.*?)\}")
"""A placeholder for a part of the request."""

_PLACEHOLDERS = {
    "host": ("host",),
    "path": ("host", "path", "port"),
    "query": ("protocol", "host", "port", "path", "query"),
}
"""The placeholders that AWS replaces in each part."""


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
        listens_elsewhere: Whether something else than this load balancer listens on the port, such
            as CloudFront or a Network Load Balancer in front of it. Defaults to ``False``: the load
            balancer must have a listener there.
        status_code: ``HTTP_301`` (permanent: browsers remember it) or ``HTTP_302`` (found).
            Left out: ``HTTP_301``.

    Raises:
        ValidationError: A part is not of its form, or nothing but the query changes.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html
    """

    protocol: RedirectProtocol = "#{protocol}"
    host: str = SAME_HOST
    port: int | Literal["#{port}"] = "#{port}"
    path: str = SAME_PATH
    query: str = _SAME_QUERY
    status_code: RedirectStatusCode = "HTTP_301"
    listens_elsewhere: bool = False

    def __post_init__(self) -> None:
        raise_errors(_errors(self))

    @property
    def keeps_host_and_path(self) -> bool:
        """Whether only the protocol, the port or the query change."""
        return (self.host, self.path) == (SAME_HOST, SAME_PATH)


def _errors(redirect: Redirect) -> Iterator[str]:
    yield from checks.choice("protocol", redirect.protocol, get_args(RedirectProtocol))
    yield from checks.string(
        "host",
        redirect.host,
        pattern=r"(?:[A-Za-z0-9._-]|#\{[^{}]*\})+",
        maximum=128,
        expected="1 to 128 characters of a host name, which may contain #{host}",
    )
    yield from checks.port("port", redirect.port, or_literal="#{port}")
    yield from checks.string(
        "path",
        redirect.path,
        pattern=r"/\S*",
        maximum=128,
        expected="1 to 128 characters that start with / and contain no white space",
    )
    yield from checks.string(
        "query",
        redirect.query,
        pattern=r"(?!\?)\S*",
        minimum=0,
        maximum=128,
        expected="at most 128 characters with no leading ? and no white space",
    )
    for name, allowed in _PLACEHOLDERS.items():
        yield from _placeholder_errors(name, getattr(redirect, name), allowed)
    yield from checks.boolean("listens_elsewhere", redirect.listens_elsewhere)
    yield from checks.choice("status_code", redirect.status_code, get_args(RedirectStatusCode))
    if redirect.keeps_host_and_path and (redirect.protocol, redirect.port) == (
        "#{protocol}",
        "#{port}",
    ):
        yield "redirect must change at least one of protocol, host, port and path"


def _placeholder_errors(name: str, text: object, allowed: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(text, str) or not is_resolved(text):
        return
    for placeholder in _PLACEHOLDER.findall(text):
        yield from checks.choice(f"{name} placeholder", placeholder, allowed)
    if "#{" in _PLACEHOLDER.sub("", text):
        yield error_message(name, "text in which each #{ is closed by a }", text)


REDIRECT_TO_HTTPS: Final = Redirect(protocol="HTTPS", port=443)
"""What an HTTP listener does where a site is to be reached over HTTPS only, on its usual port."""
