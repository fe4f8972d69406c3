"""Values are checked without the provider's bindings, and without Node."""

import re
import subprocess
import sys
from pathlib import Path

import constructs_lib
import pytest

PACKAGE = Path(constructs_lib.__file__).parent
HEAVY = ("cdktf", "cdktf_cdktf_provider_aws", "constructs", "jsii")
IMPORTS_HEAVY = re.compile(
    rf"^(from|import) (({'|'.join(HEAVY)})\b|constructs_lib\.cdk import (?!PROVIDERS$))",
    re.MULTILINE,
)

CHECKS_OF_CONSTRUCTS = {"load_balancer_logs", "reachability", "_pytest_plugin"}
VALUES = [
    path.stem
    for path in sorted(PACKAGE.glob("*.py"))
    if path.stem not in CHECKS_OF_CONSTRUCTS and not IMPORTS_HEAVY.search(path.read_text())
]


def loaded_after(code: str) -> set[str]:
    report = f"{code}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", report], check=True, capture_output=True, text=True)
    return set(run.stdout.split())


def test_importing_the_library_imports_nothing_heavy() -> None:
    assert loaded_after("import constructs_lib").isdisjoint(HEAVY)


def test_checking_values_imports_nothing_heavy() -> None:
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


def test_every_module_of_values_is_free_of_heavy_imports() -> None:
    assert {"action", "health_check", "listener", "refs", "security_group_rule"} <= set(VALUES)
    code = "\n".join(f"import constructs_lib.{name}" for name in VALUES)
    assert loaded_after(code).isdisjoint(HEAVY)


def test_the_public_names_are_all_there() -> None:
    code = "import constructs_lib as c; [getattr(c, name) for name in c.__all__]"
    subprocess.run([sys.executable, "-c", code], check=True)
    source = (PACKAGE / "__init__.py").read_text()
    for_type_checkers = set(
        re.findall(r"import \w+ as (\w+)|^ {8}(\w+) as \2,", source, re.MULTILINE)
    )
    assert {one or two for one, two in for_type_checkers} == set(constructs_lib.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'constructs_lib' has no attribute 'NoSuchThing'"):
        constructs_lib.NoSuchThing  # noqa: B018 - that is the test
