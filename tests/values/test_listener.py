import pytest
from constructs_lib import (
    RECOMMENDED_SSL_POLICY,
    REDIRECT_TO_HTTPS,
    Arn,
    FixedResponse,
    HttpListener,
    HttpsListener,
    Redirect,
)
from support import refusal

ACM = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")
IAM = Arn("arn:aws:iam::123456789012:server-certificate/web")
CHINA = Arn("arn:aws-cn:acm:cn-north-1:123456789012:certificate/0123")
ACTION = FixedResponse(404)


def test_http_listens_on_80() -> None:
    assert HttpListener(default_action=ACTION).port == 80


def test_https_listens_on_443_with_the_policy_that_aws_recommends() -> None:
    listener = HttpsListener(certificate=ACM, default_action=ACTION)
    assert listener.port == 443
    assert listener.ssl_policy == RECOMMENDED_SSL_POLICY
    assert RECOMMENDED_SSL_POLICY == "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"


def test_https_can_not_be_written_without_a_certificate() -> None:
    with pytest.raises(TypeError, match="certificate"):
        HttpsListener(default_action=ACTION)  # type: ignore[call-arg] # that is the test


@pytest.mark.parametrize("certificate", [ACM, IAM, CHINA, Arn("${var.certificate}")])
def test_certificates_of_acm_and_iam_fit(certificate: Arn) -> None:
    HttpsListener(certificate=certificate, default_action=ACTION)


CERTIFICATE = "the ARN of an ACM certificate or an IAM server certificate"


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"port": 0}, "port must be between 1 and 65535, got 0"),
        (
            {"certificate": "arn:aws:acm:ap-northeast-1:123456789012:certificate/0123"},
            (
                "certificate must be an ACM certificate or an IAM server certificate "
                "(the lookup, construct or resource itself, and not its "
                'arn) or Arn("arn:…"), '
                "got 'arn:aws:acm:ap-northeast-1:123456789012:certificate/0123'"
            ),
        ),
        (
            {"certificate": Arn("arn:aws:s3:::bucket")},
            f"certificate must be {CERTIFICATE}, got 'arn:aws:s3:::bucket'",
        ),
        (
            {"certificate": Arn("arn:aws:acm-pca:ap-northeast-1:1:certificate-authority/0")},
            (
                f"certificate must be {CERTIFICATE}, "
                "got 'arn:aws:acm-pca:ap-northeast-1:1:certificate-authority/0'"
            ),
        ),
        (
            {"ssl_policy": "TLS13"},
            (
                "ssl_policy must be a security policy that AWS lists, such as "
                '"ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", or one newer than 2025-09, '
                "got 'TLS13'"
            ),
        ),
        (
            {"default_action": "forward"},
            (
                "default_action must be a Forward, a WeightedForward, a Redirect, a FixedResponse, "
                "an AuthenticateOidc or an AuthenticateCognito, got 'forward'"
            ),
        ),
        (
            {"default_action": Redirect(protocol="HTTP")},
            "default_action must be a redirect to HTTPS on an HTTPS listener, got 'HTTP'",
        ),
        (
            {"default_action": REDIRECT_TO_HTTPS},
            (
                "default_action must be a redirect to elsewhere than to HTTPS on port 443 again, "
                f"got {REDIRECT_TO_HTTPS!r}"
            ),
        ),
    ],
)
def test_https_refuses(
    refused: dict[str, object],
    message: str,
) -> None:
    with refusal(message):
        HttpsListener(**{"certificate": ACM, "default_action": ACTION, **refused})  # type: ignore[arg-type] # a table of arguments


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"port": 65536}, "port must be between 1 and 65535, got 65536"),
        (
            {"default_action": None},
            (
                "default_action must be a Forward, a WeightedForward, a Redirect, a FixedResponse, "
                "an AuthenticateOidc or an AuthenticateCognito, got None"
            ),
        ),
    ],
)
def test_http_refuses(
    refused: dict[str, object],
    message: str,
) -> None:
    with refusal(message):
        HttpListener(**{"default_action": ACTION, **refused})  # type: ignore[arg-type] # as above
