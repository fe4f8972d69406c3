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
from constructs_lib.refs import HasArn
from support import refusal

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


def on(
    stack: TerraformStack,
    id: str,
    numbers: range,
    action: Callable[[int], FinalAction] = lambda _: NOT_FOUND,
    *,
    listener: HasArn | None = None,
    quotas: LoadBalancerQuotas | None = None,
) -> None:
    ListenerRules(
        stack,
        id,
        listener=listener or Arn(f"{LISTENER}/1"),
        rules=rules(numbers, action),
        quotas=quotas,
    )


def alb(stack: TerraformStack, own: HttpListener) -> ApplicationLoadBalancer:
    return ApplicationLoadBalancer(
        stack,
        "alb",
        name="web",
        subnets=[Id("subnet-1"), Id("subnet-2")],
        security_groups=[Id("sg-1")],
        listeners=[own],
    )


def test_rules_of_two_constructs_on_two_listeners_of_a_load_balancer(stack: TerraformStack) -> None:
    on(stack, "one", range(1, 61))
    with refusal(
        "rules must be at most 100 in all (LoadBalancerQuotas(rules=…), if AWS has raised yours), "
        "got 120"
    ):
        on(stack, "two", range(1, 61), listener=Arn(f"{LISTENER}/2"))
    on(stack, "three", range(101, 141))  # what was refused counts for nothing
    on(stack, "four", range(201, 203), quotas=LoadBalancerQuotas(rules=102))


def test_rules_of_another_load_balancer_are_not_counted(stack: TerraformStack) -> None:
    on(stack, "one", range(1, 61))
    on(stack, "two", range(1, 61), listener=Arn(LISTENER.replace("web", "other") + "/1"))


@pytest.mark.parametrize("first", ["load balancer", "rules"])
def test_a_load_balancer_s_own_rules_count(stack: TerraformStack, first: str) -> None:
    own = HttpListener(default_action=NOT_FOUND, rules=rules(range(1, 61), lambda _: NOT_FOUND))
    allowed = "must be at most 100 in all (LoadBalancerQuotas(rules=…), if AWS has raised yours)"
    if first == "rules":
        on(stack, "rules", range(61, 121))
        with refusal(f"listeners rules {allowed}, got 120"):
            alb(stack, own)
    else:
        made = alb(stack, own)
        with refusal(f"rules {allowed}, got 120"):
            on(stack, "rules", range(61, 121), listener=made.listeners[80])


def test_target_groups(stack: TerraformStack) -> None:
    def forward(number: int) -> Forward:
        return Forward(Arn(TARGET_GROUP.format(number)))

    on(stack, "one", range(1, 61), forward)
    on(stack, "same", range(1, 11), forward, listener=Arn(f"{LISTENER}/2"))
    with refusal(
        "rules target groups must be at most 100 in all, a quota that AWS does not raise, got 101"
    ):
        on(stack, "two", range(61, 102), forward, quotas=LoadBalancerQuotas(rules=200))


def test_targets(stack: TerraformStack) -> None:
    def group(id: str, *addresses: str) -> Forward:
        targets = {f"t{number}": Target(id=address) for number, address in enumerate(addresses)}
        return Forward(TargetGroup(stack, id, name=id, vpc=Id("vpc-1"), port=80, targets=targets))

    quotas = LoadBalancerQuotas(targets=2)
    one, two = group("one", "10.0.0.1", "10.0.0.2"), group("two", "10.0.0.3")
    on(stack, "a", range(1, 2), lambda _: one, quotas=quotas)
    on(stack, "b", range(2, 3), lambda _: one, quotas=quotas)
    with refusal(
        "rules targets must be at most 2 in all (LoadBalancerQuotas(targets=…), if AWS has raised "
        "yours), got 3"
    ):
        on(stack, "c", range(3, 4), lambda _: two, quotas=quotas)


def test_quotas_that_were_given_once_are_those_of_the_load_balancer(stack: TerraformStack) -> None:
    on(stack, "one", range(1, 102), quotas=LoadBalancerQuotas(rules=150))
    on(stack, "two", range(102, 150))
    with refusal(
        "rules must be at most 150 in all (LoadBalancerQuotas(rules=…), if AWS has raised yours), "
        "got 151"
    ):
        on(stack, "three", range(150, 152))


def test_what_is_over_a_quota_has_taken_nothing(stack: TerraformStack) -> None:
    own = rules(range(1, 102), lambda _: NOT_FOUND)
    with pytest.raises(ValueError, match="listeners rules must be at most 100"):
        alb(stack, HttpListener(default_action=NOT_FOUND, rules=own))
    on(stack, "rules", range(1, 3))
    del own["r1"], own["r2"], own["r3"]
    alb(stack, HttpListener(default_action=NOT_FOUND, rules=own))
