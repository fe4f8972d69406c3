import pytest
from constructs_lib import Rewrite
from helpers.invalid_input import InvalidInput, rejects


@pytest.mark.parametrize(
    ("regex", "replace"),
    [
        ("^/api/(.*)$", "/$1"),
        (r"^/v[0-9]+/(\w+)$", "/$1?version=old"),
        ("a" * 1024, ""),
        (r"[*+]+[(?=]\*+\\+", "x" * 1024),  # neither possessive nor a look-around
        (r"(?i)^/(?:img|css)/(?P<file>.+)$", "/static/$1"),
        ("${var.regex}", "${var.replace}"),
    ],
)
def test_accepts_supported_expressions(regex: str, replace: str) -> None:
    assert Rewrite(regex, replace).regex == regex


INVALID = [
    InvalidInput(
        'Rewrite("^/api/(.*)$", "/$1")',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.html",
        r"""
regex="" => regex must be 1 to 1024 ASCII characters without white space, got ''
regex="a b" => regex must be 1 to 1024 ASCII characters without white space, got 'a b'
regex="/ü" => regex must be 1 to 1024 ASCII characters without white space, got '/ü'
regex="a" * 1025 => regex must be 1 to 1024 ASCII characters without white space, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (1027 characters)
regex="^/(?=api)" => regex must be a regular expression without (?=, which AWS does not support, got '^/(?=api)'
regex="^/(?<!api)x" => regex must be a regular expression without (?<!, which AWS does not support, got '^/(?<!api)x'
regex="^/(?>api)" => regex must be a regular expression without (?>, which AWS does not support, got '^/(?>api)'
regex="^/a++" => regex must be a regular expression without ++, which AWS does not support, got '^/a++'
regex=r"^/(a)\1" => regex must be a regular expression without \1, which AWS does not support, got '^/(a)\\1'
regex=r"^/\pL" => regex must be a regular expression without \p, which AWS does not support, got '^/\\pL'
regex=r"^/(a)\g{1}" => regex must be a regular expression without \g{, which AWS does not support, got '^/(a)\\g{1}'
regex="^/(?-1)" => regex must be a regular expression without (?-1, which AWS does not support, got '^/(?-1)'
regex=r"^/\p{L}" => regex must be a regular expression without \p, which AWS does not support, got '^/\\p{L}'
regex=5 => regex must be a string: 1 to 1024 ASCII characters without white space, got 5
replace="a b" => replace must be at most 1024 printable ASCII characters without spaces, got 'a b'
replace="a" * 1025 => replace must be at most 1024 printable ASCII characters without spaces, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (1027 characters)
replace=None => replace must be a string: at most 1024 printable ASCII characters without spaces, got None
""",
    )
]
test_rejects_invalid_arguments = rejects(*INVALID)
