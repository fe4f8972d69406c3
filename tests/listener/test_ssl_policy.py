from typing import get_args

import pytest
from constructs_lib import RECOMMENDED_SSL_POLICY, SslPolicy
from constructs_lib.listener.ssl_policy import ssl_policy_errors


def test_accepts_policies_that_aws_lists() -> None:
    names = get_args(SslPolicy)
    assert len(set(names)) == len(names) == 44
    assert RECOMMENDED_SSL_POLICY in names
    for name in names:
        assert list(ssl_policy_errors("ssl_policy", name)) == []


@pytest.mark.parametrize(
    "name", ["ELBSecurityPolicy-TLS13-1-3-PQ-2026-11", "ELBSecurityPolicy-X-2031-01", "${var.p}"]
)
def test_accepts_newer_policy(name: str) -> None:
    assert list(ssl_policy_errors("ssl_policy", name)) == []


@pytest.mark.parametrize(
    "name",
    [
        "ELBSecurityPolicy-TLS13-1-2-2021-07",  # no typo passes for a newer one
        "ELBSecurityPolicy-TLS13-1-2-2021-66",
        "ELBSecurityPolicy-2015-05",  # for Network Load Balancers
        "TLS13",
        "",
        None,
    ],
)
def test_rejects_unknown_policy(name: str) -> None:
    assert list(ssl_policy_errors("ssl_policy", name)) == [
        (
            f'ssl_policy must be a security policy that AWS lists, such as "{RECOMMENDED_SSL_POLICY}"'
            f", or one newer than 2025-09, got {name!r}"
        )
    ]
