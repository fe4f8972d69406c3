"""What a listener does to the headers of requests and responses."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, TypeAlias, get_args

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors

XFrameOptions: TypeAlias = Literal["DENY", "SAMEORIGIN"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseHeaders:
    """Headers that a listener puts into every response, in place of the target's own.

    A part of a listener. `SECURITY_HEADERS` is a safe set to start from::

        ResponseHeaders(strict_transport_security="max-age=31536000", server_enabled=False)

    What is left out is not touched.

    Args:
        server_enabled: ``False``: the ``Server`` header is taken away. Left out: it stays.
        strict_transport_security: ``max-age=SECONDS``, then ``; includeSubDomains`` and
            ``; preload`` if wanted.
        content_security_policy: What a page may load.
        x_content_type_options: ``nosniff``.
        x_frame_options: ``DENY`` or ``SAMEORIGIN``.
        access_control_allow_origin: ``*``, or one origin such as ``https://app.example.com``.
        access_control_allow_methods: Methods separated by commas, or ``*``.
        access_control_allow_headers: Headers separated by commas, or ``*``.
        access_control_allow_credentials: ``true``, the only word that browsers know.
        access_control_expose_headers: Headers separated by commas, or ``*``.
        access_control_max_age: Seconds for which a browser may keep the answer to a preflight,
            or -1: not at all.

    Raises:
        ValidationError: A value is not of its form.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html
    """

    server_enabled: bool | None = None
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
    if headers.server_enabled is not None:
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
"""AWS takes at most so many characters as a header's value."""

_HSTS = r"(max-age=\d+|includeSubDomains|preload)"
_WORDS = r"\*|[A-Za-z0-9_-]+(, ?[A-Za-z0-9_-]+)*"
_FORMS = (
    (
        "strict_transport_security",
        rf"(?i)(?=.*max-age=\d){_HSTS}(; ?{_HSTS})*",
        '"max-age=SECONDS", with "; includeSubDomains" and "; preload" if wanted',
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
"""A safe set for a site that is reached over HTTPS only, also below its domain.

No ``Server`` header, HSTS for a year, no guessing of content types, and no frames on other sites.
``dataclasses.replace(SECURITY_HEADERS, x_frame_options="DENY")`` changes one of them.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestHeaderNames:
    """Other names for the headers in which an HTTPS listener tells targets of the TLS connection.

    A part of `HttpsListener`. The headers of the connection are sent where the load balancer has
    ``enable_tls_version_and_cipher_suite_headers``, those of the client's certificate where the
    listener has ``mutual_authentication``. A name that is left out stays as AWS has it, which is
    the field's own with hyphens: ``X-Amzn-Tls-Version``.

    Args:
        x_amzn_tls_version: 1 to 40 letters, digits, ``-`` and ``_``.
        x_amzn_tls_cipher_suite: Likewise, as are all the others.
        x_amzn_mtls_clientcert: The whole certificate (passthrough).
        x_amzn_mtls_clientcert_leaf: The certificate (verify).
        x_amzn_mtls_clientcert_serial_number: Its serial number.
        x_amzn_mtls_clientcert_issuer: Its issuer's name.
        x_amzn_mtls_clientcert_subject: Its subject's name.
        x_amzn_mtls_clientcert_validity: When it begins and ends.

    Raises:
        ValidationError: A name is not of that form, or is given for two headers.

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
    """What is given of a set of headers, by field."""
    values = {field.name: getattr(headers, field.name) for field in fields(headers)}
    return {name: value for name, value in values.items() if value is not None}
