"""Whether a load balancer answers at its host name, asked by Terraform after an apply."""

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors
from constructs_lib._core.tokens import is_resolved


@dataclass(frozen=True, slots=True)
class HttpCheck:
    """Asks a host name after each apply, over every listener, and warns of a bad answer.

    A part of `ApplicationLoadBalancer`: ``http_check=HttpCheck("app.example.com")``. It makes a
    Terraform ``check`` block for each listener, with a data source ``http`` in it. A check never
    fails an apply: an answer of another status is a warning, and so is no answer, in the words of
    the provider. With it the stack needs the provider ``hashicorp/http``, the machine on which
    Terraform runs has to reach the load balancer, and a plan is never empty: it always tells that
    the data sources are read during the apply.

    Args:
        host_name: What is asked: the name of the alias record, or of another DNS record.
        path: The path that is asked, which may have a query. Left out: ``/``.
        status_from: The lowest status that is well, 100 to 599. Left out: 200.
        status_to: The highest, not below it. Left out: 399.
        request_timeout: Seconds that an answer may take, 1 to 60. Left out: 10.

    Raises:
        ValidationError: A value is out of its range.

    Redirects are followed, so that what is told of a listener that redirects is the answer of where
    it leads.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
    """

    host_name: str
    _: KW_ONLY
    path: str = "/"
    status_from: int = 200
    status_to: int = 399
    request_timeout: int = 10

    def __post_init__(self) -> None:
        raise_errors(_errors(self))


def _errors(check: HttpCheck) -> Iterator[str]:
    yield from checks.host_name("host_name", check.host_name)
    yield from checks.path("path", check.path)
    errors = list(checks.integer("status_from", check.status_from, minimum=100, maximum=599))
    yield from errors
    lowest = 100 if errors or not is_resolved(check.status_from) else check.status_from
    yield from checks.integer("status_to", check.status_to, minimum=lowest, maximum=599)
    yield from checks.integer("request_timeout", check.request_timeout, minimum=1, maximum=60)
    for name in ("status_from", "status_to", "request_timeout"):
        if not is_resolved(getattr(check, name)):
            yield f"{name} must be known at synth, as it becomes part of an expression"
