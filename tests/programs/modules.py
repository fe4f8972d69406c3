"""A VPC of a Terraform module, a database, and a service behind a load balancer and CloudFront.

After a public program.
"""

import json

from constructs_lib import (
    ApplicationLoadBalancer,
    Connection,
    FixedResponse,
    Forward,
    HealthCheck,
    HttpListener,
    Id,
    Ids,
    ListenerRule,
    PathPattern,
    SecurityGroup,
    SecurityGroupRule,
    TargetGroup,
)
from cdktf import App, TerraformHclModule, TerraformOutput, TerraformStack, Token
from cdktf_cdktf_provider_aws.cloudfront_distribution import (
    CloudfrontDistribution,
    CloudfrontDistributionDefaultCacheBehavior,
    CloudfrontDistributionDefaultCacheBehaviorForwardedValues,
    CloudfrontDistributionDefaultCacheBehaviorForwardedValuesCookies,
    CloudfrontDistributionOrigin,
    CloudfrontDistributionOriginCustomOriginConfig,
    CloudfrontDistributionRestrictions,
    CloudfrontDistributionRestrictionsGeoRestriction,
    CloudfrontDistributionViewerCertificate,
)
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.db_subnet_group import DbSubnetGroup
from cdktf_cdktf_provider_aws.ecs_cluster import EcsCluster
from cdktf_cdktf_provider_aws.ecs_service import EcsService, EcsServiceNetworkConfiguration
from cdktf_cdktf_provider_aws.ecs_task_definition import EcsTaskDefinition
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.provider import AwsProvider

REGION = "ap-northeast-1"
TAGS = {"team": "shop", "owner": "example"}
OPEN = {
    "ipv4": SecurityGroupRule(port=80, cidr_ipv4="0.0.0.0/0"),
    "ipv6": SecurityGroupRule(port=80, cidr_ipv6="::/0"),
}
OUTBOUND = {"all": SecurityGroupRule(ip_protocol="-1", cidr_ipv4="0.0.0.0/0")}
ECS = {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}

# The CLI of cdktf sets this value of the context itself.
app = App(context={"cdktfRelativeModules": ["./vpc"]})
stack = TerraformStack(app, "staging")
AwsProvider(stack, "aws", region=REGION)

module = TerraformHclModule(
    stack,
    "network",
    source="./vpc",
    variables={
        "name": "staging",
        "cidr": "10.0.0.0/16",
        "zones": [f"{REGION}a", f"{REGION}c", f"{REGION}d"],
    },
)
vpc = Id(module.get_string("vpc_id"))
public_subnets = Token.as_list(module.get("public_subnets"))

alb_group = SecurityGroup(
    stack, "alb-group", name="staging-alb", vpc=vpc, ingress=OPEN, egress=OUTBOUND, tags=TAGS
)
service_group = SecurityGroup(
    stack, "service-group", name="staging-backend", vpc=vpc, egress=OUTBOUND, tags=TAGS
)
database_group = SecurityGroup(stack, "database-group", name="staging-database", vpc=vpc, tags=TAGS)
Connection(
    stack, "service-to-database", source=service_group, destination=database_group, ports=[5432]
)
database = DbInstance(
    stack,
    "database",
    identifier="staging",
    engine="postgres",
    engine_version="14.1",
    instance_class="db.t3.micro",
    allocated_storage=5,
    db_name="staging",
    username="staging",
    manage_master_user_password=True,
    db_subnet_group_name=DbSubnetGroup(
        stack,
        "database-subnets",
        name="staging",
        subnet_ids=Token.as_list(module.get("database_subnets")),
    ).name,
    vpc_security_group_ids=[database_group.id],
    skip_final_snapshot=True,
    tags=TAGS,
)

backend = TargetGroup(
    stack,
    "backend-group",
    name_prefix="backend",
    vpc=vpc,
    port=80,
    health_check=HealthCheck(path="/ready"),
    tags=TAGS,
)
alb = ApplicationLoadBalancer(
    stack,
    "alb",
    name="staging",
    internal=False,
    subnets=Ids(public_subnets),
    security_groups=[alb_group],
    listeners=[
        HttpListener(
            default_action=FixedResponse(404, message_body="No such resource"),
            rules={
                "backend": ListenerRule(
                    priority=100,
                    conditions=[PathPattern(["/backend*"])],
                    action=Forward(backend),
                    tags=TAGS,
                )
            },
        )
    ],
    enable_deletion_protection=False,
    tags=TAGS,
)
Connection(
    stack, "alb-to-service", source=alb_group, destination=service_group, ports=backend.ports
)

logs = CloudwatchLogGroup(stack, "logs", name="staging/backend", retention_in_days=30, tags=TAGS)
role = IamRole(
    stack,
    "execution-role",
    name="staging-backend-execution",
    assume_role_policy=json.dumps(
        {"Version": "2012-10-17", "Statement": [{**ECS, "Action": "sts:AssumeRole"}]}
    ),
)
container = {
    "name": "backend",
    "image": "example/backend:1.0.0",
    "portMappings": [{"containerPort": 80}],
    "environment": [
        {"name": "PORT", "value": "80"},
        {"name": "POSTGRES_HOST", "value": database.address},
        {"name": "POSTGRES_PORT", "value": Token.as_string(database.port)},
    ],
    "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
            "awslogs-group": logs.name,
            "awslogs-region": REGION,
            "awslogs-stream-prefix": "backend",
        },
    },
}
EcsService(
    stack,
    "service",
    name="backend",
    cluster=EcsCluster(stack, "cluster", name="staging", tags=TAGS).id,
    desired_count=1,
    launch_type="FARGATE",
    task_definition=EcsTaskDefinition(
        stack,
        "task",
        family="backend",
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        cpu="256",
        memory="512",
        execution_role_arn=role.arn,
        container_definitions=json.dumps([container]),
    ).arn,
    network_configuration=EcsServiceNetworkConfiguration(
        subnets=public_subnets, assign_public_ip=True, security_groups=[service_group.id]
    ),
    **alb.ecs_service_arguments(backend, container_name="backend", container_port=80),
)

distribution = CloudfrontDistribution(
    stack,
    "distribution",
    enabled=True,
    origin=[
        CloudfrontDistributionOrigin(
            origin_id="backend",
            domain_name=alb.dns_name,
            custom_origin_config=CloudfrontDistributionOriginCustomOriginConfig(
                http_port=80,
                https_port=443,
                origin_protocol_policy="http-only",
                origin_ssl_protocols=["TLSv1.2"],
            ),
        )
    ],
    default_cache_behavior=CloudfrontDistributionDefaultCacheBehavior(
        target_origin_id="backend",
        viewer_protocol_policy="redirect-to-https",
        allowed_methods=["GET", "HEAD"],
        cached_methods=["GET", "HEAD"],
        forwarded_values=CloudfrontDistributionDefaultCacheBehaviorForwardedValues(
            query_string=True,
            headers=["*"],
            cookies=CloudfrontDistributionDefaultCacheBehaviorForwardedValuesCookies(forward="all"),
        ),
    ),
    restrictions=CloudfrontDistributionRestrictions(
        geo_restriction=CloudfrontDistributionRestrictionsGeoRestriction(restriction_type="none")
    ),
    viewer_certificate=CloudfrontDistributionViewerCertificate(cloudfront_default_certificate=True),
)
TerraformOutput(stack, "domain_name", value=distribution.domain_name)
app.synth()
