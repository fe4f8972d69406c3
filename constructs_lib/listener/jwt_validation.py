"""The action that validates the JSON Web Token (JWT) of a request before the next action."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib.listener.final_action import FinalAction, final_action_errors

ClaimFormat: TypeAlias = Literal["single-string", "string-array", "space-separated-values"]
_VALIDATED = ("exp", "iss", "nbf", "iat")
_MAXIMUM_CLAIMS = _MAXIMUM_VALUES = 10


@dataclass(frozen=True, slots=True)
class JwtClaim:
    """A claim that a token must have: ``JwtClaim("scope", ["read"], format="string-array")``.

    A part of `JwtValidation`.

    Args:
        name: Name of the claim. ``exp``, ``iss``, ``nbf`` and ``iat`` are always validated.
        values: Values, 1–10 of at most 256 characters each.
        format: Format of the claim in the token: ``single-string``, ``string-array`` or
            ``space-separated-values``, whose values contain no spaces.

    Raises:
        ValidationError: A value is out of range, or the load balancer always validates the claim.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_JwtValidationActionAdditionalClaim.html
    """

    name: str
    values: Sequence[str]
    format: ClaimFormat

    def __post_init__(self) -> None:
        raise_errors(
            checks.string("name", self.name, expected="the name of a claim"),
            [f"name {self.name!r} must be omitted, as it is always validated"]
            if self.name in _VALIDATED
            else (),
            _value_errors("values", self.values, self.format),
            checks.choice("format", self.format, get_args(ClaimFormat)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class JwtValidation:
    """Validates the JSON Web Token (JWT) of requests between machines.

    The load balancer rejects requests without a valid token in the ``Authorization`` header with
    401. Requires an HTTPS listener, and version 6.22 or newer of the provider::

        JwtValidation(
            issuer="https://id.example.com",
            jwks_endpoint="https://id.example.com/.well-known/jwks.json",
            additional_claims=[
                JwtClaim("scope", ["read"], format="space-separated-values"),
            ],
            next_action=Forward(api),
        )

    Args:
        issuer: Issuer of the tokens, 1–256 characters.
        jwks_endpoint: URL of the JSON Web Key Set (JWKS) of the issuer, an HTTPS URL of at most 256
            characters with a path, which the load balancer can reach.
        next_action: Action for requests with a valid token.
        additional_claims: Claims to validate in addition to ``exp``, ``iss``, ``nbf`` and ``iat``,
            at most 10. Defaults to none.

    Raises:
        ValidationError: A value is out of range, or the next action is not a final action.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html
    """

    issuer: str
    jwks_endpoint: str
    next_action: FinalAction
    additional_claims: Sequence[JwtClaim] = ()

    def __post_init__(self) -> None:
        raise_errors(
            checks.string("issuer", self.issuer, maximum=256, expected="1 to 256 characters"),
            checks.string(
                "jwks_endpoint",
                self.jwks_endpoint,
                pattern=r"https://[\w.-]+(:[0-9]{1,5})?/[!-~]*",
                maximum=256,
                expected="an HTTPS URL with a path, of at most 256 characters",
            ),
            _claim_errors("additional_claims", self.additional_claims),
            final_action_errors("next_action", self.next_action),
        )


def _claim_errors(name: str, claims: object) -> Iterator[str]:
    errors = list(checks.items(name, claims, JwtClaim))
    yield from errors
    if not errors and checks.is_sequence(claims):
        if len(claims) > _MAXIMUM_CLAIMS:
            yield error_message(name, f"at most {_MAXIMUM_CLAIMS} claims", len(claims))
        yield from checks.unique(f"{name} name", [claim.name for claim in claims])


def _value_errors(name: str, values: object, claim_format: object) -> Iterator[str]:
    if not checks.is_sequence(values):
        yield from checks.list_errors(name, "a list of strings", values)
        return
    if not 1 <= len(values) <= _MAXIMUM_VALUES:
        yield error_message(name, f"1 to {_MAXIMUM_VALUES} values", len(values))
    allows_spaces = claim_format != "space-separated-values"
    expected = "1 to 256 characters" + " without spaces" * (not allows_spaces)
    pattern = r"(?s).+" if allows_spaces else r"[^ ]+"
    for value in values:
        yield from checks.string(name, value, pattern=pattern, maximum=256, expected=expected)
    yield from checks.unique(name, values)
