"""What can be judged only when an app is complete: all problems of it, told together at synth."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeAlias

import jsii
from constructs import Construct, IConstruct, IValidation

from constructs_lib.cdk import App, TerraformStack
from constructs_lib.refused import tell_until_here
from constructs_lib.region import has_provider
from constructs_lib.tree import path_of, stack_of
from constructs_lib.validation import problem

Judge: TypeAlias = Callable[[], Iterable[str]]
"""Tells the problems of a construct, each as ``validation.problem`` puts it."""

# Of a stack, and of its app: the judges live as long as they do.
_ATTRIBUTE, _EXPECTED = "_constructs_lib_validation", "_constructs_lib_expects_provider"
_APP = "_constructs_lib_app"  # of a stack, so that jsii is asked once


def judge_at_synth(construct: Construct, judge: Judge) -> None:
    """Have a judge look at a construct when everything is there.

    What it tells is a ``ValueError`` of ``app.synth()``. Other ways to synthesize
    (``Testing.synth`` with validations) tell it as a validation error of cdktf.
    """
    judge_stack_at_synth(stack_of(construct), partial(_in_place, path_of(construct), judge))


def judge_stack_at_synth(stack: TerraformStack, judge: Judge) -> None:
    """The same of a judge that tells where each problem is."""
    _validation(stack).judges.append(judge)


def _in_place(path: str, judge: Judge) -> Iterable[str]:
    return (f"{told} (in {path})" for told in judge())


def expect_provider(stack: TerraformStack) -> None:
    """Have it told at synth that a stack has no provider, which jsii tells in a stack dump."""
    known = vars(stack)
    if _EXPECTED not in known:  # so that it is asked once for all of its constructs
        known[_EXPECTED] = True
        judge_at_synth(stack, partial(_no_provider, stack))


def _no_provider(stack: TerraformStack) -> Iterable[str]:
    if not has_provider(stack):
        allowed = 'one with a provider, such as AwsProvider(stack, "aws", region="eu-west-1")'
        yield problem("stack", allowed, path_of(stack))


def _validation(stack: TerraformStack) -> "_Validation":
    known = vars(stack)
    if _ATTRIBUTE not in known:
        made = known[_ATTRIBUTE] = _Validation()
        node = stack.node
        node.add_validation(made)
        known[_APP] = node.root
        _of_app(known[_APP]).append(made)
    validation: _Validation = known[_ATTRIBUTE]
    return validation


def same_app(one: TerraformStack, other: TerraformStack) -> bool:
    """Whether two stacks with judges are of one app."""
    return vars(one)[_APP] is vars(other)[_APP]


def _of_app(app: IConstruct) -> "list[_Validation]":
    known = vars(app)
    if _ATTRIBUTE not in known:
        known[_ATTRIBUTE] = []
        if isinstance(app, App):
            # Of jsii, the errors of a validation come as a stack dump: it is asked here before.
            app.synth = partial(_synth, app)  # type: ignore[method-assign] # of this one app
    validations: list[_Validation] = known[_ATTRIBUTE]
    return validations


@jsii.implements(IValidation)
class _Validation:
    """Asks the judges of a stack."""

    def __init__(self) -> None:
        self.judges: list[Judge] = []
        self.judged = False
        """Whether they were just asked, and had nothing to tell."""

    def validate(self) -> list[str]:
        """Every problem, with the path of its construct."""
        return [] if self.judged else self.problems()

    def problems(self) -> list[str]:
        """What its judges tell, each with the path of its construct."""
        return [told for judge in self.judges for told in judge()]


def problems_of(app: App) -> list[str]:
    """What the judges of an app tell, stack by stack."""
    return [told for validation in _of_app(app) for told in validation.problems()]


def _synth(app: App) -> None:
    tell_until_here()
    problems = [] if app.skip_validation else problems_of(app)
    if problems:
        raise ValueError("\n".join(problems))
    _set_judged(app, judged=True)  # jsii asks again
    try:
        type(app).synth(app)
    finally:
        _set_judged(app, judged=False)


def _set_judged(app: App, *, judged: bool) -> None:
    for validation in _of_app(app):
        validation.judged = judged
