"""main.py on CDK Terrain, and on the bindings for version 6 of the provider.

The environments ``.cdktn`` and ``.provider-6`` have them. The JSON differs in the versions only.
Version 5.100 of the provider plans all of it, as the tests have no newer one.
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
PRE_RELEASE = ".cdktn-pre"
"""The environment with the pre-release of the next CDK Terrain, which is optional."""
PROGRAMS = {
    ".venv": MAIN,
    ".provider-6": MAIN,
    ".cdktn": moved(MAIN),
    PRE_RELEASE: moved(MAIN),
}
VERSIONS = {".venv": "5.", ".provider-6": "6.", ".cdktn": "6.", PRE_RELEASE: "6."}


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
    contents: dict[str, Any] = json.loads((stack / "cdk.tf.json").read_text())
    del contents["terraform"]["backend"], contents["//"]["metadata"]["version"]
    provider = contents["terraform"]["required_providers"].pop("aws")
    assert provider["source"].removeprefix("hashicorp/") == "aws"
    assert provider["version"].startswith(VERSIONS[environment])
    return contents


@pytest.mark.parametrize(
    "environment",
    [
        ".provider-6",
        ".cdktn",
        pytest.param(
            PRE_RELEASE,
            marks=pytest.mark.skipif(
                not (CHECKOUT / PRE_RELEASE).exists(),
                reason=f"the pre-release is optional: make {PRE_RELEASE}/ready",
            ),
        ),
    ],
)
def test_json_differs_in_versions_only(workspaces: Workspaces, environment: str) -> None:
    stacks = {name: synthesized(name, workspaces) for name in (".venv", environment)}
    ours, theirs = (without_versions(stack, name) for name, stack in stacks.items())
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
        planned(synthesized(name, workspaces), workspaces) for name in (".venv", ".cdktn")
    )
    assert {resource["type"] for resource in ours} >= {
        "aws_lb",
        "aws_lb_listener",
        "aws_lb_target_group",
    }
    assert theirs == ours
