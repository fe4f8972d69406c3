"""The provider's blocks for the values of actions.

Default actions and actions of rules have the same blocks, of two sets of classes.
"""

from dataclasses import dataclass
from typing import Any, assert_never

from constructs_lib._core import compat as cdk
from constructs_lib._core.tokens import literal, plain, to_string
from constructs_lib.listener.actions import Action, action_chain
from constructs_lib.listener.authenticate import AuthenticateCognito, AuthenticateOidc
from constructs_lib.listener.fixed_response import FixedResponse
from constructs_lib.listener.forward import Forward, WeightedForward
from constructs_lib.listener.jwt_validation import JwtValidation
from constructs_lib.listener.redirect import Redirect


@dataclass(frozen=True, slots=True)
class ActionBlocks:
    """The provider's classes for default actions, or for actions of rules."""

    prefix: str
    """The start of the names of the classes."""

    def block(self, class_suffix: str, /, **arguments: Any) -> Any:  # noqa: ANN401 - a block of the provider
        """Return a block of the class with the prefix and a suffix."""
        return getattr(cdk, f"{self.prefix}{class_suffix}")(**arguments)

    def of(self, action: Action) -> list[Any]:
        """Return the blocks of an action, with their order if there are two."""
        actions = action_chain(action)
        orders = [None] if len(actions) == 1 else range(1, len(actions) + 1)
        return [
            self.block("", order=order, **self._arguments(item))
            for order, item in zip(orders, actions, strict=True)
        ]

    def _arguments(self, action: Action) -> dict[str, Any]:  # noqa: PLR0911 - one for each type
        match action:
            case Forward():
                return {"type": "forward", "target_group_arn": action.target_group.arn}
            case WeightedForward():
                return {"type": "forward", "forward": self._forward(action)}
            case Redirect():
                return {"type": "redirect", "redirect": self._redirect(action)}
            case FixedResponse():
                return {"type": "fixed-response", "fixed_response": self._fixed_response(action)}
            case AuthenticateOidc():
                return {"type": "authenticate-oidc", "authenticate_oidc": self._oidc(action)}
            case AuthenticateCognito():
                return {
                    "type": "authenticate-cognito",
                    "authenticate_cognito": self._cognito(action),
                }
            case JwtValidation():
                return {"type": "jwt-validation", "jwt_validation": self._jwt(action)}
            case _:
                assert_never(action)

    def _forward(self, action: WeightedForward) -> Any:  # noqa: ANN401 - as above
        duration = action.stickiness_duration
        return self.block(
            "Forward",
            target_group=[
                self.block(
                    "ForwardTargetGroup", arn=group.target_group.arn, weight=plain(group.weight)
                )
                for group in action.target_groups
            ],
            stickiness=self.block("ForwardStickiness", enabled=True, duration=plain(duration))
            if duration is not None
            else None,
        )

    def _redirect(self, action: Redirect) -> Any:  # noqa: ANN401 - as above
        return self.block(
            "Redirect",
            protocol=action.protocol,
            host=action.host,
            port=to_string(action.port),
            path=action.path,
            query=action.query,
            status_code=action.status_code,
        )

    def _fixed_response(self, action: FixedResponse) -> Any:  # noqa: ANN401 - as above
        return self.block(
            "FixedResponse",
            content_type=action.content_type,
            message_body=literal(action.message_body),
            status_code=to_string(action.status_code),
        )

    def _oidc(self, action: AuthenticateOidc) -> Any:  # noqa: ANN401 - as above
        return self.block(
            "AuthenticateOidc",
            issuer=action.issuer,
            authorization_endpoint=action.authorization_endpoint,
            token_endpoint=action.token_endpoint,
            user_info_endpoint=action.user_info_endpoint,
            client_id=action.client_id,
            client_secret=action.client_secret,
            **_session(action),
        )

    def _cognito(self, action: AuthenticateCognito) -> Any:  # noqa: ANN401 - as above
        return self.block(
            "AuthenticateCognito",
            user_pool_arn=action.user_pool.arn,
            user_pool_client_id=action.user_pool_client.id,
            user_pool_domain=action.user_pool_domain,
            **_session(action),
        )

    def _jwt(self, action: JwtValidation) -> Any:  # noqa: ANN401 - as above
        return self.block(
            "JwtValidation",
            issuer=literal(action.issuer),
            jwks_endpoint=literal(action.jwks_endpoint),
            additional_claim=[
                self.block(
                    "JwtValidationAdditionalClaim",
                    name=literal(claim.name),
                    values=[literal(value) for value in claim.values],
                    format=claim.format,
                )
                for claim in action.additional_claims
            ]
            or None,
        )


def _session(action: AuthenticateOidc | AuthenticateCognito) -> dict[str, Any]:
    extra = action.authentication_request_extra_params
    return {
        "scope": action.scope,
        "session_cookie_name": action.session_cookie_name,
        "session_timeout": plain(action.session_timeout),
        "on_unauthenticated_request": action.on_unauthenticated_request,
        "authentication_request_extra_params": dict(extra) if extra else None,
    }


DEFAULT_ACTION = ActionBlocks("LbListenerDefaultAction")
"""The blocks of ``aws_lb_listener``."""

RULE_ACTION = ActionBlocks("LbListenerRuleAction")
"""The blocks of ``aws_lb_listener_rule``."""
