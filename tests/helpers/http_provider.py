"""A replacement for the provider ``hashicorp/http``, which the process of the test serves.

A provider mirror may not have the real one. The replacement has the schema of version 3.5, sends
the requests, and fails where the real one fails: after a status of 429, or of 500 and above but 501.
"""

import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from helpers.plugin_server import UnconfiguredProvider, served
from tf.iface import DataSource
from tf.schema import Attribute, Block, NestedBlock, NestMode, Schema
from tf.types import Bool, Map, Number, String

OPTIONAL = {
    **dict.fromkeys(("method", "request_body"), String()),
    **dict.fromkeys(("ca_cert_pem", "client_cert_pem", "client_key_pem"), String()),
    "request_headers": Map(String()),
    "request_timeout_ms": Number(),
    "insecure": Bool(),
}
COMPUTED = {
    **dict.fromkeys(("id", "response_body", "body", "response_body_base64"), String()),
    "response_headers": Map(String()),
    "status_code": Number(),
}
RETRY = ("attempts", "min_delay_ms", "max_delay_ms")
TOO_MANY_REQUESTS, SERVER_ERROR, NOT_IMPLEMENTED = 429, 500, 501


class RetryBlock(NestedBlock):  # type: ignore[misc] # tf has no types
    """A single block, which tf does not have."""

    def encode(self, value: Any) -> Any:  # noqa: ANN401 - whatever Terraform sends
        return value

    decode = encode


class HttpDataSource(DataSource):  # type: ignore[misc] # as above
    def __init__(self, provider: Any) -> None:  # noqa: ANN401 - tf's own
        pass

    @classmethod
    def get_name(cls) -> str:
        return ""

    @classmethod
    def get_schema(cls) -> Schema:
        retry = Block([Attribute(name, Number(), optional=True) for name in RETRY])
        return Schema(
            [
                Attribute("url", String(), required=True),
                *(Attribute(name, kind, optional=True) for name, kind in OPTIONAL.items()),
                *(Attribute(name, kind, computed=True) for name, kind in COMPUTED.items()),
            ],
            block_types=[RetryBlock("retry", NestMode.Single, retry)],
        )

    def read(self, ctx: Any, config: dict[str, Any]) -> dict[str, Any] | None:  # noqa: ANN401 - tf's
        url, cause = config["url"], ""
        try:
            with _answer(url, config["request_timeout_ms"]) as response:
                status, text = response.status, response.read().decode(errors="replace")
            if status == NOT_IMPLEMENTED or (status < SERVER_ERROR and status != TOO_MANY_REQUESTS):
                return config | {"id": url, "status_code": status, "response_body": text}
        except OSError as error:
            cause = f": {getattr(error, 'reason', error)}"
        detail = f"Error making request: GET {url} giving up after 1 attempt(s){cause}"
        ctx.diagnostics.add_error("Error making request", detail)
        return None


def _answer(url: str, timeout_ms: float | None) -> Any:  # noqa: ANN401 - a response or an error
    try:
        return urllib.request.urlopen(url, timeout=(timeout_ms or 10_000) / 1000)  # noqa: S310 - http
    except urllib.error.HTTPError as error:
        return error


class HttpProvider(UnconfiguredProvider):
    def get_model_prefix(self) -> str:
        return "http"

    def full_name(self) -> str:
        return "http"

    def get_provider_schema(self, diags: object) -> Schema:
        del diags
        return Schema()

    def get_data_sources(self) -> list[type]:
        return [HttpDataSource]

    def get_resources(self) -> list[type]:
        return []


@contextmanager
def http_provider(registry: str) -> Iterator[dict[str, str]]:
    """Yield the environment variables for Terraform while the provider is served."""
    with served(HttpProvider(), f"{registry}/hashicorp/http") as env:
        yield env
