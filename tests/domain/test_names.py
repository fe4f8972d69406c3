import pytest
from constructs_lib import Arn
from constructs_lib.domain._names import could_match, known_domain_names, matches


@pytest.mark.parametrize(
    ("host_name", "covered"),
    [
        ("example.com", True),
        ("shop.example.com", True),
        ("a.shop.example.com", False),  # a wildcard is one label
        ("example.net", False),
        ("*.example.com", True),
    ],
)
def test_matches(host_name: str, covered: bool) -> None:  # noqa: FBT001 - a column of the table
    assert matches({"example.com", "*.example.com"}, host_name) is covered


@pytest.mark.parametrize(
    ("pattern", "possible"),
    [
        ("Shop.example.com", True),
        ("shop*.com", True),
        ("*.example.com", True),
        ("*.example.net", False),
        ("a.b.example.com", False),
    ],
)
def test_could_match(pattern: str, possible: bool) -> None:  # noqa: FBT001 - a column of the table
    assert could_match({"*.example.com"}, pattern) is possible


class Certificate:
    arn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/0123"

    def __init__(self, *names: str) -> None:
        self.names = names


def test_returns_domain_names_of_certificates() -> None:
    assert known_domain_names([Certificate("a.com"), Certificate("b.com", "c.com")]) == frozenset(
        {"a.com", "b.com", "c.com"}
    )


def test_domain_names_of_some_certificates_are_unknown() -> None:
    assert known_domain_names([Certificate("a.com"), Arn(Certificate.arn)]) is None
    assert known_domain_names([Certificate("${var.domain}")]) is None
