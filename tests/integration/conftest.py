import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.workspaces import Workspaces

    from embedded_aws.prerequisites import Clients
    from embedded_aws.provider_mirror import ProviderMirror

CHECKOUT = Path(__file__).parents[2]


def missing_tools() -> list[str]:
    """Return the tools that are missing for the tests in this folder."""
    missing = [name for name in ("boto3", "grpc", "hypothesis", "moto") if find_spec(name) is None]
    if not shutil.which("terraform"):
        missing.append("terraform on PATH")
    if not (CHECKOUT / "node_modules" / "cdktf-cli").is_dir():
        missing.append("cdktf-cli in node_modules (npm ci)")
    return missing


class SkippedModule(pytest.File):
    """A test module that is not imported, as tools are missing."""

    def collect(self) -> list[pytest.Item]:
        """Skip the module; fail in CI, where a skipped test would look like a passed one."""
        reason = f"missing: {', '.join(missing_tools())}"
        if os.environ.get("CI"):
            raise self.CollectError(reason)
        pytest.skip(reason)


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Collector | None:
    """Skip the test modules of this folder if tools are missing."""
    if not missing_tools():
        return None
    module: pytest.Collector = SkippedModule.from_parent(parent, path=module_path)
    return module


# The fixtures import what may be missing.


@pytest.fixture(scope="session")
def mirror() -> "ProviderMirror | None":
    """The mirror that replaces Terraform's registry on this machine."""
    from embedded_aws.provider_mirror import find_provider_mirror  # noqa: PLC0415 - see above

    return find_provider_mirror()


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """An AWS for the module."""
    from embedded_aws.server import embedded_aws  # noqa: PLC0415 - see above

    with embedded_aws() as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def aws(endpoint: str) -> "Clients":
    """Clients of the module's AWS."""
    from embedded_aws.prerequisites import clients  # noqa: PLC0415 - see above

    return clients(endpoint)


@pytest.fixture(scope="module")
def workspaces(
    endpoint: str, mirror: "ProviderMirror | None", tmp_path_factory: pytest.TempPathFactory
) -> "Iterator[Workspaces]":
    """Folders in which Terraform works on the module's AWS.

    With a replacement for the provider ``http`` where a mirror replaces the registry.
    """
    from helpers.http_provider import http_provider  # noqa: PLC0415 - see above
    from helpers.workspaces import Workspaces  # noqa: PLC0415 - see above

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
