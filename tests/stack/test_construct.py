import traceback
from pathlib import Path

import constructs_lib
import pytest
from constructs_lib import (
    ApplicationLoadBalancedBackend,
    CertificateLookup,
    HealthCheck,
    ValidationError,
)
from cdktf import TerraformStack, Testing
from constructs import Construct
from constructs_lib._core.compat import PROVIDERS, active_cdk
from helpers.errors import raises_exactly
from helpers.invalid_input import InvalidInput, rejects


def test_rejects_scope_of_other_cdk() -> None:
    class Stack(Construct):
        """As the other's, by its module."""

    ours = active_cdk()
    [other] = PROVIDERS.keys() - {ours}
    Stack.__module__ = other
    scope = Construct(Stack(Testing.app(), "stack"), "group")
    with raises_exactly(f"scope is in a stack of {other}, but {ours} was imported first"):
        CertificateLookup(scope, "certificate", domain="example.com")


def test_id_must_start_with_letter_in_stack_only(stack: TerraformStack) -> None:
    group = Construct(stack, "group")
    for id in ("1a", "backend"):
        CertificateLookup(group, id, domain="example.com")


def test_traceback_ends_at_line_of_user(stack: TerraformStack) -> None:
    """At most two frames of this library follow it."""
    package = str(Path(constructs_lib.__file__).parent)
    for make in (
        lambda: CertificateLookup(stack, "certificate", domain=""),
        lambda: HealthCheck(interval=1),
        lambda: ApplicationLoadBalancedBackend(
            stack,
            "backend",
            name="",
            vpc_name="",
            availability_zones=[],
            domain="",
            backend_security_group_name="",
            port=0,
            health_check_path="",
        ),
    ):
        with pytest.raises(ValidationError) as raised:
            make()
        frames = traceback.extract_tb(raised.value.__traceback__)
        assert sum(frame.filename.startswith(package) for frame in frames) <= 2


INVALID = [
    InvalidInput(
        'VpcLookup(stack, "vpc", name="main")',
        "https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers",
        """
id="" => id must be letters, digits, - and _ that are known at synth, got ''
id="a b" => id must be letters, digits, - and _ that are known at synth, got 'a b'
id="a/b" => id must be letters, digits, - and _ that are known at synth, got 'a/b'
id="Default" => id 'Default' is omitted from Terraform addresses: use another id directly in a stack
id="backend" => id 'backend' is reserved by cdktf
id="1a" => id must be a name that starts with a letter or _, got '1a'
id="taken" => id 'taken' is already used in stack
id="${var.x}" => id must be letters, digits, - and _ that are known at synth, got a value known only after synth
scope=None => scope must be a stack or a construct in a stack, got None
scope="stack" => scope must be a stack or a construct in a stack, got 'stack'
scope=app => scope must be a stack or a construct in a stack, got 'the app'
id=80 => id must be a string: letters, digits, - and _ that are known at synth, got 80
id="backend", name="" => id 'backend' is reserved by cdktf
=> name must be 1 to 256 characters, got ''
""",
        title="Names and ids of constructs",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
