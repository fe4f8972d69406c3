"""What can't be written, as no argument takes it: see the limits in ``docs/reliability.md``."""

from inspect import signature

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    HttpListener,
    HttpsListener,
    SecurityGroup,
)


@pytest.mark.parametrize(
    ("kind", "argument"),
    [
        (ApplicationLoadBalancer, "name_prefix"),
        (ApplicationLoadBalancer, "load_balancer_type"),
        (ApplicationLoadBalancer, "subnet_mapping"),
        (HttpListener, "certificate"),
        (HttpListener, "ssl_policy"),
        (HttpListener, "protocol"),
        (HttpsListener, "protocol"),
        (SecurityGroup, "name_prefix"),
    ],
)
def test_there_is_no_such_argument(kind: type, argument: str) -> None:
    assert argument not in signature(kind).parameters
