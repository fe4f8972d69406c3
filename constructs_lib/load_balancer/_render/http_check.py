"""The ``check`` blocks for the values of an `HttpCheck`."""

from collections.abc import Iterable, Sequence

from constructs_lib._core.compat import TerraformElement, TerraformResource
from constructs_lib._core.terraform import address
from constructs_lib._core.tree import stack_of
from constructs_lib.listener.listener import HttpsListener
from constructs_lib.load_balancer._render.listener import ListenerResources
from constructs_lib.load_balancer.http_check import HttpCheck

PROVIDER = {"source": "hashicorp/http", "version": "~> 3.4"}


def add_http_check_blocks(
    load_balancer: TerraformElement,
    check: HttpCheck | None,
    listeners: Iterable[ListenerResources],
    records: Sequence[TerraformResource] = (),
) -> None:
    """Add a ``check`` block for each listener to the stack.

    cdktf has no class for it, and the bindings of the provider ``http`` are a separate package.
    """
    if check is not None:
        for resources in listeners:
            _block(load_balancer, check, resources, records)


def _block(
    load_balancer: TerraformElement,
    check: HttpCheck,
    resources: ListenerResources,
    records: Sequence[TerraformResource],
) -> None:
    protocol, default_port = (
        ("https", 443) if isinstance(resources.value, HttpsListener) else ("http", 80)
    )
    port = resources.value.port
    authority = check.host_name if port == default_port else f"{check.host_name}:{port}"
    url = f"{protocol}://{authority}{check.path}".replace("%{", "%%{")  # escape directives
    name, unique = f"{protocol}_{port}", load_balancer.friendly_unique_id
    data = f"{unique}_{name}"
    status = f"data.http.{data}.status_code"
    dependencies = [resources.listener, *resources.rules.values(), *records]
    stack = stack_of(load_balancer)
    stack.add_override("terraform.required_providers.http", PROVIDER)
    stack.add_override(
        f"check.{unique}_answers_{name}",
        {
            "data": {
                "http": {
                    data: {
                        "url": url,
                        "request_timeout_ms": check.request_timeout * 1000,
                        "depends_on": [address(item) for item in dependencies],
                    }
                }
            },
            "assert": [
                {
                    "condition": (
                        f"${{{status} >= {check.min_status} && {status} <= {check.max_status}}}"
                    ),
                    "error_message": (
                        f"{url} must respond with a status from {check.min_status} to "
                        f"{check.max_status}, but responded with ${{{status}}}."
                    ),
                }
            ],
        },
    )
