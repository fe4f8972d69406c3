from collections.abc import Callable

import pytest
from cdktf import TerraformStack, Testing
from cdktf_cdktf_provider_aws.data_aws_acm_certificate import DataAwsAcmCertificate
from support import refusal

from constructs_lib import CertificateLookup


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
