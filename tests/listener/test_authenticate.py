from typing import Any

from constructs_lib import Arn, AuthenticateCognito, AuthenticateOidc, FixedResponse, Forward, Id
from helpers.invalid_input import InvalidInput, rejects

WEB = Forward(Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0123"))
OIDC: dict[str, Any] = {
    "issuer": "https://id.example.com",
    "authorization_endpoint": "https://id.example.com/authorize",
    "token_endpoint": "https://id.example.com/token",
    "user_info_endpoint": "https://id.example.com/userinfo",
    "client_id": "web",
    "client_secret": "${var.client_secret}",
    "next_action": WEB,
}
COGNITO: dict[str, Any] = {
    "user_pool": Arn("arn:aws:cognito-idp:ap-northeast-1:123456789012:userpool/ap-northeast-1_0"),
    "user_pool_client": Id("0123"),
    "user_pool_domain": "example",
    "next_action": WEB,
}
URL = 'must be an HTTPS URL such as "https://id.example.com/authorize"'


def test_defaults_are_those_of_aws() -> None:
    for action in (AuthenticateOidc(**OIDC), AuthenticateCognito(**COGNITO)):
        assert action.scope == "openid"
        assert action.session_cookie_name == "AWSELBAuthSessionCookie"
        assert action.session_timeout == 604800
        assert action.on_unauthenticated_request == "authenticate"


def test_accepts_final_actions_as_next_action() -> None:
    AuthenticateOidc(**{**OIDC, "next_action": FixedResponse(200)})


INVALID = [
    InvalidInput(
        'AuthenticateOidc(issuer="https://idp.example.com", authorization_endpoint="https://idp.example.com/auth", token_endpoint="https://idp.example.com/token", user_info_endpoint="https://idp.example.com/user", client_id="web", client_secret="${var.secret}", next_action=Forward(target_group))',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AuthenticateOidcActionConfig.html",
        """
issuer="http://idp.example.com" => issuer must be an HTTPS URL such as "https://id.example.com/authorize", got 'http://idp.example.com'
issuer="idp.example.com" => issuer must be an HTTPS URL such as "https://id.example.com/authorize", got 'idp.example.com'
issuer="" => issuer must be an HTTPS URL such as "https://id.example.com/authorize", got ''
token_endpoint="http://idp.example.com/token" => token_endpoint must be an HTTPS URL such as "https://id.example.com/authorize", got 'http://idp.example.com/token'
user_info_endpoint="/user" => user_info_endpoint must be an HTTPS URL such as "https://id.example.com/authorize", got '/user'
client_id="" => client_id must be an OAuth 2.0 client ID, got ''
client_secret="" => client_secret must be a token, such as the string_value of a sensitive TerraformVariable, so that the secret is not written to the JSON
scope="" => scope must be scopes separated by spaces such as "openid email", got ''
session_cookie_name="" => session_cookie_name must be a cookie name without white space, equals signs, semicolons and commas, got ''
session_cookie_name="a b" => session_cookie_name must be a cookie name without white space, equals signs, semicolons and commas, got 'a b'
session_timeout=0 => session_timeout must be between 1 and 604800, got 0
session_timeout=604801 => session_timeout must be between 1 and 604800, got 604801
on_unauthenticated_request="redirect" => on_unauthenticated_request must be one of authenticate, allow, deny, got 'redirect'
authentication_request_extra_params={f"p{n}": "x" for n in range(11)} => authentication_request_extra_params must be a mapping of at most 10 query parameters, got {'p0': 'x', 'p1': 'x', 'p2': 'x', 'p3': 'x', 'p4': 'x', 'p5': 'x', 'p6': 'x', 'p7': 'x', 'p8': 'x', 'p9': 'x', 'p10': 'x'}
next_action=None => next_action must be a Forward, a WeightedForward, a Redirect or a FixedResponse, got None
authentication_request_extra_params=["a"] => authentication_request_extra_params must be a mapping of at most 10 query parameters, got ['a']
client_secret="hunter2" => client_secret must be a token, such as the string_value of a sensitive TerraformVariable, so that the secret is not written to the JSON
""",
    ),
    InvalidInput(
        'AuthenticateCognito(user_pool=user_pool, user_pool_client=Id("abc"), user_pool_domain="web", next_action=Forward(target_group))',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AuthenticateCognitoActionConfig.html",
        """
user_pool="pool" => user_pool must be a Cognito user pool (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'pool'
user_pool=Arn("arn:aws:cognito-idp:ap-northeast-1:123456789012:identitypool/a") => user_pool must be the ARN of a Cognito user pool, got 'arn:aws:cognito-idp:ap-northeast-1:123456789012:identitypool/a'
user_pool_client="abc" => user_pool_client must be a client of a user pool (the lookup, construct or resource itself, not its id) or Id("…"), got 'abc'
user_pool_domain="" => user_pool_domain must be the prefix of the user pool's domain, or its own domain, got ''
session_timeout=0 => session_timeout must be between 1 and 604800, got 0
on_unauthenticated_request="Deny" => on_unauthenticated_request must be one of authenticate, allow, deny, got 'Deny'
next_action=AuthenticateCognito(user_pool=user_pool, user_pool_client=Id("abc"), user_pool_domain="web", next_action=Forward(target_group)) => next_action must be a Forward, a WeightedForward, a Redirect or a FixedResponse, got AuthenticateCognito(user_pool=Arn(arn='arn:aws:cognito-idp:a… (463 characters)
authentication_request_extra_params={"a": 1} => authentication_request_extra_params['a'] must be a string: the value of a query parameter, got 1
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
