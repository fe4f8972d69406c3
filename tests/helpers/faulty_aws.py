"""A proxy in front of the embedded AWS that fails, or holds, the calls that a drill names."""

import re
import threading
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ACTION = re.compile(rb"Action=(\w+)")
THROTTLED = (400, "Throttling", "Rate exceeded")
FAILING = (500, "InternalFailure", "An internal error occurred")
_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "server", "date"}

Fault = tuple[int, str, str]
"""The status, the error code and the message."""


@dataclass(slots=True)
class FaultyAws:
    """The answers of a proxy in front of AWS."""

    endpoint: str = ""
    fault: Callable[[str, int], Fault | None] = field(default=lambda _, __: None)
    """Returns the fault of a call, by the name of its action and the number of the call."""
    held: set[str] = field(default_factory=set)
    """Actions that get no answer."""
    holding: threading.Event = field(default_factory=threading.Event)
    calls: Counter[str] = field(default_factory=Counter)


@contextmanager
def faulty_aws(aws: str) -> Iterator[FaultyAws]:
    """A proxy of an endpoint, for as long as the block lasts."""
    faulty, over = FaultyAws(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def _forward(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            match = ACTION.search(body)
            action = match[1].decode() if match else self.headers.get("X-Amz-Target", self.path)
            faulty.calls[action] += 1
            if action in faulty.held:
                faulty.holding.set()
                over.wait()
                return
            fault = faulty.fault(action, faulty.calls[action])
            if fault:
                of_ec2 = b"Version=2016-11-15" in body
                self._answer(fault[0], "text/xml", _error(*fault[1:], of_ec2=of_ec2))
                return
            request = urllib.request.Request(  # noqa: S310 - the embedded AWS
                aws + self.path, body or None, dict(self.headers), method=self.command
            )
            try:
                with urllib.request.urlopen(request) as response:  # noqa: S310 - as above
                    answer = response.status, response.headers, response.read()
            except urllib.error.HTTPError as error:
                answer = error.code, error.headers, error.read()
            status, headers, content = answer
            self._answer(status, headers.get("Content-Type", "text/xml"), content, dict(headers))

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _forward  # noqa: N815 - as the base does

        def _answer(
            self, status: int, kind: str, content: bytes, headers: dict[str, str] | None = None
        ) -> None:
            self.send_response(status)
            for name, value in (headers or {"Content-Type": kind}).items():
                if name.lower() not in _HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    faulty.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield faulty
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _error(code: str, message: str, *, of_ec2: bool) -> bytes:
    """An error as the service writes it."""
    error = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    if of_ec2:
        return f"<Response><Errors>{error}</Errors><RequestID>1</RequestID></Response>".encode()
    return f"<ErrorResponse>{error}<RequestId>1</RequestId></ErrorResponse>".encode()
