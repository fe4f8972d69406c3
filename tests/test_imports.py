"""The imports between the packages, and those of ``cdktf`` and the provider, which start Node."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import constructs_lib
import pytest

PACKAGE = Path(constructs_lib.__file__).parent
HEAVY = ("cdktf", "cdktf_cdktf_provider_aws", "constructs", "jsii")
LAYERS = (
    {"patterns"},
    {"load_balancer"},
    {"listener"},
    {"domain", "monitoring", "network", "s3_backend", "target_group"},
    {"_stack"},
    {"references"},
    {"_core"},
)
"""A package or module imports itself, and those of the layers below its own."""
OUTSIDE = {"__init__": {"_provider_loading"}, "__main__": {"diagram"}}
"""What is above and beside the layers imports these only."""
VALUES = [
    "references",
    *(f"listener.{path.stem}" for path in sorted((PACKAGE / "listener").glob("*.py"))),
    *("load_balancer.http_check", "load_balancer.quotas", "network.security_group_rule"),
    *("target_group.health_check", "target_group.stickiness", "target_group.target"),
    "target_group.target_group_health",
]


def imports_of(path: Path) -> Iterator[str]:
    """Yield the packages and top modules of the library that a module imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "constructs_lib":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("constructs_lib."):
            yield str(node.module).split(".")[1]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_module_imports_lower_layers_only(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    level = next((number for number, layer in enumerate(LAYERS) if own in layer), len(LAYERS))
    lower = set().union(*LAYERS[level + 1 :])
    assert set(imports_of(path)) - {own} <= lower | OUTSIDE.get(own, set())


def test_library_has_few_top_level_modules() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= 6


def loaded_after(code: str) -> set[str]:
    """Return the top-level packages that are imported after some code has run."""
    report = f"{code}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", report], check=True, capture_output=True, text=True)
    return set(run.stdout.split())


def test_importing_library_does_not_start_node() -> None:
    assert loaded_after("import constructs_lib").isdisjoint(HEAVY)


def test_importing_values_does_not_start_node() -> None:
    code = "\n".join(f"import constructs_lib.{name}" for name in VALUES)
    assert loaded_after(code).isdisjoint(HEAVY)


def test_checking_values_does_not_start_node() -> None:
    code = """
from constructs_lib import Arn, Forward, HealthCheck, HttpsListener, Id, SecurityGroupRule
HttpsListener(
    certificate=Arn("arn:aws:acm:us-east-1:1:certificate/1"),
    default_action=Forward(Arn("arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/a/1")),
)
HealthCheck(path="/up", port=8080)
SecurityGroupRule(port=80, security_group=Id("sg-1"))
"""
    assert loaded_after(code).isdisjoint(HEAVY)


def test_every_public_name_can_be_imported() -> None:
    code = "import constructs_lib as c; [getattr(c, name) for name in c.__all__]"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_rejects_unknown_name() -> None:
    with pytest.raises(AttributeError, match="'constructs_lib' has no attribute 'NoSuchThing'"):
        constructs_lib.NoSuchThing  # type: ignore[attr-defined]  # noqa: B018 - that is the test
