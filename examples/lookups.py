"""Lookups of all types of existing resources, with an output for each."""

from constructs_lib import (
    ApplicationLoadBalancerLookup,
    BucketLookup,
    CertificateLookup,
    HostedZoneLookup,
    ListenerLookup,
    PublicSubnetsLookup,
    SecurityGroupLookup,
    TargetGroupLookup,
    TopicLookup,
    TrustStoreLookup,
    VpcLookup,
    WebAclLookup,
)
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "lookups")
AwsProvider(stack, "aws", region="ap-northeast-1")

vpc = VpcLookup(stack, "vpc", name="shared")
public = PublicSubnetsLookup(
    stack, "public", vpc=vpc, availability_zones=["ap-northeast-1a", "ap-northeast-1c"]
)
shared = ApplicationLoadBalancerLookup(stack, "shared", name="shared")
lookups = {
    "vpc_id": vpc.id,
    "subnet_id": public.ids[0],
    "security_group_id": SecurityGroupLookup(stack, "tasks", vpc=vpc, name="shared-tasks").id,
    "certificate_arn": CertificateLookup(stack, "certificate", domain="*.example.com").arn,
    "load_balancer_arn": shared.arn,
    "listener_arn": ListenerLookup(stack, "http", load_balancer=shared, port=80).arn,
    "target_group_arn": TargetGroupLookup(stack, "target-group", name="shared").arn,
    "hosted_zone_id": HostedZoneLookup(stack, "zone", name="example.com").id,
    "trust_store_arn": TrustStoreLookup(stack, "trust-store", name="clients").arn,
    "web_acl_arn": WebAclLookup(stack, "web-acl", name="shared").arn,
    "bucket_arn": BucketLookup(stack, "bucket", name="shared-logs").arn,
    "topic_arn": TopicLookup(stack, "topic", name="on-call").arn,
}
for name, value in lookups.items():
    TerraformOutput(stack, name, value=value)
app.synth()
