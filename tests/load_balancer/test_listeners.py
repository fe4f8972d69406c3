from collections.abc import Callable
from typing import Any

from constructs_lib import (
    AliasRecord,
    ApplicationLoadBalancer,
    ApplicationLoadBalancerLookup,
    Arn,
    CertificateLookup,
    FixedResponse,
    Forward,
    HttpListener,
    HttpsListener,
    Id,
    ListenerRule,
    ListenerRules,
    LoadBalancerListeners,
    LoadBalancerQuotas,
    PathPattern,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
)
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.ecs_service import EcsService
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct
from helpers.errors import raises_exactly, synth_errors
from helpers.invalid_input import InvalidInput, rejects

NOT_FOUND = FixedResponse(404)
ADMIN = HttpListener(port=8080, default_action=NOT_FOUND)


def alb(scope: Construct, **arguments: Any) -> ApplicationLoadBalancer:  # noqa: ANN401 - its arguments
    defaults = {
        "name": "web",
        "subnets": [Id("subnet-1"), Id("subnet-2")],
        "security_groups": [Id("sg-1")],
    }
    return ApplicationLoadBalancer(scope, "alb", **{**defaults, **arguments})


def test_creates_listener_of_existing_load_balancer(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    shared = ApplicationLoadBalancerLookup(stack, "shared", name="shared")
    web = TargetGroup(stack, "web", name="web", vpc=Id("vpc-1"), port=80)
    rule = ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=Forward(web))
    admin = HttpListener(port=8080, default_action=NOT_FOUND, rules={"a": rule})
    listeners = LoadBalancerListeners(stack, "more", load_balancer=shared, listeners=[admin])
    needs = listeners.ecs_service_arguments(web, container_name="app", container_port=80)
    EcsService(stack, "service", name="web", **needs)
    resources = synthesized()["resource"]
    [(name, listener)] = resources["aws_lb_listener"].items()
    assert name.startswith("more_8080_")
    assert listener["load_balancer_arn"] == "${data.aws_lb.shared.arn}"
    [(name, rule)] = resources["aws_lb_listener_rule"].items()
    assert name.startswith("more_8080-a_")
    assert resources["aws_ecs_service"]["service"]["depends_on"] == [f"aws_lb_listener_rule.{name}"]


def test_creates_listener_of_raw_load_balancer(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    raw = Lb(stack, "raw", subnets=["subnet-1", "subnet-2"])
    LoadBalancerListeners(stack, "more", load_balancer=raw, listeners=[ADMIN])
    [listener] = synthesized()["resource"]["aws_lb_listener"].values()
    assert listener["load_balancer_arn"] == "${aws_lb.raw.arn}"


def test_rejects_port_that_load_balancer_uses(stack: TerraformStack) -> None:
    own = alb(stack, listeners=[ADMIN])
    LoadBalancerListeners(stack, "more", load_balancer=own, listeners=[ADMIN])
    by_name = ApplicationLoadBalancerLookup(stack, "lookup", name="web")
    LoadBalancerListeners(stack, "third", load_balancer=by_name, listeners=[ADMIN])
    assert synth_errors(stack) == [
        "stack/more: port 8080 is already used by a listener of stack/alb",
        "stack/third: port 8080 is already used by a listener of stack/alb",
    ]


def test_rejects_priority_that_other_rule_has(stack: TerraformStack) -> None:
    rule = ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=NOT_FOUND)
    admin = HttpListener(port=8080, default_action=NOT_FOUND, rules={"a": rule})
    shared = ApplicationLoadBalancerLookup(stack, "shared", name="shared")
    for id in ("one", "two"):
        LoadBalancerListeners(stack, id, load_balancer=shared, listeners=[admin])
    assert synth_errors(stack) == [
        "stack/two: port 8080 is already used by a listener of stack/one",
        (
            "stack/two: listeners port 8080 rules['a'] has the same priority, 1, as a rule of "
            "stack/one"
        ),
    ]


def test_shares_target_group_with_load_balancer(stack: TerraformStack) -> None:
    web = TargetGroup(stack, "web", name="web", vpc=Id("vpc-1"), port=80)
    own = alb(stack, listeners=[HttpListener(default_action=Forward(web))])
    admin = HttpListener(port=8080, default_action=Forward(web))
    LoadBalancerListeners(stack, "more", load_balancer=own, listeners=[admin])
    assert synth_errors(stack) == []


def test_security_groups_must_allow_port(stack: TerraformStack) -> None:
    http = SecurityGroupRule(port=80, cidr_ipv4="10.0.0.0/8")
    group = SecurityGroup(stack, "group", name="web", vpc=Id("vpc-1"), ingress={"http": http})
    own = alb(stack, security_groups=[group], listeners=[HttpListener(default_action=NOT_FOUND)])
    LoadBalancerListeners(stack, "more", load_balancer=own, listeners=[ADMIN])
    [error] = synth_errors(stack)
    assert error.startswith(
        "stack/more: security_groups do not allow inbound TCP 8080 over IPv4 to the HttpListener"
    )


def test_alias_record_uses_name_of_certificate(stack: TerraformStack) -> None:
    def https(port: int, domain: str) -> HttpsListener:
        certificate = CertificateLookup(stack, f"certificate-{port}", domain=domain)
        return HttpsListener(port=port, certificate=certificate, default_action=NOT_FOUND)

    own = alb(stack, listeners=[https(443, "www.example.com")])
    AliasRecord(stack, "record", hosted_zone=Id("Z0"), name="admin.example.com", load_balancer=own)
    LoadBalancerListeners(
        stack, "more", load_balancer=own, listeners=[https(8443, "admin.example.com")]
    )
    assert synth_errors(stack) == []


def test_rejects_port_of_load_balancer_in_other_stack(stack: TerraformStack) -> None:
    own = alb(stack, listeners=[ADMIN])
    app: Any = stack.node.root
    other = TerraformStack(app, "other")
    AwsProvider(other, "aws", region="ap-northeast-1")
    LoadBalancerListeners(other, "more", load_balancer=own, listeners=[ADMIN])
    assert synth_errors(stack) == [
        "other/more: port 8080 is already used by a listener of stack/alb"
    ]


def test_rejects_priority_on_listener_of_unnamed_load_balancer(stack: TerraformStack) -> None:
    rule = ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=NOT_FOUND)
    admin = HttpListener(port=8080, default_action=NOT_FOUND, rules={"a": rule})
    tagged = ApplicationLoadBalancerLookup(stack, "tagged", tags={"tier": "public"})
    more = LoadBalancerListeners(stack, "more", load_balancer=tagged, listeners=[admin])
    ListenerRules(stack, "rules", listener=more.listeners[8080], rules={"b": rule})
    assert synth_errors(stack) == [
        "stack/rules: rules['b'] has the same priority, 1, as a rule of stack/more"
    ]


def test_accepts_same_priority_in_two_regions(stack: TerraformStack) -> None:
    virginia = AwsProvider(stack, "virginia", alias="virginia", region="us-east-1")
    rule = ListenerRule(priority=1, conditions=[PathPattern(["/a"])], action=NOT_FOUND)
    for id, provider in (("tokyo", None), ("virginia-web", virginia)):
        web = alb(Construct(stack, id), listeners=[ADMIN], provider=provider)
        listener = web.listeners[8080]
        ListenerRules(stack, f"{id}-a", listener=listener, rules={"a": rule}, provider=provider)
    assert synth_errors(stack) == []


def test_counts_listeners_and_certificates_for_quotas(stack: TerraformStack) -> None:
    certificate = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/1")
    own = alb(stack, listeners=[ADMIN], quotas=LoadBalancerQuotas(listeners=2, certificates=1))
    https = HttpsListener(
        certificate=certificate,
        additional_certificates={"a": certificate},
        default_action=NOT_FOUND,
    )
    more = LoadBalancerListeners(stack, "more", load_balancer=own, listeners=[https])
    assert synth_errors(stack) == []
    ListenerRules(stack, "rules", listener=more.listeners[443], certificates={"b": certificate})
    http = HttpListener(default_action=NOT_FOUND)
    LoadBalancerListeners(stack, "http", load_balancer=own, listeners=[http])
    assert [error.partition(";")[0] for error in synth_errors(stack)] == [
        "stack/http: the load balancer has 3 listeners, but the quota is 2",
        "stack/http: the load balancer has 2 certificates, but the quota is 1",
    ]


def test_target_groups_must_be_in_vpc_of_load_balancer(stack: TerraformStack) -> None:
    group = SecurityGroup(stack, "group", name="web", vpc=Id("vpc-1"), rules_managed_elsewhere=True)
    own = alb(stack, security_groups=[group])
    web = TargetGroup(stack, "web", name="web", vpc=Id("vpc-2"), port=80)
    with raises_exactly(
        "security_groups, subnets and target groups must be in one VPC, but are in vpc-1, vpc-2"
    ):
        LoadBalancerListeners(
            stack,
            "more",
            load_balancer=own,
            listeners=[HttpListener(default_action=Forward(web))],
        )


INVALID = [
    InvalidInput(
        'LoadBalancerListeners(stack, "id", load_balancer=alb, '
        "listeners=[HttpListener(port=8080, default_action=FixedResponse(404))])",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html",
        """
listeners=[] => listeners must not be empty
listeners=HttpListener(default_action=FixedResponse(404)) => listeners must be a list of HttpListener and HttpsListener, got HttpListener(default_action=FixedResponse(status_code=404, c… (187 characters)
listeners=[HttpListener(default_action=FixedResponse(404)), HttpListener(default_action=FixedResponse(503))] => listeners port must not repeat a value, got 80 twice
listeners=[HttpListener(default_action=Forward(ipv6))] => listeners port 80 default_action forwards to IPv6 targets, which requires ip_address_type dualstack, got 'ipv4'
load_balancer="shared" => load_balancer must be an Application Load Balancer (the lookup, construct or resource itself, not its arn) or Arn("arn:…"), got 'shared'
load_balancer=target_group => load_balancer must be the ARN of an Application Load Balancer, got 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1'
quotas=60 => quotas must be of type LoadBalancerQuotas, got 60
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
