"""An AWS whose load balancers answer requests, and HTTP backends as their targets.

ministack runs in a process and an environment of its own (``.ministack``). Its load balancers answer
at the path ``/_alb/<name>/``, and the port in the ``Host`` header selects the listener.
"""

import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import pytest

from embedded_aws.server import REGION, without_users_account

PYTHON = Path(__file__).parents[2] / ".ministack" / "bin" / "python"
_SECONDS_TO_START = 60


def require_ministack() -> None:
    """Skip a test if ministack is missing; fail in CI."""
    if not PYTHON.exists():
        missing = "missing: ministack (make .ministack/ready)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)


@contextmanager
def ministack() -> Iterator[str]:
    """Yield the endpoint of an empty AWS, which is deleted after the block."""
    port = _free_port()
    env = {
        **without_users_account(os.environ),
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": REGION,
        "LOG_LEVEL": "ERROR",
        "IOT_MTLS_ENABLED": "false",  # these listen on ports of their own
        "SFTP_ENABLED": "false",
    }
    with subprocess.Popen(
        [PYTHON, "-m", "ministack"],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    msg = "ministack did not start"
    raise RuntimeError(msg)


@dataclass(frozen=True, slots=True)
class Answer:
    """The response to a request."""

    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def location(self) -> str | None:
        """The target of a redirect."""
        return self.headers.get("location")


class LoadBalancer:
    """A load balancer of an emulated AWS, which answers requests."""

    def __init__(self, endpoint: str, name: str) -> None:
        self.name = name
        self._host = urlsplit(endpoint).netloc

    def request(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: str | None = None,
    ) -> Answer:
        """Return the answer to a request for a URL, whose host resolves to the load balancer."""
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        # A new connection for each request: the server closes one that is idle during an apply.
        with closing(HTTPConnection(self._host, timeout=30)) as connection:
            connection.request(
                method,
                f"/_alb/{self.name}{parts.path or '/'}{query}",
                body=body,
                headers={"Host": f"{parts.hostname}:{port}", **(headers or {})},
            )
            response = connection.getresponse()
            text = response.read().decode()
        return Answer(
            response.status,
            {name.lower(): value for name, value in response.getheaders()},
            text,
        )


class Backend:
    """An HTTP server on the loopback interface, which answers with its name and the request."""

    def __init__(self, name: str) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {key.lower(): value for key, value in self.headers.items()}
                request: dict[str, Any] = {
                    "backend": name,
                    "method": self.command,
                    "path": self.path,
                    "headers": headers,
                }
                answer = json.dumps(request).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_POST = do_GET  # noqa: N815 - called by the server
            do_PUT = do_GET  # noqa: N815 - called by the server

            def log_message(self, *_: object) -> None:
                """Print nothing."""

        self.name = name
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
