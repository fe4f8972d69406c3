"""Constructs of one stack are used in another stack of the same app."""

import json
from pathlib import Path
from typing import Any

import pytest
from constructs_lib import (
    AliasRecord,
    ApplicationLoadBalancer,
    ApplicationLoadBalancerLookup,
    Arn,
    AuthenticateCognito,
    BucketLookup,
    Certificate,
    CertificateLookup,
    Connection,
    FixedResponse,
    Forward,
    HostedZoneLookup,
    HttpCheck,
    HttpListener,
    HttpsListener,
    Id,
    LambdaTargetGroup,
    ListenerLookup,
    ListenerRule,
    ListenerRules,
    LoadBalancerAlarms,
    LoadBalancerDashboard,
    LoadBalancerLogBucket,
    LoadBalancerLogs,
    PathPattern,
    PublicSubnetsLookup,
    SecurityGroup,
    SecurityGroupLookup,
    SecurityGroupRule,
    Target,
    TargetGroup,
    VpcLookup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.ecs_service import EcsService
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct
from helpers.workspaces import Workspaces

FUNCTION = Arn("arn:aws:lambda:ap-northeast-1:123456789012:function:hello")
POOL = Arn("arn:aws:cognito-idp:ap-northeast-1:123456789012:userpool/ap-northeast-1_a")
TOPIC = Arn("arn:aws:sns:ap-northeast-1:123456789012:on-call")
NOT_FOUND = FixedResponse(404)


class Shared:
    """What the first stack has, created and looked up."""

    def __init__(self, scope: Construct) -> None:
        self.vpc = VpcLookup(scope, "vpc", name="main")
        zones = ["ap-northeast-1a", "ap-northeast-1c"]
        self.subnets = PublicSubnetsLookup(scope, "public", vpc=self.vpc, availability_zones=zones)
        http = {"http": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")}
        https = {"https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")}
        self.group = SecurityGroup(
            scope,
            "group",
            name="alb",
            vpc=self.vpc,
            ingress=http | https,
            rules_managed_elsewhere=True,
        )
        self.tasks = SecurityGroupLookup(scope, "tasks", vpc=self.vpc, name="tasks")
        targets = {"a": Target(id="10.0.0.10")}
        self.web = TargetGroup(
            scope, "web", name_prefix="web", vpc=self.vpc, port=80, targets=targets
        )
        self.function = LambdaTargetGroup(scope, "function", name="function", function=FUNCTION)
        self.zone = HostedZoneLookup(scope, "zone", name="example.com")
        self.certificate = Certificate(
            scope, "certificate", domain="shop.example.com", hosted_zone=self.zone
        )
        self.other_certificate = CertificateLookup(scope, "other", domain="*.example.com")
        self.bucket = LoadBalancerLogBucket(scope, "logs", name="acme-logs")
        self.other_bucket = BucketLookup(scope, "other-logs", name="shared-logs")
        self.alb = ApplicationLoadBalancerLookup(scope, "alb", name="shared")
        self.listener = ListenerLookup(scope, "https", load_balancer=self.alb, port=443)


def use(scope: Construct, shared: Shared) -> ApplicationLoadBalancer:
    """Use all of it in the second stack."""
    rule = ListenerRule(
        conditions=[PathPattern(["/f"])], action=Forward(shared.function), priority=100
    )
    alb = ApplicationLoadBalancer(
        scope,
        "shop",
        name="shop",
        internal=False,
        subnets=shared.subnets,
        security_groups=[shared.group],
        listeners=[
            HttpListener(default_action=Forward(shared.web)),
            HttpsListener(
                certificate=shared.certificate,
                additional_certificates={"other": shared.other_certificate},
                default_action=NOT_FOUND,
                rules={"function": rule},
            ),
        ],
        access_logs=LoadBalancerLogs(shared.bucket),
        connection_logs=LoadBalancerLogs(shared.other_bucket),
        http_check=HttpCheck("shop.example.com"),
    )
    Connection(scope, "to-tasks", source=shared.group, destination=shared.tasks, ports=[80])
    sign_in = AuthenticateCognito(
        user_pool=POOL, user_pool_client=Id("abc"), user_pool_domain="a", next_action=NOT_FOUND
    )
    rules = {
        "sign-in": ListenerRule(conditions=[PathPattern(["/a"])], action=sign_in, priority=1),
    }
    ListenerRules(scope, "rules", listener=shared.listener, rules=rules)
    SecurityGroup(
        scope,
        "behind",
        name="behind",
        vpc=shared.vpc,
        ingress={"alb": SecurityGroupRule(port=80, security_group=shared.alb.security_group)},
    )
    TargetGroup(scope, "more", name_prefix="more", vpc=shared.vpc, port=80)
    return alb


def use_load_balancer(scope: Construct, shared: Shared, alb: ApplicationLoadBalancer) -> None:
    """Use the load balancer of the second stack in a third one."""
    AliasRecord(
        scope, "record", hosted_zone=shared.zone, name="shop.example.com", load_balancer=alb
    )
    groups = {"web": shared.web}
    LoadBalancerAlarms(
        scope, "alarms", name="shop", load_balancer=alb, target_groups=groups, topic=TOPIC
    )
    LoadBalancerDashboard(scope, "dashboard", name="shop", load_balancer=alb, target_groups=groups)
    rule = ListenerRule(conditions=[PathPattern(["/b"])], action=NOT_FOUND, priority=7)
    ListenerRules(scope, "rules", listener=alb.listeners[443], rules={"b": rule})
    arguments: Any = alb.ecs_service_arguments(
        shared.web, container_name="web", container_port=80, scope=scope
    )
    EcsService(scope, "service", name="web", **arguments)


@pytest.fixture(scope="module")
def stacks(workspaces: Workspaces) -> dict[str, Path]:
    app = App(outdir=str(workspaces.folder()))
    shared, shop, rest = (TerraformStack(app, name) for name in ("shared", "shop", "rest"))
    for stack in (shared, shop, rest):
        AwsProvider(stack, "aws", region="ap-northeast-1")
    resources = Shared(shared)
    use_load_balancer(rest, resources, use(shop, resources))
    app.synth()
    return {name: Path(app.outdir) / "stacks" / name for name in ("shared", "shop", "rest")}


def test_stacks_are_valid(stacks: dict[str, Path], workspaces: Workspaces) -> None:
    assert workspaces.modules(stacks).diagnostics() == []


def test_stack_refers_to_values_of_other_stack(stacks: dict[str, Path]) -> None:
    shop = json.loads((stacks["shop"] / "cdk.tf.json").read_text())
    remote = "${data.terraform_remote_state.cross-stack-reference-input-shared.outputs."
    [alb] = shop["resource"]["aws_lb"].values()
    assert alb["security_groups"][0].startswith(remote)
    assert alb["access_logs"]["bucket"].startswith(remote)
    assert "depends_on" not in alb
    rest = json.loads((stacks["rest"] / "cdk.tf.json").read_text())
    [service] = rest["resource"]["aws_ecs_service"].values()
    assert service["depends_on"] == []
