"""Backends behind load balancers, with this library: ``backends.py <how many> <layout>``.

Layouts: ``shared``, up to a hundred behind each load balancer (AWS's quota of target groups);
``own``, a load balancer for each; ``stacks``, a load balancer and a stack for each.
"""

import sys

from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    FixedResponse,
    Forward,
    HttpsListener,
    Id,
    ListenerRule,
    PathPattern,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct
from constructs_lib.listener.actions import Action

CERTIFICATE = Arn(
    "arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555"
)
VPC = Id("vpc-0abc")
SUBNETS = [Id("subnet-0abc"), Id("subnet-0def")]
TASKS = Id("sg-0abc")


def stack(name: str) -> TerraformStack:
    """A stack with a provider."""
    created = TerraformStack(app, name)
    AwsProvider(created, "aws", region="eu-west-1")
    return created


def target_group(scope: Construct, number: int) -> TargetGroup:
    """The target group of a backend."""
    return TargetGroup(scope, f"backend-{number}", name=f"backend-{number}", vpc=VPC, port=8080)


def load_balancer(
    scope: Construct, name: str, default: Action, rules: dict[str, ListenerRule] | None = None
) -> None:
    """A load balancer with its security group."""
    group = SecurityGroup(
        scope,
        f"{name}-security-group",
        name=name,
        vpc=VPC,
        ingress={"https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0")},
        egress={"tasks": SecurityGroupRule(port=8080, security_group=TASKS)},
    )
    ApplicationLoadBalancer(
        scope,
        name,
        name=name,
        internal=False,
        subnets=SUBNETS,
        security_groups=[group],
        listeners=[HttpsListener(certificate=CERTIFICATE, default_action=default, rules=rules)],
    )


app = App()
backends, layout = range(int(sys.argv[1])), sys.argv[2]
only_stack = None if layout == "stacks" else stack("backends")
if only_stack and layout == "shared":
    for first in backends[::100]:
        rules = {
            f"backend-{number}": ListenerRule(
                priority=number - first + 1,
                conditions=[PathPattern([f"/{number}/*"])],
                action=Forward(target_group(only_stack, number)),
            )
            for number in backends[first : first + 100]
        }
        load_balancer(only_stack, f"alb-{first}", FixedResponse(status_code=404), rules)
else:
    for number in backends:
        scope = only_stack or stack(f"backend-{number}")
        load_balancer(scope, f"alb-{number}", Forward(target_group(scope, number)))
app.synth()
