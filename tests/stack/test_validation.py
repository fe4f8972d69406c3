import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from cdktf import App, TerraformStack
from constructs import Construct
from constructs_lib._stack.validation import add_validation
from helpers.errors import synth_errors


class Validated(Construct):
    """A construct with given errors."""

    def __init__(self, scope: Construct, id: str, *errors: str) -> None:
        super().__init__(scope, id)
        self.errors = errors
        add_validation(self, self.validate)

    def validate(self) -> Iterable[str]:
        return self.errors


def test_reports_all_errors_of_app_and_writes_no_file(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path / "out"))
    Validated(TerraformStack(app, "one"), "a", "port is wrong", "name is wrong")
    two = TerraformStack(app, "two")
    Validated(Construct(two, "b"), "c", "port is wrong, too")
    Validated(two, "valid")
    with pytest.raises(RuntimeError) as raised:
        app.synth()
    for error in (
        "[one] one/a: port is wrong",
        "[one] one/a: name is wrong",
        "[one] two/b/c: port is wrong, too",
    ):
        assert f"  {error}\n" in str(raised.value)
    assert not list(tmp_path.rglob("cdk.tf.json"))


def test_writes_stacks_of_valid_app(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    Validated(TerraformStack(app, "one"), "a")
    Validated(TerraformStack(app, "two"), "b")
    app.synth()
    assert json.loads((tmp_path / "stacks" / "one" / "cdk.tf.json").read_text())


def test_validates_changes(stack: TerraformStack) -> None:
    construct = Validated(stack, "a")
    assert synth_errors(stack) == []
    construct.errors = ("port is wrong",)
    assert synth_errors(stack) == ["stack/a: port is wrong"]


def test_validates_additions(stack: TerraformStack) -> None:
    Validated(stack, "a")
    assert synth_errors(stack) == []
    Validated(stack, "b", "port is wrong")
    assert synth_errors(stack) == ["stack/b: port is wrong"]


def test_validation_can_be_skipped(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path), skip_validation=True)
    Validated(TerraformStack(app, "one"), "a", "port is wrong")
    app.synth()
    assert (tmp_path / "stacks" / "one" / "cdk.tf.json").is_file()
