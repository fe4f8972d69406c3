"""A provider mirror: a folder with the AWS provider, if the Terraform registry is not reachable.

It is searched for in this order:

1. the folder that ``CONSTRUCTS_LIB_PROVIDER_MIRROR`` names;
2. the implied mirror folders of Terraform;
3. the folders below ``/opt``, ``/usr/local/share`` and ``/usr/share``.

A mirror has ``<host of the registry>/hashicorp/aws``, unpacked or packed.

Follows https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror
"""

import os
import platform
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "CONSTRUCTS_LIB_PROVIDER_MIRROR"
_USUAL_PLACES = (Path("/opt"), Path("/usr/local/share"), Path("/usr/share"))
_SECONDS_TO_ANSWER = 3
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderMirror:
    """A provider mirror, and the host of the registry whose provider it has."""

    path: Path
    host: str

    def cli_config(self) -> str:
        """Return the ``provider_installation`` of a CLI configuration that uses the mirror."""
        provider = f"{self.host}/hashicorp/aws"
        return (
            "provider_installation {\n"
            "  filesystem_mirror {\n"
            f'    path    = "{self.path}"\n'
            f'    include = ["{provider}"]\n'
            "  }\n"
            "  direct {\n"
            f'    exclude = ["{provider}"]\n'
            "  }\n"
            "}\n"
        )


def find_provider_mirror(environ: Mapping[str, str] = os.environ) -> ProviderMirror | None:
    """Return the mirror, or ``None`` if the registry is reachable or there is no mirror.

    Raises:
        ValueError: The variable names a folder that is no mirror.
    """
    if named := environ.get(VARIABLE):
        mirror = next(_mirrors([Path(named)]), None)
        if mirror is None:
            msg = (
                f"{VARIABLE} must be a folder with <host>/hashicorp/aws for {_target()} in it, "
                f"got {named!r}"
            )
            raise ValueError(msg)
        return mirror
    mirror = next(_mirrors(_implied(environ)), None) or next(_mirrors(_usual()), None)
    return None if mirror is None or _answers(mirror.host) else mirror


def _target() -> str:
    machine = platform.machine().lower()
    return f"{platform.system().lower()}_{_ARCHITECTURES.get(machine, machine)}"


def _mirrors(folders: Iterable[Path]) -> Iterator[ProviderMirror]:
    target = _target()
    for folder in folders:
        for provider in sorted(folder.glob("*.*/hashicorp/aws")):
            unpacked = provider.glob(f"*/{target}")
            packed = provider.glob(f"terraform-provider-aws_*_{target}.zip")
            if any(unpacked) or any(packed):
                yield ProviderMirror(path=folder.resolve(), host=provider.parts[-3])


def _implied(environ: Mapping[str, str]) -> Iterator[Path]:
    home = Path(environ.get("HOME", "/"))
    if platform.system() == "Darwin":
        roots = [home / "Library/Application Support/io.terraform"]
        roots += [Path("/Library/Application Support/io.terraform")]
    else:
        data = [environ.get("XDG_DATA_HOME") or str(home / ".local/share")]
        data += (environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
        roots = [Path(folder) / "terraform" for folder in data]
    for root in (home / ".terraform.d", *roots):
        yield root / "plugins"


def _usual() -> Iterator[Path]:
    for place in _USUAL_PLACES:
        yield place
        for depth in ("*", "*/*"):
            yield from sorted(folder for folder in place.glob(depth) if folder.is_dir())


def _answers(host: str) -> bool:
    """Return whether the service discovery of the registry is reachable."""
    address = f"https://{host}/.well-known/terraform.json"
    try:
        with urllib.request.urlopen(address, timeout=_SECONDS_TO_ANSWER):
            return True
    except (urllib.error.URLError, OSError):
        return False
