import pytest
from constructs_lib import Arn
from constructs_lib.certificate_names import covers, names_of


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
def test_covers(host_name: str, covered: bool) -> None:  # noqa: FBT001 - a column of the table
    assert covers({"example.com", "*.example.com"}, host_name) is covered


class Certificate:
    arn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/0123"

    def __init__(self, *names: str) -> None:
        self.names = names


def test_names_of_all_certificates() -> None:
    assert names_of([Certificate("a.com"), Certificate("b.com", "c.com")]) == frozenset(
        {"a.com", "b.com", "c.com"}
    )


def test_of_some_certificates_the_names_are_not_known() -> None:
    assert names_of([Certificate("a.com"), Arn(Certificate.arn)]) is None
    assert names_of([Certificate("${var.domain}")]) is None
