from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import Certificate, CertificateLookup, HostedZoneLookup, Id
from cdktf import TerraformOutput, TerraformStack, Testing
from cdktf_cdktf_provider_aws.data_aws_acm_certificate import DataAwsAcmCertificate
from support import refusal


def test_finds_the_newest_issued_certificate_of_any_key_type(
    stack: TerraformStack, synth: Callable[[], str]
) -> None:
    CertificateLookup(stack, "certificate", domain="*.example.com")
    assert Testing.to_have_data_source_with_properties(
        synth(),
        DataAwsAcmCertificate.TF_RESOURCE_TYPE,
        {
            "domain": "*.example.com",
            "statuses": ["ISSUED"],
            "most_recent": True,
            "key_types": [
                "RSA_1024",
                "RSA_2048",
                "RSA_3072",
                "RSA_4096",
                "EC_prime256v1",
                "EC_secp384r1",
                "EC_secp521r1",
            ],
        },
    )


@pytest.mark.parametrize("domain", ["", "localhost", "https://example.com", "Example.com"])
def test_refuses(stack: TerraformStack, domain: str) -> None:
    allowed = 'a lower-case host name such as "app.example.com" or a wildcard such as'
    with refusal(f'domain must be {allowed} "*.example.com", got {domain!r}'):
        CertificateLookup(stack, "certificate", domain=domain)


def test_makes_a_certificate_and_waits_until_it_is_issued(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    made = Certificate(
        stack,
        "certificate",
        domain="example.com",
        subject_alternative_names=["*.example.com"],
        hosted_zone=Id("Z0"),
        tags={"team": "web"},
    )
    TerraformOutput(stack, "arn", value=made.arn)
    json = synthesized()
    certificate = json["resource"]["aws_acm_certificate"]["certificate"]
    assert certificate == {
        "domain_name": "example.com",
        "key_algorithm": "RSA_2048",
        "lifecycle": {"create_before_destroy": True},
        "subject_alternative_names": ["*.example.com"],
        "tags": {"team": "web"},
        "validation_method": "DNS",
    }
    [(record_name, record)] = json["resource"]["aws_route53_record"].items()
    assert record["zone_id"] == "Z0"
    assert record["for_each"] == (
        "${{for o in aws_acm_certificate.certificate.domain_validation_options : "
        'trimprefix(o.domain_name, "*.") => o...}}'
    )
    assert record["name"] == "${each.value[0].resource_record_name}"
    [(validation_name, validation)] = json["resource"]["aws_acm_certificate_validation"].items()
    assert validation["certificate_arn"] == "${aws_acm_certificate.certificate.arn}"
    assert validation["validation_record_fqdns"] == (
        f"${{[for r in aws_route53_record.{record_name} : r.fqdn]}}"
    )
    assert json["output"]["arn"]["value"] == (
        f"${{aws_acm_certificate_validation.{validation_name}.certificate_arn}}"
    )


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (
            {"domain": "example.net"},
            "domain must be in the hosted zone example.com, got 'example.net'",
        ),
        (
            {"subject_alternative_names": ["a.example.net"]},
            (
                "subject_alternative_names must be in the hosted zone example.com, "
                "got 'a.example.net'"
            ),
        ),
        (
            {"subject_alternative_names": ["example.com"]},
            "subject_alternative_names must not repeat a value, got 'example.com' twice",
        ),
        (
            {"subject_alternative_names": "a.example.com"},
            "subject_alternative_names must be a list of host names, got 'a.example.com'",
        ),
        (
            {"key_algorithm": "RSA_4096"},
            ("key_algorithm must be one of RSA_2048, EC_prime256v1, EC_secp384r1, got 'RSA_4096'"),
        ),
    ],
)
def test_a_certificate_refuses(
    stack: TerraformStack, refused: dict[str, Any], message: str
) -> None:
    zone = HostedZoneLookup(stack, "zone", name="example.com")
    with refusal(message):
        Certificate(
            stack, "certificate", **{"domain": "example.com", "hosted_zone": zone, **refused}
        )
