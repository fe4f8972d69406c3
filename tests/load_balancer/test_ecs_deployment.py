from typing import Any

import pytest
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    BlueGreenDeployment,
    CanaryDeployment,
    FixedResponse,
    Forward,
    HealthCheck,
    HttpListener,
    Id,
    LambdaLifecycleHook,
    LambdaTargetGroup,
    LinearDeployment,
    ListenerRule,
    ListenerRules,
    PathPattern,
    PauseLifecycleHook,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
    ValidationError,
    WeightedForward,
    WeightedTargetGroup,
)
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.ecs_service import EcsService
from constructs_lib._core.features import (
    BLUE_GREEN_DEPLOYMENT,
    CANARY_AND_LINEAR_DEPLOYMENT,
    PAUSE_HOOK,
)
from helpers.errors import synth_errors
from helpers.features import requires, without
from helpers.invalid_input import InvalidInput, rejects

ROLE = Arn("arn:aws:iam::123456789012:role/ecs")
FUNCTION = Arn("arn:aws:lambda:ap-northeast-1:123456789012:function:smoke-test")
LISTENER = Arn("arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/shared/0/1")
AT_ONCE = BlueGreenDeployment(bake_time_in_minutes=10)


def group(stack: TerraformStack, id: str, **arguments: Any) -> TargetGroup:  # noqa: ANN401 - its arguments
    values: dict[str, Any] = {"vpc": Id("vpc-1"), "port": 80, **arguments}
    return TargetGroup(stack, id, name_prefix=id, **values)


def rule(target: TargetGroup, priority: int = 1, **arguments: Any) -> ListenerRule:  # noqa: ANN401 - its arguments
    values: dict[str, Any] = {"ignore_action_changes": True, **arguments}
    return ListenerRule(
        priority=priority,
        conditions=[PathPattern([f"/{priority}/*"])],
        action=Forward(target),
        **values,
    )


def load_balancer(
    stack: TerraformStack,
    *listeners: HttpListener,
    id: str = "alb",
    **changed: Any,  # noqa: ANN401 - its arguments
) -> ApplicationLoadBalancer:
    values: dict[str, Any] = {
        "name": id,
        "subnets": [Id("subnet-1"), Id("subnet-2")],
        "security_groups": [Id("sg-1")],
        **changed,
    }
    return ApplicationLoadBalancer(stack, id, listeners=listeners, **values)


def listener(*rules: ListenerRule, port: int = 80) -> HttpListener:
    keyed = {f"rule{number}": item for number, item in enumerate(rules)}
    return HttpListener(port=port, default_action=FixedResponse(404), rules=keyed)


def arguments(
    owner: ApplicationLoadBalancer | ListenerRules,
    blue: object,
    **others: Any,  # noqa: ANN401 - any
) -> dict[str, Any]:
    all_arguments: dict[str, Any] = {
        "role": ROLE,
        "deployment": AT_ONCE,
        "container_name": "web",
        "container_port": 80,
        **others,
    }
    return dict(owner.ecs_deployment_arguments(blue, **all_arguments))  # type: ignore[arg-type] # some are wrong


def errors(
    owner: ApplicationLoadBalancer | ListenerRules,
    blue: object,
    **others: Any,  # noqa: ANN401 - any
) -> list[str]:
    """The errors, without the one of bindings that lack the deployment."""
    with pytest.raises(ValidationError) as raised:
        arguments(owner, blue, **others)
    return [error for error in raised.value.errors if "of the AWS provider" not in error]


@pytest.mark.parametrize(
    ("deployment", "configuration"),
    [
        pytest.param(
            AT_ONCE,
            {"strategy": "BLUE_GREEN", "bake_time_in_minutes": "10"},
            marks=requires(BLUE_GREEN_DEPLOYMENT),
        ),
        pytest.param(
            CanaryDeployment(
                canary_percent=0.1, canary_bake_time_in_minutes=1440, bake_time_in_minutes=0
            ),
            {
                "strategy": "CANARY",
                "bake_time_in_minutes": "0",
                "canary_configuration": {
                    "canary_percent": 0.1,
                    "canary_bake_time_in_minutes": "1440",
                },
            },
            marks=requires(CANARY_AND_LINEAR_DEPLOYMENT),
        ),
        pytest.param(
            LinearDeployment(step_percent=3, step_bake_time_in_minutes=6, bake_time_in_minutes=5),
            {
                "strategy": "LINEAR",
                "bake_time_in_minutes": "5",
                "linear_configuration": {"step_percent": 3, "step_bake_time_in_minutes": "6"},
            },
            marks=requires(CANARY_AND_LINEAR_DEPLOYMENT),
        ),
        pytest.param(
            BlueGreenDeployment(
                bake_time_in_minutes=10,
                lifecycle_hooks=[
                    LambdaLifecycleHook(
                        function=FUNCTION,
                        role=ROLE,
                        lifecycle_stages=["POST_TEST_TRAFFIC_SHIFT"],
                        hook_details="{}",
                    )
                ],
            ),
            {
                "strategy": "BLUE_GREEN",
                "bake_time_in_minutes": "10",
                "lifecycle_hook": [
                    {
                        "hook_target_arn": FUNCTION.arn,
                        "role_arn": ROLE.arn,
                        "lifecycle_stages": ["POST_TEST_TRAFFIC_SHIFT"],
                        "hook_details": "{}",
                    }
                ],
            },
            marks=requires(BLUE_GREEN_DEPLOYMENT),
        ),
        pytest.param(
            BlueGreenDeployment(
                bake_time_in_minutes=10,
                lifecycle_hooks=[PauseLifecycleHook(lifecycle_stages=["POST_SCALE_UP"])],
            ),
            {
                "strategy": "BLUE_GREEN",
                "bake_time_in_minutes": "10",
                "lifecycle_hook": [
                    {
                        "target_type": "PAUSE",
                        "lifecycle_stages": ["POST_SCALE_UP"],
                        "timeout_configuration": {
                            "action": "ROLLBACK",
                            "timeout_in_minutes": "1440",
                        },
                    }
                ],
            },
            marks=requires(PAUSE_HOOK),
        ),
    ],
)
def test_configures_deployment(
    stack: TerraformStack,
    synthesized: Any,  # noqa: ANN401 - a fixture
    deployment: Any,  # noqa: ANN401 - each of the types
    configuration: dict[str, Any],
) -> None:
    blue, green = group(stack, "blue"), group(stack, "green")
    alb = load_balancer(stack, listener(rule(blue)), listener(rule(blue), port=9000))
    needs = arguments(
        alb,
        blue,
        alternate_target_group=green,
        production_rule=alb.rules[80]["rule0"],
        test_rule=alb.rules[9000]["rule0"],
        deployment=deployment,
    )
    EcsService(stack, "service", name="web", **needs)
    [service] = synthesized()["resource"]["aws_ecs_service"].values()
    assert service["deployment_configuration"] == configuration
    [block] = service["load_balancer"]
    rules = [f"${{aws_lb_listener_rule.{name}.arn}}" for name in _names(alb)]
    assert block == {
        "container_name": "web",
        "container_port": 80,
        "target_group_arn": "${aws_lb_target_group.blue.arn}",
        "advanced_configuration": {
            "alternate_target_group_arn": "${aws_lb_target_group.green.arn}",
            "production_listener_rule": rules[0],
            "test_listener_rule": rules[1],
            "role_arn": ROLE.arn,
        },
    }
    assert service["depends_on"] == [f"aws_lb_listener_rule.{name}" for name in _names(alb)]


def _names(alb: ApplicationLoadBalancer) -> list[str]:
    return [alb.rules[port]["rule0"].friendly_unique_id for port in (80, 9000)]


@requires(BLUE_GREEN_DEPLOYMENT)
def test_rules_of_shared_listener_shift_requests(
    stack: TerraformStack,
) -> None:
    blue, green = group(stack, "blue"), group(stack, "green")
    rules = ListenerRules(stack, "rules", listener=LISTENER, rules={"web": rule(blue)})
    needs = arguments(
        rules,
        blue,
        alternate_target_group=green,
        production_rule=rules.resources["web"],
    )
    assert needs["depends_on"] == [rules.resources["web"]]
    assert 80 in green.ports


@requires(BLUE_GREEN_DEPLOYMENT)
def test_rejects_alternate_target_group_of_other_load_balancer(stack: TerraformStack) -> None:
    blue, green = group(stack, "blue"), group(stack, "green")
    alb = load_balancer(stack, listener(rule(blue)))
    load_balancer(stack, HttpListener(default_action=Forward(green)), id="other")
    arguments(alb, blue, alternate_target_group=green, production_rule=alb.rules[80]["rule0"])
    [error] = synth_errors(stack)
    assert "is already attached to the load balancer of stack/" in error


def test_rejects_target_groups_that_cannot_replace_each_other(stack: TerraformStack) -> None:
    blue = group(stack, "blue")
    alb = load_balancer(stack, listener(rule(blue)))
    production = alb.rules[80]["rule0"]

    def of(alternate: object) -> list[str]:
        return errors(alb, blue, alternate_target_group=alternate, production_rule=production)

    assert of(blue) == [
        (
            "alternate_target_group must be another target group than target_group, got the "
            "TargetGroup stack/blue"
        )
    ]
    others: dict[str, tuple[dict[str, Any], str]] = {
        "vpc": ({"vpc": Id("vpc-2")}, "vpc_id of target_group, 'vpc-1', got 'vpc-2'"),
        "port": ({"port": 81}, "port of target_group, 80, got 81"),
        "protocol": ({"protocol": "HTTPS"}, "protocol of target_group, 'HTTP', got 'HTTPS'"),
        "type": (
            {"target_type": "instance"},
            "target_type of target_group, 'ip', got 'instance'",
        ),
    }
    for id, (different, message) in others.items():
        expected = [f"alternate_target_group must have the {message}"]
        assert of(group(stack, f"green-{id}", **different)) == expected


@requires(BLUE_GREEN_DEPLOYMENT)
def test_accepts_weighted_rule_of_load_balancer_with_token_as_name(stack: TerraformStack) -> None:
    blue, green = group(stack, "blue"), group(stack, "green")
    both = WeightedForward(
        [WeightedTargetGroup(blue, weight=1), WeightedTargetGroup(green, weight=0)]
    )
    weighted = ListenerRule(
        priority=1, conditions=[PathPattern(["/*"])], action=both, ignore_action_changes=True
    )
    name = TerraformVariable(stack, "name", type="string").string_value
    alb = load_balancer(stack, listener(weighted), name=name)
    arguments(alb, blue, alternate_target_group=green, production_rule=alb.rules[80]["rule0"])
    assert synth_errors(stack) == []


@requires(BLUE_GREEN_DEPLOYMENT)
def test_requires_egress_rule_for_alternate_target_group(stack: TerraformStack) -> None:
    blue = group(stack, "blue")
    green = group(stack, "green", health_check=HealthCheck(port=9999))
    security_group = SecurityGroup(
        stack,
        "alb-group",
        name="alb",
        vpc=Id("vpc-1"),
        ingress={"http": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0")},
        egress={"tasks": SecurityGroupRule(port=80, cidr_ipv4="10.0.0.0/8")},
    )
    alb = load_balancer(stack, listener(rule(blue)), security_groups=[security_group])
    arguments(alb, blue, alternate_target_group=green, production_rule=alb.rules[80]["rule0"])
    [error] = synth_errors(stack)
    assert "outbound TCP 9999 over IPv4 to the health check of stack/green" in error


def test_rejects_lambda_as_alternate_target_group(stack: TerraformStack) -> None:
    blue = group(stack, "blue")
    function = LambdaTargetGroup(stack, "function", name="function", function=FUNCTION)
    alb = load_balancer(stack, listener(rule(blue)))
    production = alb.rules[80]["rule0"]
    assert errors(alb, blue, alternate_target_group=function, production_rule=production) == [
        "alternate_target_group must be of target type ip or instance, got 'lambda'"
    ]


def test_rejects_rules_that_ecs_cannot_shift(stack: TerraformStack) -> None:
    blue, green, other = (group(stack, id) for id in ("blue", "green", "other"))
    alb = load_balancer(
        stack,
        listener(rule(blue), rule(blue, 2, ignore_action_changes=False), rule(other, 3)),
    )
    rules = alb.rules[80]

    def of(production_rule: object, **others: Any) -> list[str]:  # noqa: ANN401 - any
        return errors(
            alb,
            blue,
            alternate_target_group=green,
            production_rule=production_rule,
            **others,
        )

    default = 'must be a rule of this construct such as rules[443]["web"], and not a default action'
    listener_path = "the LbListener stack/alb/80"
    assert of(alb.listeners[80]) == [f"production_rule {default}, got {listener_path}"]
    assert of(rules["rule1"]) == [
        (
            "production_rule must have ignore_action_changes=True, as the next apply would undo the "
            "changes of ECS otherwise"
        )
    ]
    assert of(rules["rule2"]) == ["production_rule must forward to target_group"]
    assert of(rules["rule0"], test_rule=rules["rule0"]) == [
        "test_rule must be another rule than production_rule"
    ]


@without(BLUE_GREEN_DEPLOYMENT)
def test_error_names_versions_that_have_deployments(stack: TerraformStack) -> None:
    blue, green = group(stack, "blue"), group(stack, "green")
    alb = load_balancer(stack, listener(rule(blue)))
    with pytest.raises(
        ValidationError,
        match=r"deployment BlueGreenDeployment requires version 6\.4 or newer of the AWS provider: "
        r"cdktf-cdktf-provider-aws 21\.3 or newer, got cdktf-cdktf-provider-aws 20\.",
    ):
        arguments(alb, blue, alternate_target_group=green, production_rule=alb.rules[80]["rule0"])


_FOLLOWS = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_"
INVALID = [
    InvalidInput(
        "BlueGreenDeployment(bake_time_in_minutes=10)",
        f"{_FOLLOWS}DeploymentConfiguration.html",
        """
bake_time_in_minutes=-1 => bake_time_in_minutes must be between 0 and 1440, got -1
bake_time_in_minutes=1441 => bake_time_in_minutes must be between 0 and 1440, got 1441
bake_time_in_minutes=None => bake_time_in_minutes must be a whole number between 0 and 1440, got None
lifecycle_hooks=["pause"] => lifecycle_hooks must be a list of LambdaLifecycleHook and PauseLifecycleHook, got ['pause']
""",
    ),
    InvalidInput(
        "CanaryDeployment(canary_percent=5, canary_bake_time_in_minutes=10, bake_time_in_minutes=10)",
        f"{_FOLLOWS}CanaryConfiguration.html",
        """
canary_percent=0 => canary_percent must be a number between 0.1 and 100, got 0
canary_percent=100.1 => canary_percent must be a number between 0.1 and 100, got 100.1
canary_percent="5" => canary_percent must be a number, got '5'
canary_bake_time_in_minutes=1441 => canary_bake_time_in_minutes must be between 0 and 1440, got 1441
bake_time_in_minutes=1441 => bake_time_in_minutes must be between 0 and 1440, got 1441
""",
    ),
    InvalidInput(
        "LinearDeployment(step_percent=10, step_bake_time_in_minutes=6, bake_time_in_minutes=10)",
        f"{_FOLLOWS}LinearConfiguration.html",
        """
step_percent=2 => step_percent must be a number between 3 and 100, got 2
step_percent=101 => step_percent must be a number between 3 and 100, got 101
step_bake_time_in_minutes=-1 => step_bake_time_in_minutes must be between 0 and 1440, got -1
""",
    ),
    InvalidInput(
        'LambdaLifecycleHook(function=function, role=role, lifecycle_stages=["POST_SCALE_UP"])',
        f"{_FOLLOWS}DeploymentLifecycleHook.html",
        """
function=role => function must be the ARN of a Lambda function, got 'arn:aws:iam::123456789012:role/ecs'
role=function => role must be the ARN of an IAM role, got 'arn:aws:lambda:ap-northeast-1:123456789012:function:hello'
lifecycle_stages=[] => lifecycle_stages must be a list of at least one stage, got []
lifecycle_stages=["BAKE_TIME"] => lifecycle_stages must be one of RECONCILE_SERVICE, PRE_SCALE_UP, POST_SCALE_UP, TEST_TRAFFIC_SHIFT, POST_TEST_TRAFFIC_SHIFT, PRODUCTION_TRAFFIC_SHIFT, POST_PRODUCTION_TRAFFIC_SHIFT, got 'BAKE_TIME'
lifecycle_stages=["PRE_SCALE_UP", "PRE_SCALE_UP"] => lifecycle_stages must not repeat a value, got 'PRE_SCALE_UP' twice
hook_details="" => hook_details must be a JSON object, got ''
hook_details="[1]" => hook_details must be a JSON object, got '[1]'
hook_details={"a": 1} => hook_details must be a JSON object, got {'a': 1}
""",
    ),
    InvalidInput(
        'PauseLifecycleHook(lifecycle_stages=["POST_SCALE_UP"])',
        f"{_FOLLOWS}DeploymentLifecycleHookTimeoutConfiguration.html",
        """
lifecycle_stages=["PRODUCTION_TRAFFIC_SHIFT"] => lifecycle_stages must be one of RECONCILE_SERVICE, PRE_SCALE_UP, POST_SCALE_UP, POST_TEST_TRAFFIC_SHIFT, POST_PRODUCTION_TRAFFIC_SHIFT, got 'PRODUCTION_TRAFFIC_SHIFT'
timeout_in_minutes=0 => timeout_in_minutes must be between 1 and 20160, got 0
timeout_in_minutes=20161 => timeout_in_minutes must be between 1 and 20160, got 20161
timeout_action="STOP" => timeout_action must be one of CONTINUE, ROLLBACK, got 'STOP'
""",
    ),
]
test_rejects_invalid_arguments = rejects(*INVALID)
