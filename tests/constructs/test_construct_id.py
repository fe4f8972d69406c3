import pytest
from cdktf import TerraformStack, TerraformVariable
from constructs import Construct
from support import refusal

from constructs_lib import CertificateLookup

NAME = "id must be a name that is known at synth, without white space and slashes"


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


@pytest.mark.parametrize("id", ["", "two words", "a/b", 80])
def test_refuses_what_is_no_name(stack: TerraformStack, id: str) -> None:
    with refusal(f"{NAME}, got {id!r}"):
        CertificateLookup(stack, id, domain="example.com")


def test_refuses_a_token(stack: TerraformStack) -> None:
    token = TerraformVariable(stack, "name", type="string").string_value
    with refusal(f"{NAME}, got {token!r}"):
        CertificateLookup(stack, token, domain="example.com")


def test_refuses_a_scope_that_is_no_construct() -> None:
    with refusal("scope must be a stack or another construct, got None"):
        CertificateLookup(None, "certificate", domain="example.com")  # type: ignore[arg-type] # that is the test
