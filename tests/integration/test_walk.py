"""Someone who has the built wheel and the built site only, in an empty folder.

From nothing to a planned stack with two services behind one load balancer; and on CDK Terrain.
"""

import html
import os
import re
import subprocess
from pathlib import Path

import pytest
from on_cdk_terrain import moved
from terraform_stack import TerraformFolder, Workspaces, take_provider_5
from wheel import install

import constructs_lib
from constructs_lib import patterns
from embedded_aws.prerequisites import (
    Clients,
    create_internet_gateway,
    create_route_table,
    create_subnet,
    create_vpc,
    import_certificate,
)
from embedded_aws.terraform import CHECKOUT, run

MKDOCS = CHECKOUT / ".docs" / "bin" / "mkdocs"
BLOCK = re.compile(r'<div class="language-(\w+) highlight">(.*?)</div>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built with warnings as errors: a dead link is one."""
    if not MKDOCS.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("missing: make .docs/ready")
    folder = tmp_path_factory.mktemp("site")
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(
        [MKDOCS, "build", "--quiet", "--strict", "--site-dir", folder],
        cwd=CHECKOUT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (built.returncode, built.stderr) == (0, "")
    return folder


def blocks(page: Path) -> list[tuple[str, str]]:
    """The language and the text of what a page shows as code."""
    return [
        (language, html.unescape(TAG.sub("", shown)))
        for language, shown in BLOCK.findall(page.read_text(encoding="utf-8"))
    ]


def test_every_public_name_is_on_the_page_of_the_api(site: Path) -> None:
    page = (site / "api.html").read_text(encoding="utf-8")
    shown = {name.rpartition(".")[2] for name in re.findall(r'id="([\w.]+)"', page)}
    assert {*constructs_lib.__all__, *patterns.__all__} - shown == set()
    assert "::</p>" not in page


@pytest.fixture(scope="module")
def account(aws: Clients) -> Clients:
    """What the page says is needed: a VPC with public subnets, and a certificate."""
    vpc = create_vpc(aws, name="main")
    public = create_route_table(aws, vpc, internet_gateway=create_internet_gateway(aws, vpc))
    for zone, cidr in (("ap-northeast-1a", "10.0.0.0/24"), ("ap-northeast-1c", "10.0.1.0/24")):
        create_subnet(aws, vpc, zone, cidr, route_table=public)
    import_certificate(aws, "shop.example.com")
    return aws


@pytest.mark.parametrize("extra", ["", "cdktn"])
@pytest.mark.usefixtures("account")
def test_from_nothing_to_a_plan(
    site: Path, wheel: Path, workspaces: Workspaces, tmp_path: Path, extra: str
) -> None:
    shown = blocks(site / "start.html")
    [program] = [text for language, text in shown if language == "python"]
    commands = [
        line.removeprefix("$ ")
        for language, text in shown
        if language == "console"
        for line in text.splitlines()
    ]
    assert "pip install constructs-lib" in commands
    pins = "requirements-cdktn.txt" if extra else "requirements.txt"
    python = install(wheel, tmp_path / ".venv", pins, *filter(None, [extra]))

    folder = workspaces.folder()
    (folder / "main.py").write_text(moved(program) if extra else program)
    steps = commands[commands.index("python main.py") :]
    assert steps[:4] == [
        "python main.py",
        "cd cdktf.out/stacks/shop",
        "terraform init",
        "terraform plan",
    ]
    assert run((str(python), "main.py"), folder=folder, env=workspaces.env(folder)) == (0, "")
    stack = folder / "cdktf.out" / "stacks" / "shop"
    if extra:  # whose provider is newer than the one that is sure to be here
        take_provider_5(stack)
    terraform: TerraformFolder = workspaces.initialised(stack)
    made = [
        one["address"] for one in terraform.plan()["resource_changes"] if one["mode"] == "managed"
    ]
    assert sum(address.startswith("aws_lb.") for address in made) == 1
    assert sum(address.startswith("aws_lb_target_group.") for address in made) == 2
    assert sum(address.startswith("aws_lb_listener_rule.") for address in made) == 1
