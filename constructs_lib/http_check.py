"""Whether a load balancer answers at its host name, asked by Terraform after an apply."""

from dataclasses import KW_ONLY, dataclass

from constructs_lib.refused import problems_of_value
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_host_name, check_integer, check_path, refuse


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
        ValueError: A value is out of its range.

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

    @problems_of_value
    def __post_init__(self) -> None:
        check_host_name("host_name", self.host_name)
        check_path("path", self.path)
        check_integer("status_from", self.status_from, low=100, high=599)
        check_integer("request_timeout", self.request_timeout, low=1, high=60)
        for field in ("status_from", "status_to", "request_timeout"):
            value = getattr(self, field)
            if not is_known(value):
                refuse(field, "known at synth, as it stands in an expression", value)
        check_integer("status_to", self.status_to, low=self.status_from, high=599)
