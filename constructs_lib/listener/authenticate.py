"""The authenticate actions: a user signs in before the request goes on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.kind import USER_POOL, USER_POOL_CLIENT
from constructs_lib._core.tokens import is_resolved
from constructs_lib.listener.final_action import FinalAction, final_action_errors
from constructs_lib.references import HasArn, HasId, arn_errors, id_errors

OnUnauthenticatedRequest: TypeAlias = Literal["authenticate", "allow", "deny"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticateOidc:
    """Has a user sign in at an OpenID Connect identity provider, then goes on to the next action.

    On HTTPS listeners only::

        AuthenticateOidc(
            issuer="https://id.example.com",
            authorization_endpoint="https://id.example.com/authorize",
            token_endpoint="https://id.example.com/token",
            user_info_endpoint="https://id.example.com/userinfo",
            client_id="web",
            client_secret=client_secret.string_value,  # a sensitive TerraformVariable
            next_action=Forward(web),
        )

    Args:
        issuer: The provider's issuer, an HTTPS URL.
        authorization_endpoint: An HTTPS URL.
        token_endpoint: An HTTPS URL; the load balancer itself must be able to reach it.
        user_info_endpoint: An HTTPS URL; likewise.
        client_id: The client's id at the provider.
        client_secret: A token only: a sensitive ``TerraformVariable``, or the data source of a
            secret. A literal would stand in the JSON.
        next_action: What happens to the request of a user who is signed in.
        scope: What is asked of the provider, separated by spaces. Left out: ``openid``.
        session_cookie_name: Left out: ``AWSELBAuthSessionCookie``.
        session_timeout: Seconds until a user must sign in again, 1 to 604800 (7 days).
            Left out: 604800.
        on_unauthenticated_request: ``authenticate`` (sign in), ``allow`` (pass on without the
            user's claims) or ``deny`` (answer 401). Left out: ``authenticate``.
        authentication_request_extra_params: Up to 10 query parameters for the provider.
            Left out: none.

    Raises:
        ValidationError: A value is out of range, the secret is a literal, or the next action does
            not end the rule.

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
    """Has a user sign in at an Amazon Cognito user pool, then goes on to the next action.

    On HTTPS listeners only::

        AuthenticateCognito(user_pool=pool, user_pool_client=client, user_pool_domain="example",
                            next_action=Forward(web))

    Args:
        user_pool: The user pool: a raw ``CognitoUserPool`` or an `Arn`.
        user_pool_client: The pool's client, which must have a secret: a raw
            ``CognitoUserPoolClient`` or an `Id`.
        user_pool_domain: The prefix of the pool's domain, or its own full domain.
        next_action: What happens to the request of a user who is signed in.
        scope: As for `AuthenticateOidc`.
        session_cookie_name: As for `AuthenticateOidc`.
        session_timeout: As for `AuthenticateOidc`.
        on_unauthenticated_request: As for `AuthenticateOidc`.
        authentication_request_extra_params: As for `AuthenticateOidc`.

    Raises:
        ValidationError: A value is out of its range, or the next action does not end the rule.

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
    expected = "the client's id at the provider"
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
        expected="a cookie's name, without white space and =;,",
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
