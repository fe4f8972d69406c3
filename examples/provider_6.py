"""Features that require version 6 of the AWS provider, such as with cdktn-provider-aws 25.

An API whose requests need a JSON Web Token, with rewritten URLs, a target group with the target
optimizer, a service that Amazon ECS deploys gradually, and a load balancer for partners in another
region than that of the provider.
"""

from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    CanaryDeployment,
    FixedResponse,
    Forward,
    HealthCheck,
    HostHeader,
    HttpHeader,
    HttpsListener,
    Id,
    JwtClaim,
    JwtValidation,
    LambdaLifecycleHook,
    ListenerRule,
    LoadBalancerLogBucket,
    LoadBalancerLogs,
    MutualAuthenticationVerify,
    PathPattern,
    PauseLifecycleHook,
    Rewrite,
    S3Object,
    Target,
    TargetGroup,
    TrustStore,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.ecs_service import EcsService
from cdktf_cdktf_provider_aws.provider import AwsProvider

ACCOUNT = "123456789012"
CERTIFICATE = Arn(f"arn:aws:acm:ap-northeast-1:{ACCOUNT}:certificate/0123")
ROLE = Arn(f"arn:aws:iam::{ACCOUNT}:role/ecs-load-balancers")
SMOKE_TEST = Arn(f"arn:aws:lambda:ap-northeast-1:{ACCOUNT}:function:smoke-test")
VPC = Id("vpc-0abc1234")

app = App()
stack = TerraformStack(app, "provider-6")
AwsProvider(stack, "aws", region="ap-northeast-1")

logs = LoadBalancerLogBucket(stack, "logs", name="example-health-check-logs")
blue, green = (
    TargetGroup(
        stack,
        color,
        name_prefix=color,
        vpc=VPC,
        port=8080,
        target_control_port=3000,
        health_check=HealthCheck(path="/healthz"),
    )
    for color in ("blue", "green")
)
api = TargetGroup(stack, "api", name_prefix="api", vpc=VPC, port=9000, target_control_port=3000)
with_token = JwtValidation(
    issuer="https://id.example.com",
    jwks_endpoint="https://id.example.com/.well-known/jwks.json",
    additional_claims=[JwtClaim("scope", ["read"], format="space-separated-values")],
    next_action=Forward(api),
)
alb = ApplicationLoadBalancer(
    stack,
    "alb",
    name="api",
    subnets=[Id("subnet-0a"), Id("subnet-0c")],
    security_groups=[Id("sg-0abc1234")],
    health_check_logs=LoadBalancerLogs(logs, prefix="api"),
    listeners=[
        HttpsListener(
            certificate=CERTIFICATE,
            default_action=FixedResponse(404),
            rules={
                "api": ListenerRule(
                    priority=100,
                    conditions=[
                        HostHeader(regex_values=[r"^api-[a-z]+\.example\.com$"]),
                        HttpHeader("User-Agent", regex_values=["^example-client/[0-9]+"]),
                        PathPattern(regex_values=["^/api/"]),
                    ],
                    action=with_token,
                    url_rewrite=Rewrite("^/api/(.*)$", "/$1"),
                    host_header_rewrite=Rewrite(r"^api-([a-z]+)\.example\.com$", "$1.internal"),
                ),
                "web": ListenerRule(
                    priority=200,
                    conditions=[PathPattern(["/web/*"])],
                    action=Forward(blue),
                    ignore_action_changes=True,
                ),
            },
        ),
        HttpsListener(
            port=8443,
            certificate=CERTIFICATE,
            default_action=FixedResponse(404),
            rules={
                "test": ListenerRule(
                    priority=100,
                    conditions=[PathPattern(["/web/*"])],
                    action=Forward(blue),
                    ignore_action_changes=True,
                ),
            },
        ),
    ],
)
EcsService(
    stack,
    "service",
    name="web",
    cluster="main",
    task_definition="web",
    desired_count=2,
    **alb.ecs_deployment_arguments(  # type: ignore[misc] # the types are of version 5
        blue,
        alternate_target_group=green,
        production_rule=alb.rules[443]["web"],
        test_rule=alb.rules[8443]["test"],
        role=ROLE,
        deployment=CanaryDeployment(
            canary_percent=5,
            canary_bake_time_in_minutes=10,
            bake_time_in_minutes=10,
            lifecycle_hooks=[
                LambdaLifecycleHook(
                    function=SMOKE_TEST,
                    role=ROLE,
                    lifecycle_stages=["POST_TEST_TRAFFIC_SHIFT"],
                ),
                PauseLifecycleHook(lifecycle_stages=["POST_SCALE_UP"], timeout_in_minutes=60),
            ],
        ),
        container_name="web",
        container_port=8080,
    ),
)

OSAKA = "ap-northeast-3"
partners_group = TargetGroup(
    stack,
    "partners-targets",
    name_prefix="partners",
    vpc=Id("vpc-0def5678"),
    port=8080,
    targets={"first": Target(id="10.1.0.10")},
    region=OSAKA,
)
clients = TrustStore(
    stack,
    "clients",
    name="partners",
    ca_certificates_bundle=S3Object(Id("example-osaka-certificates"), "partners.pem"),
    revocations={"2026": S3Object(Id("example-osaka-certificates"), "revoked.pem")},
    region=OSAKA,
)
ApplicationLoadBalancer(
    stack,
    "partners",
    name="partners",
    subnets=[Id("subnet-1a"), Id("subnet-1b")],
    security_groups=[Id("sg-0def5678")],
    listeners=[
        HttpsListener(
            certificate=Arn(f"arn:aws:acm:{OSAKA}:{ACCOUNT}:certificate/4567"),
            additional_certificates={
                "old": Arn(f"arn:aws:acm:{OSAKA}:{ACCOUNT}:certificate/89ab"),
            },
            mutual_authentication=MutualAuthenticationVerify(clients),
            default_action=FixedResponse(404),
            rules={
                "orders": ListenerRule(
                    priority=100,
                    conditions=[PathPattern(["/orders/*"])],
                    action=Forward(partners_group),
                ),
            },
        ),
    ],
    region=OSAKA,
)

app.synth()
