"""Authenticate users with OpenID Connect or a Cognito user pool."""

from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    AuthenticateCognito,
    AuthenticateOidc,
    FixedResponse,
    Forward,
    HttpsListener,
    Id,
    ListenerRule,
    PathPattern,
    TargetGroup,
)
from cdktf import App, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "authentication")
AwsProvider(stack, "aws", region="ap-northeast-1")

vpc = Id("vpc-0a1b2c3d4e5f60718")
subnets = [Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")]
group = Id("sg-0a1b2c3d4e5f60718")
certificate = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/0123abcd")

client_secret = TerraformVariable(stack, "client_secret", type="string", sensitive=True)

pool = Arn("arn:aws:cognito-idp:ap-northeast-1:123456789012:userpool/ap-northeast-1_0a1b2c3d4")
client = Id("0a1b2c3d4e5f6g7h8i9j0k1l2m")

web = TargetGroup(stack, "web", name_prefix="web", vpc=vpc, port=8080)
sign_in = AuthenticateOidc(
    issuer="https://id.example.com",
    authorization_endpoint="https://id.example.com/authorize",
    token_endpoint="https://id.example.com/token",
    user_info_endpoint="https://id.example.com/userinfo",
    client_id="web",
    client_secret=client_secret.string_value,
    scope="openid email",
    session_timeout=3600,
    session_cookie_name="web",
    on_unauthenticated_request="authenticate",
    authentication_request_extra_params={"prompt": "login"},
    next_action=Forward(web),
)
staff_sign_in = AuthenticateCognito(
    user_pool=pool,
    user_pool_client=client,
    user_pool_domain="example-staff",
    authentication_request_extra_params={"lang": "ja"},
    next_action=FixedResponse(200, message_body="hello"),
)
ApplicationLoadBalancer(
    stack,
    "alb",
    name="authentication",
    subnets=subnets,
    security_groups=[group],
    listeners=[
        HttpsListener(
            certificate=certificate,
            default_action=sign_in,
            rules={
                "staff": ListenerRule(
                    conditions=[PathPattern(["/staff/*"])], action=staff_sign_in, priority=100
                ),
                "public": ListenerRule(
                    conditions=[PathPattern(["/public/*"])],
                    action=Forward(web),
                    priority=200,
                ),
            },
        ),
        HttpsListener(
            port=8443,
            certificate=certificate,
            default_action=staff_sign_in,
            rules={
                "web": ListenerRule(
                    conditions=[PathPattern(["/web/*"])], action=sign_in, priority=100
                ),
            },
        ),
    ],
    enable_deletion_protection=False,
)
app.synth()
