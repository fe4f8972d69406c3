from collections.abc import Callable
from typing import Any

import pytest
from constructs_lib import Certificate, CertificateLookup, HostedZoneLookup, Id, ValidationError
from cdktf import TerraformOutput, TerraformStack, Testing
from cdktf_cdktf_provider_aws.data_aws_acm_certificate import DataAwsAcmCertificate
from constructs_lib._core.features import EXPORTABLE_CERTIFICATE
from helpers.features import requires, without
from helpers.invalid_input import InvalidInput, rejects


def test_finds_newest_issued_certificate_of_any_key_type(
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


def test_creates_certificate_and_waits_for_validation(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    certificate = Certificate(
        stack,
        "certificate",
        domain="example.com",
        subject_alternative_names=["*.example.com"],
        hosted_zone=Id("Z0"),
        tags={"team": "web"},
    )
    TerraformOutput(stack, "arn", value=certificate.arn)
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


def test_validates_names_in_several_hosted_zones(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    Certificate(
        stack,
        "certificate",
        domain="example.com",
        subject_alternative_names=["example.net", "*.example.net"],
        hosted_zone=Id("Z0"),
        hosted_zones={"*.example.net": HostedZoneLookup(stack, "net", name="example.net")},
    )
    json = synthesized()
    [record] = json["resource"]["aws_route53_record"].values()
    (_, own), (default, zone), (others, ids) = sorted(json["locals"].items())
    assert own == ["example.com"]  # the names that are in Z0
    assert (zone, ids) == ("Z0", {"example.net": "${data.aws_route53_zone.net.zone_id}"})
    assert record["zone_id"] == f"${{lookup(local.{others}, each.key, local.{default})}}"


@requires(EXPORTABLE_CERTIFICATE)
def test_certificate_can_be_exported(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    zone = HostedZoneLookup(stack, "zone", name="example.com")
    Certificate(stack, "certificate", domain="www.example.com", hosted_zone=zone, export=True)
    [certificate] = synthesized()["resource"]["aws_acm_certificate"].values()
    assert certificate["options"] == {"export": "ENABLED"}


@without(EXPORTABLE_CERTIFICATE)
def test_error_names_versions_that_export_certificates(stack: TerraformStack) -> None:
    with pytest.raises(ValidationError, match=r"export requires version 6\.4 or newer"):
        Certificate(
            stack, "certificate", domain="www.example.com", hosted_zone=Id("Z1"), export=True
        )


INVALID = [
    InvalidInput(
        'CertificateLookup(stack, "id", domain="www.example.com")',
        "https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html",
        """
domain="" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got ''
domain="localhost" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'localhost'
domain="WWW.example.com" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'WWW.example.com'
domain="www.example.com." => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'www.example.com.'
domain="www..example.com" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'www..example.com'
domain="-www.example.com" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got '-www.example.com'
domain="*.*.example.com" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got '*.*.example.com'
domain="www.*.example.com" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'www.*.example.com'
domain="https://www.example.com" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'https://www.example.com'
domain="www.example.com/" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'www.example.com/'
domain="192.0.2.1" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got '192.0.2.1'
domain="a" * 64 + ".example.com" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com'
domain="www_1.example.com" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'www_1.example.com'
domain=None => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got None
subject_alternative_names="a.example.com" => subject_alternative_names must be a list of host names, got 'a.example.com'
subject_alternative_names=["www.example.com"] => subject_alternative_names must not repeat a value, got 'www.example.com' twice
subject_alternative_names=["a b"] => subject_alternative_names must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'a b'
""",
    ),
    InvalidInput(
        'Certificate(stack, "id", domain="www.example.com", hosted_zone=zone)',
        "https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html",
        """
domain="www.example.net" => domain must be in the hosted zone example.com, got 'www.example.net'; pass the zone of the name in hosted_zones
domain="a" * 60 + ".example.com" => domain must be at most 64 characters (ACM's limit), got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com'
export="yes" => export must be of type bool, got 'yes'
domain="example" => domain must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got 'example'
subject_alternative_names=["www.example.net"] => subject_alternative_names must be in the hosted zone example.com, got 'www.example.net'; pass the zone of the name in hosted_zones
subject_alternative_names=["*.a"] => subject_alternative_names must be a lower-case host name such as "app.example.com" or a wildcard such as "*.example.com", got '*.a'
key_algorithm="RSA_1024" => key_algorithm must be one of RSA_2048, EC_prime256v1, EC_secp384r1, got 'RSA_1024'
key_algorithm="EC_secp521r1" => key_algorithm must be one of RSA_2048, EC_prime256v1, EC_secp384r1, got 'EC_secp521r1'
hosted_zone="Z1" => hosted_zone must be a hosted zone (the lookup, construct or resource itself, not its id) or Id("…"), got 'Z1'
hosted_zones={"www.example.net": zone} => hosted_zones['www.example.net'] is not a name of the certificate, which has www.example.com
hosted_zones=zone => hosted_zones must be a mapping of names of the certificate to hosted zones, got the HostedZoneLookup stack/zone
subject_alternative_names=["www.example.net"], hosted_zones={"www.example.net": zone} => subject_alternative_names must be in the hosted zone example.com, got 'www.example.net'
hosted_zones={"www.example.com": private_zone} => hosted_zones['www.example.com'] must be a public hosted zone, as ACM can't read private ones
hosted_zones={"www.example.com": "Z1"} => hosted_zones['www.example.com'] must be a hosted zone (the lookup, construct or resource itself, not its id) or Id("…"), got 'Z1'
hosted_zone=private_zone => hosted_zone must be a public hosted zone, as ACM can't read private ones
tags={"aws:a": "b"} => tags key must be 1 to 128 characters that do not start with "aws:", got 'aws:a'
tags={"a": "b,c"} => tags['a'] must be letters, digits, spaces and _.:/=+-@, got 'b,c'
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
