"""All attributes of a load balancer, with logs, a web ACL and several certificates."""

from constructs_lib import (
    REDIRECT_TO_HTTPS,
    ApplicationLoadBalancer,
    Arn,
    Forward,
    HttpListener,
    HttpsListener,
    Id,
    LoadBalancerLogBucket,
    LoadBalancerLogs,
    ResponseHeaders,
    TargetGroup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.wafv2_web_acl import (
    Wafv2WebAcl,
    Wafv2WebAclDefaultAction,
    Wafv2WebAclDefaultActionAllow,
    Wafv2WebAclVisibilityConfig,
)

app = App()
stack = TerraformStack(app, "complete")
AwsProvider(stack, "aws", region="ap-northeast-1")

vpc = Id("vpc-0a1b2c3d4e5f60718")
subnets = [Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")]
group = Id("sg-0a1b2c3d4e5f60718")
certificate = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123abcd")

other_certificate = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/4567cdef")

logs = LoadBalancerLogBucket(
    stack,
    "logs",
    name="example-alb-logs",
    expiration_days=30,
    force_destroy=True,
    tags={"team": "web"},
)
web_acl = Wafv2WebAcl(
    stack,
    "web-acl",
    name="web",
    scope="REGIONAL",
    default_action=Wafv2WebAclDefaultAction(allow=Wafv2WebAclDefaultActionAllow()),
    visibility_config=Wafv2WebAclVisibilityConfig(
        cloudwatch_metrics_enabled=True, metric_name="web", sampled_requests_enabled=True
    ),
)
web = TargetGroup(stack, "web", name_prefix="web", vpc=vpc, port=8080)
ApplicationLoadBalancer(
    stack,
    "alb",
    name="complete",
    internal=False,
    ip_address_type="dualstack",
    subnets=subnets,
    security_groups=[group],
    enable_deletion_protection=False,
    drop_invalid_header_fields=True,
    desync_mitigation_mode="strictest",
    enable_http2=True,
    idle_timeout=120,
    client_keep_alive=7200,
    xff_header_processing_mode="preserve",
    enable_xff_client_port=True,
    preserve_host_header=True,
    enable_tls_version_and_cipher_suite_headers=True,
    enable_waf_fail_open=True,
    enable_zonal_shift=True,
    access_logs=LoadBalancerLogs(logs, prefix="access"),
    connection_logs=LoadBalancerLogs(logs, prefix="connections"),
    web_acl=web_acl,
    listeners=[
        HttpListener(default_action=REDIRECT_TO_HTTPS),
        HttpsListener(
            certificate=certificate,
            ssl_policy="ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
            additional_certificates={"other": other_certificate},
            default_action=Forward(web),
            response_headers=ResponseHeaders(
                server_enabled=False,
                strict_transport_security="max-age=63072000; includeSubDomains; preload",
                content_security_policy="default-src 'self'",
                x_content_type_options="nosniff",
                x_frame_options="DENY",
                access_control_allow_origin="https://app.example.com",
                access_control_allow_methods="GET, POST",
                access_control_allow_headers="Content-Type, X-Tenant",
                access_control_allow_credentials="true",
                access_control_expose_headers="X-Request-Id",
                access_control_max_age=600,
            ),
        ),
    ],
    tags={"team": "web"},
)
app.synth()
