from typing import Any

import pytest
from constructs_lib import Arn, AuthenticateCognito, AuthenticateOidc, FixedResponse, Forward, Id
from support import refusal

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


def test_what_is_left_out_is_what_aws_has() -> None:
    for action in (AuthenticateOidc(**OIDC), AuthenticateCognito(**COGNITO)):
        assert action.scope == "openid"
        assert action.session_cookie_name == "AWSELBAuthSessionCookie"
        assert action.session_timeout == 604800
        assert action.on_unauthenticated_request == "authenticate"


def test_a_literal_secret_is_refused_and_not_repeated() -> None:
    with refusal(
        "client_secret must be a token, such as the string_value of a sensitive TerraformVariable: "
        "a literal would stand in the JSON, got '***'"
    ):
        AuthenticateOidc(**{**OIDC, "client_secret": "hunter2"})


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        ({"issuer": "http://id.example.com"}, f"issuer {URL}, got 'http://id.example.com'"),
        ({"token_endpoint": "/token"}, f"token_endpoint {URL}, got '/token'"),
        ({"client_id": ""}, "client_id must be the client's id at the provider, got ''"),
        (
            {"next_action": AuthenticateCognito(**COGNITO)},
            (
                "next_action must be a Forward, a WeightedForward, a Redirect or a FixedResponse, "
                f"got {AuthenticateCognito(**COGNITO)!r}"
            ),
        ),
        ({"session_timeout": 0}, "session_timeout must be between 1 and 604800, got 0"),
        (
            {"on_unauthenticated_request": "ask"},
            ("on_unauthenticated_request must be one of authenticate, allow, deny, got 'ask'"),
        ),
        (
            {"scope": ""},
            "scope must be scopes separated by spaces such as \"openid email\", got ''",
        ),
        (
            {"session_cookie_name": "a b"},
            ("session_cookie_name must be a cookie's name, without white space and =;,, got 'a b'"),
        ),
        (
            {"authentication_request_extra_params": ["a"]},
            (
                "authentication_request_extra_params must be a mapping of at most 10 query "
                "parameters, got ['a']"
            ),
        ),
        (
            {"authentication_request_extra_params": {"a": 1}},
            "authentication_request_extra_params['a'] must be a string: a string, got 1",
        ),
    ],
)
def test_oidc_refuses(refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        AuthenticateOidc(**{**OIDC, **refused})


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (
            {"user_pool": Arn("arn:aws:s3:::bucket")},
            "user_pool must be the ARN of a Cognito user pool, got 'arn:aws:s3:::bucket'",
        ),
        (
            {"user_pool_client": "0123"},
            (
                "user_pool_client must be a client of a user pool "
                "(the lookup, construct or resource itself, and not its id) or "
                "Id(\"…\"), got '0123'"
            ),
        ),
        (
            {"user_pool_domain": "a b"},
            (
                "user_pool_domain must be the prefix of the user pool's domain, or its own domain, "
                "got 'a b'"
            ),
        ),
        ({"session_timeout": 604801}, "session_timeout must be between 1 and 604800, got 604801"),
    ],
)
def test_cognito_refuses(refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        AuthenticateCognito(**{**COGNITO, **refused})


def test_the_next_action_may_be_any_that_ends_a_rule() -> None:
    AuthenticateOidc(**{**OIDC, "next_action": FixedResponse(200)})
