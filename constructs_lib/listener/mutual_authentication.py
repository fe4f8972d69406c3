"""Mutual TLS authentication of the clients of an HTTPS listener."""

from dataclasses import KW_ONLY, dataclass
from typing import TypeAlias

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors
from constructs_lib.references import TRUST_STORE, HasArn, arn_errors


@dataclass(frozen=True, slots=True)
class MutualAuthenticationPassthrough:
    """Passes the certificate chain of a client to the targets in a header, without verifying it.

    A part of `HttpsListener`.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html
    """


@dataclass(frozen=True, slots=True)
class MutualAuthenticationVerify:
    """Verifies the certificate of a client against a trust store, and rejects other clients.

    A part of `HttpsListener`: ``MutualAuthenticationVerify(trust_store)``.

    Args:
        trust_store: A `TrustStore`, a `TrustStoreLookup` or an `Arn`.
        ignore_client_certificate_expiry: Whether expired client certificates are accepted.
            Defaults to ``False``.
        advertise_trust_store_ca_names: Whether the listener advertises the CA names of the trust
            store, so that clients can select a certificate. Defaults to ``False``.

    Raises:
        ValidationError: The value is not a reference to a trust store.

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
"""The mutual TLS mode of a listener."""
