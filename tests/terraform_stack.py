"""Stacks of the tests, in the hands of the real Terraform."""

import json
import sys
from collections.abc import Callable
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
    """A folder with a synthesized stack, initialised."""

    path: Path
    env: dict[str, str]

    def __call__(self, *command: str, code: int = 0) -> str:
        """What a Terraform command printed, which must end with this exit code."""
        found, printed = run(("terraform", *command), folder=self.path, env=self.env)
        assert found == code, printed
        return printed

    def plan(self, *options: str) -> dict[str, Any]:
        """Return the plan as ``terraform show -json`` prints it."""
        self("plan", "-out=plan", *options)
        return dict(json.loads(self("show", "-json", "plan")))

    def json(self) -> dict[str, Any]:
        """What was synthesized."""
        return dict(json.loads((self.path / "cdk.tf.json").read_text()))

    def plan_error(self) -> str:
        """What a plan that must fail says, on one line: Terraform folds it."""
        printed = self("plan", code=1)
        return " ".join(printed.replace("│", " ").split())

    def assert_no_changes(self, *options: str) -> None:
        self("plan", "-detailed-exitcode", *options)  # 2 where anything would change

    def outputs(self) -> dict[str, Any]:
        outputs = json.loads(self("output", "-json"))
        return {name: output["value"] for name, output in outputs.items()}


@dataclass(slots=True)
class Workspaces:
    """Synthesizes stacks, and has Terraform work on them with the embedded AWS."""

    endpoint: str
    mirror: ProviderMirror | None
    path: Path
    more_env: dict[str, str] = field(default_factory=dict)
    made: int = field(default=0)

    def env(self, folder: Path) -> dict[str, str]:
        return environment(self.endpoint, folder, self.mirror) | self.more_env

    def folder(self) -> Path:
        self.made += 1
        folder = self.path / str(self.made)
        folder.mkdir()
        return folder

    def initialised(self, stack: Path) -> TerraformFolder:
        terraform = TerraformFolder(stack, self.env(stack))
        with _ONE_INIT:  # Terraform's plugin cache takes one at a time
            terraform("init", "-input=false")
        return terraform

    def program(self, source: str) -> TerraformFolder:
        """The one stack that a program makes, initialised."""
        return self.initialised(self.synthesized(source))

    def synthesized(self, source: str) -> Path:
        """The folder of the one stack that a program makes."""
        [stack] = self.stacks(source)
        return stack

    def stacks(self, source: str) -> list[Path]:
        """The folders of the stacks that a program makes."""
        folder = self.folder()
        (folder / "main.py").write_text(source)
        code, printed = run((sys.executable, "main.py"), folder=folder, env=self.env(folder))
        assert code == 0, printed
        return list((folder / "cdktf.out" / "stacks").iterdir())

    def stack(
        self, build: Callable[[TerraformStack], object], folder: Path | None = None
    ) -> TerraformFolder:
        """A stack with what ``build`` puts into it; in a folder that has one, its next version."""
        folder = folder or self.folder()
        app = App(outdir=str(folder / "cdktf.out"))
        stack = TerraformStack(app, "stack")
        LocalBackend(stack, path=str(folder / "terraform.tfstate"))
        AwsProvider(stack, "aws", region=REGION)
        build(stack)
        app.synth()
        return self.initialised(folder / "cdktf.out" / "stacks" / "stack")


def take_provider_5(stack: Path) -> None:
    """Let a stack use the available version of the provider."""
    file = stack / "cdk.tf.json"
    made = json.loads(file.read_text())
    made["terraform"]["required_providers"]["aws"] = {"source": "aws", "version": "5.100.0"}
    file.write_text(json.dumps(made))


def allow_deletion(terraform: TerraformFolder, *options: str) -> None:
    """What ``enable_deletion_protection=False`` writes, applied: the first step of a destroy."""
    made = terraform.json()
    for one in made.get("resource", {}).get("aws_lb", {}).values():
        protected = one.get("lifecycle", {}).pop("prevent_destroy", False)
        assert protected is one["enable_deletion_protection"]
        one["enable_deletion_protection"] = False
    (terraform.path / "cdk.tf.json").write_text(json.dumps(made))
    terraform("apply", "-auto-approve", *options)
