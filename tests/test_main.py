"""main.py and examples/environments.py, without Terraform."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).parent.parent
CONTEXT = json.loads((CHECKOUT / "cdktf.json").read_text())["context"]
DOMAIN = (
    "domain in the context of cdktf.json must be a lower-case host name such as "
    '"app.example.com" or a wildcard such as "*.example.com"'
)
REGION = "region in the context of cdktf.json must be"


def run(program: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the checkout in an empty folder, without cdktf's CLI."""
    return subprocess.run(
        [sys.executable, CHECKOUT / program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), **env},
        capture_output=True,
        text=True,
        check=False,
    )


def stacks(folder: Path) -> dict[str, Any]:
    """Return the JSON of each stack."""
    files = folder.glob("cdktf.out/stacks/*/cdk.tf.json")
    return {file.parent.name: json.loads(file.read_text()) for file in files}


def test_reads_context_of_cdktf_json(tmp_path: Path) -> None:
    process = run("main.py", tmp_path)
    assert (process.returncode, process.stdout) == (0, "")
    [certificate] = stacks(tmp_path)["zenn-clone-backend"]["data"]["aws_acm_certificate"].values()
    assert certificate["domain"] == CONTEXT["domain"]


def test_context_of_cli_takes_precedence(tmp_path: Path) -> None:
    context = json.dumps({**CONTEXT, "domain": "other.example.com"})
    assert run("main.py", tmp_path, CDKTF_CONTEXT_JSON=context).returncode == 0
    [certificate] = stacks(tmp_path)["zenn-clone-backend"]["data"]["aws_acm_certificate"].values()
    assert certificate["domain"] == "other.example.com"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"domain": None}, f"{DOMAIN}, got None"),
        ({"domain": ""}, f"{DOMAIN}, got ''"),
        ({"domain": "https://example.com"}, f"{DOMAIN}, got 'https://example.com'"),
        ({"region": None}, f'{REGION} a string: an AWS region such as "ap-northeast-1", got None'),
        ({"region": "tokyo"}, f"{REGION} an AWS region such as \"ap-northeast-1\", got 'tokyo'"),
        (
            {"region": "us-east-1"},
            (
                "[zenn-clone-backend/public] availability_zones must be in the provider's region "
                "us-east-1 (set region or provider for another one), got ['ap-northeast-1a', "
                "'ap-northeast-1c']"
            ),
        ),
    ],
)
def test_reports_where_to_set_invalid_value(
    changed: dict[str, str | None], message: str, tmp_path: Path
) -> None:
    context = json.dumps({**CONTEXT, **changed})
    process = run("main.py", tmp_path, CDKTF_CONTEXT_JSON=context)
    assert process.returncode == 1
    assert process.stderr.splitlines()[-1] == f"constructs_lib.ValidationError: {message}"
    assert stacks(tmp_path) == {}


def test_each_environment_has_own_stack_account_and_state(tmp_path: Path) -> None:
    context = json.dumps({"state_bucket": "acme-terraform-state"})
    process = run("examples/environments.py", tmp_path, CDKTF_CONTEXT_JSON=context)
    assert process.returncode == 0, process.stderr
    environments = {
        name: (
            [
                certificate["domain"]
                for certificate in stack["data"]["aws_acm_certificate"].values()
            ],
            stack["provider"]["aws"][0]["allowed_account_ids"],
            stack["terraform"]["backend"]["s3"]["key"],
        )
        for name, stack in stacks(tmp_path).items()
    }
    assert environments == {
        "backend-dev": (["dev.example.com"], ["111111111111"], "backend-dev.tfstate"),
        "backend-production": (
            ["backend.example.com"],
            ["222222222222"],
            "backend-production.tfstate",
        ),
    }


def test_rejects_environments_with_same_account_and_region(tmp_path: Path) -> None:
    """Their names in AWS are the same."""
    source = (CHECKOUT / "examples" / "environments.py").read_text()
    (tmp_path / "main.py").write_text(source.replace("222222222222", "111111111111"))
    process = run(str(tmp_path / "main.py"), tmp_path)
    assert process.returncode == 1
    for noun, id in (("target group", "target-group"), ("load balancer", "alb")):
        path = f"web/{id}"
        assert f"[backend-dev] backend-production/{path}: name 'backend" in process.stderr
        used = f"is already used by the {noun} backend-dev/{path}, in the same account and region"
        assert used in process.stderr
    assert stacks(tmp_path) == {}
