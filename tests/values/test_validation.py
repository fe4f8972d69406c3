import pytest
from constructs_lib.validation import (
    arn_region,
    check_domain_name,
    check_elb_name,
    check_host_name,
    check_tags,
    check_unique,
    fail,
)
from support import refusal


@pytest.mark.parametrize("name", ["a", "web-1", "A" * 32, "internal-web", "${var.name}"])
def test_elb_name_accepts(name: str) -> None:
    check_elb_name("name", name)


@pytest.mark.parametrize("name", ["", "a" * 33, "-web", "web-", "web_1", "web.1", "wéb", None])
def test_elb_name_refuses(name: str) -> None:
    allowed = "1 to 32 letters, digits and hyphens, with no hyphen at either end"
    a_string = "" if isinstance(name, str) else "a string: "
    with refusal(f"name must be {a_string}{allowed}, got {name!r}"):
        check_elb_name("name", name)


@pytest.mark.parametrize(
    "name", ["example.com", "a.b.example.com", "xn--eckwd4c7c.jp", "1.example.com", "${var.d}"]
)
def test_host_name_accepts(name: str) -> None:
    check_host_name("domain", name)


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
def test_host_name_refuses(name: str) -> None:
    allowed = 'a lower-case host name such as "app.example.com"'
    with refusal(f"domain must be {allowed}, got {name!r}"):
        check_host_name("domain", name)


def test_a_domain_name_may_be_a_wildcard() -> None:
    check_domain_name("domain", "*.example.com")


@pytest.mark.parametrize("name", ["*", "*.com", "*.*.example.com", "a.*.example.com", "*a.b.com"])
def test_a_wildcard_is_one_whole_first_label(name: str) -> None:
    allowed = 'a lower-case host name such as "app.example.com" or a wildcard such as'
    with refusal(f'domain must be {allowed} "*.example.com", got {name!r}'):
        check_domain_name("domain", name)


def test_unique_names_the_value_that_is_there_twice() -> None:
    with refusal("zones must not repeat a value, got 'a' twice"):
        check_unique("zones", ["a", "b", "a"])


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        (
            {"aws:x": "1"},
            "tags key must be 1 to 128 characters that do not start with \"aws:\", got 'aws:x'",
        ),
        (
            {"": "1"},
            "tags key must be 1 to 128 characters that do not start with \"aws:\", got ''",
        ),
        ({"a": "b" * 257}, f"tags['a'] must be at most 256 characters, got '{'b' * 257}'"),
        ({"a": 1}, "tags['a'] must be a string: at most 256 characters, got 1"),
        ({str(n): "" for n in range(51)}, "tags must be at most 50 tags, got 51"),
        (["a"], "tags must be a mapping of strings to strings, got ['a']"),
    ],
)
def test_tags_refuses(tags: dict[str, str], message: str) -> None:
    with refusal(message):
        check_tags("tags", tags)


@pytest.mark.parametrize(
    ("arn", "region"),
    [
        ("arn:aws:acm:ap-northeast-1:1:certificate/0", "ap-northeast-1"),
        ("arn:aws:iam::1:server-certificate/web", None),
        ("${data.aws_acm_certificate.web.arn}", None),
    ],
)
def test_arn_region(arn: str, region: str | None) -> None:
    assert arn_region(arn) == region


def test_a_long_value_is_shortened() -> None:
    with pytest.raises(ValueError, match=r"^a must be b, got 'x{59}… \(1002 characters\)$"):
        fail("a", "b", "x" * 1000)
