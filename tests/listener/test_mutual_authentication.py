import pytest
from constructs_lib import (
    Arn,
    FixedResponse,
    HttpsListener,
    MutualAuthenticationPassthrough,
    MutualAuthenticationVerify,
)
from helpers.invalid_input import InvalidInput, rejects

TRUST_STORE = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:truststore/clients/01")
CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")


@pytest.mark.parametrize(
    "mutual", [MutualAuthenticationPassthrough(), MutualAuthenticationVerify(TRUST_STORE), None]
)
def test_listener_accepts_mutual_authentication(mutual: MutualAuthenticationVerify | None) -> None:
    HttpsListener(
        certificate=CERTIFICATE, default_action=FixedResponse(404), mutual_authentication=mutual
    )


INVALID = [
    InvalidInput(
        "MutualAuthenticationVerify(trust_store)",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_MutualAuthenticationAttributes.html",
        """
trust_store="store" => trust_store must be a trust store (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'store'
trust_store=certificate => trust_store must be the ARN of a trust store, got 'arn:aws:acm:ap-northeast-1:123456789012:certificate/1'
ignore_client_certificate_expiry="on" => ignore_client_certificate_expiry must be True or False, got 'on'
advertise_trust_store_ca_names="on" => advertise_trust_store_ca_names must be True or False, got 'on'
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
