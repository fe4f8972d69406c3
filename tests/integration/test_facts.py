"""The read-back of main.py detects each fact that main.py does not create as expected.

One apply of a main.py with all changes, as each changes another fact.
"""

import json
import sys

import pytest
from helpers.facts import EXPECTED, Facts, read_back
from helpers.workspaces import Workspaces

from embedded_aws.prerequisites import Clients, create_prerequisites
from embedded_aws.terraform import copy_app, run

pytestmark = pytest.mark.extended

CHANGES = {
    ("target group", "health check"): ('path="/api/v1/health_check"', 'path="/"'),
    ("ALB security group", "in"): (
        '"https-ipv6": SecurityGroupRule(port=443,',
        '"https-ipv6": SecurityGroupRule(port=8443,',
    ),
    ("ALB security group", "out"): (
        "SecurityGroupRule(port=80, security_group=service)",
        'SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")',
    ),
    ("ALB", "scheme"): ("internal=False", "internal=True"),
    ("HTTP listener", "actions"): (
        "HttpListener(default_action=Forward(backend))",
        'HttpListener(default_action=Redirect(protocol="HTTPS", port=443))',
    ),
    ("HTTPS listener", "security policy"): (
        "HttpsListener(certificate=certificate,",
        'HttpsListener(ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06", certificate=certificate,',
    ),
    ("target group", "port"): ("            port=80,\n", "            port=81,\n"),
    ("ALB", "name"): ('name="zenn-clone-alb-backend",', 'name="zenn-clone-alb",'),
}
"""The text of main.py that creates each fact, and what replaces it."""


@pytest.fixture(scope="module")
def facts(workspaces: Workspaces, aws: Clients) -> Facts:
    """The facts that are read back after an apply of the changed main.py."""
    folder = workspaces.folder()
    main = copy_app(folder) / "main.py"
    source = main.read_text()
    for old, new in CHANGES.values():
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    source = source.replace("    HttpsListener,", "    HttpsListener,\n    Redirect,", 1)
    # Without this, port 81 is reported as not allowed by any rule.
    source = source.replace("ingress={", "rules_managed_elsewhere=True,\n            ingress={")
    main.write_text(source)
    context = json.loads((folder / "cdktf.json").read_text())["context"]
    create_prerequisites(aws, domain=context["domain"])
    env = workspaces.env(folder) | {"CDKTF_CONTEXT_JSON": json.dumps(context)}
    code, printed = run((sys.executable, "main.py"), folder=folder, env=env)
    assert code == 0, printed
    terraform = workspaces.initialized(folder / "cdktf.out" / "stacks" / "zenn-clone-backend")
    terraform("apply", "-auto-approve")
    return read_back(aws)


@pytest.mark.parametrize(("part", "fact"), CHANGES)
def test_detects_changed_fact(facts: Facts, part: str, fact: str) -> None:
    assert facts[part][fact] != EXPECTED[part][fact]


def test_other_facts_are_as_expected(facts: Facts) -> None:
    changed = {
        (part, fact)
        for part, expected in EXPECTED.items()
        if facts[part] != expected
        for fact in expected
        if facts[part][fact] != expected[fact]
    }
    assert changed == set(CHANGES)
