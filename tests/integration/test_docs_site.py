"""The steps of the start page lead from an empty folder to a planned stack.

They use nothing but the built wheel and the built site, with cdktf and with CDK Terrain.
"""

import html
import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import indent

import constructs_lib
import pytest
from helpers.workspaces import Workspaces

from embedded_aws.prerequisites import (
    Clients,
    create_internet_gateway,
    create_route_table,
    create_subnet,
    create_vpc,
    import_certificate,
)
from embedded_aws.terraform import CHECKOUT, run

pytestmark = pytest.mark.extended

MKDOCS = CHECKOUT / ".docs" / "bin" / "mkdocs"
BLOCK = re.compile(r'<div class="language-(\w+) highlight">(.*?)</div>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built with warnings as errors, such as dead links."""
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
    """Return the language and the text of each code block of a page."""
    return [
        (language, html.unescape(TAG.sub("", shown)))
        for language, shown in BLOCK.findall(page.read_text(encoding="utf-8"))
    ]


def test_site_has_every_public_name(site: Path) -> None:
    pages = [page.read_text(encoding="utf-8") for page in site.glob("*.html")]
    ids = {id for page in pages for id in re.findall(r'id="(constructs_lib[\w.]+)"', page)}
    assert set(dir(constructs_lib)) - {id.rpartition(".")[2] for id in ids} == set()
    assert not any("::</p>" in page for page in pages)
    index = (CHECKOUT / "docs" / "api.md").read_text()
    assert set(dir(constructs_lib)) - set(re.findall(r"`(\w+)`", index)) == set()


@pytest.fixture(scope="module")
def account(aws: Clients) -> Clients:
    """The documented requirements: a VPC with public subnets, and a certificate."""
    vpc = create_vpc(aws, name="main")
    public = create_route_table(aws, vpc, internet_gateway=create_internet_gateway(aws, vpc))
    for zone, cidr in (("ap-northeast-1a", "10.0.0.0/24"), ("ap-northeast-1c", "10.0.1.0/24")):
        create_subnet(aws, vpc, zone, cidr, route_table=public)
    import_certificate(aws, "shop.example.com")
    return aws


def commands(page: Path) -> list[str]:
    """Return the shell commands of a page."""
    return [
        line.removeprefix("$ ")
        for language, text in blocks(page)
        if language == "console"
        for line in text.splitlines()
    ]


def installs(page: Path) -> dict[str, str]:
    """Return the arguments of ``pip install`` for each CDK and version of the AWS provider."""
    rows = re.findall(r"<tr>\s*<td>(.*?)</td>\s*<td>(.*?)</td>\s*<td>(.*?)</td>", page.read_text())
    cells = (tuple(html.unescape(TAG.sub("", cell)) for cell in row) for row in rows)
    return {
        f"{cdk.split(',')[0]}, provider {provider[0]}": requirements
        for requirements, cdk, provider in cells
    }


def on_cdk_terrain(page: Path, program: str) -> str:
    """Return a program with the package names that the page documents."""
    for old, new in re.findall(
        r"<code>from (\w+).*?</code></td>\s*<td><code>from (\w+)", page.read_text()
    ):
        program = re.sub(rf"^from {old}\b", f"from {new}", program, flags=re.MULTILINE)
    return program


@pytest.mark.parametrize("with_", ["cdktf 0.21, provider 5", "CDK Terrain, provider 6"])
@pytest.mark.usefixtures("account")
def test_documented_steps_lead_to_plan(
    site: Path, wheel: Path, workspaces: Workspaces, with_: str
) -> None:
    """Run the commands of the page; pip installs the versions of this checkout."""
    page = site / "start.html"
    [program] = [text for language, text in blocks(page) if language == "python"]
    pins = "requirements.txt"
    if "Terrain" in with_:
        pins = "requirements-cdktn.txt"
        program = on_cdk_terrain(site / "cdk_terrain.html", program)
        # The provider that is sure to be here is older than that of its bindings.
        [override] = [
            text for _, text in blocks(site / "cdk_terrain.html") if "add_override" in text
        ]
        program = re.sub(
            r"^( *)AwsProvider\(.*\n",
            lambda provider: provider[0] + indent(override, provider[1]),
            program,
            flags=re.MULTILINE,
        )
    folder = workspaces.folder()
    (folder / "main.py").write_text(program)

    make_venv, install, *others = commands(page)
    assert install == f"pip install ./{wheel.name}"
    lines = [make_venv, f"pip install {installs(page)[with_]}", *others]
    script = "\n".join(lines).replace(f"./{wheel.name}", str(wheel))
    # Compiling all modules of the bindings takes a minute; the program imports a few. The value is
    # that of the option compile, so that 1 would compile them.
    pip = {"PIP_CONSTRAINT": str(CHECKOUT / pins), "PIP_NO_COMPILE": "0"}
    env = workspaces.env(folder) | pip
    env["PATH"] = f"{Path(sys.executable).parent}:{env['PATH']}"
    code, printed = run(("bash", "-euc", script), folder=folder, env=env)
    assert code == 0, printed

    [planned] = re.findall(r"Plan: .*", printed)
    created = re.findall(r"# (aws_lb\w*)\.\S+ will be created", printed)
    assert planned.endswith(" 0 to change, 0 to destroy.")
    assert (created.count("aws_lb"), created.count("aws_lb_target_group")) == (1, 2)
    assert created.count("aws_lb_listener_rule") == 1
    picture = (folder / "shop.svg").read_text()
    assert "website" in picture
