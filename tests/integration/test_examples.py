"""The examples with the real Terraform.

They are planned as modules of one root module, and their addresses are compared with their golden
files. All that moto supports are then applied together, planned again without changes, and
destroyed. After an intended change of addresses, ``GOLDEN=write make test`` writes the files.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.coverage import VERSION_5, arguments_of_stacks, coverage, is_used, row_of
from helpers.other_resources import other_resources, with_other_resources
from helpers.permissions import OF_MAIN, OF_MORE, requested_actions
from helpers.programs import run_program
from helpers.workspaces import TerraformFolder, Workspaces, allow_deletion

from embedded_aws.server import embedded_aws
from embedded_aws.terraform import CHECKOUT

EXAMPLES = sorted(
    {path.stem for path in (CHECKOUT / "examples").glob("*.py")}
    - {"environments", "provider_6", "two_regions"}
)
"""The examples with one stack and one provider, of version 5."""
GOLDEN = CHECKOUT / "tests" / "golden"
PLANNED_ONLY = {
    "addresses": "moto has no reserved capacity, no load balancer with IPv6 only and no IPAM pool",
    "ecs_service": "moto's ECS services differ in every plan",
    "log_delivery": "moto does not know load balancers as sources of CloudWatch Logs",
    "mutual_tls": "moto has no trust stores",
}
Stacks = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All requests to AWS, as recorded by moto."""
    return tmp_path_factory.mktemp("recording") / "requests"


@pytest.fixture(scope="module")
def endpoint(recording: Path) -> Iterator[str]:
    """An emulated AWS that records requests."""
    with embedded_aws(recording=recording) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def folders(endpoint: str, workspaces: Workspaces) -> dict[str, Path]:
    """The folder of the stack of each example."""
    existing = other_resources(endpoint)
    folders = {}
    for name in EXAMPLES:
        source = (CHECKOUT / "examples" / f"{name}.py").read_text()
        program = with_other_resources(source, existing, endpoint)
        [folders[name]] = run_program(program, workspaces.folder())
    return folders


@pytest.fixture(scope="module")
def stacks(folders: dict[str, Path]) -> Stacks:
    """The synthesized stack of each example."""
    return {
        name: json.loads((folder / "cdk.tf.json").read_text()) for name, folder in folders.items()
    }


@pytest.fixture(scope="module")
def addresses(folders: dict[str, Path], workspaces: Workspaces) -> dict[str, list[str]]:
    """The addresses of the resources that Terraform plans for each example."""
    changes = workspaces.modules(folders).plan()["resource_changes"]
    addresses: dict[str, list[str]] = {name: [] for name in EXAMPLES}
    for change in changes:
        if change["mode"] == "managed":
            _, name, address = change["address"].split(".", 2)
            addresses[name].append(address)
    return addresses


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_has_golden_addresses(addresses: dict[str, list[str]], example: str) -> None:
    golden = GOLDEN / f"{example}.txt"
    planned = "".join(f"{address}\n" for address in sorted(addresses[example]))
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(planned)
    assert planned == golden.read_text()


@pytest.fixture(scope="module")
def destroyed(folders: dict[str, Path], workspaces: Workspaces) -> TerraformFolder:
    """The examples that moto supports: applied, planned without changes, and destroyed."""
    applied = {name: path for name, path in folders.items() if name not in PLANNED_ONLY}
    terraform = workspaces.modules(applied)
    terraform("apply", "-auto-approve")
    terraform.assert_no_changes()
    allow_deletion(terraform)
    terraform("destroy", "-auto-approve")
    return terraform


@pytest.mark.extended
def test_examples_apply_without_later_changes_and_destroy(destroyed: TerraformFolder) -> None:
    assert json.loads(destroyed("show", "-json")).get("values") is None


@pytest.mark.extended
@pytest.mark.usefixtures("addresses", "destroyed")
def test_permissions_page_has_actions_of_examples(recording: Path) -> None:
    assert requested_actions(recording) - OF_MAIN == OF_MORE


def arguments(block: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """The arguments of a block in the provider's schema, and of the blocks in it."""
    for name, attribute in block.get("attributes", {}).items():
        if attribute.get("required") or attribute.get("optional"):
            yield from _fields(attribute["type"], f"{prefix}{name}")
    for name, nested in block.get("block_types", {}).items():
        yield from arguments(nested["block"], f"{prefix}{name}.")


def _fields(attribute_type: Any, name: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """The arguments of an attribute, which may be a list of objects."""
    match attribute_type:
        case ["object", fields]:
            for field, field_type in fields.items():
                yield from _fields(field_type, f"{name}.{field}")
        case ["list" | "set", [*item_type]]:
            yield from _fields(item_type, name)
        case _:
            yield name


def test_coverage_page_has_every_argument_of_schema(
    workspaces: Workspaces,
) -> None:
    terraform = workspaces.stack(lambda _: None)
    [provider] = json.loads(terraform("providers", "schema", "-json"))["provider_schemas"].values()
    for resource_type, rows in coverage().items():
        known = arguments(provider["resource_schemas"][resource_type]["block"])
        on_page = {argument for argument, (version, _) in rows.items() if version == VERSION_5}
        assert on_page == {row_of(argument, rows) for argument in known}, resource_type


def test_coverage_page_has_every_resource(stacks: Stacks) -> None:
    """Of the constructs in the examples, whose raw resources are children of the stack."""
    created = {
        resource_type
        for stack in stacks.values()
        for resource_type, resources in stack.get("resource", {}).items()
        for resource in resources.values()
        if resource["//"]["metadata"]["path"].count("/") > 1
    }
    assert created - {"terraform_data"} == set(coverage())


def test_examples_set_arguments_of_coverage_page(stacks: Stacks) -> None:
    for resource_type, rows in coverage().items():
        used = {
            row_of(argument, rows)
            for argument in arguments_of_stacks(list(stacks.values()), resource_type)
        }
        claimed = {
            argument
            for argument, (version, text) in rows.items()
            if version == VERSION_5 and is_used(text)
        }
        assert claimed <= used, resource_type
        assert not (set(rows) - claimed) & used, resource_type


def test_pattern_creates_same_resources_as_main(stacks: Stacks, workspaces: Workspaces) -> None:
    folder = workspaces.folder()
    env = workspaces.env(folder) | {"CDKTF_OUTDIR": str(folder)}
    subprocess.run([sys.executable, CHECKOUT / "main.py"], check=True, cwd=CHECKOUT, env=env)
    main = json.loads((folder / "stacks" / "zenn-clone-backend" / "cdk.tf.json").read_text())

    def without_addresses(resource: dict[str, Any]) -> str:
        """Replace the names of resources in Terraform, and references to them."""
        text = json.dumps(resource)
        text = re.sub(r"\"//\": \{\"metadata\": \{[^}]*\}\}(, )?", "", text)
        return re.sub(r"\b(web_)?([a-z0-9-]+(?:_[a-z0-9-]+)?)_[0-9A-F]{8}\b", r"\2", text)

    def resources(stack: dict[str, Any]) -> dict[str, list[str]]:
        return {
            resource_type: sorted(map(without_addresses, by_name.values()))
            for resource_type, by_name in stack["resource"].items()
        }

    assert resources(stacks["one_call"]) == resources(main)
