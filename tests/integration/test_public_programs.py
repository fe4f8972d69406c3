"""Whole programs that mix variables, modules, stacks and raw resources.

The programs in ``tests/programs/`` have the structure of public CDKTF programs.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from helpers.other_resources import other_resources
from helpers.workspaces import Workspaces

PROGRAMS = Path(__file__).parents[1] / "programs"
NOT_RETURNED = {
    ("aws_ecs_service", "availability_zone_rebalancing"),
    ("aws_ecs_service", "health_check_grace_period_seconds"),
}
"""The arguments that moto does not return as they were set."""
NAMES = ("modules", "remote_state", "several_stacks")


@pytest.fixture(scope="module")
def programs(workspaces: Workspaces) -> Mapping[str, Mapping[str, Path]]:
    """The folders of the stacks of each program."""

    def stacks(name: str) -> Mapping[str, Path]:
        source = (PROGRAMS / f"{name}.py").read_text()
        files = {"vpc/main.tf": (PROGRAMS / "vpc" / "main.tf").read_text()}
        return {stack.name: stack for stack in workspaces.stacks(source, files)}

    return {name: stacks(name) for name in NAMES}


def test_stacks_are_valid(
    programs: Mapping[str, Mapping[str, Path]], workspaces: Workspaces
) -> None:
    stacks = {
        f"{program}-{name}": stack
        for program, by_name in programs.items()
        for name, stack in by_name.items()
    }
    assert len(stacks) == 7
    assert workspaces.modules(stacks).diagnostics() == []


def changed_arguments(change: Mapping[str, Any]) -> set[str]:
    """Return the arguments that a plan changes."""
    before, after = change["before"] or {}, change["after"] or {}
    return {name for name in before | after if before.get(name) != after.get(name)}


@pytest.fixture(scope="module")
def _hosted_zone(endpoint: str) -> None:
    """Create the hosted zone of the certificate, among others."""
    other_resources(endpoint)


@pytest.mark.extended
@pytest.mark.usefixtures("_hosted_zone")
def test_stacks_apply_in_order_without_later_changes(
    programs: Mapping[str, Mapping[str, Path]], workspaces: Workspaces
) -> None:
    stacks = programs["several_stacks"]
    applied = []
    for name in ("network", "application", "next-version"):
        applied.append(workspaces.initialized(stacks[name]))
        applied[-1]("apply", "-auto-approve")
    for terraform in applied:
        changed = {
            (item["type"], argument)
            for item in terraform.plan()["resource_changes"]
            for argument in changed_arguments(item["change"])
        }
        assert changed <= NOT_RETURNED
