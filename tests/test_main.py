"""main.py without Terraform: what it says of a ``cdktf.json`` that can't be right."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
CONTEXT = json.loads((CHECKOUT / "cdktf.json").read_text())["context"]
IN_CDKTF_JSON = "in the context of cdktf.json (which cdktf synth reads) must be"
DOMAIN = (
    f'domain {IN_CDKTF_JSON} a lower-case host name such as "app.example.com" or a wildcard such '
    'as "*.example.com"'
)
REGION = f'region {IN_CDKTF_JSON} an AWS region such as "ap-northeast-1"'


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
    ],
)
def test_says_where_to_set_it(context: dict[str, str], message: str, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, CHECKOUT / "main.py"],
        cwd=tmp_path,
        env=os.environ | {"CDKTF_CONTEXT_JSON": json.dumps(context)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert f"ValueError: {message}" in run.stderr.splitlines()[-2:]  # a note may follow
    assert not list(tmp_path.glob("cdktf.out/stacks/*"))
