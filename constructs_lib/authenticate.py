"""The authenticate actions: a user signs in before the request goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from constructs_lib.final_action import FinalAction, check_final_action
from constructs_lib.kind import USER_POOL, USER_POOL_CLIENT
from constructs_lib.problems import gathered
from constructs_lib.refs import HasArn, HasId, arn_of, id_of
from constructs_lib.refused import problems_of_value
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_choice, check_integer, check_text, fail, refuse

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
        ValueError: A value is out of its range, the secret is a literal, or the next action does
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

    @problems_of_value
    def __post_init__(self) -> None:
        for field in (
            "issuer",
            "authorization_endpoint",
            "token_endpoint",
            "user_info_endpoint",
        ):
            allowed = 'an HTTPS URL such as "https://id.example.com/authorize"'
            check_text(field, getattr(self, field), pattern=r"https://[^\s/]+\S*", allowed=allowed)
        check_text("client_id", self.client_id, allowed="the client's id at the provider")
        if is_known(self.client_secret):
            allowed = (
                "a token, such as the string_value of a sensitive TerraformVariable: a literal "
                "would stand in the JSON"
            )
            refuse("client_secret", allowed, "***")
        _check_session(self)


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
        ValueError: A value is out of its range, or the next action does not end the rule.

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

    @problems_of_value
    def __post_init__(self) -> None:
        arn_of("user_pool", self.user_pool, USER_POOL)
        id_of("user_pool_client", self.user_pool_client, USER_POOL_CLIENT)
        allowed = "the prefix of the user pool's domain, or its own domain"
        check_text("user_pool_domain", self.user_pool_domain, pattern=r"[\w.-]+", allowed=allowed)
        _check_session(self)


@gathered
def _check_session(action: AuthenticateOidc | AuthenticateCognito) -> None:
    check_final_action("next_action", action.next_action)
    check_text("scope", action.scope, allowed='scopes separated by spaces such as "openid email"')
    check_text(
        "session_cookie_name",
        action.session_cookie_name,
        pattern=r"[^\s=;,]+",
        allowed="a cookie's name, without white space and =;,",
    )
    check_integer("session_timeout", action.session_timeout, low=1, high=604800)
    check_choice(
        "on_unauthenticated_request",
        action.on_unauthenticated_request,
        get_args(OnUnauthenticatedRequest),
    )
    extra = action.authentication_request_extra_params
    if extra is None:
        return
    field = "authentication_request_extra_params"
    if not isinstance(extra, Mapping) or len(extra) > 10:  # noqa: PLR2004 - AWS's limit
        fail(field, "a mapping of at most 10 query parameters", extra)
    for key, value in extra.items():
        check_text(f"{field} key", key, allowed="a query parameter's name")
        check_text(f"{field}[{key!r}]", value, low=0, allowed="a string")
