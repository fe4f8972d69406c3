"""HTTP check of the host name of a load balancer after an apply."""

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors
from constructs_lib._core.tokens import is_resolved


@dataclass(frozen=True, slots=True)
class HttpCheck:
    """Requests a host name after each apply, on each listener, and warns of unexpected responses.

    A part of `ApplicationLoadBalancer`: ``http_check=HttpCheck("app.example.com")``. Creates a
    Terraform ``check`` block with a data source ``http`` for each listener. An unexpected status or
    no response is reported as a warning and never fails the apply. Redirects are followed, and the
    final response is checked.

    The stack then requires the provider ``hashicorp/http``, and the machine that runs Terraform
    must reach the load balancer. As the data sources are read during the apply, the plan always
    lists them and is never empty.

    Args:
        host_name: Host name to request, such as that of the alias record.
        path: Path to request, which may include a query: 1–1024 characters that start with ``/``.
            Defaults to ``/``.
        min_status: Lowest expected status code, 100–599. Defaults to 200.
        max_status: Highest expected status code, from ``min_status`` to 599. Defaults to 399.
        request_timeout: Timeout of the request in seconds, 1–60. Defaults to 10.

    Raises:
        ValidationError: A value is out of range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
    """

    host_name: str
    _: KW_ONLY
    path: str = "/"
    min_status: int = 200
    max_status: int = 399
    request_timeout: int = 10

    def __post_init__(self) -> None:
        raise_errors(_errors(self))


def _errors(check: HttpCheck) -> Iterator[str]:
    yield from checks.host_name("host_name", check.host_name)
    yield from checks.path("path", check.path)
    errors = list(checks.integer("min_status", check.min_status, minimum=100, maximum=599))
    yield from errors
    lowest = 100 if errors or not is_resolved(check.min_status) else check.min_status
    yield from checks.integer("max_status", check.max_status, minimum=lowest, maximum=599)
    yield from checks.integer("request_timeout", check.request_timeout, minimum=1, maximum=60)
    for name in ("min_status", "max_status", "request_timeout"):
        if not is_resolved(getattr(check, name)):
            yield f"{name} must be known at synth, as it is part of a Terraform expression"
