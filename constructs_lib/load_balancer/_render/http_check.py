"""From an `HttpCheck` to Terraform's ``check`` blocks."""

from collections.abc import Iterable, Sequence

from constructs_lib._core.compat import TerraformElement, TerraformResource
from constructs_lib._core.tree import stack_of
from constructs_lib.listener.listener import HttpsListener
from constructs_lib.load_balancer._render.listener import ListenerResources
from constructs_lib.load_balancer.http_check import HttpCheck

PROVIDER = {"source": "hashicorp/http", "version": "~> 3.4"}


def http_check_blocks(
    load_balancer: TerraformElement,
    check: HttpCheck | None,
    listeners: Iterable[ListenerResources],
    records: Iterable[TerraformResource] = (),
) -> None:
    """Create a check for each listener, with the protocol and port in its name.

    cdktf has no class for a check, and the bindings of ``http`` are a separate package.
    """
    if check is not None:
        for made in listeners:
            _block(load_balancer, check, made, list(records))


def _block(
    load_balancer: TerraformElement,
    check: HttpCheck,
    made: ListenerResources,
    records: Sequence[TerraformResource],
) -> None:
    protocol, usual = ("https", 443) if isinstance(made.value, HttpsListener) else ("http", 80)
    port = made.value.port
    place = f"{check.host_name}{'' if port == usual else f':{port}'}"
    url = f"{protocol}://{place}{check.path}".replace("%{", "%%{")  # which begins a directive
    name, unique = f"{protocol}_{port}", load_balancer.friendly_unique_id
    data = f"{unique}_{name}"
    status = f"data.http.{data}.status_code"
    waits_for = [made.listener, *made.rules.values(), *records]
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
                        "depends_on": _addresses(waits_for),
                    }
                }
            },
            "assert": [
                {
                    "condition": (
                        f"${{{status} >= {check.status_from} && {status} <= {check.status_to}}}"
                    ),
                    "error_message": (
                        f"{url} must answer with a status from {check.status_from} to "
                        f"{check.status_to}, but answered ${{{status}}}."
                    ),
                }
            ],
        },
    )


def _addresses(resources: Iterable[TerraformResource]) -> list[str]:
    return [f"{one.terraform_resource_type}.{one.friendly_unique_id}" for one in resources]
