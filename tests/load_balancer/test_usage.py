from collections.abc import Callable

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    FinalAction,
    FixedResponse,
    Forward,
    HttpListener,
    Id,
    ListenerRule,
    ListenerRules,
    LoadBalancerQuotas,
    PathPattern,
    Target,
    TargetGroup,
)
from cdktf import TerraformStack
from constructs_lib.references import HasArn
from helpers.errors import synth_errors

LISTENER = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/web/1"
TARGET_GROUP = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web-{}/1"
NOT_FOUND = FixedResponse(404)


def rules(numbers: range, action: Callable[[int], FinalAction]) -> dict[str, ListenerRule]:
    return {
        f"r{number}": ListenerRule(
            priority=number, conditions=[PathPattern([f"/{number}"])], action=action(number)
        )
        for number in numbers
    }


def add_rules(
    stack: TerraformStack,
    id: str,
    numbers: range,
    action: Callable[[int], FinalAction] = lambda _: NOT_FOUND,
    *,
    listener: HasArn | None = None,
    quotas: LoadBalancerQuotas | None = None,
) -> None:
    listener = listener or Arn(f"{LISTENER}/1")
    ListenerRules(stack, id, listener=listener, rules=rules(numbers, action), quotas=quotas)


def load_balancer(stack: TerraformStack, listener: HttpListener) -> ApplicationLoadBalancer:
    return ApplicationLoadBalancer(
        stack,
        "alb",
        name="web",
        subnets=[Id("subnet-1"), Id("subnet-2")],
        security_groups=[Id("sg-1")],
        listeners=[listener],
    )


def exceeded(count: int, name: str, quota: int) -> str:
    return (
        f"the load balancer has {count} {name}, but the quota is {quota}; "
        f"set {name} in LoadBalancerQuotas if AWS has increased it for your account"
    )


def test_counts_rules_of_two_listeners(stack: TerraformStack) -> None:
    add_rules(stack, "one", range(1, 61))
    assert synth_errors(stack) == []
    add_rules(stack, "two", range(1, 61), listener=Arn(f"{LISTENER}/2"))
    assert synth_errors(stack) == [f"stack/two: {exceeded(120, 'rules', 100)}"]
    add_rules(stack, "four", range(201, 203), quotas=LoadBalancerQuotas(rules=122))
    assert synth_errors(stack) == []


def test_does_not_count_rules_of_other_load_balancer(stack: TerraformStack) -> None:
    add_rules(stack, "one", range(1, 61))
    add_rules(stack, "two", range(1, 61), listener=Arn(LISTENER.replace("web", "other") + "/1"))
    assert synth_errors(stack) == []


@pytest.mark.parametrize("first", ["load balancer", "rules"])
def test_counts_rules_of_load_balancer_itself(stack: TerraformStack, first: str) -> None:
    own = HttpListener(default_action=NOT_FOUND, rules=rules(range(1, 61), lambda _: NOT_FOUND))
    if first == "rules":
        add_rules(stack, "rules", range(61, 121))
        load_balancer(stack, own)
    else:
        alb = load_balancer(stack, own)
        add_rules(stack, "rules", range(61, 121), listener=alb.listeners[80])
    path = "stack/alb" if first == "rules" else "stack/rules"
    assert synth_errors(stack) == [f"{path}: {exceeded(120, 'rules', 100)}"]


def test_counts_target_groups_once(stack: TerraformStack) -> None:
    def forward(number: int) -> Forward:
        return Forward(Arn(TARGET_GROUP.format(number)))

    quotas = LoadBalancerQuotas(rules=200)
    add_rules(stack, "one", range(1, 61), forward)
    add_rules(stack, "same", range(1, 11), forward, listener=Arn(f"{LISTENER}/2"))
    add_rules(stack, "two", range(61, 101), forward, quotas=quotas)
    assert synth_errors(stack) == []
    add_rules(stack, "three", range(101, 102), forward)
    assert synth_errors(stack) == [
        (
            "stack/three: the load balancer has 101 target groups, but the quota is 100, which "
            "AWS does not increase"
        )
    ]


def test_counts_targets(stack: TerraformStack) -> None:
    def forward(id: str, *addresses: str) -> Forward:
        targets = {f"t{number}": Target(id=address) for number, address in enumerate(addresses)}
        return Forward(TargetGroup(stack, id, name=id, vpc=Id("vpc-1"), port=80, targets=targets))

    quotas = LoadBalancerQuotas(targets=2)
    first, second = forward("one", "10.0.0.1", "10.0.0.2"), forward("two", "10.0.0.3")
    add_rules(stack, "a", range(1, 2), lambda _: first, quotas=quotas)
    add_rules(stack, "b", range(2, 3), lambda _: first, quotas=quotas)
    assert synth_errors(stack) == []
    add_rules(stack, "c", range(3, 4), lambda _: second, quotas=quotas)
    assert synth_errors(stack) == [f"stack/c: {exceeded(3, 'targets', 2)}"]


def test_applies_quotas_to_all_constructs_of_load_balancer(stack: TerraformStack) -> None:
    add_rules(stack, "one", range(1, 102), quotas=LoadBalancerQuotas(rules=150))
    add_rules(stack, "two", range(102, 151))
    assert synth_errors(stack) == []
    add_rules(stack, "three", range(151, 152))
    assert synth_errors(stack) == [f"stack/three: {exceeded(151, 'rules', 150)}"]
