"""Load balancers with addresses of an IPAM pool, on an Outpost, and for IPv6 clients only."""

from constructs_lib import ApplicationLoadBalancer, FixedResponse, HttpListener, Id
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "addresses")
AwsProvider(stack, "aws", region="ap-northeast-1")

vpc = Id("vpc-0a1b2c3d4e5f60718")
subnets = [Id("subnet-0a1b2c3d4e5f60718"), Id("subnet-0b1c2d3e4f5061728")]
group = Id("sg-0a1b2c3d4e5f60718")

not_found = HttpListener(default_action=FixedResponse(404))
ApplicationLoadBalancer(
    stack,
    "ipam",
    name="ipam",
    internal=False,
    subnets=subnets,
    security_groups=[group],
    listeners=[not_found],
    ipam_pool=Id("ipam-pool-0a1b2c3d4e5f60718"),
    minimum_capacity_units=100,
)
ApplicationLoadBalancer(
    stack,
    "outpost",
    name="outpost",
    subnets=subnets[:1],
    security_groups=[group],
    listeners=[not_found],
    customer_owned_ipv4_pool="ipv4pool-coip-0a1b2c3d4e5f60718",
)
ApplicationLoadBalancer(
    stack,
    "ipv6",
    name="ipv6",
    internal=False,
    ip_address_type="dualstack-without-public-ipv4",
    subnets=subnets,
    security_groups=[group],
    listeners=[not_found],
)
app.synth()
