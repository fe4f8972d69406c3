from pathlib import Path

import pytest
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.ecs_service import EcsService, EcsServiceLoadBalancer
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from constructs_lib import (
    AliasRecord,
    ApplicationLoadBalancer,
    CertificateLookup,
    FixedResponse,
    Forward,
    HealthCheck,
    HostedZoneLookup,
    HttpListener,
    HttpsListener,
    Id,
    Listener,
    PublicSubnetsLookup,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
    VpcLookup,
    problems_together,
    state_backend,
)
from constructs_lib.patterns import ApplicationLoadBalancedBackend

VPC = Id("vpc-1")


def told(error: pytest.ExceptionInfo[ValueError]) -> list[tuple[str, ...]]:
    """The field and the path of each line; every line names this file."""
    lines: list[tuple[str, ...]] = []
    for line in str(error.value).splitlines():
        problem, _, places = line.removesuffix(")").rpartition(" (")
        at, *path = places.split(", in ")
        assert Path(at.partition(":")[0]).name == Path(__file__).name
        lines.append((problem.partition(" must ")[0], *path))
    return lines


def load_balancer(
    stack: TerraformStack, listener: Listener, *, idle_timeout: int = 60
) -> ApplicationLoadBalancer:
    return ApplicationLoadBalancer(
        stack,
        "alb",
        name="shop",
        subnets=[Id("subnet-1"), Id("subnet-2")],
        security_groups=[Id("sg-1")],
        listeners=[listener],
        idle_timeout=idle_timeout,
    )


class Shop(TerraformStack):
    """A stack in which nearly everything is refused, or is given something that is."""

    def __init__(self, scope: Construct) -> None:
        super().__init__(scope, "shop")
        AwsProvider(self, "aws", region="eu-west-1")
        vpc = VpcLookup(self, "vpc", name="")
        zones = ["eu-west-1a"]
        public = PublicSubnetsLookup(self, "public", vpc=vpc, availability_zones=zones)
        rule = SecurityGroupRule(port=70000, cidr_ipv4="1.2.3.4/8")
        group = SecurityGroup(self, "group", name="alb", vpc=vpc, ingress={"http": rule})
        check = HealthCheck(interval=1)
        web = TargetGroup(self, "web", name="web_1", vpc=vpc, port=0, health_check=check)
        alb = ApplicationLoadBalancer(
            self,
            "alb",
            name="shop",
            subnets=public,
            security_groups=[group],
            listeners=[HttpListener(port=99999, default_action=Forward(web))],
            idle_timeout=0,
        )
        EcsService(
            self,
            "service",
            name="web",
            load_balancer=[
                EcsServiceLoadBalancer(
                    target_group_arn=web.arn, container_name="web", container_port=8080
                )
            ],
        )
        TerraformOutput(self, "listener", value=alb.listeners[443].arn)
        TargetGroup(self, "last", name="last", vpc=vpc, port=-1)


def test_all_that_is_refused_is_told_together_with_its_place() -> None:
    app = App()
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        Shop(app)
    assert type(refused.value) is ValueError
    assert told(refused) == [
        ("name", "shop/vpc"),
        ("availability_zones", "shop/public"),
        ("port", "shop/group"),
        ("cidr_ipv4", "shop/group"),
        ("interval", "shop/web"),
        ("name", "shop/web"),
        ("port", "shop/web"),
        ("port", "shop/alb"),
        ("idle_timeout", "shop/alb"),
        ("port", "shop/last"),
    ]
    assert not hasattr(refused.value, "__notes__")


def test_a_line_says_where_it_was_written(
    stack: TerraformStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path(__file__)
    monkeypatch.chdir(file.parent)
    here = test_a_line_says_where_it_was_written.__code__.co_firstlineno
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        VpcLookup(stack, "vpc", name="")
    assert str(refused.value) == (
        f"name must be 1 to 256 characters, got '' ({file.name}:{here + 7}, in stack/vpc)"
    )


def test_what_is_not_refused_is_as_without_the_block(stack: TerraformStack) -> None:
    with problems_together():
        group = TargetGroup(stack, "web", name="web", vpc=VPC, port=80)
    assert type(group) is TargetGroup
    assert group.ports == [80]


def test_after_the_block_a_constructor_raises_again(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match="port"), problems_together():
        TargetGroup(stack, "a", name="a", vpc=VPC, port=0)
    with pytest.raises(ValueError, match=r"\Aport must be between 1 and 65535, got 0\n"):
        TargetGroup(stack, "b", name="b", vpc=VPC, port=0)


def test_a_block_in_a_block_is_a_part_of_it(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        with problems_together():
            VpcLookup(stack, "a", name="")
        VpcLookup(stack, "b", name="")
    assert told(refused) == [("name", "stack/a"), ("name", "stack/b")]


class Website(TerraformStack):
    """A stack that tells its problems together, whoever makes it."""

    @problems_together()
    def __init__(self, scope: Construct, id: str, *, port: int) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        vpc = VpcLookup(self, "vpc", name="" if port < 1 else "main")
        TargetGroup(self, "web", name="web", vpc=vpc, port=port)


def test_a_stack_of_the_users_own_can_have_it_for_whoever_makes_it() -> None:
    with pytest.raises(ValueError, match="name must") as error:
        Website(App(), "website", port=0)
    assert told(error) == [("name", "website/vpc"), ("port", "website/web")]
    assert Website(App(), "website", port=80).node.children


def test_a_value_that_no_construct_takes_is_told_without_a_path() -> None:
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        HealthCheck(interval=1)
    assert told(refused) == [("interval",)]


def test_a_value_in_a_value_is_told_with_the_construct_that_takes_both(
    stack: TerraformStack,
) -> None:
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        listener = HttpListener(default_action=Forward(Id("x")))  # type: ignore[arg-type]
        load_balancer(stack, listener)
    assert told(refused) == [("target_group", "stack/alb")]


def test_what_a_pattern_makes_is_told_with_its_own_path(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        ApplicationLoadBalancedBackend(
            stack,
            "shop",
            name="shop",
            vpc_name="main",
            availability_zones=["eu-west-1a"],
            domain="http://shop.example.com",
            backend_security_group_name="tasks",
            port=8080,
            health_check_path="/",
        )
    assert told(refused) == [
        ("availability_zones", "stack/shop/public"),
        ("domain", "stack/shop/certificate"),
    ]


def test_two_of_one_id_are_told_as_without_the_block(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        VpcLookup(stack, "vpc", name="")
        VpcLookup(stack, "vpc", name="main")
    assert told(refused) == [("name", "stack/vpc"), ("id", "stack/vpc")]


def test_what_stands_nowhere_stands_in_all_the_same(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        vpc = VpcLookup(None, "vpc", name="main")  # type: ignore[arg-type]
        VpcLookup(vpc, "inner", name="main")
        TargetGroup(stack, "web", name="web", vpc=vpc, port=0)
    assert told(refused) == [("scope",), ("port", "stack/web")]


def test_what_stands_in_a_stand_in_is_told_too(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        outer = VpcLookup(stack, "outer", name="")
        VpcLookup(outer, "inner", name="")
    assert told(refused) == [("name", "stack/outer"), ("name", "stack/outer/inner")]


def test_what_ends_the_block_is_told_below_what_was_refused(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        VpcLookup(stack, "vpc", name="")
        raise KeyError("x")  # noqa: EM101 - as a dict would
    assert told(refused) == [("name", "stack/vpc")]
    [note] = refused.value.__notes__
    assert note.startswith("after that, ")
    assert note.endswith(": KeyError: 'x'")
    assert refused.value.__suppress_context__


def test_a_check_of_the_users_program_ends_the_block_and_is_told_with_the_rest(
    stack: TerraformStack,
) -> None:
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        VpcLookup(stack, "vpc", name="")
        msg = "domain must be a host name, got ''"
        raise ValueError(msg)
    assert told(refused) == [("name", "stack/vpc"), ("domain",)]


@pytest.mark.parametrize("error", [KeyError("x"), ValueError("of another library")])
def test_where_nothing_was_refused_another_error_stays_what_it_is(error: Exception) -> None:
    with pytest.raises(type(error)) as raised, problems_together():
        raise error
    assert raised.value is error


def test_an_argument_that_is_missing_is_told_as_python_tells_it(stack: TerraformStack) -> None:
    with pytest.raises(TypeError, match=r"TargetGroup.__init__\(\) missing 1"), problems_together():
        TargetGroup(stack, "web", name="web", vpc=VPC)  # type: ignore[call-arg]


def test_an_app_that_is_synthesized_in_the_block_writes_nothing(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path / "out"))
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        Shop(app)
        app.synth()
    assert ("port", "shop/last") in told(refused)
    assert not list(tmp_path.rglob("cdk.tf.json"))


def test_where_the_state_is_kept_is_told_with_the_rest(
    stack: TerraformStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSTRUCTS_LIB_STATE_BUCKET", "My_Bucket")
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        state_backend(stack)
        VpcLookup(stack, "vpc", name="")
    bucket = "bucket, or state_bucket in the context of cdktf.json, or CONSTRUCTS_LIB_STATE_BUCKET,"
    assert told(refused) == [(bucket, "stack"), ("name", "stack/vpc")]


def test_a_class_of_the_users_own_on_one_of_ours(stack: TerraformStack) -> None:
    class Web(TargetGroup):
        def __init__(self, stack: TerraformStack, port: int) -> None:
            super().__init__(stack, f"web-{port}", name=f"web-{port}", vpc=VPC, port=port)
            self.check_ports = list(self.ports)

    with pytest.raises(ValueError, match="must") as refused, problems_together():
        Web(stack, 0)
        assert Web(stack, 80).port == 80
        Web(stack, 70000)
    assert told(refused) == [("port", "stack/web-0"), ("port", "stack/web-70000")]


def test_an_error_of_a_class_of_the_users_own_is_not_hidden(stack: TerraformStack) -> None:
    class Broken(TargetGroup):
        def __init__(self, stack: TerraformStack) -> None:
            super().__init__(stack, "web", name="web", vpc=VPC, port=80)
            msg = "a mistake"
            raise RuntimeError(msg)

    with pytest.raises(ValueError, match="must") as refused, problems_together():
        VpcLookup(stack, "vpc", name="")
        Broken(stack)
        VpcLookup(stack, "other", name="")
    assert told(refused) == [("name", "stack/vpc")]
    assert refused.value.__notes__[0].endswith(": RuntimeError: a mistake")


def test_what_stands_before_something_refused_is_not_told_of(stack: TerraformStack) -> None:
    zone = HostedZoneLookup(stack, "zone", name="example.com")
    certificate = CertificateLookup(stack, "certificate", domain="shop.example.com")
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        listener = HttpsListener(certificate=certificate, default_action=FixedResponse(404))
        alb = load_balancer(stack, listener, idle_timeout=0)
        AliasRecord(stack, "alias", name="shop.example.com", hosted_zone=zone, load_balancer=alb)
    assert told(refused) == [("idle_timeout", "stack/alb")]


def test_equal_values_are_told_with_the_construct_that_takes_each(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        checks = [HealthCheck(interval=1), HealthCheck(interval=1)]
        for name, check in zip("ab", reversed(checks), strict=True):
            TargetGroup(stack, name, name=name, vpc=VPC, port=80, health_check=check)
    assert told(refused) == [("interval", "stack/a"), ("interval", "stack/b")]


def test_an_exit_in_the_block_tells_what_was_refused(stack: TerraformStack) -> None:
    with pytest.raises(ValueError, match="must") as refused, problems_together():
        VpcLookup(stack, "vpc", name="")
        raise SystemExit(0)
    assert told(refused) == [("name", "stack/vpc")]
    with pytest.raises(SystemExit), problems_together():
        raise SystemExit(0)
