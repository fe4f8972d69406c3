"""Actions that authenticate users before the next action."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved
from constructs_lib.listener.final_action import FinalAction, final_action_errors
from constructs_lib.references import (
    USER_POOL,
    USER_POOL_CLIENT,
    HasArn,
    HasId,
    arn_errors,
    id_errors,
)

OnUnauthenticatedRequest: TypeAlias = Literal["authenticate", "allow", "deny"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticateOidc:
    """Authenticates users with an OpenID Connect (OIDC) identity provider.

    Requires an HTTPS listener::

        AuthenticateOidc(
            issuer="https://id.example.com",
            authorization_endpoint="https://id.example.com/authorize",
            token_endpoint="https://id.example.com/token",
            user_info_endpoint="https://id.example.com/userinfo",
            client_id="web",
            client_secret=sensitive_variable.string_value,
            next_action=Forward(web),
        )

    Args:
        issuer: Issuer identifier of the identity provider, an HTTPS URL.
        authorization_endpoint: Authorization endpoint, an HTTPS URL that browsers can reach.
        token_endpoint: Token endpoint, an HTTPS URL that the load balancer can reach.
        user_info_endpoint: User info endpoint, an HTTPS URL that the load balancer can reach.
        client_id: OAuth 2.0 client ID.
        client_secret: OAuth 2.0 client secret. Must be a token, such as the value of a sensitive
            ``TerraformVariable`` or an attribute of a data source, as a literal would be written to
            the JSON.
        next_action: Action for requests of authenticated users.
        scope: User claims to request, separated by spaces. Defaults to ``openid``.
        session_cookie_name: Name of the session cookie. Defaults to ``AWSELBAuthSessionCookie``.
        session_timeout: Maximum duration of a session in seconds, 1–604800 (7 days). Defaults to
            604800.
        on_unauthenticated_request: ``authenticate`` redirects to the identity provider, ``allow``
            continues with the next action, ``deny`` responds with 401. Defaults to
            ``authenticate``.
        authentication_request_extra_params: Query parameters to add to the redirect to the
            authorization endpoint, at most 10. Defaults to none.

    Raises:
        ValidationError: A value is out of range, the client secret is not a token, or the next
            action is not a final action.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
    """

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    user_info_endpoint: str
    client_id: str
    client_secret: str
    next_action: FinalAction
    scope: str = "openid"
    session_cookie_name: str = "AWSELBAuthSessionCookie"
    session_timeout: int = 604800
    on_unauthenticated_request: OnUnauthenticatedRequest = "authenticate"
    authentication_request_extra_params: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        raise_errors(_oidc_errors(self), _session_errors(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticateCognito:
    """Authenticates users with an Amazon Cognito user pool.

    Requires an HTTPS listener::

        AuthenticateCognito(
            user_pool=pool,
            user_pool_client=client,
            user_pool_domain="example",
            next_action=Forward(web),
        )

    Args:
        user_pool: The user pool: a raw ``CognitoUserPool`` or an `Arn`.
        user_pool_client: A client of the user pool, which must have a secret: a raw
            ``CognitoUserPoolClient`` or an `Id`.
        user_pool_domain: Domain prefix of the user pool, or its custom domain.
        next_action: Action for requests of authenticated users.
        scope: As for `AuthenticateOidc`.
        session_cookie_name: As for `AuthenticateOidc`.
        session_timeout: As for `AuthenticateOidc`.
        on_unauthenticated_request: As for `AuthenticateOidc`.
        authentication_request_extra_params: As for `AuthenticateOidc`.

    Raises:
        ValidationError: A value is out of range, or the next action is not a final action.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
    """

    user_pool: HasArn
    user_pool_client: HasId
    user_pool_domain: str
    next_action: FinalAction
    scope: str = "openid"
    session_cookie_name: str = "AWSELBAuthSessionCookie"
    session_timeout: int = 604800
    on_unauthenticated_request: OnUnauthenticatedRequest = "authenticate"
    authentication_request_extra_params: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        expected = "the prefix of the user pool's domain, or its own domain"
        domain = self.user_pool_domain
        raise_errors(
            arn_errors("user_pool", self.user_pool, USER_POOL),
            id_errors("user_pool_client", self.user_pool_client, USER_POOL_CLIENT),
            checks.string("user_pool_domain", domain, pattern=r"[\w.-]+", expected=expected),
            _session_errors(self),
        )


def _oidc_errors(action: AuthenticateOidc) -> Iterator[str]:
    expected = 'an HTTPS URL such as "https://id.example.com/authorize"'
    for name in ("issuer", "authorization_endpoint", "token_endpoint", "user_info_endpoint"):
        url = getattr(action, name)
        yield from checks.string(name, url, pattern=r"https://[^\s/]+\S*", expected=expected)
    expected = "an OAuth 2.0 client ID"
    yield from checks.string("client_id", action.client_id, expected=expected)
    if is_resolved(action.client_secret):
        yield (
            "client_secret must be a token, such as the string_value of a sensitive "
            "TerraformVariable, so that the secret is not written to the JSON"
        )


def _session_errors(action: AuthenticateOidc | AuthenticateCognito) -> Iterator[str]:
    yield from final_action_errors("next_action", action.next_action)
    expected = 'scopes separated by spaces such as "openid email"'
    yield from checks.string("scope", action.scope, expected=expected)
    yield from checks.string(
        "session_cookie_name",
        action.session_cookie_name,
        pattern=r"[^\s=;,]+",
        expected="a cookie name without white space, equals signs, semicolons and commas",
    )
    yield from checks.integer("session_timeout", action.session_timeout, minimum=1, maximum=604800)
    yield from checks.choice(
        "on_unauthenticated_request",
        action.on_unauthenticated_request,
        get_args(OnUnauthenticatedRequest),
    )
    parameters = action.authentication_request_extra_params
    if parameters is None:
        return
    name = "authentication_request_extra_params"
    if not isinstance(parameters, Mapping) or len(parameters) > 10:  # noqa: PLR2004 - AWS's limit
        yield error_message(name, "a mapping of at most 10 query parameters", parameters)
        return
    for key, value in parameters.items():
        yield from checks.string(f"{name} key", key, expected="a query parameter's name")
        expected = "the value of a query parameter"
        yield from checks.string(f"{name}[{key!r}]", value, minimum=0, expected=expected)
