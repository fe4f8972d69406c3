import pytest
from constructs_lib import CertificateLookup, cdk
from cdktf import TerraformStack, TerraformVariable, Testing
from constructs import Construct
from support import refusal

NAME = "id must be letters, digits, - and _ that are known at synth"


def test_refuses_an_id_that_is_taken(stack: TerraformStack) -> None:
    CertificateLookup(stack, "certificate", domain="example.com")
    with refusal("id must be unique in stack, got 'certificate'"):
        CertificateLookup(stack, "certificate", domain="example.com")


def test_refuses_the_id_that_cdktf_keeps_in_a_stack(stack: TerraformStack) -> None:
    with refusal(
        "id must be another name than backend, which cdktf keeps for itself, got 'backend'"
    ):
        CertificateLookup(stack, "backend", domain="example.com")
    CertificateLookup(Construct(stack, "group"), "backend", domain="example.com")


@pytest.mark.parametrize("id", ["", "two words", "a/b", "web.v2", "バックエンド"])
def test_refuses_what_is_no_name(stack: TerraformStack, id: str) -> None:
    with refusal(f"{NAME}, got {id!r}"):
        CertificateLookup(stack, id, domain="example.com")


def test_refuses_a_number(stack: TerraformStack) -> None:
    words = NAME.replace("must be ", "must be a string: ")
    with refusal(f"{words}, got 80"):
        CertificateLookup(stack, 80, domain="example.com")  # type: ignore[arg-type] # that is the test


def test_refuses_a_digit_before_an_address(stack: TerraformStack) -> None:
    with refusal("id must be started by a letter or _, as it starts a Terraform address, got '1a'"):
        CertificateLookup(stack, "1a", domain="example.com")
    CertificateLookup(Construct(stack, "group"), "1a", domain="example.com")


def test_refuses_a_token(stack: TerraformStack) -> None:
    token = TerraformVariable(stack, "name", type="string").string_value
    with refusal(f"{NAME}, got a token, which only Terraform resolves"):
        CertificateLookup(stack, token, domain="example.com")


def test_refuses_a_scope_that_is_no_construct() -> None:
    with refusal("scope must be a stack or a construct in one, got None"):
        CertificateLookup(None, "certificate", domain="example.com")  # type: ignore[arg-type] # that is the test


def test_refuses_a_scope_outside_of_a_stack() -> None:
    with refusal("scope must be a stack or a construct in one, got 'the app'"):
        CertificateLookup(Testing.app(), "certificate", domain="example.com")


def test_refuses_a_scope_of_the_other_cdk() -> None:
    class Stack(Construct):
        """As the other's, by its module."""

    ours = cdk.in_use()
    [other] = cdk.PROVIDERS.keys() - {ours}
    Stack.__module__ = other
    scope = Construct(Stack(Testing.app(), "stack"), "group")
    with refusal(f"scope must be in a stack of {ours}, which was imported first, got {other!r}"):
        CertificateLookup(scope, "certificate", domain="example.com")
