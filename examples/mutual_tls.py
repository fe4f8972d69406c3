"""Listeners that verify client certificates, or pass them to the targets."""

from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    Forward,
    HttpsListener,
    Id,
    MutualAuthenticationPassthrough,
    MutualAuthenticationVerify,
    RequestHeaderNames,
    S3Object,
    TargetGroup,
    TrustStore,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "mutual-tls")
AwsProvider(stack, "aws", region="ap-northeast-1")

vpc = Id("vpc-0a1b2c3d4e5f60718")
subnets = [Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")]
group = Id("sg-0a1b2c3d4e5f60718")
certificate = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123abcd")

bucket = Id("example-trust")

clients = TrustStore(
    stack,
    "clients",
    name="clients",
    ca_certificates_bundle=S3Object(bucket, "ca.pem", version="1"),
    revocations={"lost": S3Object(bucket, "lost.pem", version="1")},
    tags={"team": "web"},
)
web = TargetGroup(stack, "web", name_prefix="web", vpc=vpc, port=8080)
ApplicationLoadBalancer(
    stack,
    "alb",
    name="mutual-tls",
    subnets=subnets,
    security_groups=[group],
    enable_tls_version_and_cipher_suite_headers=True,
    listeners=[
        HttpsListener(
            certificate=certificate,
            default_action=Forward(web),
            mutual_authentication=MutualAuthenticationVerify(
                clients,
                ignore_client_certificate_expiry=True,
                advertise_trust_store_ca_names=True,
            ),
            request_header_names=RequestHeaderNames(
                x_amzn_tls_version="X-Tls-Version",
                x_amzn_tls_cipher_suite="X-Tls-Cipher",
                x_amzn_mtls_clientcert_leaf="X-Client-Leaf",
                x_amzn_mtls_clientcert_serial_number="X-Client-Serial",
                x_amzn_mtls_clientcert_issuer="X-Client-Issuer",
                x_amzn_mtls_clientcert_subject="X-Client-Subject",
                x_amzn_mtls_clientcert_validity="X-Client-Validity",
            ),
        ),
        HttpsListener(
            port=8443,
            certificate=certificate,
            default_action=Forward(web),
            mutual_authentication=MutualAuthenticationPassthrough(),
            request_header_names=RequestHeaderNames(x_amzn_mtls_clientcert="X-Client-Cert"),
        ),
    ],
)
app.synth()
