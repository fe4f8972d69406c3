"""main.py without Terraform: what it says of a ``cdktf.json`` that can't be right."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).parent.parent
CONTEXT = json.loads((CHECKOUT / "cdktf.json").read_text())["context"]
IN_CDKTF_JSON = "in the context of cdktf.json (which cdktf synth reads) must be"
DOMAIN = (
    f'domain {IN_CDKTF_JSON} a lower-case host name such as "app.example.com" or a wildcard such '
    'as "*.example.com"'
)
REGION = f'region {IN_CDKTF_JSON} an AWS region such as "ap-northeast-1"'


def refused(context: dict[str, Any], folder: Path) -> list[str]:
    """The lines of what is told where nothing is made of a context."""
    run = subprocess.run(
        [sys.executable, CHECKOUT / "main.py"],
        cwd=folder,
        env=os.environ | {"CDKTF_CONTEXT_JSON": json.dumps(context)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert not list(folder.glob("cdktf.out/stacks/*"))
    return run.stderr.splitlines()


@pytest.mark.parametrize(
    ("context", "message"),
    [
        ({"region": CONTEXT["region"]}, f"{DOMAIN}, got None"),
        ({**CONTEXT, "domain": ""}, f"{DOMAIN}, got ''"),
        ({**CONTEXT, "domain": "https://example.com"}, f"{DOMAIN}, got 'https://example.com'"),
        (
            {"domain": CONTEXT["domain"]},
            f"{REGION.replace('must be', 'must be a string:')}, got None",
        ),
        ({**CONTEXT, "region": "tokyo"}, f"{REGION}, got 'tokyo'"),
        (
            {**CONTEXT, "region": "us-east-1"},
            (
                "availability_zones must be in the provider's region us-east-1, "
                "got 'ap-northeast-1a'"
            ),
        ),
        (
            {**CONTEXT, "account_id": "123"},
            (
                f"account_id {IN_CDKTF_JSON} the 12 digits of an AWS account, in quotes as they "
                "may start with 0: \"012345678901\", got '123'"
            ),
        ),
        ({**CONTEXT, "environments": {"staging": {"domain": ""}}}, f"{DOMAIN}, got ''"),
    ],
)
def test_says_where_to_set_it(context: dict[str, Any], message: str, tmp_path: Path) -> None:
    told = refused(context, tmp_path)
    assert told[-1].startswith(f"ValueError: {message} (")  # and where it is


def test_each_environment_is_a_stack_with_a_state_of_its_own(tmp_path: Path) -> None:
    """With the context that ``docs/teams.md`` shows."""
    page = (CHECKOUT / "docs" / "teams.md").read_text()
    [shown] = [
        json.loads(block)["context"]
        for block in re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
        if '"environments"' in block
    ]
    context = CONTEXT | shown
    subprocess.run(
        [sys.executable, CHECKOUT / "main.py"],
        cwd=tmp_path,
        env=os.environ | {"CDKTF_CONTEXT_JSON": json.dumps(context)},
        check=True,
    )
    found = {}
    for stack in (tmp_path / "cdktf.out" / "stacks").iterdir():
        made = json.loads((stack / "cdk.tf.json").read_text())
        [certificate] = made["data"]["aws_acm_certificate"].values()
        [provider] = made["provider"]["aws"]
        found[stack.name] = (
            certificate["domain"],
            provider.get("allowed_account_ids"),
            made["terraform"]["backend"]["s3"]["key"],
            made["terraform"]["backend"]["s3"]["bucket"],
        )
    assert found == {
        f"zenn-clone-backend-{name}": (
            its["domain"],
            [its["account_id"]],
            f"zenn-clone-backend-{name}.tfstate",
            its.get("state_bucket", shown["state_bucket"]),
        )
        for name, its in shown["environments"].items()
    }
    assert len(found) > 1


def test_two_environments_of_one_account_and_region_are_refused(tmp_path: Path) -> None:
    """Their names in AWS are the same."""
    environments: dict[str, dict[str, str]] = {"dev": {}, "production": {}}
    context = {**CONTEXT, "account_id": "111111111111", "environments": environments}
    told = refused(context, tmp_path)
    *_, target_group, load_balancer = told
    for line, noun in ((target_group, "target group"), (load_balancer, "load balancer")):
        assert f"name must be another {noun} name than that of zenn-clone-backend-dev/" in line
        assert "in its account and region, got 'zenn-clone-alb-backend" in line
