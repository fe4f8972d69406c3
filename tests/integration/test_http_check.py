"""The check after an apply, with the real Terraform, and servers that answer or do not.

If a mirror replaces the registry, the provider ``http`` is the replacement of the tests.
"""

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    FixedResponse,
    HttpCheck,
    HttpListener,
    HttpsListener,
    Id,
)
from cdktf import TerraformStack
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from helpers.workspaces import TerraformFolder, Workspaces

from embedded_aws.prerequisites import (
    Clients,
    create_security_group,
    create_subnet,
    create_vpc,
    import_certificate,
    self_signed,
)

pytestmark = pytest.mark.extended

HOST = "app.example.com"
RESOLVE = socket.getaddrinfo


@contextmanager
def server(status: int, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """The port of a server that answers with this status."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as serving:
        if context:
            serving.socket = context.wrap_socket(serving.socket, server_side=True)
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        try:
            yield serving.server_port
        finally:
            serving.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, int]]:
    """Ports of the host: what answers well, what does not, and what does not answer."""
    certificate, key = self_signed(HOST, datetime.now(UTC) + timedelta(days=1))
    pem = tmp_path_factory.mktemp("tls") / "pem"
    pem.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + certificate.public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch, socket.socket() as silent:
        patch.setenv("SSL_CERT_FILE", str(pem))
        patch.setattr(
            socket,
            "getaddrinfo",
            lambda host, *rest, **more: RESOLVE(
                "127.0.0.1" if host == HOST else host, *rest, **more
            ),
        )
        silent.bind(("127.0.0.1", 0))  # and does not listen
        yield {
            "well": stack.enter_context(server(200)),
            "not found": stack.enter_context(server(404)),
            "unavailable": stack.enter_context(server(503)),
            "https": stack.enter_context(server(204, context)),
            "silent": silent.getsockname()[1],
        }


@pytest.fixture(scope="module")
def applied(
    aws: Clients, workspaces: Workspaces, answering: dict[str, int]
) -> tuple[TerraformFolder, str]:
    """A load balancer with a listener on each port, and what its apply printed."""
    vpc = create_vpc(aws, name="checked")
    subnets = [
        Id(create_subnet(aws, vpc, f"ap-northeast-1{zone}", f"10.0.{number}.0/24"))
        for number, zone in enumerate("ac")
    ]
    group = Id(create_security_group(aws, vpc, name="checked"))
    certificate = Arn(import_certificate(aws, HOST))
    not_found = FixedResponse(404)

    def build(stack: TerraformStack) -> None:
        https = HttpsListener(
            port=answering["https"], certificate=certificate, default_action=not_found
        )
        http = [
            HttpListener(port=port, default_action=not_found)
            for name, port in answering.items()
            if name != "https"
        ]
        ApplicationLoadBalancer(
            stack,
            "alb",
            name="checked",
            subnets=subnets,
            security_groups=[group],
            listeners=[https, *http],
            http_check=HttpCheck(HOST, path="/healthz", request_timeout=5),
            enable_deletion_protection=False,
        )

    terraform = workspaces.stack(build)
    printed = terraform("apply", "-auto-approve")
    return terraform, " ".join(printed.replace("│", " ").split())


def problems(terraform: TerraformFolder) -> dict[str, list[str]]:
    """What the checks have found, by their names."""
    [state] = terraform.path.parents[2].glob("*.tfstate")
    return {
        check["config_addr"]: [
            message
            for instance in check["objects"]
            for message in instance.get("failure_messages", ())
        ]
        for check in json.loads(state.read_text())["check_results"]
        if "answers" in check["config_addr"]
    }


def test_expected_response_reports_nothing(
    applied: tuple[TerraformFolder, str], answering: dict[str, int]
) -> None:
    messages = problems(applied[0])
    assert messages[f"check.alb_answers_http_{answering['well']}"] == []
    assert messages[f"check.alb_answers_https_{answering['https']}"] == []
    assert len(messages) == len(answering)


def test_unexpected_status_is_warning(
    applied: tuple[TerraformFolder, str], answering: dict[str, int]
) -> None:
    port = answering["not found"]
    message = (
        f"http://{HOST}:{port}/healthz must respond with a status from 200 to 399, but responded "
        "with 404."
    )
    assert problems(applied[0])[f"check.alb_answers_http_{port}"] == [message]
    assert "Warning: Check block assertion failed" in applied[1]
    assert message in applied[1]


@pytest.mark.parametrize("name", ["unavailable", "silent"])
def test_missing_response_is_warning_of_provider(
    applied: tuple[TerraformFolder, str], answering: dict[str, int], name: str
) -> None:
    _, printed = applied
    assert f"Error making request: GET http://{HOST}:{answering[name]}/healthz" in printed
    assert f"with data.http.alb_http_{answering[name]}" in printed
    assert "Error: " not in printed.replace("Warning: Error", "")


def test_sends_no_request_without_http_check(workspaces: Workspaces) -> None:
    contents = workspaces.stack(
        lambda stack: ApplicationLoadBalancer(
            stack,
            "alb",
            name="unchecked",
            subnets=[Id("subnet-1"), Id("subnet-2")],
            security_groups=[Id("sg-1")],
            listeners=[HttpListener(default_action=FixedResponse(404))],
        )
    ).json()
    assert "http" not in contents["terraform"]["required_providers"]
    assert list(contents["check"]) == ["alb_free_addresses"]
