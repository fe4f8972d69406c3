"""What shifts the weights of an action is not shifted back by the next apply."""

import json

import pytest
from helpers.other_resources import other_resources, with_other_resources
from helpers.workspaces import Workspaces

from embedded_aws.prerequisites import Clients
from embedded_aws.terraform import CHECKOUT

pytestmark = pytest.mark.extended

WEIGHTS = {"blue": 10, "green": 90}


@pytest.fixture(scope="module")
def source(endpoint: str) -> str:
    program = (CHECKOUT / "examples" / "blue_green.py").read_text()
    return with_other_resources(program, other_resources(endpoint), endpoint)


def test_keeps_shifted_weights(aws: Clients, source: str, workspaces: Workspaces) -> None:
    """Unless the listener does not ignore changes of its action."""
    terraform = workspaces.program(source)
    terraform("apply", "-auto-approve")

    arns = {
        group["TargetGroupName"].partition("-")[0]: group["TargetGroupArn"]
        for group in aws.elbv2.describe_target_groups()["TargetGroups"]
    }
    [alb] = aws.elbv2.describe_load_balancers(Names=["blue-green"])["LoadBalancers"]
    listeners = aws.elbv2.describe_listeners(LoadBalancerArn=alb["LoadBalancerArn"])["Listeners"]
    [production] = [listener["ListenerArn"] for listener in listeners if listener["Port"] == 80]
    aws.elbv2.modify_listener(  # as CodeDeploy does
        ListenerArn=production,
        DefaultActions=[
            {
                "Type": "forward",
                "ForwardConfig": {
                    "TargetGroups": [
                        {"TargetGroupArn": arns[name], "Weight": weight}
                        for name, weight in WEIGHTS.items()
                    ],
                    "TargetGroupStickinessConfig": {"Enabled": True, "DurationSeconds": 600},
                },
            }
        ],
    )
    terraform.assert_no_changes()
    contents = terraform.json()
    for listener in contents["resource"]["aws_lb_listener"].values():
        listener.pop("lifecycle", None)  # that is, ignore_action_changes=False
    (terraform.path / "cdk.tf.json").write_text(json.dumps(contents))
    terraform("plan", "-detailed-exitcode", code=2)
