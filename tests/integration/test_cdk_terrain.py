"""main.py on CDK Terrain, and on the bindings for version 6 of the provider.

By the environments ``.cdktn`` and ``.provider-6``, which ``make test`` sets up. What is written
is the same but for versions. The plan is version 5.100's, whatever version they ask for: it is the
one that this project needs anyhow.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from helpers.cdk_terrain import moved
from helpers.environments import python_of
from helpers.workspaces import TerraformFolder, Workspaces, use_provider_5

from embedded_aws.prerequisites import Clients, create_prerequisites
from embedded_aws.terraform import CHECKOUT, run

pytestmark = pytest.mark.extended

MAIN = (CHECKOUT / "main.py").read_text()
CONTEXT: dict[str, str] = json.loads((CHECKOUT / "cdktf.json").read_text())["context"]
PROGRAMS = {".venv": MAIN, ".provider-6": MAIN, ".cdktn": moved(MAIN)}
VERSIONS = {".venv": "5.", ".provider-6": "6.", ".cdktn": "6."}


def synthesized(environment: str, workspaces: Workspaces) -> Path:
    """The folder of main.py's stack, as one of the environments writes it."""
    python = python_of(environment)
    folder = workspaces.folder()
    (folder / "main.py").write_text(PROGRAMS[environment])
    (folder / "cdktf.json").write_text(json.dumps({"context": CONTEXT}))
    command = (str(python), "main.py")
    code, printed = run(command, folder=folder, env=workspaces.env(folder))
    assert (code, printed) == (0, "")
    return folder / "cdktf.out" / "stacks" / "zenn-clone-backend"


def without_versions(stack: Path, environment: str) -> dict[str, Any]:
    """What is written, but for versions, and for the folder that the state is in."""
    made: dict[str, Any] = json.loads((stack / "cdk.tf.json").read_text())
    del made["terraform"]["backend"], made["//"]["metadata"]["version"]
    provider = made["terraform"]["required_providers"].pop("aws")
    assert provider["source"].removeprefix("hashicorp/") == "aws"
    assert provider["version"].startswith(VERSIONS[environment])
    return made


@pytest.mark.parametrize("environment", [".provider-6", ".cdktn"])
def test_json_differs_in_versions_only(workspaces: Workspaces, environment: str) -> None:
    stacks = {one: synthesized(one, workspaces) for one in (".venv", environment)}
    ours, theirs = (without_versions(stack, one) for one, stack in stacks.items())
    assert theirs == ours


def planned(stack: Path, workspaces: Workspaces) -> list[Mapping[str, Any]]:
    """What Terraform would make of a stack, with the provider that is there."""
    use_provider_5(stack)
    terraform: TerraformFolder = workspaces.initialized(stack)
    changes: list[Mapping[str, Any]] = terraform.plan()["resource_changes"]
    return changes


def test_plan_is_the_same(workspaces: Workspaces, aws: Clients) -> None:
    create_prerequisites(aws, domain=CONTEXT["domain"])
    ours, theirs = (
        planned(synthesized(one, workspaces), workspaces) for one in (".venv", ".cdktn")
    )
    assert {one["type"] for one in ours} >= {"aws_lb", "aws_lb_listener", "aws_lb_target_group"}
    assert theirs == ours
