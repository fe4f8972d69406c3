"""The listeners of an Application Load Balancer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, get_args

from constructs_lib.action import Action, check_action_on
from constructs_lib.certificate_names import covered_by, may_cover, names_of
from constructs_lib.condition import HostHeader
from constructs_lib.final_action import FinalAction
from constructs_lib.http_headers import RequestHeaderNames, ResponseHeaders
from constructs_lib.kind import CERTIFICATE
from constructs_lib.listener_rule import ListenerRule, check_rules
from constructs_lib.mutual_authentication import MutualAuthentication
from constructs_lib.problems import gathered
from constructs_lib.refs import HasArn, arn_of
from constructs_lib.refused import problems_of_value
from constructs_lib.ssl_policy import RECOMMENDED_SSL_POLICY, SslPolicy, check_ssl_policy
from constructs_lib.tokens import is_known
from constructs_lib.validation import (
    check_boolean,
    check_mapping,
    check_optional,
    check_port,
    check_tags,
    refuse,
)


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
        ValueError: A value is out of its range, an action authenticates (which wants HTTPS) or
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

    @problems_of_value
    def __post_init__(self) -> None:
        _check_listener(self, "HTTP")


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
        ValueError: A value is out of its range, a known ARN is not a certificate's, an action
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

    @problems_of_value
    def __post_init__(self) -> None:
        arn_of("certificate", self.certificate, CERTIFICATE)
        check_ssl_policy("ssl_policy", self.ssl_policy)
        _check_certificates("additional_certificates", self.additional_certificates)
        kinds = get_args(MutualAuthentication)
        check_optional("mutual_authentication", self.mutual_authentication, *kinds)
        check_optional("request_header_names", self.request_header_names, RequestHeaderNames)
        _check_listener(self, "HTTPS")
        _check_host_headers("rules", self)


Listener: TypeAlias = HttpListener | HttpsListener
"""A listener of an Application Load Balancer."""


def certificates_of(listener: Listener) -> list[HasArn]:
    """The default certificate of a listener, and its others."""
    if isinstance(listener, HttpListener):
        return []
    return [listener.certificate, *(listener.additional_certificates or {}).values()]


@gathered
def _check_listener(listener: Listener, protocol: str) -> None:
    check_port("port", listener.port)
    check_action_on("default_action", listener.default_action, protocol, listener.port)
    check_rules("rules", listener.rules, (protocol, listener.port))
    check_optional("response_headers", listener.response_headers, ResponseHeaders)
    check_boolean("ignore_action_changes", listener.ignore_action_changes)
    check_tags("tags", listener.tags)


@gathered
def _check_certificates(field: str, certificates: Mapping[str, HasArn] | None) -> None:
    if certificates is None:
        return
    check_mapping(field, certificates, to="certificates")
    for key, certificate in certificates.items():
        arn_of(f"{field}[{key!r}]", certificate, CERTIFICATE)


@gathered
def _check_host_headers(field: str, listener: HttpsListener) -> None:
    """Clients get to a rule's host only with a certificate that is good for it."""
    names = names_of(certificates_of(listener))
    if names is None:
        return
    for key, rule in (listener.rules or {}).items():
        for condition in rule.conditions:
            for host in condition.values if isinstance(condition, HostHeader) else ():
                if is_known(host) and not may_cover(names, host):
                    refuse(f"{field}[{key!r}] HostHeader", covered_by("listener", names), host)
