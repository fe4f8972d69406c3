"""``make demo``, complete and interrupted."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from embedded_aws.terraform import CHECKOUT

pytestmark = pytest.mark.extended

DEMO = (sys.executable, "-m", "embedded_aws")
STARTED = re.compile(r"Started an emulated AWS: (\S+)")


@contextmanager
def demo(home: Path) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        DEMO,
        cwd=CHECKOUT,
        env={**os.environ, "HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        yield process


def read_until(process: "subprocess.Popen[str]", text: str) -> str:
    assert process.stdout is not None
    read = ""
    for line in process.stdout:
        read += line
        if text in line:
            return read
    pytest.fail(f"{text!r} did not come:\n{read}")


def assert_gone(endpoint: str) -> None:
    """Check that neither the emulated AWS nor a process with its endpoint is running."""
    with pytest.raises(urllib.error.URLError, match="refused"):
        urllib.request.urlopen(endpoint)  # noqa: S310 - http, on this machine
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            assert endpoint.encode() not in environ.read_bytes(), environ
        except OSError:  # the process has ended, or belongs to another user
            continue


def files_of_the_checkout() -> set[str]:
    """Without the caches of the tools that run beside this."""
    status = subprocess.run(
        ["git", "status", "--porcelain", "--ignored"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return {line for line in status.splitlines() if "cache" not in line}


def test_deploys_and_plans_no_changes(tmp_path: Path) -> None:
    before = files_of_the_checkout()
    with demo(tmp_path) as process:
        printed = read_until(process, "==> Done")
        assert process.wait() == 0
    [endpoint] = STARTED.findall(printed)
    assert_gone(endpoint)
    for line in (
        "==> terraform plan: no changes",
        "    aws_lb.alb\n",
        "    dns_name              = zenn-clone-alb-backend-",
    ):
        assert line in printed
    assert printed.endswith("planned again without changes\n")
    assert files_of_the_checkout() == before
    assert {path.name for path in tmp_path.iterdir()} <= {".cache"}


@pytest.mark.parametrize(
    ("number", "code", "at"),
    [
        pytest.param(signal.SIGINT, 130, "Still creating", id="ctrl-c"),
        pytest.param(signal.SIGTERM, 143, "cdktf deploy", id="kill"),
    ],
)
def test_stops_its_processes(tmp_path: Path, number: signal.Signals, code: int, at: str) -> None:
    with demo(tmp_path) as process:
        printed = read_until(process, at)
        process.send_signal(number)
        assert process.stdout is not None
        printed += process.stdout.read()
        assert process.wait() == code
    [endpoint] = STARTED.findall(printed)
    assert_gone(endpoint)
    assert "Traceback" not in printed


def test_stops_its_processes_if_a_step_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terraform = tmp_path / "bin" / "terraform"
    terraform.parent.mkdir()
    terraform.write_text("#!/bin/sh\necho 'Error: no luck' >&2\nexit 1\n")
    terraform.chmod(0o755)
    monkeypatch.setenv("PATH", f"{terraform.parent}{os.pathsep}{os.environ['PATH']}")
    with demo(tmp_path) as process:
        printed = read_until(process, "The command failed")
        assert process.wait() == 1
    [endpoint] = STARTED.findall(printed)
    assert_gone(endpoint)
    assert "Error" in printed
    assert "Traceback" not in printed


def test_reports_missing_terraform() -> None:
    for command in ("demo", "test"):
        run = subprocess.run(
            ["make", command],
            cwd=CHECKOUT,
            env={"PATH": "/nowhere", "SHELL": "/bin/sh"},
            executable="/usr/bin/make",
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode != 0
        assert "terraform is missing: install version 1.10 or newer on PATH" in run.stderr
