from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import Id, S3Object, TrustStore, TrustStoreLookup
from cdktf import TerraformStack
from support import refusal

BUNDLE = S3Object(Id("trust"), "ca.pem", version="1")


def test_makes_a_trust_store_and_its_revocations(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    TrustStore(
        stack,
        "clients",
        name="clients",
        ca_certificates_bundle=BUNDLE,
        revocations={"lost": S3Object(Id("trust"), "lost.pem")},
        tags={"team": "web"},
    )
    resources = synthesized()["resource"]
    assert resources["aws_lb_trust_store"]["clients"] == {
        "ca_certificates_bundle_s3_bucket": "trust",
        "ca_certificates_bundle_s3_key": "ca.pem",
        "ca_certificates_bundle_s3_object_version": "1",
        "name": "clients",
        "tags": {"team": "web"},
    }
    [(name, revocation)] = resources["aws_lb_trust_store_revocation"].items()
    assert name.startswith("clients_revocation-lost_")
    assert revocation == {
        "revocations_s3_bucket": "trust",
        "revocations_s3_key": "lost.pem",
        "trust_store_arn": "${aws_lb_trust_store.clients.arn}",
    }


def test_a_lookup_is_by_name(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    TrustStoreLookup(stack, "clients", name="clients")
    assert synthesized()["data"]["aws_lb_trust_store"]["clients"] == {"name": "clients"}


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (
            {"name": "a--b"},
            (
                "name must be 1 to 32 letters, digits and single hyphens, with no hyphen at either "
                "end, got 'a--b'"
            ),
        ),
        (
            {"ca_certificates_bundle": "ca.pem"},
            "ca_certificates_bundle must be an S3Object, got 'ca.pem'",
        ),
        (
            {"revocations": {f"r{n}": BUNDLE for n in range(31)}},
            "revocations must be at most 30 lists, got 31",
        ),
        ({"revocations": {"a": "b"}}, "revocations['a'] must be an S3Object, got 'b'"),
    ],
)
def test_refuses(stack: TerraformStack, refused: dict[str, Any], message: str) -> None:
    with refusal(message):
        TrustStore(
            stack, "clients", **{"name": "clients", "ca_certificates_bundle": BUNDLE, **refused}
        )
