"""The read-back sees it when main.py does not build what the chapter tells.

Each row changes one thing in main.py; all of them are applied at once, each to an AWS of its own,
as Terraform waits a minute for every new load balancer.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from helpers.facts import EXPECTED, read_back
from helpers.workspaces import Workspaces

from embedded_aws.prerequisites import clients, create_prerequisites
from embedded_aws.provider_mirror import ProviderMirror
from embedded_aws.server import embedded_aws
from embedded_aws.terraform import copy_app, run

pytestmark = pytest.mark.extended

CHANGES = {
    "health check path": (
        'path="/api/v1/health_check"',
        'path="/"',
        {"target group": "health check"},
    ),
    "ingress port": (
        '"https-ipv6": SecurityGroupRule(port=443,',
        '"https-ipv6": SecurityGroupRule(port=8443,',
        {"ALB security group": "in"},
    ),
    "egress to everywhere": (
        "SecurityGroupRule(port=80, security_group=service)",
        'SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")',
        {"ALB security group": "out"},
    ),
    "scheme": ("internal=False", "internal=True", {"ALB": "scheme"}),
    "redirect": (
        "HttpListener(default_action=Forward(backend))",
        'HttpListener(default_action=Redirect(protocol="HTTPS", port=443))',
        {"HTTP listener": "actions"},
    ),
    "security policy": (
        "HttpsListener(certificate=certificate,",
        (
            "HttpsListener("
            'ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06", certificate=certificate,'
        ),
        {"HTTPS listener": "security policy"},
    ),
    "target group port": (
        "            port=80,\n",
        "            port=81,\n",
        {"target group": "port"},
    ),
    "load balancer name": (
        'name="zenn-clone-alb-backend",',
        'name="zenn-clone-alb",',
        {"ALB": "name"},
    ),
}


def changed_facts(change: str, folder: Path, mirror: ProviderMirror | None) -> dict[str, list[str]]:
    """Which facts are other than expected after an apply of the changed main.py."""
    old, new, _ = CHANGES[change]
    main = copy_app(folder) / "main.py"
    source = main.read_text()
    assert source.count(old) == 1, old
    # That port is let out by none of its rules, which is refused unless there may be others.
    source = source.replace("ingress={", "rules_managed_elsewhere=True,\n            ingress={")
    main.write_text(
        source.replace(old, new).replace(
            "    HttpsListener,", "    HttpsListener,\n    Redirect,", 1
        )
    )
    context = json.loads((folder / "cdktf.json").read_text())["context"]
    with embedded_aws() as endpoint:
        aws = clients(endpoint)
        create_prerequisites(aws, domain=context["domain"])
        workspaces = Workspaces(endpoint, mirror, folder)
        env = workspaces.env(folder) | {"CDKTF_CONTEXT_JSON": json.dumps(context)}
        code, printed = run((sys.executable, "main.py"), folder=folder, env=env)
        assert code == 0, printed
        terraform = workspaces.initialized(folder / "cdktf.out" / "stacks" / "zenn-clone-backend")
        terraform("apply", "-auto-approve")
        found = read_back(aws)
    return {
        part: [name for name, fact in facts.items() if found[part].get(name) != fact]
        for part, facts in EXPECTED.items()
        if found[part] != facts
    }


@pytest.fixture(scope="module")
def seen(
    mirror: ProviderMirror | None, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, list[str]]]:
    folders = [tmp_path_factory.mktemp("changed") for _ in CHANGES]
    with ThreadPoolExecutor(len(CHANGES)) as pool:
        results = pool.map(changed_facts, CHANGES, folders, [mirror] * len(CHANGES))
        return dict(zip(CHANGES, results, strict=True))


@pytest.mark.parametrize("change", CHANGES)
def test_detects_changed_fact(seen: dict[str, dict[str, list[str]]], change: str) -> None:
    *_, expected = CHANGES[change]
    assert seen[change] == {part: [name] for part, name in expected.items()}
