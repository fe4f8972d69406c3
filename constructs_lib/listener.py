"""The listeners of an Application Load Balancer."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from constructs_lib.action import Action, FixedResponse, Forward, Redirect
from constructs_lib.refs import HasArn, arn_of
from constructs_lib.validation import check_arn_of, check_port, check_text, fail

RECOMMENDED_SSL_POLICY: Final = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
"""The security policy that AWS recommends and its console preselects.

TLS 1.3 and 1.2 with post-quantum key exchange and no CBC ciphers. It is always written out: the
API's own default is ``ELBSecurityPolicy-2016-08``, which still takes TLS 1.0. See
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpListener:
    """An HTTP listener of an Application Load Balancer.

    A part of `ApplicationLoadBalancer`, which creates one ``aws_lb_listener`` for it.

    Args:
        default_action: What happens to a request: `Forward`, `Redirect` or `FixedResponse`.
        port: 1 to 65535. Left out: 80.

    Raises:
        ValueError: The port is out of range, or the action is none of the three.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-listener.html
    """

    default_action: Action
    port: int = 80

    def __post_init__(self) -> None:
        check_port("port", self.port)
        _check_action(self.default_action)


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpsListener:
    """An HTTPS listener of an Application Load Balancer; it can't be written without a certificate.

    A part of `ApplicationLoadBalancer`, which creates one ``aws_lb_listener`` for it.

    Args:
        certificate: The default certificate: a `CertificateLookup`, a raw ``AcmCertificate`` or
            an `Arn` of ACM or IAM, in the load balancer's region.
        default_action: What happens to a request: `Forward`, `Redirect` or `FixedResponse`.
        port: 1 to 65535. Left out: 443.
        ssl_policy: The name of the security policy: which TLS versions and ciphers clients may
            use. Left out: `RECOMMENDED_SSL_POLICY`.

    Raises:
        ValueError: A value is out of its range, a known ARN is not a certificate's, or the action
            redirects from HTTPS to HTTP.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html
    """

    certificate: HasArn
    default_action: Action
    port: int = 443
    ssl_policy: str = RECOMMENDED_SSL_POLICY

    def __post_init__(self) -> None:
        check_arn_of(
            "certificate",
            arn_of("certificate", self.certificate),
            resources=["acm:certificate/", "iam:server-certificate/"],
            allowed="the ARN of an ACM certificate or an IAM server certificate",
        )
        check_port("port", self.port)
        check_text(
            "ssl_policy",
            self.ssl_policy,
            pattern=r"ELBSecurityPolicy-[A-Za-z0-9-]+",
            allowed=f'the name of an ELB security policy such as "{RECOMMENDED_SSL_POLICY}"',
        )
        _check_action(self.default_action)
        if isinstance(self.default_action, Redirect) and self.default_action.protocol == "HTTP":
            fail("default_action", "a redirect to HTTPS on an HTTPS listener", "HTTP")


def _check_action(action: Action) -> None:
    if not isinstance(action, Forward | Redirect | FixedResponse):
        fail("default_action", "a Forward, a Redirect or a FixedResponse", action)


Listener: TypeAlias = HttpListener | HttpsListener
"""A listener of an Application Load Balancer."""
