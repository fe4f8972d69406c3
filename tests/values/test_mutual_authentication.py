import pytest
from constructs_lib import (
    Arn,
    FixedResponse,
    HttpsListener,
    MutualAuthenticationPassthrough,
    MutualAuthenticationVerify,
)
from support import refusal

TRUST_STORE = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:truststore/clients/01")
CERTIFICATE = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")


@pytest.mark.parametrize(
    "mutual", [MutualAuthenticationPassthrough(), MutualAuthenticationVerify(TRUST_STORE), None]
)
def test_a_listener_takes_it(mutual: MutualAuthenticationVerify | None) -> None:
    HttpsListener(
        certificate=CERTIFICATE, default_action=FixedResponse(404), mutual_authentication=mutual
    )


def test_a_listener_refuses_a_word() -> None:
    with refusal(
        "mutual_authentication must be a MutualAuthenticationPassthrough or a "
        "MutualAuthenticationVerify, got 'verify'"
    ):
        HttpsListener(
            certificate=CERTIFICATE,
            default_action=FixedResponse(404),
            mutual_authentication="verify",  # type: ignore[arg-type] # that is the test
        )


def test_verify_wants_a_trust_store() -> None:
    with refusal(f"trust_store must be the ARN of a trust store, got '{CERTIFICATE.arn}'"):
        MutualAuthenticationVerify(CERTIFICATE)
    with refusal("ignore_client_certificate_expiry must be True or False, got 'on'"):
        MutualAuthenticationVerify(TRUST_STORE, ignore_client_certificate_expiry="on")  # type: ignore[arg-type] # that is the test
