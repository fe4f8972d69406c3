"""Folders in which Terraform works on synthesized stacks with the emulated AWS."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from cdktf import App, LocalBackend, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from embedded_aws.provider_mirror import ProviderMirror
from embedded_aws.server import REGION
from embedded_aws.terraform import environment, run

_ONE_INIT = Lock()


@dataclass(frozen=True, slots=True)
class TerraformFolder:
    """An initialized root module."""

    path: Path
    env: dict[str, str]

    def __call__(self, *command: str, code: int = 0) -> str:
        """Return the output of a Terraform command, which must end with an exit code."""
        exit_code, output = run(("terraform", *command), folder=self.path, env=self.env)
        assert exit_code == code, output
        return output

    def plan(self, *options: str) -> dict[str, Any]:
        """Return the plan as ``terraform show -json`` prints it."""
        self("plan", "-out=plan", *options)
        return dict(json.loads(self("show", "-json", "plan")))

    def diagnostics(self) -> list[dict[str, Any]]:
        """Return the errors and warnings of ``terraform validate``."""
        _, output = run(("terraform", "validate", "-json"), folder=self.path, env=self.env)
        return list(json.loads(output)["diagnostics"])

    def json(self) -> dict[str, Any]:
        """Return the synthesized stack."""
        return dict(json.loads((self.path / "cdk.tf.json").read_text()))

    def plan_error(self) -> str:
        """Return the output of a plan that must fail, on one line, as Terraform wraps it."""
        output = self("plan", code=1)
        return " ".join(output.replace("│", " ").split())

    def assert_no_changes(self, *options: str) -> None:
        self("plan", "-detailed-exitcode", *options)  # exits with 2 if there are changes

    def outputs(self) -> dict[str, Any]:
        outputs = json.loads(self("output", "-json"))
        return {name: output["value"] for name, output in outputs.items()}


@dataclass(slots=True)
class Workspaces:
    """Synthesizes stacks, and runs Terraform on them with the emulated AWS."""

    endpoint: str
    mirror: ProviderMirror | None
    path: Path
    more_env: dict[str, str] = field(default_factory=dict)
    count: int = field(default=0)

    def env(self, folder: Path) -> dict[str, str]:
        return environment(self.endpoint, folder, self.mirror) | self.more_env

    def folder(self) -> Path:
        self.count += 1
        folder = self.path / str(self.count)
        folder.mkdir()
        return folder

    def initialized(self, stack: Path) -> TerraformFolder:
        terraform = TerraformFolder(stack, self.env(stack))
        with _ONE_INIT:  # the plugin cache of Terraform allows one at a time
            terraform("init", "-input=false")
        return terraform

    def modules(self, stacks: Mapping[str, Path]) -> TerraformFolder:
        """A root module that has synthesized stacks as its modules.

        Terraform starts the AWS provider once for all of them, not once for each.
        """
        root = self.folder()
        modules = {}
        for name, stack in stacks.items():
            module = json.loads((stack / "cdk.tf.json").read_text())
            del module["terraform"]["backend"]
            providers = module["provider"]
            providers["aws"] = [item for item in providers["aws"] if "alias" in item]
            (root / name).mkdir()
            if (stack / "assets").is_dir():
                shutil.copytree(stack / "assets", root / name / "assets")
            (root / name / "main.tf.json").write_text(json.dumps(module))
            variables = module.get("variable", {})
            required = [key for key, variable in variables.items() if "default" not in variable]
            modules[name] = {"source": f"./{name}", **dict.fromkeys(required, "${var.any}")}
        contents = {
            "provider": {"aws": [{"region": REGION}]},
            "variable": {"any": {"default": "any"}},
            "module": modules,
        }
        (root / "main.tf.json").write_text(json.dumps(contents))
        return self.initialized(root)

    def program(self, source: str) -> TerraformFolder:
        """The only stack of a program, initialized."""
        return self.initialized(self.synthesized(source))

    def synthesized(self, source: str) -> Path:
        """Return the folder of the only stack of a program."""
        [stack] = self.stacks(source)
        return stack

    def stacks(self, source: str, files: Mapping[str, str] | None = None) -> list[Path]:
        """Return the folders of the stacks of a program, which runs in a process of its own.

        Args:
            source: The program.
            files: The contents of files beside it, by their paths.
        """
        folder = self.folder()
        for path, contents in {"main.py": source, **(files or {})}.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(contents)
        code, output = run((sys.executable, "main.py"), folder=folder, env=self.env(folder))
        assert code == 0, output
        return list((folder / "cdktf.out" / "stacks").iterdir())

    def stack(
        self, build: Callable[[TerraformStack], object], folder: Path | None = None
    ) -> TerraformFolder:
        """A stack that ``build`` fills; in a folder that has one, its next version."""
        folder = folder or self.folder()
        app = App(outdir=str(folder / "cdktf.out"))
        stack = TerraformStack(app, "stack")
        LocalBackend(stack, path=str(folder / "terraform.tfstate"))
        AwsProvider(stack, "aws", region=REGION)
        build(stack)
        app.synth()
        return self.initialized(folder / "cdktf.out" / "stacks" / "stack")


def use_provider_5(stack: Path) -> None:
    """Let a stack use the available version of the provider."""
    file = stack / "cdk.tf.json"
    contents = json.loads(file.read_text())
    contents["terraform"]["required_providers"]["aws"] = {"source": "aws", "version": "5.100.0"}
    file.write_text(json.dumps(contents))


def allow_deletion(terraform: TerraformFolder) -> None:
    """Apply ``enable_deletion_protection=False`` to all load balancers, so that they can go."""
    for file in _stack_files(terraform.path):
        contents = json.loads(file.read_text())
        for load_balancer in contents.get("resource", {}).get("aws_lb", {}).values():
            is_protected = load_balancer.get("lifecycle", {}).pop("prevent_destroy", False)
            assert is_protected is load_balancer["enable_deletion_protection"]
            load_balancer["enable_deletion_protection"] = False
        file.write_text(json.dumps(contents))
    terraform("apply", "-auto-approve")


def _stack_files(root: Path) -> Iterator[Path]:
    yield from root.glob("cdk.tf.json")
    yield from root.glob("*/main.tf.json")
