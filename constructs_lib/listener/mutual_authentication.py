"""Mutual TLS: whether clients of an HTTPS listener show a certificate, and who checks it."""

from dataclasses import KW_ONLY, dataclass
from typing import TypeAlias

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors
from constructs_lib._core.kind import TRUST_STORE
from constructs_lib.references import HasArn, arn_errors


@dataclass(frozen=True, slots=True)
class MutualAuthenticationPassthrough:
    """Passes the client's certificate on to the target in a header, unchecked.

    A part of `HttpsListener`.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html
    """


@dataclass(frozen=True, slots=True)
class MutualAuthenticationVerify:
    """Verifies the client's certificate against a trust store, and refuses other clients.

    A part of `HttpsListener`: ``MutualAuthenticationVerify(trust_store)``.

    Args:
        trust_store: A `TrustStore`, a `TrustStoreLookup` or an `Arn`.
        ignore_client_certificate_expiry: ``True``: expired certificates pass.
            Left out: ``False``.
        advertise_trust_store_ca_names: ``True``: clients are told the names of the CAs, so that
            they can choose a certificate. Left out: ``False``.

    Raises:
        ValidationError: A known ARN is not a trust store's.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html
    """

    trust_store: HasArn
    _: KW_ONLY
    ignore_client_certificate_expiry: bool = False
    advertise_trust_store_ca_names: bool = False

    def __post_init__(self) -> None:
        expiry, names = self.ignore_client_certificate_expiry, self.advertise_trust_store_ca_names
        raise_errors(
            arn_errors("trust_store", self.trust_store, TRUST_STORE),
            checks.boolean("ignore_client_certificate_expiry", expiry),
            checks.boolean("advertise_trust_store_ca_names", names),
        )


MutualAuthentication: TypeAlias = MutualAuthenticationPassthrough | MutualAuthenticationVerify
"""How a listener handles client certificates; without one it asks for none."""
