"""The system of main.py in AWS CDK, which writes CloudFormation: the same resources and rules.

What main.py looks up is given by its ids, which is the fastest that AWS CDK can be.
"""

from aws_cdk import App, CfnOutput, Duration, Environment, Stack
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elbv2

REGION, ACCOUNT = "ap-northeast-1", "111122223333"

app = App()
stack = Stack(app, "zenn-clone-backend", env=Environment(account=ACCOUNT, region=REGION))
vpc = ec2.Vpc.from_vpc_attributes(
    stack,
    "vpc",
    vpc_id="vpc-0abc1234",
    availability_zones=["ap-northeast-1a", "ap-northeast-1c"],
    public_subnet_ids=["subnet-0abc1234", "subnet-0def1234"],
)
service = ec2.SecurityGroup.from_security_group_id(stack, "service", "sg-0abc1234")
certificate = acm.Certificate.from_certificate_arn(
    stack,
    "certificate",
    f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/11111111-2222-3333-4444-555555555555",
)
group = ec2.SecurityGroup(
    stack,
    "alb-security-group",
    vpc=vpc,
    security_group_name="zenn-clone-alb-backend-security-group",
    allow_all_outbound=False,
)
for port in (80, 443):
    group.add_ingress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(port))
    group.add_ingress_rule(ec2.Peer.any_ipv6(), ec2.Port.tcp(port))
group.add_egress_rule(service, ec2.Port.tcp(80))
target_group = elbv2.ApplicationTargetGroup(
    stack,
    "target-group",
    target_group_name="zenn-clone-alb-backend-tg",
    vpc=vpc,
    port=80,
    protocol=elbv2.ApplicationProtocol.HTTP,
    target_type=elbv2.TargetType.IP,
    health_check=elbv2.HealthCheck(
        path="/api/v1/health_check",
        healthy_http_codes="200",
        interval=Duration.seconds(30),
        timeout=Duration.seconds(5),
        healthy_threshold_count=5,
        unhealthy_threshold_count=2,
    ),
)
alb = elbv2.ApplicationLoadBalancer(
    stack,
    "alb",
    load_balancer_name="zenn-clone-alb-backend",
    vpc=vpc,
    internet_facing=True,
    security_group=group,
    drop_invalid_header_fields=True,
)
http = alb.add_listener("80", port=80, open=False, default_target_groups=[target_group])
https = alb.add_listener(
    "443",
    port=443,
    open=False,
    certificates=[certificate],
    default_target_groups=[target_group],
)
outputs = {
    "DnsName": alb.load_balancer_dns_name,
    "ZoneId": alb.load_balancer_canonical_hosted_zone_id,
    "AlbArn": alb.load_balancer_arn,
    "HttpListenerArn": http.listener_arn,
    "HttpsListenerArn": https.listener_arn,
    "TargetGroupArn": target_group.target_group_arn,
    "AlbSecurityGroupId": group.security_group_id,
}
for name, value in outputs.items():
    CfnOutput(stack, name, value=value)
app.synth()
