"""Delays signals that end the demo while it starts a process."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def held_back() -> Iterator[Callable[[], None]]:
    """Hold the signals back until the function is called that this gives.

    Python may raise on a signal at any moment, also when ``subprocess.Popen`` has started a process
    and not yet returned it. The function is called where there is someone to stop the process.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: None  # only the main thread receives signals
        return
    received: list[int] = []
    handlers = {
        number: signal.signal(number, lambda number, _: received.append(number))
        for number in ENDING
    }

    def let_go() -> None:
        while handlers:
            number, handler = handlers.popitem()
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        while received:
            signal.raise_signal(received.pop())

    try:
        yield let_go
    finally:
        let_go()
