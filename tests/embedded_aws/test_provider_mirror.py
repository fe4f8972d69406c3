from collections.abc import Callable
from pathlib import Path

import pytest

from embedded_aws import provider_mirror
from embedded_aws.provider_mirror import VARIABLE, ProviderMirror, find_provider_mirror

HOST = "registry.example"


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str], Path]:
    """Creates a mirror with the unpacked provider for this machine in a folder."""

    def make(name: str) -> Path:
        folder = tmp_path / name
        target = provider_mirror._target()  # noqa: SLF001 - this machine's
        (folder / HOST / "hashicorp" / "aws" / "5.100.0" / target).mkdir(parents=True)
        return folder

    return make


@pytest.fixture(autouse=True)
def no_registry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The registry can't be reached, and the usual places are empty."""
    monkeypatch.setattr(provider_mirror, "_answers", lambda _: False)
    monkeypatch.setattr(provider_mirror, "_USUAL_PLACES", (tmp_path / "opt",))
    monkeypatch.setattr("platform.system", lambda: "Linux")


def environ(tmp_path: Path, **more: str) -> dict[str, str]:
    return {"HOME": str(tmp_path / "home"), "XDG_DATA_DIRS": str(tmp_path / "share"), **more}


def test_finds_no_mirror(tmp_path: Path) -> None:
    assert find_provider_mirror(environ(tmp_path)) is None


def test_environment_variable_takes_precedence(tmp_path: Path, make: Callable[[str], Path]) -> None:
    named = make("named")
    make("home/.terraform.d/plugins")
    mirror = find_provider_mirror(environ(tmp_path, **{VARIABLE: str(named)}))
    assert mirror == ProviderMirror(path=named, host=HOST)


@pytest.mark.parametrize(
    "place",
    [
        "home/.terraform.d/plugins",
        "home/.local/share/terraform/plugins",
        "share/terraform/plugins",
    ],
)
def test_terraform_folders_take_precedence_over_common_ones(
    tmp_path: Path, make: Callable[[str], Path], place: str
) -> None:
    make("opt/providers")
    assert find_provider_mirror(environ(tmp_path)) == ProviderMirror(
        path=tmp_path / "opt" / "providers", host=HOST
    )
    expected = make(place)
    assert find_provider_mirror(environ(tmp_path)) == ProviderMirror(path=expected, host=HOST)


@pytest.mark.parametrize("place", ["opt", "opt/providers", "opt/terraform/providers"])
def test_searches_common_folders(tmp_path: Path, make: Callable[[str], Path], place: str) -> None:
    expected = make(place)
    assert find_provider_mirror(environ(tmp_path)) == ProviderMirror(path=expected, host=HOST)


def test_accepts_packed_mirror(tmp_path: Path) -> None:
    packed = tmp_path / "opt" / HOST / "hashicorp" / "aws"
    packed.mkdir(parents=True)
    target = provider_mirror._target()  # noqa: SLF001 - this machine's
    (packed / f"terraform-provider-aws_5.100.0_{target}.zip").touch()
    assert find_provider_mirror(environ(tmp_path)) is not None


def test_ignores_mirror_for_other_platform(tmp_path: Path) -> None:
    (tmp_path / "opt" / HOST / "hashicorp" / "aws" / "5.100.0" / "plan9_mips").mkdir(parents=True)
    assert find_provider_mirror(environ(tmp_path)) is None


def test_prefers_reachable_registry(
    tmp_path: Path, make: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    named = make("opt/providers")
    requested: list[str] = []

    def answers(host: str) -> bool:
        requested.append(host)
        return True

    monkeypatch.setattr(provider_mirror, "_answers", answers)
    assert find_provider_mirror(environ(tmp_path)) is None
    assert requested == [HOST]
    # but not instead of one that the user names
    assert find_provider_mirror(environ(tmp_path, **{VARIABLE: str(named)})) is not None


def test_rejects_variable_without_mirror(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=rf"^{VARIABLE} must be a folder with .*, got '/nowhere'"):
        find_provider_mirror(environ(tmp_path, **{VARIABLE: "/nowhere"}))


def test_cli_config_covers_one_provider_only() -> None:
    assert ProviderMirror(path=Path("/mirror"), host=HOST).cli_config() == (
        "provider_installation {\n"
        "  filesystem_mirror {\n"
        '    path    = "/mirror"\n'
        '    include = ["registry.example/hashicorp/aws"]\n'
        "  }\n"
        "  direct {\n"
        '    exclude = ["registry.example/hashicorp/aws"]\n'
        "  }\n"
        "}\n"
    )
