"""Read by mypy only: references that arguments accept and reject."""

from typing import assert_type

from constructs_lib import (
    Action,
    ApplicationLoadBalancer,
    Arn,
    AuthenticateOidc,
    CertificateLookup,
    FinalAction,
    FixedResponse,
    Forward,
    HasArn,
    HasId,
    HasIds,
    HttpListener,
    HttpsListener,
    Id,
    Listener,
    PublicSubnetsLookup,
    Redirect,
    SecurityGroup,
    SecurityGroupLookup,
    SecurityGroupRule,
    TargetGroup,
    VpcLookup,
    WeightedForward,
)
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.data_aws_lb_target_group import DataAwsLbTargetGroup
from cdktf_cdktf_provider_aws.data_aws_subnets import DataAwsSubnets
from cdktf_cdktf_provider_aws.data_aws_vpc import DataAwsVpc
from cdktf_cdktf_provider_aws.lb_listener import LbListener
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from cdktf_cdktf_provider_aws.security_group import SecurityGroup as AwsSecurityGroup
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct


def raw_resources_fit(
    vpc: Vpc,
    vpc_data: DataAwsVpc,
    subnet: Subnet,
    subnets: DataAwsSubnets,
    group: AwsSecurityGroup,
    target_group: LbTargetGroup,
    target_group_data: DataAwsLbTargetGroup,
    certificate: AcmCertificate,
) -> tuple[list[HasId], HasIds, list[HasArn]]:
    return (
        [vpc, vpc_data, subnet, group],
        subnets,
        [target_group, target_group_data, certificate],
    )


def our_own_fit(
    vpc: VpcLookup,
    subnets: PublicSubnetsLookup,
    group: SecurityGroup,
    found: SecurityGroupLookup,
    target_group: TargetGroup,
    certificate: CertificateLookup,
    alb: ApplicationLoadBalancer,
) -> tuple[list[HasId], HasIds, list[HasArn]]:
    return (
        [vpc, group, found, alb, Id("vpc-0123")],
        subnets,
        [target_group, certificate, alb, group, Arn("arn:aws:sns:us-east-1:1:topic")],
    )


def strings_do_not_fit(scope: Construct) -> None:
    TargetGroup(scope, "web", name="web", vpc="vpc-0123", port=80)  # type: ignore[arg-type]
    Forward("arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/web/0")  # type: ignore[arg-type]
    SecurityGroupRule(port=80, security_group="sg-0123")  # type: ignore[arg-type]
    PublicSubnetsLookup(scope, "public", vpc="vpc-0123", availability_zones=[])  # type: ignore[arg-type]


def arguments_are_named(scope: Construct) -> None:
    VpcLookup(scope, "vpc", "main")  # type: ignore[call-arg]
    SecurityGroupRule(80)  # type: ignore[call-arg]
    HttpListener(Redirect(port=443))  # type: ignore[call-arg]


def https_wants_a_certificate(action: Action) -> Listener:
    HttpsListener(default_action=action)  # type: ignore[call-arg]
    certificate = Arn("arn:aws:acm:us-east-1:1:certificate/0")
    return HttpsListener(certificate=certificate, default_action=action)


def listeners_are_the_provider_s(alb: ApplicationLoadBalancer) -> None:
    assert_type(alb.listeners[443], LbListener)


def a_final_action_is_one_of_four(action: FinalAction) -> str:
    match action:
        case Forward():
            return "forward"
        case WeightedForward():
            return "weighted forward"
        case Redirect():
            return "redirect"
        case FixedResponse():
            return "fixed-response"


def only_https_authenticates(sign_in: AuthenticateOidc) -> Listener:
    HttpListener(default_action=sign_in)  # type: ignore[arg-type]
    certificate = Arn("arn:aws:acm:us-east-1:1:certificate/0")
    return HttpsListener(certificate=certificate, default_action=sign_in)
