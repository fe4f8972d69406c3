"""What the embedded AWS does of a request that an SDK sends again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from helpers.errors import require

require("werkzeug")

from werkzeug.test import Client  # noqa: E402 - it may be missing
from werkzeug.wrappers import Request, Response  # noqa: E402 - as above

from embedded_aws.retries import answer_once  # noqa: E402 - as above

Answer = Callable[[int], Response]


class Server:
    """An app that counts requests, and fails one of them."""

    def __init__(self, answer: Answer = lambda number: Response(str(number))) -> None:
        self.carried_out = 0

        @Request.application
        def app(_: Request) -> Response:
            self.carried_out += 1
            return answer(self.carried_out)

        self.client = Client(answer_once(app))

    def send(self, attempt: int, invocation: str | None = "one") -> str:
        headers = {"amz-sdk-request": f"attempt={attempt}; max=25"}
        if invocation is not None:
            headers["amz-sdk-invocation-id"] = invocation
        return self.client.post("/", headers=headers).text


def test_repeats_no_successful_request() -> None:
    server = Server()
    assert [server.send(attempt) for attempt in (1, 2, 10)] == ["1", "1", "1"]
    assert server.send(1, "another") == "2"
    assert server.send(1) == "3"  # a first attempt, although the ID is known


def test_repeats_rejected_request() -> None:
    server = Server(lambda number: Response(str(number), status=500 if number == 1 else 200))
    assert [server.send(attempt) for attempt in (1, 2, 3)] == ["1", "2", "2"]


def test_repeats_failed_request() -> None:
    def fail_once(number: int) -> Response:
        return Response(str(1 // (number - 1)))

    server = Server(fail_once)
    with pytest.raises(ZeroDivisionError):
        server.send(1)
    assert server.send(2) == "1"


def test_repeats_request_without_invocation_id() -> None:
    server = Server()
    assert [server.send(attempt, None) for attempt in (1, 2)] == ["1", "2"]


def test_waits_for_pending_request() -> None:
    begun, go_on = Event(), Event()

    def wait(number: int) -> Response:
        begun.set()
        go_on.wait(60)
        return Response(str(number))

    server = Server(wait)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(server.send, 1)
        assert begun.wait(60)
        second = pool.submit(server.send, 2)
        go_on.set()
        assert (first.result(), second.result()) == ("1", "1")
    assert server.carried_out == 1
