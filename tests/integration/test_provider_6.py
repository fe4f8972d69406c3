"""Features of version 6 of the provider with the real Terraform, and a stand-in of the provider.

No binary of version 6 can be had where these tests run. The stand-in has the schema of the newest
bindings, so that a plan proves the names and types of all arguments and blocks, and that what is
required is there. It does not prove the provider's own checks of values, nor that AWS accepts them.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.cdk_terrain import moved
from helpers.coverage import VERSION_5, arguments_of_stacks, coverage, is_used, row_of
from helpers.documentation import VERSION_6, completed
from helpers.environments import python_of
from helpers.workspaces import TerraformFolder, Workspaces

from embedded_aws.terraform import run

pytestmark = pytest.mark.extended

Attributes = dict[str, Any]
ZONES = {
    "subnet-0a": "ap-northeast-1a",
    "subnet-0c": "ap-northeast-1c",
    "subnet-1a": "ap-northeast-3a",
    "subnet-1b": "ap-northeast-3b",
}
VPCS = {None: "vpc-0abc1234", "ap-northeast-3": "vpc-0def5678"}
"""The VPC in each region; ``None`` is that of the provider."""
VALUES: dict[str, Callable[[Attributes], Attributes]] = {
    "aws_caller_identity": lambda _: {"account_id": "123456789012"},
    "aws_security_groups": lambda groups: {
        "ids": groups["filter"][0]["values"],
        "vpc_ids": [VPCS[groups["region"]]],
    },
    "aws_subnet": lambda subnet: {
        "availability_zone": ZONES[subnet["id"]],
        "vpc_id": VPCS[subnet["region"]],
        "cidr_block": "10.0.0.0/24",
        "available_ip_address_count": 100,
        "outpost_arn": "",
    },
    "aws_subnets": lambda _: {"ids": list(ZONES)},
}
"""The attributes of the data sources that the program reads."""


def bindings(environment: str) -> Path:
    """The package of the bindings in an environment."""
    package = {".provider-6": "cdktf_cdktf_provider_aws", ".cdktn": "cdktn_provider_aws"}
    folder = python_of(environment).parents[1]
    return next(folder.glob(f"lib/python*/site-packages/{package[environment]}"))


def _not_read(_: Attributes) -> Attributes:
    message = "only the example is planned"
    raise AssertionError(message)


@pytest.fixture(scope="module")
def stacks(workspaces: Workspaces) -> dict[str, Path]:
    """The stack of each program, as the newest bindings write it."""
    python = python_of(".cdktn")
    folders = {name: workspaces.folder() for name in VERSION_6}
    for name, folder in folders.items():
        (folder / "main.py").write_text(moved(completed(VERSION_6[name])))
        code, printed = run((str(python), "main.py"), folder=folder, env=workspaces.env(folder))
        assert (code, printed) == (0, ""), name
    return {
        name: next((folder / "cdktf.out" / "stacks").iterdir()) for name, folder in folders.items()
    }


@pytest.fixture(scope="module")
def with_stand_in(stacks: dict[str, Path], workspaces: Workspaces) -> Iterator[Workspaces]:
    """Workspaces with the stand-in for the provider."""
    from helpers.aws_provider_stand_in import (  # noqa: PLC0415 - tf
        AwsProviderStandIn,
        assembly_of,
    )
    from helpers.plugin_server import served  # noqa: PLC0415 - as above

    contents = [json.loads((stack / "cdk.tf.json").read_text()) for stack in stacks.values()]
    resources = sorted({name for stack in contents for name in stack["resource"]})
    data_sources = {name: _not_read for stack in contents for name in stack.get("data", {})}
    provider = AwsProviderStandIn(assembly_of(bindings(".cdktn")), resources, data_sources | VALUES)
    with served(provider, "hashicorp/aws") as env:
        workspaces.more_env |= env
        yield workspaces


@pytest.fixture(scope="module")
def terraform(stacks: dict[str, Path], with_stand_in: Workspaces) -> TerraformFolder:
    """The stack of the example."""
    return with_stand_in.initialized(stacks["provider_6"])


@pytest.mark.parametrize(("environment", "newest"), [(".provider-6", (6, 25)), (".cdktn", (6, 69))])
def test_coverage_page_has_every_argument_of_bindings(
    environment: str, newest: tuple[int, ...]
) -> None:
    """With newer bindings, it fails until the page has their arguments."""
    from helpers.aws_provider_stand_in import arguments, assembly_of  # noqa: PLC0415 - tf

    assembly = assembly_of(bindings(environment))
    for resource_type, rows in coverage().items():
        on_page = {
            argument
            for argument, (version, _) in rows.items()
            if tuple(map(int, version.split("."))) <= newest
        }
        known = arguments(assembly.schema(resource_type))
        assert on_page == {row_of(argument, rows) for argument in known}, resource_type


def test_example_sets_arguments_of_coverage_page(stacks: dict[str, Path]) -> None:
    contents = [json.loads((stack / "cdk.tf.json").read_text()) for stack in stacks.values()]
    for resource_type, rows in coverage().items():
        used = {row_of(argument, rows) for argument in arguments_of_stacks(contents, resource_type)}
        newer = {name: text for name, (version, text) in rows.items() if version != VERSION_5}
        newer.pop("region", None)  # tests/stack/test_region.py has it of all constructs
        assert {name for name, text in newer.items() if is_used(text)} == set(newer) & used


def test_resources_have_region_of_construct(stacks: dict[str, Path]) -> None:
    contents = json.loads((stacks["provider_6"] / "cdk.tf.json").read_text())
    regions = {
        item["//"]["metadata"]["path"].split("/")[1]: item.get("region")
        for kind in ("resource", "data")
        for resource_type, items in contents[kind].items()
        for item in items.values()
        if resource_type != "aws_caller_identity"
    }
    in_osaka = {name for name, region in regions.items() if region == "ap-northeast-3"}
    assert in_osaka == {"partners", "partners-targets", "clients"}
    assert {regions[name] for name in regions.keys() - in_osaka} == {None}


def test_docs_are_valid_terraform(stacks: dict[str, Path], with_stand_in: Workspaces) -> None:
    assert len(stacks) > 5
    assert with_stand_in.modules(stacks).diagnostics() == []


def test_plans_all_features(terraform: TerraformFolder) -> None:
    assert terraform.diagnostics() == []
    changes = terraform.plan()["resource_changes"]
    planned = {
        change["address"]: change["change"]["after"]
        for change in changes
        if change["mode"] == "managed"
    }
    alb = planned["aws_lb.alb"]
    [health_check_logs] = alb["health_check_logs"]
    assert (health_check_logs["enabled"], health_check_logs["prefix"]) == (True, "api")
    rules = {
        after["priority"]: after
        for address, after in planned.items()
        if address.startswith("aws_lb_listener_rule.") and "443-api" in address
    }
    rule = rules[100]
    assert [action["type"] for action in rule["action"]] == ["jwt-validation", "forward"]
    assert [transform["type"] for transform in rule["transform"]] == [
        "host-header-rewrite",
        "url-rewrite",
    ]
    groups = [item for key, item in planned.items() if key.startswith("aws_lb_target_group.")]
    assert [group["target_control_port"] for group in groups].count(3000) == 3
    [service] = [item for key, item in planned.items() if key.startswith("aws_ecs_service.")]
    [deployment] = service["deployment_configuration"]
    assert deployment["strategy"] == "CANARY"
    assert [hook["lifecycle_stages"] for hook in deployment["lifecycle_hook"]] == [
        ["POST_TEST_TRAFFIC_SHIFT"],
        ["POST_SCALE_UP"],
    ]


@pytest.mark.parametrize(
    ("resource", "arguments", "message"),
    [
        ("aws_lb", {"health_log": {}}, "No argument or block type is named"),
        ("aws_lb", {"health_check_logs": {"bucket": "b", "enabled": []}}, "bool required"),
        ("aws_lb", {"health_check_logs": {"enabled": True}}, 'The argument "bucket" is required'),
        ("aws_lb", {"idle_timeout": "a minute"}, "a number is required"),
    ],
)
def test_stand_in_rejects_wrong_arguments(
    terraform: TerraformFolder,
    workspaces: Workspaces,
    resource: str,
    arguments: Attributes,
    message: str,
) -> None:
    contents = terraform.json()
    contents["resource"][resource]["alb"] |= arguments
    folder = workspaces.folder()
    (folder / "cdk.tf.json").write_text(json.dumps(contents))
    details = [item["detail"] for item in workspaces.initialized(folder).diagnostics()]
    assert any(message in detail for detail in details)
