"""``make demo``: deploys main.py, with the real Terraform, to an AWS on this machine."""

import json
import re
import shutil
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from constructs_lib import check_domain_name

from embedded_aws.prerequisites import clients, create_prerequisites
from embedded_aws.provider_mirror import find_provider_mirror
from embedded_aws.server import embedded_aws
from embedded_aws.terraform import CHECKOUT, cdktf, copy_app, environment, run

STACK = "zenn-clone-backend"
_PROGRESS = re.compile(
    r"(aws_\w+)\.\S+ \((.+?)\): (Still creating\.\.\. \[.*\]|Creation complete after \w+)"
)
_LINES_ON_FAILURE = 40


def main() -> int:
    """The demo; its exit code."""
    # As a background job of a shell without job control, we would have Ctrl-C ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: sys.exit(128 + received))
    if shutil.which("terraform") is None:
        print("terraform is missing: put version 1.5 or newer on PATH.", file=sys.stderr)
        return 1
    try:
        demo()
    except (RuntimeError, ValueError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def demo() -> None:
    """Deploy, plan again, show; and leave nothing behind."""
    domain = json.loads((CHECKOUT / "cdktf.json").read_text())["context"].get("domain")
    check_domain_name("domain in the context of cdktf.json", domain)
    mirror = find_provider_mirror()
    if mirror is not None:
        step(f"Taking the AWS provider from the mirror {mirror.path}")
    with TemporaryDirectory(prefix="constructs-lib-demo-") as name, embedded_aws() as endpoint:
        step(f"Started an AWS on this machine: {endpoint}")
        folder = copy_app(Path(name))
        env = environment(endpoint, folder, mirror)
        create_prerequisites(clients(endpoint), domain=domain)
        step(
            "Created what the tutorial has by now: VPC, subnets, route tables, internet gateway, "
            f"the backend's security group, a certificate for {domain}"
        )
        step("cdktf deploy (a minute or two: Terraform waits 60 s for each new load balancer)")
        require(run(cdktf("deploy", "--auto-approve"), folder=folder, env=env, on_line=show))

        stack = folder / "cdktf.out/stacks" / STACK
        plan = ("terraform", "plan", "-detailed-exitcode")  # 2 where anything would change
        require(run(plan, folder=stack, env=env))
        step("terraform plan: no changes")

        outputs = require(run(("terraform", "output", "-json"), folder=stack, env=env))
        resources = require(run(("terraform", "state", "list"), folder=stack, env=env))
        step("Built")
        for address in resources.split():
            if not address.startswith("data."):
                print(f"    {address}")
        print_outputs(json.loads(outputs))
    step("Stopped the embedded AWS. Done: deployed, and planned again with no changes")


def step(text: str) -> None:
    """A line of progress."""
    print(f"==> {text}", flush=True)


def show(line: str) -> None:
    """Of what the CLI prints, the lines that tell how far it is."""
    if found := _PROGRESS.search(line):
        resource, path, what = found.groups()
        print(f"    {resource} {path.removesuffix('/Default')}: {what}", flush=True)


def require(result: tuple[int, str]) -> str:
    """What a command printed, if it succeeded.

    Raises:
        RuntimeError: It did not.
    """
    code, printed = result
    if code != 0:
        lines = printed.splitlines()
        errors = [number for number, line in enumerate(lines) if "Error" in line]
        start = errors[0] if errors else max(0, len(lines) - _LINES_ON_FAILURE)
        told = "\n".join(lines[start:])
        msg = f"{told}\nThat command failed (exit code {code})."
        raise RuntimeError(msg)
    return printed


def print_outputs(outputs: Mapping[str, Mapping[str, Any]]) -> None:
    """The stack's outputs in columns."""
    print()
    width = max(map(len, outputs))
    for name, output in outputs.items():
        print(f"    {name:<{width}} = {output['value']}")
