import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from cdktf import App, TerraformStack, Testing
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from constructs_lib import VpcLookup
from constructs_lib.stack_validation import judge_at_synth


class Judged(Construct):
    """Tells what it is given to tell."""

    def __init__(self, scope: Construct, id: str, *problems: str) -> None:
        super().__init__(scope, id)
        self.asked = 0
        self.problems = problems
        judge_at_synth(self, self.judge)

    def judge(self) -> Iterable[str]:
        self.asked += 1
        return self.problems


def app(folder: Path, *, skip_validation: bool = False) -> App:
    return App(outdir=str(folder), skip_validation=skip_validation)


def test_the_problems_of_all_stacks_are_told_together_and_no_file_is_written(
    tmp_path: Path,
) -> None:
    made = app(tmp_path / "out")
    Judged(TerraformStack(made, "one"), "a", "port must be 1, got 2", "name must be x, got y")
    two = TerraformStack(made, "two")
    Judged(Construct(two, "b"), "c", "port must be 3, got 4")
    Judged(two, "fine")
    with pytest.raises(ValueError, match="must") as refused:
        made.synth()
    assert type(refused.value) is ValueError
    assert str(refused.value).splitlines() == [
        "port must be 1, got 2 (in one/a)",
        "name must be x, got y (in one/a)",
        "port must be 3, got 4 (in two/b/c)",
    ]
    assert refused.value.__cause__ is None
    assert not list(tmp_path.rglob("cdk.tf.json"))


def test_without_a_problem_the_app_is_synthesized(tmp_path: Path) -> None:
    made = app(tmp_path)
    judged = Judged(TerraformStack(made, "one"), "a")
    made.synth()
    assert judged.asked
    assert json.loads((tmp_path / "stacks" / "one" / "cdk.tf.json").read_text())


def test_it_can_be_skipped_as_any_validation_of_cdktf(tmp_path: Path) -> None:
    made = app(tmp_path, skip_validation=True)
    judged = Judged(TerraformStack(made, "one"), "a", "port must be 1, got 2")
    made.synth()
    assert not judged.asked


def test_testing_synth_tells_it_as_a_validation_of_cdktf(stack: TerraformStack) -> None:
    Judged(stack, "a", "port must be 1, got 2")
    with pytest.raises(RuntimeError, match=r"port must be 1, got 2 \(in stack/a\)"):
        Testing.synth(stack, True)  # noqa: FBT003 - run_validations


def test_an_app_of_the_users_own_class(tmp_path: Path) -> None:
    synthesized = []

    class Own(App):
        def synth(self) -> None:
            synthesized.append(self)
            super().synth()

    made = Own(outdir=str(tmp_path))
    judged = Judged(TerraformStack(made, "one"), "a", "port must be 1, got 2")
    with pytest.raises(ValueError, match="port"):
        made.synth()
    judged.problems = ()
    made.synth()
    assert synthesized == [made]


def test_a_stack_without_a_provider_is_told_of_in_words(tmp_path: Path) -> None:
    made = App(outdir=str(tmp_path))
    one, two = TerraformStack(made, "one"), TerraformStack(made, "two")
    AwsProvider(two, "aws", region="eu-west-1")
    for stack in (one, two):
        VpcLookup(stack, "vpc", name="main")
        VpcLookup(stack, "other", name="other")
    allowed = 'one with a provider, such as AwsProvider(stack, "aws", region="eu-west-1")'
    with pytest.raises(ValueError, match="provider") as refused:
        made.synth()
    assert str(refused.value) == f"stack must be {allowed}, got 'one' (in one)"
