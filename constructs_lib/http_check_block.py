"""From an `HttpCheck` to Terraform's ``check`` blocks."""

from collections.abc import Iterable

from cdktf import TerraformElement, TerraformStack

from constructs_lib.http_check import HttpCheck
from constructs_lib.listener import HttpsListener
from constructs_lib.listener_resource import ListenerResources

PROVIDER = {"source": "hashicorp/http", "version": "~> 3.4"}


def http_check_blocks(
    load_balancer: TerraformElement,
    check: HttpCheck | None,
    listeners: Iterable[ListenerResources],
) -> None:
    """The check of each listener; its names tell what was asked, where only the provider speaks.

    cdktf has no class for a check, and the bindings of ``http`` are a package of their own.
    """
    if check is not None:
        for made in listeners:
            _block(load_balancer, check, made)


def _block(load_balancer: TerraformElement, check: HttpCheck, made: ListenerResources) -> None:
    protocol, usual = ("https", 443) if isinstance(made.value, HttpsListener) else ("http", 80)
    port = made.value.port
    url = f"{protocol}://{check.host_name}{'' if port == usual else f':{port}'}{check.path}"
    name, unique = f"{protocol}_{port}", load_balancer.friendly_unique_id
    data = f"{unique}_{name}"
    status = f"data.http.{data}.status_code"
    waits_for = [made.listener, *made.rules.values()]
    stack = TerraformStack.of(load_balancer)
    stack.add_override("terraform.required_providers.http", PROVIDER)
    stack.add_override(
        f"check.{unique}_answers_{name}",
        {
            "data": {
                "http": {
                    data: {
                        "url": url,
                        "request_timeout_ms": check.request_timeout * 1000,
                        "depends_on": [
                            f"{one.terraform_resource_type}.{one.friendly_unique_id}"
                            for one in waits_for
                        ],
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
