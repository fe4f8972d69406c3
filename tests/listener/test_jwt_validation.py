from constructs_lib import FixedResponse, JwtClaim, JwtValidation
from helpers.invalid_input import InvalidInput, rejects


def test_accepts_ten_claims_of_ten_values() -> None:
    values = [f"{number}" * 256 for number in range(10)]
    claims = [JwtClaim(f"c{number}", values, format="string-array") for number in range(10)]
    action = JwtValidation(
        issuer="https://id.example.com",
        jwks_endpoint="https://id.example.com/jwks.json",
        additional_claims=claims,
        next_action=FixedResponse(200),
    )
    assert len(action.additional_claims) == 10


INVALID = [
    InvalidInput(
        'JwtClaim("scope", ["read"], format="space-separated-values")',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_JwtValidationActionAdditionalClaim.html",
        """
name="" => name must be the name of a claim, got ''
name="iss" => name 'iss' must be omitted, as it is always validated
values=[] => values must be 1 to 10 values, got 0
values=[str(number) for number in range(11)] => values must be 1 to 10 values, got 11
values="read" => values must be a list of strings, got 'read'
values=["read write"] => values must be 1 to 256 characters without spaces, got 'read write'
values=["a" * 257] => values must be 1 to 256 characters without spaces, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (259 characters)
values=["a", "a"] => values must not repeat a value, got 'a' twice
format="json" => format must be one of single-string, string-array, space-separated-values, got 'json'
""",
    ),
    InvalidInput(
        'JwtValidation(issuer="https://id.example.com", jwks_endpoint="https://id.example.com/jwks.json", '
        "next_action=FixedResponse(200))",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_JwtValidationActionConfig.html",
        """
issuer="" => issuer must be 1 to 256 characters, got ''
issuer="a" * 257 => issuer must be 1 to 256 characters, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (259 characters)
jwks_endpoint="http://id.example.com/jwks.json" => jwks_endpoint must be an HTTPS URL with a path, of at most 256 characters, got 'http://id.example.com/jwks.json'
jwks_endpoint="https://id.example.com" => jwks_endpoint must be an HTTPS URL with a path, of at most 256 characters, got 'https://id.example.com'
jwks_endpoint="https://id.example.com:port/jwks" => jwks_endpoint must be an HTTPS URL with a path, of at most 256 characters, got 'https://id.example.com:port/jwks'
jwks_endpoint="https://id.example.com/" + "a" * 256 => jwks_endpoint must be an HTTPS URL with a path, of at most 256 characters, got 'https://id.example.com/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (281 characters)
additional_claims=["scope"] => additional_claims must be a list of JwtClaim, got ['scope']
additional_claims=[JwtClaim(f"c{number}", ["a"], format="single-string") for number in range(11)] => additional_claims must be at most 10 claims, got 11
additional_claims=[JwtClaim("sub", ["a"], format="single-string"), JwtClaim("sub", ["b"], format="single-string")] => additional_claims name must not repeat a value, got 'sub' twice
next_action=None => next_action must be a Forward, a WeightedForward, a Redirect or a FixedResponse, got None
""",
    ),
]
test_rejects_invalid_arguments = rejects(*INVALID)
