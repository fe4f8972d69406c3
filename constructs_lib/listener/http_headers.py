"""Header modification: the headers that a listener adds, changes or removes."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, TypeAlias, get_args

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors

XFrameOptions: TypeAlias = Literal["DENY", "SAMEORIGIN"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseHeaders:
    """Headers that a listener sets in each response, replacing those of the target.

    A part of a listener. `SECURITY_HEADERS` is a recommended set::

        ResponseHeaders(
            strict_transport_security="max-age=31536000", server_enabled=False
        )

    Each argument but ``server_enabled`` defaults to ``None``, which leaves the header unchanged.

    Args:
        server_enabled: Whether responses keep the ``Server`` header. Defaults to ``True``.
        strict_transport_security: ``max-age=SECONDS``, optionally with ``; includeSubDomains`` and
            ``; preload``.
        content_security_policy: Content security policy, 1–1024 characters without ``"`` and ``$``.
        x_content_type_options: ``nosniff``.
        x_frame_options: ``DENY`` or ``SAMEORIGIN``.
        access_control_allow_origin: ``*``, ``null`` or one origin such as
            ``https://app.example.com``.
        access_control_allow_methods: Methods separated by commas, or ``*``.
        access_control_allow_headers: Headers separated by commas, or ``*``.
        access_control_allow_credentials: ``true``.
        access_control_expose_headers: Headers separated by commas, or ``*``.
        access_control_max_age: Seconds for which browsers may cache the response to a preflight
            request, or -1 to disable caching.

    Raises:
        ValidationError: A value is invalid.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html
    """

    server_enabled: bool = True
    strict_transport_security: str | None = None
    content_security_policy: str | None = None
    x_content_type_options: Literal["nosniff"] | None = None
    x_frame_options: XFrameOptions | None = None
    access_control_allow_origin: str | None = None
    access_control_allow_methods: str | None = None
    access_control_allow_headers: str | None = None
    access_control_allow_credentials: Literal["true"] | None = None
    access_control_expose_headers: str | None = None
    access_control_max_age: int | None = None

    def __post_init__(self) -> None:
        raise_errors(_response_errors(self))


def _response_errors(headers: ResponseHeaders) -> Iterator[str]:
    yield from checks.boolean("server_enabled", headers.server_enabled)
    for name, pattern, expected in _FORMS:
        value = getattr(headers, name)
        if value is not None:
            yield from checks.string(
                name, value, pattern=pattern, maximum=MAXIMUM_LENGTH, expected=expected
            )
    if headers.x_frame_options is not None:
        yield from checks.choice(
            "x_frame_options", headers.x_frame_options, get_args(XFrameOptions)
        )
    if headers.access_control_max_age is not None:
        seconds = headers.access_control_max_age
        yield from checks.integer(
            "access_control_max_age", seconds, minimum=-1, maximum=2_147_483_647
        )


MAXIMUM_LENGTH: Final = 1024
"""The maximum length of the value of a header."""

_HSTS = r"(max-age=\d+|includeSubDomains|preload)"
_WORDS = r"\*|[A-Za-z0-9_-]+(, ?[A-Za-z0-9_-]+)*"
_FORMS = (
    (
        "strict_transport_security",
        rf"(?i)(?=.*max-age=\d){_HSTS}(; ?{_HSTS})*",
        '"max-age=SECONDS", optionally with "; includeSubDomains" and "; preload"',
    ),
    (
        "content_security_policy",
        r"[ !#%-~]+",
        '1 to 1024 printable characters without " and $',
    ),
    ("x_content_type_options", "nosniff", '"nosniff"'),
    (
        "access_control_allow_origin",
        r"\*|null|[a-z][a-z0-9+.-]*://[A-Za-z0-9.:\[\]-]+",
        '"*", "null" or one origin such as "https://app.example.com"',
    ),
    ("access_control_allow_methods", _WORDS, '"*" or methods separated by commas'),
    ("access_control_allow_headers", _WORDS, '"*" or names of headers separated by commas'),
    ("access_control_allow_credentials", "true", '"true"'),
    ("access_control_expose_headers", _WORDS, '"*" or names of headers separated by commas'),
)

SECURITY_HEADERS: Final = ResponseHeaders(
    server_enabled=False,
    strict_transport_security="max-age=31536000; includeSubDomains",
    content_security_policy="frame-ancestors 'self'; upgrade-insecure-requests",
    x_content_type_options="nosniff",
    x_frame_options="SAMEORIGIN",
)
"""Recommended headers for a site whose domain and subdomains use HTTPS only.

Removes ``Server``, enables HSTS for a year, disables content type sniffing, and allows frames of
the same origin only. ``dataclasses.replace(SECURITY_HEADERS, x_frame_options="DENY")`` changes one.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestHeaderNames:
    """Names of the request headers with which an HTTPS listener describes the TLS connection.

    A part of `HttpsListener`. Targets receive the headers of the connection if the load balancer
    has ``enable_tls_version_and_cipher_suite_headers``, and those of the client certificate if the
    listener has ``mutual_authentication``. Each name is 1–40 letters, digits, ``-`` and ``_``, and
    defaults to the name of the argument with hyphens, such as ``X-Amzn-Tls-Version``.

    Args:
        x_amzn_tls_version: Header with the TLS version.
        x_amzn_tls_cipher_suite: Header with the cipher suite.
        x_amzn_mtls_clientcert: Header with the certificate chain of the client (passthrough).
        x_amzn_mtls_clientcert_leaf: Header with the certificate of the client (verify).
        x_amzn_mtls_clientcert_serial_number: Header with the serial number of the certificate.
        x_amzn_mtls_clientcert_issuer: Header with the issuer of the certificate.
        x_amzn_mtls_clientcert_subject: Header with the subject of the certificate.
        x_amzn_mtls_clientcert_validity: Header with the validity period of the certificate.

    Raises:
        ValidationError: A name is invalid, or is used for two headers.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html
    """

    x_amzn_tls_version: str | None = None
    x_amzn_tls_cipher_suite: str | None = None
    x_amzn_mtls_clientcert: str | None = None
    x_amzn_mtls_clientcert_leaf: str | None = None
    x_amzn_mtls_clientcert_serial_number: str | None = None
    x_amzn_mtls_clientcert_issuer: str | None = None
    x_amzn_mtls_clientcert_subject: str | None = None
    x_amzn_mtls_clientcert_validity: str | None = None

    def __post_init__(self) -> None:
        raise_errors(_request_errors(self))


def _request_errors(names: RequestHeaderNames) -> Iterator[str]:
    values = header_values(names)
    expected = "1 to 40 letters, digits, - and _"
    for name, value in values.items():
        yield from checks.string(
            name, value, pattern=r"[A-Za-z0-9_-]+", maximum=40, expected=expected
        )
    yield from checks.unique("request_header_names", values.values())


def header_values(headers: ResponseHeaders | RequestHeaderNames) -> dict[str, Any]:
    """Return the headers that are not ``None``, by the name of the argument."""
    values = {field.name: getattr(headers, field.name) for field in fields(headers)}
    return {name: value for name, value in values.items() if value is not None}
