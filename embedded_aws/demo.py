"""The demo: deploys main.py with Terraform to an emulated AWS on this machine."""

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
    """Run the demo, and return its exit code."""
    # Background jobs of a shell without job control ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: sys.exit(128 + received))
    if shutil.which("terraform") is None:
        print("terraform is missing: install version 1.10 or newer on PATH.", file=sys.stderr)
        return 1
    try:
        demo()
    except (RuntimeError, ValueError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def demo() -> None:
    """Deploy main.py, plan again, and print the resources and outputs."""
    domain = json.loads((CHECKOUT / "cdktf.json").read_text())["context"].get("domain")
    check_domain_name("domain in the context of cdktf.json", domain)
    mirror = find_provider_mirror()
    if mirror is not None:
        step(f"Using the AWS provider of the mirror {mirror.path}")
    with TemporaryDirectory(prefix="constructs-lib-demo-") as name, embedded_aws() as endpoint:
        step(f"Started an emulated AWS: {endpoint}")
        folder = copy_app(Path(name))
        env = environment(endpoint, folder, mirror)
        create_prerequisites(clients(endpoint), domain=domain)
        step(
            "Created the resources of the earlier chapters: VPC, subnets, route tables, internet "
            f"gateway, security group of the backend, certificate for {domain}"
        )
        step("cdktf deploy (1–2 minutes: Terraform waits 60 s for a new load balancer)")
        require(run(cdktf("deploy", "--auto-approve"), folder=folder, env=env, on_line=show))

        stack = folder / "cdktf.out/stacks" / STACK
        plan = ("terraform", "plan", "-detailed-exitcode")  # 2 if there are changes
        require(run(plan, folder=stack, env=env))
        step("terraform plan: no changes")

        outputs = require(run(("terraform", "output", "-json"), folder=stack, env=env))
        resources = require(run(("terraform", "state", "list"), folder=stack, env=env))
        step("Resources")
        for address in resources.split():
            if not address.startswith("data."):
                print(f"    {address}")
        print_outputs(json.loads(outputs))
    step("Done: deployed main.py, and planned again without changes")


def step(text: str) -> None:
    """Print a line of progress."""
    print(f"==> {text}", flush=True)


def show(line: str) -> None:
    """Print a line of the CLI if it reports progress."""
    if match := _PROGRESS.search(line):
        resource, path, progress = match.groups()
        print(f"    {resource} {path.removesuffix('/Default')}: {progress}", flush=True)


def require(result: tuple[int, str]) -> str:
    """Return the output of a command.

    Raises:
        RuntimeError: The command failed.
    """
    code, output = result
    if code != 0:
        lines = output.splitlines()
        errors = [number for number, line in enumerate(lines) if "Error" in line]
        start = errors[0] if errors else max(0, len(lines) - _LINES_ON_FAILURE)
        error = "\n".join(lines[start:])
        msg = f"{error}\nThe command failed with exit code {code}."
        raise RuntimeError(msg)
    return output


def print_outputs(outputs: Mapping[str, Mapping[str, Any]]) -> None:
    """Print the outputs of the stack in columns."""
    print()
    width = max(map(len, outputs))
    for name, output in outputs.items():
        print(f"    {name:<{width}} = {output['value']}")
