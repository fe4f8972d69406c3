"""Listeners of an Application Load Balancer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors
from constructs_lib.domain._names import certificate_errors, known_domain_names
from constructs_lib.listener.actions import Action, action_on_listener_errors
from constructs_lib.listener.conditions import HostHeader
from constructs_lib.listener.final_action import FinalAction
from constructs_lib.listener.http_headers import RequestHeaderNames, ResponseHeaders
from constructs_lib.listener.listener_rule import ListenerRule, rule_errors
from constructs_lib.listener.mutual_authentication import MutualAuthentication
from constructs_lib.listener.ssl_policy import RECOMMENDED_SSL_POLICY, SslPolicy, ssl_policy_errors
from constructs_lib.references import CERTIFICATE, HasArn, HasCertificateArn, arn_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpListener:
    """An HTTP listener of an Application Load Balancer.

    A part of `ApplicationLoadBalancer` or `LoadBalancerListeners`, which creates one
    ``aws_lb_listener`` for it, and one ``aws_lb_listener_rule`` for each of its rules.

    Args:
        default_action: Action for requests that no rule matches: a `Forward`, `WeightedForward`,
            `Redirect` (such as `REDIRECT_TO_HTTPS`) or `FixedResponse`.
        port: Port on which the listener accepts connections, 1–65535. Defaults to 80.
        rules: Rules, which are evaluated in the order of their priorities. The key becomes part of
            the Terraform address, so that a rule is kept when others are added or removed. Defaults
            to none.
        response_headers: Headers to set in all responses. Defaults to none.
        ignore_action_changes: Whether Terraform ignores changes of the default action after it
            creates the listener, for CodeDeploy or ECS, which change weights in a blue/green
            deployment. Meanwhile, Terraform can't replace a target group of the action. Defaults to
            ``False``.
        tags: Tags, at most 50. Defaults to the ``default_tags`` of the provider.

    Raises:
        ValidationError: A value is out of range, an action requires HTTPS or redirects to itself,
            two rules have the same priority, or a rule is never evaluated.

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
    """An HTTPS listener of an Application Load Balancer.

    A part of `ApplicationLoadBalancer` or `LoadBalancerListeners`, which creates one
    ``aws_lb_listener`` for it, one ``aws_lb_listener_rule`` for each of its rules, and one
    ``aws_lb_listener_certificate`` for each additional certificate.

    Args:
        certificate: The default certificate, in the region of the load balancer: a
            `CertificateLookup`, a `Certificate`, an `Arn` of ACM or IAM, or a raw
            ``AcmCertificateValidation``.
        default_action: Action for requests that no rule matches: a `Forward`, `WeightedForward`,
            `Redirect`, `FixedResponse`, `AuthenticateOidc`, `AuthenticateCognito` or
            `JwtValidation`.
        port: Port on which the listener accepts connections, 1–65535. Defaults to 443.
        ssl_policy: Security policy, which defines the TLS versions and ciphers of clients. Defaults
            to `RECOMMENDED_SSL_POLICY`.
        additional_certificates: Certificates for other host names (SNI). The AWS default quota is
            25 on one load balancer. The key becomes part of the Terraform address. Defaults to
            none.
        mutual_authentication: Mutual TLS mode. Defaults to none: clients present no certificate.
        request_header_names: Names of the request headers that describe the TLS connection.
            Defaults to those of AWS.
        rules: As for `HttpListener`.
        response_headers: As for `HttpListener`. See `SECURITY_HEADERS`.
        ignore_action_changes: As for `HttpListener`.
        tags: As for `HttpListener`.

    Raises:
        ValidationError: A value is out of range, an action redirects to HTTP or to itself, two
            rules have the same priority, a rule is never evaluated, or no certificate is valid for
            the host name of a rule.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html
    """

    certificate: HasArn | HasCertificateArn
    default_action: Action
    port: int = 443
    ssl_policy: SslPolicy | str = RECOMMENDED_SSL_POLICY
    additional_certificates: Mapping[str, HasArn | HasCertificateArn] | None = None
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


def certificates_of(listener: Listener) -> list[HasArn | HasCertificateArn]:
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
    yield from certificate_mapping_errors(
        "additional_certificates", listener.additional_certificates, listener.rules
    )
    mutual, names = listener.mutual_authentication, listener.request_header_names
    types = get_args(MutualAuthentication)
    yield from checks.instance("mutual_authentication", mutual, *types, optional=True)
    yield from checks.instance("request_header_names", names, RequestHeaderNames, optional=True)


def certificate_mapping_errors(name: str, certificates: object, rules: object) -> Iterator[str]:
    """Check for a mapping of keys to certificates, whose construct IDs no rule uses."""
    if certificates is None:
        return
    yield from checks.mapping(name, certificates, value_type="certificates")
    for key, certificate in certificates.items() if isinstance(certificates, Mapping) else ():
        yield from arn_errors(f"{name}[{key!r}]", certificate, CERTIFICATE)
        rule = f"certificate-{key}"
        if isinstance(rules, Mapping) and rule in rules:
            yield f"rules[{rule!r}] has the construct ID of {name}[{key!r}]: rename one of them"


def _host_header_errors(name: str, listener: HttpsListener) -> Iterator[str]:
    """Check that a certificate is valid for the host names of the rules."""
    if not isinstance(listener.additional_certificates, Mapping | None):
        return
    domain_names = known_domain_names(certificates_of(listener))
    for key, rule in listener.rules.items() if isinstance(listener.rules, Mapping) else ():
        for condition in rule.conditions if isinstance(rule, ListenerRule) else ():
            for host in condition.values if isinstance(condition, HostHeader) else ():
                yield from certificate_errors(f"{name}[{key!r}] HostHeader", domain_names, host)
