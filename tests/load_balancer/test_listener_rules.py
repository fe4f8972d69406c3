from collections.abc import Callable
from typing import Any

from constructs_lib import (
    ApplicationLoadBalancer,
    ApplicationLoadBalancerLookup,
    Arn,
    AuthenticateCognito,
    FixedResponse,
    Forward,
    HttpListener,
    Id,
    LambdaTargetGroup,
    ListenerLookup,
    ListenerRule,
    ListenerRules,
    PathPattern,
    TargetGroup,
)
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.data_aws_lb_listener import DataAwsLbListener
from cdktf_cdktf_provider_aws.ecs_service import EcsService
from cdktf_cdktf_provider_aws.lb_listener import LbListener, LbListenerDefaultAction
from constructs import Construct
from constructs_lib.references import HasArn
from helpers.errors import raises_exactly
from helpers.invalid_input import InvalidInput, rejects

LISTENER = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/web/0/1")
ALB = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/0")
RULE = ListenerRule(priority=7, conditions=[PathPattern(["/a"])], action=FixedResponse(404))


def test_creates_rules_on_listener_of_other_stack(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    ListenerRules(stack, "rules", listener=LISTENER, rules={"a": RULE})
    [(name, rule)] = synthesized()["resource"]["aws_lb_listener_rule"].items()
    assert name.startswith("rules_a_")
    assert (rule["listener_arn"], rule["priority"]) == (LISTENER.arn, 7)


def test_adds_certificates_to_listener(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    certificate = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/1")
    ListenerRules(
        stack, "rules", listener=LISTENER, rules={"a": RULE}, certificates={"shop": certificate}
    )
    [(name, resource)] = synthesized()["resource"]["aws_lb_listener_certificate"].items()
    assert name.startswith("rules_certificate-shop_")
    assert resource == {"listener_arn": LISTENER.arn, "certificate_arn": certificate.arn}


def test_plan_requires_https_of_looked_up_listener_for_certificate(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    """tests/integration/test_preconditions.py has a real plan."""
    listener = ListenerLookup(stack, "listener", load_balancer=ALB, port=443)
    certificate = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/1")
    ListenerRules(stack, "rules", listener=listener, certificates={"shop": certificate})
    [resource] = synthesized()["resource"]["aws_lb_listener_certificate"].values()
    [condition] = resource["lifecycle"]["precondition"]
    assert condition["condition"] == '${(data.aws_lb_listener.listener.protocol == "HTTPS")}'
    assert "must be an HTTPS listener for the certificate shop" in condition["error_message"]


def test_rejects_certificates_for_http_listener(stack: TerraformStack) -> None:
    raw = LbListener(
        stack,
        "raw",
        load_balancer_arn="arn:aws:elasticloadbalancing:ap-northeast-1:1:loadbalancer/app/web/0",
        port=80,
        protocol="HTTP",
        default_action=[LbListenerDefaultAction(type="fixed-response")],
    )
    certificate = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/1")
    with raises_exactly("certificates requires an HTTPS listener, but the listener uses HTTP"):
        ListenerRules(stack, "rules", listener=raw, certificates={"a": certificate})


def test_ecs_service_depends_on_rules(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    web = TargetGroup(stack, "web", name="web", vpc=Id("vpc-1"), port=80)
    rule = ListenerRule(priority=8, conditions=[PathPattern(["/web"])], action=Forward(web))
    rules = ListenerRules(stack, "rules", listener=LISTENER, rules={"a": RULE, "web": rule})
    needs = rules.ecs_service_arguments(web, container_name="app", container_port=8080)
    EcsService(stack, "service", name="web", **needs)
    [waits_for] = synthesized()["resource"]["aws_ecs_service"]["service"]["depends_on"]
    assert waits_for.startswith("aws_lb_listener_rule.rules_web_")


def test_rejects_ecs_service_of_lambda_target_group(stack: TerraformStack) -> None:
    function = Arn("arn:aws:lambda:ap-northeast-1:123456789012:function:hello")
    hello = LambdaTargetGroup(stack, "hello", name="hello", function=function)
    rule = ListenerRule(priority=8, conditions=RULE.conditions, action=Forward(hello))
    rules = ListenerRules(stack, "rules", listener=LISTENER, rules={"hello": rule})
    with raises_exactly("target_group must be of target type ip or instance, got 'lambda'"):
        rules.ecs_service_arguments(hello, container_name="app", container_port=8080)


SIGN_IN = AuthenticateCognito(
    user_pool=Arn("arn:aws:cognito-idp:ap-northeast-1:123456789012:userpool/ap-northeast-1_a"),
    user_pool_client=Id("client"),
    user_pool_domain="shop",
    next_action=FixedResponse(200),
)


def sign_in(listener: HasArn, scope: Construct) -> None:
    rule = ListenerRule(
        priority=8, conditions=[PathPattern(["/admin"])], action=SIGN_IN, ignore_action_changes=True
    )
    ListenerRules(scope, "rules", listener=listener, rules={"a": RULE, "sign-in": rule})


def test_plan_requires_https_of_looked_up_listener(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    """tests/integration/test_preconditions.py has a real plan."""
    grpc = TargetGroup(
        stack, "grpc", name="grpc", vpc=Id("vpc-1"), port=80, protocol_version="GRPC"
    )
    shared = ApplicationLoadBalancerLookup(stack, "shared", name="shared")
    listener = ListenerLookup(stack, "listener", load_balancer=shared, port=443)
    sign_in(listener, stack)
    rule = ListenerRule(priority=9, conditions=RULE.conditions, action=Forward(grpc))
    ListenerRules(stack, "more", listener=listener, rules={"grpc": rule})
    sign_in(LISTENER, Construct(stack, "of-an-arn"))
    raw = DataAwsLbListener(stack, "raw", arn=LISTENER.arn)
    sign_in(raw, Construct(stack, "of-a-data-source"))
    rules = synthesized()["resource"]["aws_lb_listener_rule"].items()
    signs_in, forwards, of_an_arn, of_raw = (
        next(rule["lifecycle"] for name, rule in rules if name.startswith(start))
        for start in (
            "rules_sign-in",
            "more_grpc",
            "of-an-arn_rules_sign-in",
            "of-a-data-source_rules_sign-in",
        )
    )
    assert of_an_arn == {"ignore_changes": ["action"]}
    assert signs_in["ignore_changes"] == ["action"]
    [condition] = of_raw["precondition"]
    assert condition["condition"] == '${(data.aws_lb_listener.raw.protocol == "HTTPS")}'
    for lifecycle, requirement in (
        (signs_in, "AuthenticateCognito signs users in"),
        (forwards, "it forwards to protocol version GRPC"),
    ):
        [condition] = lifecycle["precondition"]
        assert condition["condition"] == '${(data.aws_lb_listener.listener.protocol == "HTTPS")}'
        assert (
            f"must be an HTTPS listener for the rule ({requirement}), but"
            in condition["error_message"]
        )


def test_checks_protocol_of_raw_listener_at_synth(stack: TerraformStack) -> None:
    alb = ApplicationLoadBalancer(
        stack,
        "alb",
        name="web",
        subnets=[Id("subnet-1"), Id("subnet-2")],
        security_groups=[Id("sg-1")],
        listeners=[HttpListener(default_action=FixedResponse(404))],
    )
    with raises_exactly(
        "rules['sign-in'] action requires an HttpsListener: AuthenticateCognito signs users in"
    ):
        sign_in(alb.listeners[80], stack)
    grpc = TargetGroup(
        stack, "grpc", name="grpc", vpc=Id("vpc-1"), port=80, protocol_version="GRPC"
    )
    rule = ListenerRule(priority=9, conditions=RULE.conditions, action=Forward(grpc))
    with raises_exactly(
        "rules['grpc'] action requires an HttpsListener: it forwards to protocol version GRPC"
    ):
        ListenerRules(stack, "grpc-rules", listener=alb.listeners[80], rules={"grpc": rule})


INVALID = [
    InvalidInput(
        'ListenerRules(stack, "id", listener=listener, rules={"a": rule})',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
        """
rules={} => rules or certificates must not be empty
rules=None => rules or certificates must not be empty
certificates={"a": "shop"} => certificates['a'] must be an ACM certificate or an IAM server certificate (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'shop'
certificates={"a": Arn("arn:aws:acm:us-east-1:123456789012:certificate/1")} => certificates['a'] must be in the provider's region ap-northeast-1 (set region or provider for another one), got 'arn:aws:acm:us-east-1:123456789012:certificate/1'
rules={"certificate-a": ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=FixedResponse(404))}, certificates={"a": certificate} => rules['certificate-a'] has the construct ID of certificates['a']: rename one of them
listener="https" => listener must be a listener (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'https'
listener=target_group => listener must be the ARN of a listener, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1'
rules={"a": ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=Forward(target_group)), "b": ListenerRule(priority=1, conditions=[PathPattern(["/b"])], action=Forward(target_group))} => rules['b'] has the same priority, 1, as rules['a']
quotas=100 => quotas must be of type LoadBalancerQuotas, got 100
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
