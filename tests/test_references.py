from collections.abc import Callable
from typing import Any

from constructs_lib import Arn, Id
from cdktf import TerraformOutput, TerraformStack, TerraformVariable
from constructs_lib.references import TOPIC, VPC, arn_errors, id_errors
from helpers.invalid_input import InvalidInput, rejects


def test_accepts_known_values_and_tokens() -> None:
    topic = Arn("arn:aws:sns:us-east-1:1:topic")
    assert list(id_errors("vpc", Id("vpc-0123"), VPC)) == []
    assert list(id_errors("vpc", Id("${data.aws_vpc.main.id}"), VPC)) == []
    assert list(arn_errors("topic", topic, TOPIC)) == []


def test_arn_has_suffix_of_metrics(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    elb = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012"
    assert Arn(f"{elb}:loadbalancer/app/web/0123").arn_suffix == "app/web/0123"
    assert Arn(f"{elb}:targetgroup/web/4567").arn_suffix == "targetgroup/web/4567"
    assert Arn("arn:aws:elasticloadbalancing:${var.r}:1:targetgroup/web/1").arn_suffix == (
        "targetgroup/web/1"
    )
    variable = TerraformVariable(stack, "arn", type="string")
    TerraformOutput(stack, "suffix", value=Arn(variable.string_value).arn_suffix)
    assert synthesized()["output"]["suffix"]["value"] == (
        '${trimprefix(element(split(":", var.arn), 5), "loadbalancer/")}'
    )


INVALID = [
    InvalidInput(
        'Id("vpc-1")',
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
        """
id="" => id must be an AWS id such as "vpc-0abc1234", got ''
id="vpc 1" => id must be an AWS id such as "vpc-0abc1234", got 'vpc 1'
id=None => id must be a string: an AWS id such as "vpc-0abc1234", got None
id="sg-é" => id must be an AWS id such as "vpc-0abc1234", got 'sg-é'
""",
    ),
    InvalidInput(
        'Ids(["subnet-1"])',
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
        """
ids="subnet-1" => ids must be a list of AWS ids such as "subnet-0abc1234", got 'subnet-1'
ids=[""] => ids must be AWS ids such as "subnet-0abc1234", got ''
ids=[1] => ids must be a string: AWS ids such as "subnet-0abc1234", got 1
""",
    ),
    InvalidInput(
        'Arn("arn:aws:acm:us-east-1:123456789012:certificate/1")',
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
        """
arn="" => arn must be an ARN such as "arn:aws:acm:us-east-1:123456789012:certificate/0123", got ''
arn="certificate/1" => arn must be an ARN such as "arn:aws:acm:us-east-1:123456789012:certificate/0123", got 'certificate/1'
arn="arn:aws:acm" => arn must be an ARN such as "arn:aws:acm:us-east-1:123456789012:certificate/0123", got 'arn:aws:acm'
arn=None => arn must be a string: an ARN such as "arn:aws:acm:us-east-1:123456789012:certificate/0123", got None
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
