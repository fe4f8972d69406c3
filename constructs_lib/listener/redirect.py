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
    """Redirects requests to another URL: ``Redirect(protocol="HTTPS", port=443)``.

    Each part of the URL defaults to that of the request. AWS replaces the placeholders
    ``#{protocol}``, ``#{host}``, ``#{port}``, ``#{path}`` (without its leading slash) and
    ``#{query}`` by the parts of the request. An argument contains each at most once. At least one
    of protocol, host, port and path must change.

    Args:
        protocol: ``HTTP``, ``HTTPS`` or ``#{protocol}``. HTTPS listeners can't redirect to HTTP.
        host: Host name, 1–128 letters, digits, hyphens, dots and underscores, which may contain
            ``#{host}``.
        port: 1–65535 or ``#{port}``.
        path: Path, 1–128 characters that start with ``/``, which may contain ``#{host}``,
            ``#{path}`` and ``#{port}``.
        query: Query string, at most 128 characters without a leading ``?``, which may contain all
            placeholders.
        target_is_external: Whether something else than this load balancer listens on the port, such
            as CloudFront or a Network Load Balancer in front of it. Defaults to ``False``: the load
            balancer must have a listener there.
        status_code: ``HTTP_301`` (permanent, which browsers cache) or ``HTTP_302`` (found).
            Defaults to ``HTTP_301``.

    Raises:
        ValidationError: A part is invalid, a placeholder is repeated, or only the query changes.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html
    """

    protocol: RedirectProtocol = "#{protocol}"
    host: str = SAME_HOST
    port: int | Literal["#{port}"] = "#{port}"
    path: str = SAME_PATH
    query: str = _SAME_QUERY
    status_code: RedirectStatusCode = "HTTP_301"
    target_is_external: bool = False

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
    yield from checks.boolean("target_is_external", redirect.target_is_external)
    yield from checks.choice("status_code", redirect.status_code, get_args(RedirectStatusCode))
    if redirect.keeps_host_and_path and (redirect.protocol, redirect.port) == (
        "#{protocol}",
        "#{port}",
    ):
        yield "redirect must change at least one of protocol, host, port and path"


def _placeholder_errors(name: str, text: object, allowed: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(text, str) or not is_resolved(text):
        return
    placeholders = _PLACEHOLDER.findall(text)
    for placeholder in dict.fromkeys(placeholders):
        if placeholder not in allowed:
            listed = ", ".join(f"#{{{part}}}" for part in allowed)
            yield f"{name} must not contain #{{{placeholder}}}; AWS replaces only {listed} in it"
        elif placeholders.count(placeholder) > 1:
            yield error_message(name, f"text with #{{{placeholder}}} at most once", text)
    if "#{" in _PLACEHOLDER.sub("", text):
        yield error_message(name, "text in which each #{ is closed by a }", text)


REDIRECT_TO_HTTPS: Final = Redirect(protocol="HTTPS", port=443)
"""The default action of an HTTP listener for a site that uses HTTPS only, on port 443."""
