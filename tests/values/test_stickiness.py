from collections.abc import Callable

import pytest
from constructs_lib import ApplicationCookie, LoadBalancerCookie
from support import refusal

NAME = "a cookie's name without white space and =;, not starting with AWSALB"


def test_a_day_is_what_aws_has() -> None:
    assert LoadBalancerCookie().cookie_duration == 86400
    assert ApplicationCookie(cookie_name="session").cookie_duration == 86400


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: LoadBalancerCookie(cookie_duration=0),
            "cookie_duration must be between 1 and 604800, got 0",
        ),
        (
            lambda: ApplicationCookie(cookie_name="a", cookie_duration=604801),
            "cookie_duration must be between 1 and 604800, got 604801",
        ),
        (
            lambda: ApplicationCookie(cookie_name="AWSALBAPP-0"),
            f"cookie_name must be {NAME}, got 'AWSALBAPP-0'",
        ),
        (lambda: ApplicationCookie(cookie_name=""), f"cookie_name must be {NAME}, got ''"),
        (lambda: ApplicationCookie(cookie_name="a=b"), f"cookie_name must be {NAME}, got 'a=b'"),
    ],
)
def test_refuses(make: Callable[[], object], message: str) -> None:
    with refusal(message):
        make()
