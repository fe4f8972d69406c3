"""Stacks for a network, an application and its next version, with a certificate and instances.

After a public program: the stack of the next version adds a rule to the listener of another stack.
"""

import json

from constructs_lib import (
    REDIRECT_TO_HTTPS,
    AliasRecord,
    ApplicationCookie,
    ApplicationLoadBalancer,
    Certificate,
    Forward,
    HealthCheck,
    HostedZoneLookup,
    HttpListener,
    HttpsListener,
    ListenerRule,
    ListenerRules,
    PathPattern,
    SecurityGroup,
    SecurityGroupRule,
    SecurityGroupRules,
    TargetGroup,
)
from cdktf import App, TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.data_aws_ssm_parameter import DataAwsSsmParameter
from cdktf_cdktf_provider_aws.ecs_cluster import EcsCluster
from cdktf_cdktf_provider_aws.ecs_service import EcsService, EcsServiceNetworkConfiguration
from cdktf_cdktf_provider_aws.ecs_task_definition import EcsTaskDefinition
from cdktf_cdktf_provider_aws.iam_instance_profile import IamInstanceProfile
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.instance import Instance
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

REGION = "ap-northeast-1"
DOMAIN = "maps.example.com"
AMI = "/aws/service/ecs/optimized-ami/amazon-linux-2/arm64/recommended/image_id"
OUTBOUND = {"all": SecurityGroupRule(ip_protocol="-1", cidr_ipv4="0.0.0.0/0")}
UI_PORT, SIGN_IN_PORT = 8501, 8080


def assumed_by(service: str) -> str:
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


class Network(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=REGION)
        self.vpc = Vpc(
            self,
            "vpc",
            cidr_block="10.0.0.0/16",
            enable_dns_hostnames=True,
            enable_dns_support=True,
        )
        self.public, self.private = (
            [
                Subnet(
                    self,
                    f"{kind}-{zone}",
                    vpc_id=self.vpc.id,
                    cidr_block=f"10.0.{2 * number + offset}.0/24",
                    availability_zone=f"{REGION}{zone}",
                )
                for number, zone in enumerate("ac")
            ]
            for offset, kind in enumerate(("public", "private"))
        )
        gateway = InternetGateway(self, "gateway", vpc_id=self.vpc.id)
        Route(
            self,
            "internet",
            route_table_id=self.vpc.main_route_table_id,
            destination_cidr_block="0.0.0.0/0",
            gateway_id=gateway.id,
        )
        self.alb_group = SecurityGroup(
            self,
            "alb-group",
            name="maps-alb",
            vpc=self.vpc,
            ingress={
                "http": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0"),
                "https": SecurityGroupRule(port=443, cidr_ipv4="0.0.0.0/0"),
            },
            egress=OUTBOUND,
        )
        self.ecs_group = SecurityGroup(
            self,
            "ecs-group",
            name="maps-ecs",
            vpc=self.vpc,
            ingress={
                f"alb-{port}": SecurityGroupRule(port=port, security_group=self.alb_group)
                for port in (UI_PORT, SIGN_IN_PORT)
            },
            egress=OUTBOUND,
        )
        SecurityGroupRules(
            self,
            "ecs-internal",
            security_group=self.ecs_group,
            ingress={"self": SecurityGroupRule(ip_protocol="-1", security_group=self.ecs_group)},
        )
        TerraformOutput(self, "vpc-id", value=self.vpc.id)


def ecs_service(
    scope: Construct,
    name: str,
    *,
    image: str,
    port: int,
    cluster: EcsCluster,
    network: Network,
    load_balancer: ApplicationLoadBalancer | ListenerRules,
    target_group: TargetGroup,
) -> None:
    container = {"name": name, "image": image, "portMappings": [{"containerPort": port}]}
    task = EcsTaskDefinition(
        scope,
        f"{name}-task",
        family=f"maps-{name}",
        network_mode="awsvpc",
        requires_compatibilities=["EC2"],
        cpu="512",
        memory="1024",
        container_definitions=json.dumps([container]),
    )
    EcsService(
        scope,
        f"{name}-service",
        name=f"maps-{name}",
        cluster=cluster.id,
        desired_count=1,
        launch_type="EC2",
        task_definition=task.arn,
        deployment_minimum_healthy_percent=0,
        deployment_maximum_percent=100,
        health_check_grace_period_seconds=60,
        network_configuration=EcsServiceNetworkConfiguration(
            subnets=[subnet.id for subnet in network.private],
            security_groups=[network.ecs_group.id],
        ),
        **load_balancer.ecs_service_arguments(
            target_group, container_name=name, container_port=port
        ),
    )


class Application(TerraformStack):
    def __init__(self, scope: Construct, id: str, *, network: Network) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=REGION)
        tag = TerraformVariable(self, "ui_tag", type="string", default="latest")
        self.cluster = EcsCluster(self, "cluster", name="maps")
        role = IamRole(
            self,
            "instance-role",
            name="maps-instance",
            assume_role_policy=assumed_by("ec2.amazonaws.com"),
        )
        profile = IamInstanceProfile(self, "profile", name="maps-instance", role=role.name)
        for number, subnet in enumerate(network.private):
            Instance(
                self,
                f"instance-{number}",
                ami=DataAwsSsmParameter(self, f"ami-{number}", name=AMI).insecure_value,
                instance_type="t4g.medium",
                subnet_id=subnet.id,
                iam_instance_profile=profile.name,
                vpc_security_group_ids=[network.ecs_group.id],
            )

        zone = HostedZoneLookup(self, "zone", name="example.com")
        certificate = Certificate(self, "certificate", domain=DOMAIN, hosted_zone=zone)
        sign_in = TargetGroup(
            self,
            "sign-in",
            name_prefix="maps-sign-in",
            vpc=network.vpc,
            port=SIGN_IN_PORT,
            health_check=HealthCheck(
                path="/", matcher="302", healthy_threshold=2, unhealthy_threshold=10
            ),
        )
        ui = TargetGroup(
            self,
            "ui",
            name_prefix="maps-ui",
            vpc=network.vpc,
            port=UI_PORT,
            health_check=HealthCheck(path="/healthz", healthy_threshold=2, unhealthy_threshold=10),
            stickiness=ApplicationCookie(cookie_name="maps_session", cookie_duration=86400),
        )
        self.alb = ApplicationLoadBalancer(
            self,
            "alb",
            name="maps",
            internal=False,
            subnets=network.public,
            security_groups=[network.alb_group],
            listeners=[
                HttpListener(default_action=REDIRECT_TO_HTTPS),
                HttpsListener(
                    certificate=certificate,
                    default_action=Forward(ui),
                    rules={
                        "sign-in": ListenerRule(
                            priority=1,
                            conditions=[PathPattern(["/auth", "/auth/*"])],
                            action=Forward(sign_in),
                        )
                    },
                ),
            ],
            enable_deletion_protection=False,
        )
        AliasRecord(self, "record", hosted_zone=zone, name=DOMAIN, load_balancer=self.alb)
        for name, image, port, group in (
            ("sign-in", "example/sign-in:26", SIGN_IN_PORT, sign_in),
            ("ui", f"example/maps:{tag.string_value}", UI_PORT, ui),
        ):
            ecs_service(
                self,
                name,
                image=image,
                port=port,
                cluster=self.cluster,
                network=network,
                load_balancer=self.alb,
                target_group=group,
            )
        TerraformOutput(self, "alb-dns-name", value=self.alb.dns_name)


class NextVersion(TerraformStack):
    """The next version of the application, under ``/next`` of the load balancer of another stack."""

    def __init__(
        self, scope: Construct, id: str, *, network: Network, application: Application
    ) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=REGION)
        tag = TerraformVariable(self, "ui_tag", type="string", default="next")
        ui = TargetGroup(
            self,
            "ui",
            name_prefix="maps-next-ui",
            vpc=network.vpc,
            port=UI_PORT,
            health_check=HealthCheck(path="/next/healthz"),
        )
        rules = ListenerRules(
            self,
            "rules",
            listener=application.alb.listeners[443],
            rules={
                "ui": ListenerRule(
                    priority=2,
                    conditions=[PathPattern(["/next", "/next/*"])],
                    action=Forward(ui),
                )
            },
        )
        ecs_service(
            self,
            "next-ui",
            image=f"example/maps:{tag.string_value}",
            port=UI_PORT,
            cluster=application.cluster,
            network=network,
            load_balancer=rules,
            target_group=ui,
        )


app = App()
network = Network(app, "network")
application = Application(app, "application", network=network)
NextVersion(app, "next-version", network=network, application=application)
app.synth()
