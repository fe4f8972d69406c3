"""The emulated AWS: a server of moto on a free loopback port, for a ``with`` block."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from embedded_aws.signals import held_back

REGION = "ap-northeast-1"
_STARTED = re.compile(r"Running on (http://127\.0\.0\.1:\d+)")
_EXPECTED = re.compile(r"^127\.0\.0\.1 - - |Press CTRL\+C")
_SECONDS_TO_START = 60

_OF_THE_ACCOUNT = ("AWS_", "CDKTF_", "TF_")


def without_users_account(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without the variables for the user's own account and state."""
    return {key: value for key, value in environ.items() if not key.startswith(_OF_THE_ACCOUNT)}


@contextmanager
def embedded_aws(*, recording: Path | None = None) -> Iterator[str]:
    """Yield the endpoint of an empty AWS, which is deleted after the block.

    All that it carries out goes into the recording, as moto writes it.
    """
    env = {**without_users_account(os.environ), "MOTO_EC2_LOAD_DEFAULT_AMIS": "false"}
    if recording is not None:
        env |= {"MOTO_ENABLE_RECORDING": "1", "MOTO_RECORDER_FILEPATH": str(recording)}
    with (
        held_back() as let_go,
        subprocess.Popen(
            [sys.executable, "-m", "embedded_aws.moto_server", "-H", "127.0.0.1", "-p", "0"],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # this process handles Ctrl-C, after Terraform
        ) as process,
    ):
        log = process.stderr
        assert log is not None  # noqa: S101 - for mypy, as it is a pipe
        read_on = threading.Thread(target=_tell_failures, args=[log])
        impatience = threading.Timer(_SECONDS_TO_START, process.kill)
        impatience.start()
        try:
            let_go()
            endpoint = _endpoint(log)
            impatience.cancel()
            read_on.start()
            yield endpoint
        finally:
            impatience.cancel()
            process.terminate()
            if read_on.ident is not None:
                read_on.join()


def _tell_failures(log: Iterable[str]) -> None:
    """Read the log to its end, as a full pipe blocks the server, and print all but requests."""
    for line in log:
        if not _EXPECTED.search(line):
            with suppress(OSError):  # if stderr is closed
                sys.stderr.write(line)


def _endpoint(log: Iterable[str]) -> str:
    lines = []
    for line in log:
        lines.append(line)
        if started := _STARTED.search(line):
            return started[1]
    msg = "the embedded AWS did not start:\n" + "".join(lines)
    raise RuntimeError(msg)
