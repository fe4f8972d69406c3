"""The listeners of an Application Load Balancer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors
from constructs_lib._core.kind import CERTIFICATE
from constructs_lib.domain._names import certificate_errors, known_domain_names
from constructs_lib.listener.actions import Action, action_on_listener_errors
from constructs_lib.listener.conditions import HostHeader
from constructs_lib.listener.final_action import FinalAction
from constructs_lib.listener.http_headers import RequestHeaderNames, ResponseHeaders
from constructs_lib.listener.listener_rule import ListenerRule, rule_errors
from constructs_lib.listener.mutual_authentication import MutualAuthentication
from constructs_lib.listener.ssl_policy import RECOMMENDED_SSL_POLICY, SslPolicy, ssl_policy_errors
from constructs_lib.references import HasArn, arn_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpListener:
    """An HTTP listener of an Application Load Balancer.

    A part of `ApplicationLoadBalancer`, which creates one ``aws_lb_listener`` for it, and one
    ``aws_lb_listener_rule`` for each of its rules.

    Args:
        default_action: What happens to a request that no rule matches: `Forward`,
            `WeightedForward`, `Redirect` or `FixedResponse`; often `REDIRECT_TO_HTTPS`.
        port: 1 to 65535. Left out: 80.
        rules: Come before the default action, by their priorities. The key names a rule in its
            Terraform address: keep it, and the rule stays when others come and go. Left out: none.
        response_headers: What is put into every response. Left out: nothing.
        ignore_action_changes: ``True``: Terraform makes the default action and then leaves it to
            CodeDeploy or ECS, which shift its weights in a blue/green deployment. A target group
            that it forwards to can't be replaced meanwhile. Left out: ``False``.
        tags: At most 50. Left out: those of the provider's ``default_tags`` alone.

    Raises:
        ValidationError: A value is out of its range, an action authenticates (which wants HTTPS) or
            redirects to where it is, two rules have one priority, or a rule is never reached, as
            one before it takes every request that it would match.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-listener.html
    """

    default_action: FinalAction
    port: int = 80
    rules: Mapping[str, ListenerRule] | None = None
    response_headers: ResponseHeaders | None = None
    ignore_action_changes: bool = False
    tags: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        raise_errors(_listener_errors(self, "HTTP"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpsListener:
    """An HTTPS listener of an Application Load Balancer; it can't be written without a certificate.

    A part of `ApplicationLoadBalancer`, which creates one ``aws_lb_listener`` for it, one
    ``aws_lb_listener_rule`` for each of its rules, and one ``aws_lb_listener_certificate`` for
    each additional certificate.

    Args:
        certificate: The default certificate: a `CertificateLookup`, a `Certificate`, or an `Arn`
            of ACM or IAM, in the load balancer's region.
        default_action: What happens to a request that no rule matches: `Forward`,
            `WeightedForward`, `Redirect`, `FixedResponse`, or an `AuthenticateOidc` or
            `AuthenticateCognito` with one of those behind it.
        port: 1 to 65535. Left out: 443.
        ssl_policy: The security policy: which TLS versions and ciphers clients may use.
            Left out: `RECOMMENDED_SSL_POLICY`.
        additional_certificates: For other host names, which clients name in TLS (SNI); at most 25
            on a load balancer, unless AWS has raised your quota. The key names one in its
            Terraform address. Left out: none.
        mutual_authentication: Whether clients show a certificate. Left out: they are asked for
            none.
        request_header_names: Other names for the headers that tell targets of the TLS connection.
            Left out: AWS's.
        rules: As for `HttpListener`.
        response_headers: As for `HttpListener`; often `SECURITY_HEADERS`.
        ignore_action_changes: As for `HttpListener`.
        tags: As for `HttpListener`.

    Raises:
        ValidationError: A value is out of its range, a known ARN is not a certificate's, an action
            redirects from HTTPS to HTTP or to where it is, two rules have one priority, a rule is
            never reached, or one is for a host that no certificate is good for.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html
    """

    certificate: HasArn
    default_action: Action
    port: int = 443
    ssl_policy: SslPolicy | str = RECOMMENDED_SSL_POLICY
    additional_certificates: Mapping[str, HasArn] | None = None
    mutual_authentication: MutualAuthentication | None = None
    request_header_names: RequestHeaderNames | None = None
    rules: Mapping[str, ListenerRule] | None = None
    response_headers: ResponseHeaders | None = None
    ignore_action_changes: bool = False
    tags: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        raise_errors(
            arn_errors("certificate", self.certificate, CERTIFICATE),
            _https_errors(self),
            _listener_errors(self, "HTTPS"),
            _host_header_errors("rules", self),
        )


Listener: TypeAlias = HttpListener | HttpsListener
"""A listener of an Application Load Balancer."""


def certificates_of(listener: Listener) -> list[HasArn]:
    """Return the default certificate of a listener, and its additional ones."""
    if isinstance(listener, HttpListener):
        return []
    return [listener.certificate, *(listener.additional_certificates or {}).values()]


def protocol_of(listener: Listener) -> Literal["HTTP", "HTTPS"]:
    """Return the protocol of a listener."""
    return "HTTPS" if isinstance(listener, HttpsListener) else "HTTP"


def _listener_errors(listener: Listener, protocol: str) -> Iterator[str]:
    action, port = listener.default_action, listener.port
    yield from checks.port("port", port)
    yield from action_on_listener_errors("default_action", action, protocol, port)
    yield from rule_errors("rules", listener.rules, (protocol, port))
    headers = listener.response_headers
    yield from checks.instance("response_headers", headers, ResponseHeaders, optional=True)
    yield from checks.boolean("ignore_action_changes", listener.ignore_action_changes)
    yield from checks.tags("tags", listener.tags)


def _https_errors(listener: HttpsListener) -> Iterator[str]:
    yield from ssl_policy_errors("ssl_policy", listener.ssl_policy)
    certificates = listener.additional_certificates
    if certificates is not None:
        name = "additional_certificates"
        yield from checks.mapping(name, certificates, value_type="certificates")
        for key, certificate in certificates.items() if isinstance(certificates, Mapping) else ():
            yield from arn_errors(f"{name}[{key!r}]", certificate, CERTIFICATE)
    mutual, names = listener.mutual_authentication, listener.request_header_names
    types = get_args(MutualAuthentication)
    yield from checks.instance("mutual_authentication", mutual, *types, optional=True)
    yield from checks.instance("request_header_names", names, RequestHeaderNames, optional=True)


def _host_header_errors(name: str, listener: HttpsListener) -> Iterator[str]:
    """Check that clients can reach the host of each rule: a certificate must be valid for it."""
    if not isinstance(listener.additional_certificates, Mapping | None):
        return
    domain_names = known_domain_names(certificates_of(listener))
    for key, rule in listener.rules.items() if isinstance(listener.rules, Mapping) else ():
        for condition in rule.conditions if isinstance(rule, ListenerRule) else ():
            for host in condition.values if isinstance(condition, HostHeader) else ():
                yield from certificate_errors(f"{name}[{key!r}] HostHeader", domain_names, host)
