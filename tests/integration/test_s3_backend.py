"""The state in S3, by the real Terraform: locked while it works, and empty in the end."""

import json
import subprocess
import sys
import time
from typing import Any

import pytest
from helpers.workspaces import TerraformFolder, Workspaces

from embedded_aws.prerequisites import (
    Clients,
    client_arguments,
    create_prerequisites,
    session,
)
from embedded_aws.server import REGION
from embedded_aws.terraform import CHECKOUT, run

pytestmark = pytest.mark.extended

BUCKET = "acme-terraform-state"
KEY = "zenn-clone/zenn-clone-backend.tfstate"
SECONDS_TO_LOCK = 60


@pytest.fixture(scope="module")
def s3(endpoint: str) -> Any:  # noqa: ANN401 - boto3's clients have no class
    """A client of the S3 that has the bucket, but no state as yet."""
    s3 = session().client("s3", **client_arguments(endpoint))
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    return s3


def keys(s3: Any) -> set[str]:  # noqa: ANN401 - as above
    return {item["Key"] for item in s3.list_objects_v2(Bucket=BUCKET).get("Contents", ())}


@pytest.fixture(scope="module")
def checkouts(s3: Any, aws: Clients, workspaces: Workspaces) -> list[TerraformFolder]:  # noqa: ANN401, ARG001 - has the bucket be there
    """Copies of main.py for two people, with the bucket in the environment."""
    context = json.loads((CHECKOUT / "cdktf.json").read_text())["context"]
    create_prerequisites(aws, domain=context["domain"])
    folders = []
    for _ in range(2):
        folder = workspaces.folder()
        env = workspaces.env(folder) | {
            "CDKTF_CONTEXT_JSON": json.dumps(context),
            "CONSTRUCTS_LIB_STATE_BUCKET": BUCKET,
            "CONSTRUCTS_LIB_STATE_PREFIX": "zenn-clone",
        }
        main = (sys.executable, str(CHECKOUT / "main.py"))
        code, printed = run(main, folder=folder, env=env)
        assert (code, printed) == (0, "")
        stack = folder / "cdktf.out" / "stacks" / "zenn-clone-backend"
        terraform = TerraformFolder(stack, env)
        # The embedded AWS has no host name for each bucket.
        terraform("init", "-input=false", "-backend-config=use_path_style=true")
        folders.append(terraform)
    return folders


def test_locks_state(
    checkouts: list[TerraformFolder],
    s3: Any,  # noqa: ANN401 - as above
) -> None:
    first, second = checkouts
    apply = ("terraform", "apply", "-auto-approve", "-input=false")
    with subprocess.Popen(
        apply, cwd=first.path, env=first.env, stdout=subprocess.PIPE, text=True
    ) as applying:
        until = time.monotonic() + SECONDS_TO_LOCK
        while f"{KEY}.tflock" not in keys(s3):
            assert time.monotonic() < until
            time.sleep(0.1)
        error = second(*apply[1:], code=1)
        printed, _ = applying.communicate()
    assert "Error acquiring the state lock" in error
    assert applying.returncode == 0, printed
    assert keys(s3) == {KEY}
    second.assert_no_changes()  # it reads the state of the first


def test_destroy_leaves_empty_state(checkouts: list[TerraformFolder], s3: Any) -> None:  # noqa: ANN401 - as above
    _, second = checkouts
    second("destroy", "-auto-approve", "-input=false")
    state = json.loads(s3.get_object(Bucket=BUCKET, Key=KEY)["Body"].read())
    assert state["resources"] == []
    assert keys(s3) == {KEY}
