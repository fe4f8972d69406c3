import pytest
from constructs_lib import Id, ValidationError, check_account_id, check_domain_name, check_region
from constructs_lib._core import checks
from constructs_lib._core.errors import describe
from helpers.errors import raises_exactly


@pytest.mark.parametrize("name", ["a", "web-1", "A" * 32, "internal-web", "${var.name}"])
def test_accepts_elb_names(name: str) -> None:
    assert list(checks.elb_name("name", name)) == []


@pytest.mark.parametrize(
    "name", ["example.com", "a.b.example.com", "xn--eckwd4c7c.jp", "1.example.com", "${var.d}"]
)
def test_accepts_host_names(name: str) -> None:
    assert list(checks.host_name("domain", name)) == []


@pytest.mark.parametrize(
    "name",
    [
        "",
        "localhost",
        "Example.com",
        "example.com.",
        "https://example.com",
        "example.com/path",
        "-a.example.com",
        "a-.example.com",
        "a..example.com",
        "a_b.example.com",
        "*.example.com",
        "10.0.0.1",
        f"{'a' * 64}.com",
        f"{'a.' * 126}com",
        443,
    ],
)
def test_rejects_other_host_names(name: object) -> None:
    expected = 'a lower-case host name such as "app.example.com"'
    error = f"domain must be {expected}, got {describe(name)}"
    assert list(checks.host_name("domain", name)) == [error]


@pytest.mark.parametrize("name", ["*", "*.com", "*.*.example.com", "a.*.example.com", "*a.b.com"])
def test_rejects_wildcards_that_are_not_the_first_label(name: str) -> None:
    expected = 'a lower-case host name such as "app.example.com" or a wildcard such as'
    with raises_exactly(f'domain must be {expected} "*.example.com", got {name!r}'):
        check_domain_name("domain", name)


def test_accepts_values_of_context() -> None:
    check_domain_name("domain", "*.example.com")
    check_region("region", "ap-northeast-1")
    check_account_id("account", "012345678901")


@pytest.mark.parametrize("value", [12345678901, "1234", None])
def test_rejects_other_account_ids(value: str) -> None:
    with raises_exactly(
        "account must be a string of 12 digits, the ID of an AWS account, such as "
        f'"012345678901", got {value!r}'
    ):
        check_account_id("account", value)


def test_rejects_other_regions() -> None:
    with raises_exactly("region must be an AWS region such as \"ap-northeast-1\", got 'tokyo'"):
        check_region("region", "tokyo")


@pytest.mark.parametrize(
    ("arn", "region"),
    [
        ("arn:aws:acm:ap-northeast-1:1:certificate/0", "ap-northeast-1"),
        ("arn:aws:iam::1:server-certificate/web", None),
        ("${data.aws_acm_certificate.web.arn}", None),
    ],
)
def test_returns_region_of_arn(arn: str, region: str | None) -> None:
    assert checks.arn_region(arn) == region


def test_shortens_long_values() -> None:
    assert describe("x" * 1000) == f"'{'x' * 59}… (1002 characters)"


def test_error_has_messages_and_path() -> None:
    error = ValidationError(["a", "b"], "shop/web")
    assert (error.errors, error.path) == (("a", "b"), "shop/web")
    assert str(error) == "[shop/web] a\n[shop/web] b"
    assert str(ValidationError(["a"])) == "a"


def test_error_of_value_has_no_path() -> None:
    with pytest.raises(ValueError, match="AWS id") as raised:
        Id("")
    assert isinstance(raised.value, ValidationError)
    assert raised.value.path is None
