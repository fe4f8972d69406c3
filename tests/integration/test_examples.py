"""Every example, in the hands of the real Terraform.

An example is validated, planned, compared with its golden file (the addresses that it makes),
applied, planned again with no changes, and destroyed. After a change that is meant to change
addresses, ``GOLDEN=write make test`` writes the files anew.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from other_resources import with_other_resources
from permissions import OF_MAIN, OF_MORE, asked_by_terraform
from terraform_stack import Workspaces, allow_deletion

from embedded_aws.provider_mirror import ProviderMirror
from embedded_aws.server import embedded_aws
from embedded_aws.terraform import CHECKOUT

EXAMPLES = sorted({path.stem for path in (CHECKOUT / "examples").glob("*.py")} - {"environments"})
"""Those of one stack; ``test_docs.py`` validates the stacks of the other."""
GOLDEN = CHECKOUT / "tests" / "golden"
PLANNED_ONLY = {
    "addresses": "moto has no reserved capacity, no IPv6 alone and no IPAM pool",
    "ecs_service": "moto's ECS services differ at every plan",
    "mutual_tls": "moto has no trust stores",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an example."""

    resources: dict[str, Any]
    diagnostics: list[Any]
    addresses: list[str]
    asked: set[str]
    applied: bool = False


def run_example(name: str, mirror: ProviderMirror | None, folder: Path) -> Outcome:
    """An example, in an AWS of its own that has what it looks up."""
    recording = folder / "requests"
    with embedded_aws(recording=recording) as endpoint:
        source = (CHECKOUT / "examples" / f"{name}.py").read_text()
        workspaces = Workspaces(endpoint, mirror, folder)
        terraform = workspaces.program(with_other_resources(source, endpoint))
        variables = [f"-var={variable}=x" for variable in terraform.json().get("variable", {})]
        diagnostics = json.loads(terraform("validate", "-json"))["diagnostics"]
        changes = terraform.plan(*variables).get("resource_changes", [])
        addresses = sorted(change["address"] for change in changes if change["mode"] == "managed")
        made = terraform.json().get("resource", {})
        if name in PLANNED_ONLY:
            return Outcome(made, diagnostics, addresses, asked_by_terraform(recording))
        terraform("apply", "-auto-approve", *variables)
        terraform.assert_no_changes(*variables)
        allow_deletion(terraform, *variables)
        terraform("destroy", "-auto-approve", *variables)
        asked = asked_by_terraform(recording)
        return Outcome(made, diagnostics, addresses, asked, applied=True)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The outcome of each example; a failed one fails its own tests only."""

    running: dict[str, Future[Outcome]]

    def __getitem__(self, example: str) -> Outcome:
        return self.running[example].result()

    def values(self) -> list[Outcome]:
        return [self[example] for example in self.running]


@pytest.fixture(scope="module")
def outcomes(
    mirror: ProviderMirror | None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Outcomes]:
    """All examples at once: Terraform waits a minute for every new load balancer."""
    with ThreadPoolExecutor(6) as pool:
        yield Outcomes(
            {
                name: pool.submit(run_example, name, mirror, tmp_path_factory.mktemp(name))
                for name in EXAMPLES
            }
        )


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_applies_and_destroys(outcomes: Outcomes, example: str) -> None:
    assert outcomes[example].diagnostics == []
    assert outcomes[example].applied is (example not in PLANNED_ONLY)


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_has_golden_addresses(outcomes: Outcomes, example: str) -> None:
    golden = GOLDEN / f"{example}.txt"
    told = "".join(f"{address}\n" for address in outcomes[example].addresses)
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(told)
    assert told == golden.read_text()


def test_permissions_page_has_actions_of_examples(outcomes: Outcomes) -> None:
    asked = {action for outcome in outcomes.values() for action in outcome.asked}
    assert asked - OF_MAIN == OF_MORE


ROW = re.compile(r"^\| `([a-z0-9_.]+)` \| (.+) \|$", re.MULTILINE)
NO_USE = "— "


def coverage() -> dict[str, dict[str, str]]:
    """Return the text of ``docs/coverage.md`` for each argument of each resource."""
    _, *sections = (CHECKOUT / "docs" / "coverage.md").read_text().split("\n## ")
    return {section.partition("\n")[0]: dict(ROW.findall(section)) for section in sections}


def arguments(block: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """The arguments of a block in the provider's schema, and of the blocks in it."""
    for name, attribute in block.get("attributes", {}).items():
        if attribute.get("required") or attribute.get("optional"):
            yield f"{prefix}{name}"
    for name, nested in block.get("block_types", {}).items():
        yield from arguments(nested["block"], f"{prefix}{name}.")


def set_arguments(value: Any, prefix: str = "") -> Iterator[str]:  # noqa: ANN401 - any JSON
    """The arguments that a synthesized resource sets."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and prefix.rstrip(".") not in MAPS:
            for name, nested in one.items():
                yield from set_arguments(nested, f"{prefix}{name}.")
        else:
            yield prefix.rstrip(".")


MAPS = {"tags"} | {
    f"{action}.{kind}.authentication_request_extra_params"
    for action in ("default_action", "action")
    for kind in ("authenticate_oidc", "authenticate_cognito")
}


def test_coverage_page_has_every_argument_of_schema(
    workspaces: Workspaces,
) -> None:
    terraform = workspaces.stack(lambda _: None)
    [provider] = json.loads(terraform("providers", "schema", "-json"))["provider_schemas"].values()
    page = coverage()
    assert set(page) == {
        "aws_lb",
        "aws_lb_listener",
        "aws_lb_listener_certificate",
        "aws_lb_listener_rule",
        "aws_lb_target_group",
        "aws_lb_target_group_attachment",
        "aws_lb_trust_store",
        "aws_lb_trust_store_revocation",
    }
    for resource, told in page.items():
        expected = set(arguments(provider["resource_schemas"][resource]["block"]))
        assert set(told) == expected, resource


def test_examples_set_arguments_of_coverage_page(outcomes: Outcomes) -> None:
    for resource, told in coverage().items():
        found = {
            argument
            for outcome in outcomes.values()
            for one in outcome.resources.get(resource, {}).values()
            for argument in set_arguments(one)
        }
        claimed = {argument for argument, where in told.items() if not where.startswith(NO_USE)}
        assert claimed <= found, resource
        assert not (set(told) - claimed) & found, resource


def test_pattern_creates_same_resources_as_main(workspaces: Workspaces) -> None:
    context = json.loads((CHECKOUT / "cdktf.json").read_text())["context"]
    one_call = (CHECKOUT / "examples" / "one_call.py").read_text()
    folder = workspaces.folder()
    env = workspaces.env(folder) | {
        "CDKTF_CONTEXT_JSON": json.dumps(context),
        "CDKTF_OUTDIR": str(folder),
    }
    subprocess.run([sys.executable, CHECKOUT / "main.py"], check=True, cwd=CHECKOUT, env=env)
    main = json.loads((folder / "stacks" / "zenn-clone-backend" / "cdk.tf.json").read_text())

    def without_addresses(resources: dict[str, Any]) -> str:
        """Replace Terraform's names, and references to them."""
        text = json.dumps(resources)
        text = re.sub(r"\"//\": \{\"metadata\": \{[^}]*\}\}(, )?", "", text)
        return re.sub(r"\b(web_)?([a-z0-9-]+(?:_[a-z0-9-]+)?)_[0-9A-F]{8}\b", r"\2", text)

    def normal(resources: dict[str, Any]) -> dict[str, list[str]]:
        return {
            kind: sorted(without_addresses(one) for one in of_kind.values())
            for kind, of_kind in resources.items()
        }

    assert normal(workspaces.program(one_call).json()["resource"]) == normal(main["resource"])
