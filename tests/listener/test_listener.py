import pytest
from constructs_lib import (
    RECOMMENDED_SSL_POLICY,
    Arn,
    FixedResponse,
    HttpListener,
    HttpsListener,
)
from helpers.invalid_input import InvalidInput, rejects

ACM = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123")
IAM = Arn("arn:aws:iam::123456789012:server-certificate/web")
CHINA = Arn("arn:aws-cn:acm:cn-north-1:123456789012:certificate/0123")
ACTION = FixedResponse(404)


def test_http_listener_uses_port_80() -> None:
    assert HttpListener(default_action=ACTION).port == 80


def test_https_listener_uses_port_443_and_recommended_policy() -> None:
    listener = HttpsListener(certificate=ACM, default_action=ACTION)
    assert listener.port == 443
    assert listener.ssl_policy == RECOMMENDED_SSL_POLICY
    assert RECOMMENDED_SSL_POLICY == "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"


def test_https_listener_requires_certificate() -> None:
    with pytest.raises(TypeError, match="certificate"):
        HttpsListener(default_action=ACTION)  # type: ignore[call-arg] # that is the test


@pytest.mark.parametrize("certificate", [ACM, IAM, CHINA, Arn("${var.certificate}")])
def test_accepts_certificates_of_acm_and_iam(certificate: Arn) -> None:
    HttpsListener(certificate=certificate, default_action=ACTION)


INVALID = [
    InvalidInput(
        "HttpListener(default_action=Forward(target_group))",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
        """
port=0 => port must be between 1 and 65535, got 0
port=65536 => port must be between 1 and 65535, got 65536
port="80" => port must be a whole number between 1 and 65535, got '80'
default_action=None => default_action must be a Forward, a WeightedForward, a Redirect, a FixedResponse, an AuthenticateOidc, an AuthenticateCognito or a JwtValidation, got None
default_action=target_group => default_action must be a Forward, a WeightedForward, a Redirect, a FixedResponse, an AuthenticateOidc, an AuthenticateCognito or a JwtValidation, got Arn(arn='arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1')
default_action=AuthenticateOidc(issuer="https://idp.example.com", authorization_endpoint="https://idp.example.com/auth", token_endpoint="https://idp.example.com/token", user_info_endpoint="https://idp.example.com/user", client_id="web", client_secret="${var.secret}", next_action=Forward(target_group)) => default_action requires an HttpsListener: AuthenticateOidc signs users in
default_action=Redirect(protocol="HTTP", port=80) => default_action redirects to itself (HTTP, port 80)
default_action=Redirect(query="a", protocol="HTTP") => default_action redirects to itself (HTTP, port 80)
rules=[ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=Forward(target_group))] => rules must be a mapping of names to ListenerRule, got [ListenerRule(conditions=[PathPattern(values=['/a'], regex_v… (284 characters)
rules={"a b": ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=Forward(target_group))} => rules key must be letters, digits, - and _ that are known at synth, got 'a b'
rules={"a": Forward(target_group)} => rules['a'] must be of type ListenerRule, got Forward(target_group=Arn(arn='arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1'))
rules={"a": ListenerRule(conditions=[PathPattern(["/a"])], action=Forward(target_group), priority=1), "b": ListenerRule(conditions=[PathPattern(["/b"])], action=Forward(target_group), priority=1)} => rules['b'] has the same priority, 1, as rules['a']
rules={"a": ListenerRule(priority=1, conditions=[PathPattern(["/*"])], action=Forward(target_group)), "b": ListenerRule(priority=2, conditions=[PathPattern(["/b"])], action=Forward(target_group))} => rules['b'] is never evaluated: rules['a'] has a lower priority number and matches the same requests
response_headers={"X-A": "b"} => response_headers must be of type ResponseHeaders, got {'X-A': 'b'}
ignore_action_changes="yes" => ignore_action_changes must be True or False, got 'yes'
tags=[] => tags must be a mapping of strings to strings, got []
rules={"a": ListenerRule(priority=1, conditions=[PathPattern(["/**"])], action=Forward(target_group)), "b": ListenerRule(priority=2, conditions=[PathPattern(["/a"])], action=FixedResponse(404))} => rules['b'] is never evaluated: rules['a'] has a lower priority number and matches the same requests
rules={"a": ListenerRule(priority=1, conditions=[SourceIp(["0.0.0.0/0", "::/0"])], action=Forward(target_group)), "b": ListenerRule(priority=2, conditions=[PathPattern(["/a"])], action=FixedResponse(404))} => rules['b'] is never evaluated: rules['a'] has a lower priority number and matches the same requests
rules={"a": ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=Redirect(protocol="HTTP", port=80))} => rules['a'] action redirects to itself (HTTP, port 80)
rules={"a": ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=AuthenticateCognito(user_pool=user_pool, user_pool_client=Id("client"), user_pool_domain="example", next_action=Forward(target_group)))} => rules['a'] action requires an HttpsListener: AuthenticateCognito signs users in
rules={"a": PathPattern(["/a"])} => rules['a'] must be of type ListenerRule, got PathPattern(values=['/a'], regex_values=())
""",
    ),
    InvalidInput(
        "HttpsListener(certificate=certificate, default_action=Forward(target_group))",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
        """
certificate=None => certificate must be an ACM certificate or an IAM server certificate (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got None
certificate="arn:aws:acm:ap-northeast-1:123456789012:certificate/1" => certificate must be an ACM certificate or an IAM server certificate (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'arn:aws:acm:ap-northeast-1:123456789012:certificate/1'
certificate=Arn("arn:aws:s3:::bucket") => certificate must be the ARN of an ACM certificate or an IAM server certificate, got 'arn:aws:s3:::bucket'
certificate=target_group => certificate must be the ARN of an ACM certificate or an IAM server certificate, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1'
ssl_policy="TLS12" => ssl_policy must be a security policy that AWS lists, such as "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", or one newer than 2025-09, got 'TLS12'
ssl_policy="ELBSecurityPolicy-2015-05" => ssl_policy must be a security policy that AWS lists, such as "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", or one newer than 2025-09, got 'ELBSecurityPolicy-2015-05'
ssl_policy="ELBSecurityPolicy-TLS13-1-2" => ssl_policy must be a security policy that AWS lists, such as "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", or one newer than 2025-09, got 'ELBSecurityPolicy-TLS13-1-2'
ssl_policy=None => ssl_policy must be a security policy that AWS lists, such as "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", or one newer than 2025-09, got None
additional_certificates=[certificate] => additional_certificates must be a mapping of names to certificates, got [Arn(arn='arn:aws:acm:ap-northeast-1:123456789012:certificate/1')]
additional_certificates={"a b": certificate} => additional_certificates key must be letters, digits, - and _ that are known at synth, got 'a b'
additional_certificates={"a": target_group} => additional_certificates['a'] must be the ARN of an ACM certificate or an IAM server certificate, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1'
additional_certificates={"a": certificate}, rules={"certificate-a": ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=FixedResponse(404))} => rules['certificate-a'] has the construct ID of additional_certificates['a']: rename one of them
mutual_authentication="verify" => mutual_authentication must be of type MutualAuthenticationPassthrough or MutualAuthenticationVerify, got 'verify'
mutual_authentication=True => mutual_authentication must be of type MutualAuthenticationPassthrough or MutualAuthenticationVerify, got True
request_header_names={"a": "b"} => request_header_names must be of type RequestHeaderNames, got {'a': 'b'}
default_action=Redirect(protocol="HTTP", port=80) => default_action must not redirect from HTTPS to HTTP
default_action=Redirect(protocol="HTTPS", port=443) => default_action redirects to itself (HTTPS, port 443)
port=70000 => port must be between 1 and 65535, got 70000
certificate=sticky.resource => certificate must be an ACM certificate or an IAM server certificate, got the LbTargetGroup stack/sticky/Default
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
