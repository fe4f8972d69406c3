import json
from pathlib import Path
from typing import Any

import pytest
from constructs_lib import TargetGroup, ValidationError, VpcLookup, state_backend
from cdktf import App, TerraformStack, Testing
from cdktf_cdktf_provider_aws.provider import AwsProvider
from helpers.errors import raises_exactly, synth_errors

BUCKET = {"state_bucket": "acme-terraform-state"}


def stack_with(context: dict[str, Any], *, region: str | None = "eu-west-1") -> TerraformStack:
    stack = TerraformStack(Testing.app(context=context), "shop")
    AwsProvider(stack, "aws", region=region)
    return stack


def backend_of(stack: TerraformStack) -> dict[str, Any]:
    state_backend(stack)
    backend: dict[str, Any] = json.loads(Testing.synth(stack))["terraform"].get("backend", {})
    return backend


def test_uses_local_state_without_bucket() -> None:
    stack = stack_with({})
    assert state_backend(stack) is None
    assert backend_of(stack) == {}  # App.synth writes the local one


def test_encrypts_and_locks_state() -> None:
    assert backend_of(stack_with(BUCKET)) == {
        "s3": {
            "bucket": "acme-terraform-state",
            "key": "shop.tfstate",
            "region": "eu-west-1",
            "encrypt": True,
            "use_lockfile": True,
        }
    }


def test_sets_prefix_and_region() -> None:
    backend = backend_of(
        stack_with({**BUCKET, "state_prefix": "shop/eu", "state_region": "us-east-1"}, region=None)
    )
    assert (backend["s3"]["key"], backend["s3"]["region"]) == ("shop/eu/shop.tfstate", "us-east-1")


def test_other_stack_reads_key_of_state(tmp_path: Path) -> None:
    app = App(context=BUCKET, outdir=str(tmp_path))
    network, shop = (TerraformStack(app, name) for name in ("network", "shop"))
    for stack in (network, shop):
        AwsProvider(stack, "aws", region="eu-west-1")
    state_backend(network, key="env/network.tfstate")
    vpc = VpcLookup(network, "vpc", name="main")
    TargetGroup(shop, "web", name="web", vpc=vpc, port=80)
    app.synth()
    synthesized = json.loads((tmp_path / "stacks" / "shop" / "cdk.tf.json").read_text())
    [remote] = synthesized["data"]["terraform_remote_state"].values()
    assert remote["config"]["key"] == "env/network.tfstate"
    [group] = synthesized["resource"]["aws_lb_target_group"].values()
    assert group["vpc_id"].startswith("${one(data.terraform_remote_state.")


@pytest.mark.parametrize("key", ["", "/shop.tfstate", "a" * 1025])
def test_rejects_invalid_key(key: str) -> None:
    with pytest.raises(ValidationError, match="key must be 1 to 1024 characters that do not start"):
        state_backend(stack_with(BUCKET), key=key)


def test_environment_takes_precedence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSTRUCTS_LIB_STATE_BUCKET", "from-the-environment")
    assert backend_of(stack_with(BUCKET))["s3"]["bucket"] == "from-the-environment"


def test_accepts_bucket_of_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    def synthesize_backend() -> dict[str, Any]:
        stack = stack_with(BUCKET)
        state_backend(stack, bucket="its-own", prefix="shop", region="us-east-1")
        backend: dict[str, Any] = json.loads(Testing.synth(stack))["terraform"]["backend"]["s3"]
        return {key: backend[key] for key in ("bucket", "key", "region")}

    own = {"bucket": "its-own", "key": "shop/shop.tfstate", "region": "us-east-1"}
    assert synthesize_backend() == own
    monkeypatch.setenv("CONSTRUCTS_LIB_STATE_BUCKET", "from-the-environment")
    assert synthesize_backend() == {**own, "bucket": "from-the-environment"}


def setting(key: str) -> str:
    return (
        f"{key} (state_{key} in the context of cdktf.json, or CONSTRUCTS_LIB_STATE_{key.upper()})"
    )


@pytest.mark.parametrize(
    ("context", "message"),
    [
        (
            {"state_bucket": "Acme"},
            (
                f"{setting('bucket')} must be 3 to 63 lower-case letters, digits, dots and hyphens, with a "
                "letter or digit at both ends, no two dots in a row, and not like an IP address, "
                "got 'Acme'"
            ),
        ),
        (
            {**BUCKET, "state_prefix": "/shop"},
            (
                f"{setting('prefix')} must be letters, digits, _, . and -, with single slashes in between, "
                "got '/shop'"
            ),
        ),
        (
            {**BUCKET, "state_region": "tokyo"},
            f"{setting('region')} must be an AWS region such as \"ap-northeast-1\", got 'tokyo'",
        ),
        (
            {"state_prefix": "shop"},
            f"{setting('prefix')} requires a state_bucket, got 'shop'",
        ),
    ],
)
def test_rejects_invalid_settings(context: dict[str, Any], message: str) -> None:
    stack = stack_with(context)
    with raises_exactly(message):
        state_backend(stack)


def test_rejects_bucket_without_region() -> None:
    stack = stack_with(BUCKET, region=None)
    with raises_exactly(
        f"{setting('region')} is required, as the stack's AwsProvider has no region"
    ):
        state_backend(stack)


def test_each_stack_has_own_state() -> None:
    app: App = Testing.app(context=BUCKET)
    keys = []
    for name in ("staging", "production"):
        stack = TerraformStack(app, name)
        AwsProvider(stack, "aws", region="eu-west-1")
        keys.append(backend_of(stack)["s3"]["key"])
    assert keys == ["staging.tfstate", "production.tfstate"]


def test_rejects_bucket_in_context_that_was_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stack(**context: str) -> TerraformStack:
        created = TerraformStack(App(outdir=str(tmp_path / "out"), context=context), "shop")
        AwsProvider(created, "aws", region="eu-west-1")
        return created

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CDKTF_CONTEXT_JSON", raising=False)
    (tmp_path / "cdktf.json").write_text(json.dumps({"context": BUCKET}))
    with raises_exactly(
        "state_bucket is set in the context of cdktf.json, but the app does not have that context: "
        "run cdktf synth, pass it as App(context=…), or set CONSTRUCTS_LIB_STATE_BUCKET"
    ):
        state_backend(stack())
    assert state_backend(stack(**BUCKET))
    assert state_backend(stack_with({})) is None  # a test's app
    monkeypatch.setenv("CDKTF_CONTEXT_JSON", "{}")  # as the CLI sets it
    assert state_backend(stack()) is None
    monkeypatch.delenv("CDKTF_CONTEXT_JSON")
    (tmp_path / "cdktf.json").write_text("{}")
    assert state_backend(stack()) is None


def test_rejects_bucket_with_two_regions() -> None:
    app = App(context=BUCKET)
    stacks = {region: TerraformStack(app, region) for region in ("eu-west-1", "us-east-1")}
    for region, stack in stacks.items():
        AwsProvider(stack, "aws", region=region)
        state_backend(stack)
    assert synth_errors(stacks["eu-west-1"]) == [
        (
            f"us-east-1: {setting('region')} of bucket 'acme-terraform-state' is us-east-1, but "
            "eu-west-1 in another stack"
        )
    ]


def test_rejects_scope_that_is_not_stack() -> None:
    vpc = VpcLookup(stack_with({}), "vpc", name="main")
    with raises_exactly("stack must be a stack, got the VpcLookup shop/vpc"):
        state_backend(vpc)
