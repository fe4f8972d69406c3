"""Three stacks that share values only by their states in S3: a network, a load balancer, a service.

After a public program.
"""

import json

from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    FixedResponse,
    Forward,
    HealthCheck,
    HttpListener,
    Id,
    Ids,
    ListenerRule,
    ListenerRules,
    PathPattern,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
)
from cdktf import App, DataTerraformRemoteStateS3, S3Backend, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.ecs_cluster import EcsCluster
from cdktf_cdktf_provider_aws.ecs_service import EcsService, EcsServiceNetworkConfiguration
from cdktf_cdktf_provider_aws.ecs_task_definition import (
    EcsTaskDefinition,
    EcsTaskDefinitionRuntimePlatform,
)
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.nat_gateway import NatGateway
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.route_table import RouteTable
from cdktf_cdktf_provider_aws.route_table_association import RouteTableAssociation
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

REGION = "us-east-1"
BUCKET = "example-terraform-state"
ANYWHERE = "0.0.0.0/0"


def state_key(name: str) -> str:
    return f"fargate-demo/{name}.tfstate"


class Stack(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=REGION)
        S3Backend(self, bucket=BUCKET, key=state_key(id), region=REGION)

    def remote_state(self, name: str) -> DataTerraformRemoteStateS3:
        return DataTerraformRemoteStateS3(
            self, name, bucket=BUCKET, key=state_key(name), region=REGION
        )


class Network(Stack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        vpc = Vpc(self, "vpc", cidr_block="192.168.0.0/16")
        public = [
            Subnet(
                self,
                f"public-{zone}",
                vpc_id=vpc.id,
                cidr_block=cidr,
                availability_zone=f"{REGION}{zone}",
            )
            for zone, cidr in {"a": "192.168.1.0/24", "b": "192.168.2.0/24"}.items()
        ]
        private = Subnet(
            self,
            "private",
            vpc_id=vpc.id,
            cidr_block="192.168.10.0/24",
            availability_zone=f"{REGION}a",
        )
        gateway = InternetGateway(self, "gateway", vpc_id=vpc.id)
        Route(
            self,
            "internet",
            route_table_id=vpc.main_route_table_id,
            destination_cidr_block=ANYWHERE,
            gateway_id=gateway.id,
        )
        address = Eip(self, "address", domain="vpc", depends_on=[gateway])
        nat = NatGateway(self, "nat", allocation_id=address.id, subnet_id=public[0].id)
        table = RouteTable(self, "table", vpc_id=vpc.id)
        Route(
            self,
            "outbound",
            route_table_id=table.id,
            destination_cidr_block=ANYWHERE,
            nat_gateway_id=nat.id,
        )
        RouteTableAssociation(self, "association", route_table_id=table.id, subnet_id=private.id)
        TerraformOutput(self, "vpc_id", value=vpc.id)
        TerraformOutput(self, "public_subnets", value=[subnet.id for subnet in public])
        TerraformOutput(self, "private_subnets", value=[private.id])


class LoadBalancer(Stack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        network = self.remote_state("network")
        group = SecurityGroup(
            self,
            "alb-group",
            name="api-alb",
            vpc=Id(network.get_string("vpc_id")),
            ingress={"http": SecurityGroupRule(port=80, cidr_ipv4=ANYWHERE)},
            egress={"all": SecurityGroupRule(ip_protocol="-1", cidr_ipv4=ANYWHERE)},
        )
        alb = ApplicationLoadBalancer(
            self,
            "alb",
            name="api",
            internal=False,
            subnets=Ids(network.get_list("public_subnets")),
            security_groups=[group],
            listeners=[
                HttpListener(
                    default_action=FixedResponse(404, message_body="No such resource"),
                )
            ],
        )
        TerraformOutput(self, "alb_listener", value=alb.listeners[80].arn)
        TerraformOutput(self, "alb_sg", value=group.id)
        TerraformOutput(self, "cluster_id", value=EcsCluster(self, "cluster", name="api").id)


class Service(Stack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        network, load_balancer = self.remote_state("network"), self.remote_state("load-balancer")
        vpc = Id(network.get_string("vpc_id"))
        alb_group = Id(load_balancer.get_string("alb_sg"))
        tasks = SecurityGroup(
            self,
            "tasks",
            name="api-tasks",
            vpc=vpc,
            ingress={"alb": SecurityGroupRule(port=8080, security_group=alb_group)},
            egress={"all": SecurityGroupRule(ip_protocol="-1", cidr_ipv4=ANYWHERE)},
        )
        api = TargetGroup(
            self,
            "api",
            name_prefix="api",
            vpc=vpc,
            port=8080,
            health_check=HealthCheck(path="/ping", matcher="200"),
        )
        rules = ListenerRules(
            self,
            "rules",
            listener=Arn(load_balancer.get_string("alb_listener")),
            rules={
                "api": ListenerRule(
                    priority=100, conditions=[PathPattern(["/*"])], action=Forward(api)
                )
            },
        )
        container = {
            "name": "api",
            "image": "example/api:1.2.0",
            "portMappings": [{"containerPort": 8080}],
        }
        task = EcsTaskDefinition(
            self,
            "task",
            family="api",
            network_mode="awsvpc",
            requires_compatibilities=["FARGATE"],
            cpu="256",
            memory="512",
            runtime_platform=EcsTaskDefinitionRuntimePlatform(
                operating_system_family="LINUX", cpu_architecture="ARM64"
            ),
            container_definitions=json.dumps([container]),
        )
        EcsService(
            self,
            "service",
            name="api",
            cluster=load_balancer.get_string("cluster_id"),
            desired_count=1,
            launch_type="FARGATE",
            task_definition=task.arn,
            network_configuration=EcsServiceNetworkConfiguration(
                subnets=network.get_list("private_subnets"), security_groups=[tasks.id]
            ),
            **rules.ecs_service_arguments(api, container_name="api", container_port=8080),
        )


app = App()
Network(app, "network")
LoadBalancer(app, "load-balancer")
Service(app, "service")
app.synth()
