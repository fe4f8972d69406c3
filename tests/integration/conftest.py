import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from http_provider import http_provider
from terraform_stack import Workspaces

from embedded_aws.prerequisites import Clients, clients
from embedded_aws.provider_mirror import ProviderMirror, find_provider_mirror
from embedded_aws.server import embedded_aws
from embedded_aws.terraform import CHECKOUT


@pytest.fixture(scope="session", autouse=True)
def tools() -> None:
    """Skips where a tool is missing; fails in CI, where skipping would look like passing."""
    missing = [] if shutil.which("terraform") else ["terraform on PATH"]
    if not (CHECKOUT / "node_modules" / "cdktf-cli").is_dir():
        missing.append("cdktf-cli in node_modules (npm ci)")
    if missing:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"missing: {', '.join(missing)}")


@pytest.fixture(scope="session")
def mirror() -> ProviderMirror | None:
    """The mirror that stands in for Terraform's registry here."""
    return find_provider_mirror()


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """An AWS of the module's own."""
    with embedded_aws() as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def aws(endpoint: str) -> Clients:
    """Clients of the module's AWS."""
    return clients(endpoint)


@pytest.fixture(scope="module")
def workspaces(
    endpoint: str, mirror: ProviderMirror | None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspaces]:
    """Makes folders in which Terraform works on the module's AWS.

    With a stand-in for the provider ``http`` where a mirror takes the registry's place.
    """
    path = Path(tmp_path_factory.mktemp("workspaces"))
    with ExitStack() as stack:
        http = stack.enter_context(http_provider(mirror.host)) if mirror else {}
        yield Workspaces(endpoint, mirror, path, http)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library's wheel."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", f"--outdir={folder}"]
    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    return wheel
