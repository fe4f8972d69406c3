from collections.abc import Callable
from typing import Any

from constructs_lib import Id, S3Object, TrustStore, TrustStoreLookup
from cdktf import TerraformStack
from helpers.invalid_input import InvalidInput, rejects

BUNDLE = S3Object(Id("trust"), "ca.pem", version="1")


def test_creates_trust_store_and_revocations(
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


def test_lookup_is_by_name(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    TrustStoreLookup(stack, "clients", name="clients")
    assert synthesized()["data"]["aws_lb_trust_store"]["clients"] == {"name": "clients"}


INVALID = [
    InvalidInput(
        'TrustStore(stack, "id", name="partners", ca_certificates_bundle=S3Object(Id("bucket"), "ca.pem"))',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTrustStore.html",
        """
name="" => name must be 1 to 32 letters, digits and single hyphens, with no hyphen at either end, got ''
name="-a" => name must be 1 to 32 letters, digits and single hyphens, with no hyphen at either end, got '-a'
name="a--b" => name must be 1 to 32 letters, digits and single hyphens, with no hyphen at either end, got 'a--b'
name="a" * 33 => name must be 1 to 32 letters, digits and single hyphens, with no hyphen at either end, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
ca_certificates_bundle="ca.pem" => ca_certificates_bundle must be of type S3Object, got 'ca.pem'
revocations={f"r{n}": S3Object(Id("bucket"), "r.pem") for n in range(31)} => revocations must be at most 30 lists, got 31
revocations={"a": "r.pem"} => revocations['a'] must be of type S3Object, got 'r.pem'
""",
    ),
    InvalidInput(
        'TrustStoreLookup(stack, "id", name="partners")',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTrustStores.html",
        """
name="" => name must be 1 to 32 letters, digits and single hyphens, with no hyphen at either end, got ''
name="a_b" => name must be 1 to 32 letters, digits and single hyphens, with no hyphen at either end, got 'a_b'
name="a" * 33 => name must be 1 to 32 letters, digits and single hyphens, with no hyphen at either end, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
""",
    ),
    InvalidInput(
        'S3Object(Id("bucket"), "ca.pem")',
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html",
        """
bucket="bucket" => bucket must be a bucket (the lookup, construct or resource itself, not its id) or Id("…"), got 'bucket'
key="" => key must be 1 to 1024 characters, got ''
key="a" * 1025 => key must be 1 to 1024 characters, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (1027 characters)
version="" => version must be the version of an object, got ''
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
