import json
from collections.abc import Callable
from typing import Any

import pytest
from cdktf import TerraformStack, Testing
from cdktf_cdktf_provider_aws.provider import AwsProvider

Synthesized = dict[str, Any]


@pytest.fixture
def stack() -> TerraformStack:
    """An empty stack in ap-northeast-1."""
    stack = TerraformStack(Testing.app(), "stack")
    AwsProvider(stack, "aws", region="ap-northeast-1")
    return stack


@pytest.fixture
def synth(stack: TerraformStack) -> Callable[[], str]:
    """The stack's JSON, as the Testing matchers take it."""
    return lambda: str(Testing.synth(stack, True))  # noqa: FBT003 - run_validations


@pytest.fixture
def synthesized(synth: Callable[[], str]) -> Callable[[], Synthesized]:
    """The stack's JSON as Python's objects."""
    return lambda: dict(json.loads(synth()))
