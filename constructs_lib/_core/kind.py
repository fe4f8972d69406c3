"""The kinds of AWS resources that references name, and how each is told from the others."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of AWS resource."""

    words: str
    classes: tuple[str, ...]
    """How the names of the provider's classes for it end."""
    prefix: str = ""
    """How AWS starts its ids, if always in one way."""
    arns: tuple[str, ...] = ()
    """How its ARNs go on behind the account: ``service:resource-type/``."""


BUCKET: Final = Kind(words="a bucket", classes=("S3Bucket",))
CERTIFICATE: Final = Kind(
    words="an ACM certificate or an IAM server certificate",
    classes=("Certificate",),
    arns=("acm:certificate/", "iam:server-certificate/"),
)
FUNCTION: Final = Kind(
    words="a Lambda function", classes=("LambdaFunction", "LambdaAlias"), arns=("lambda:function:",)
)
HOSTED_ZONE: Final = Kind(words="a hosted zone", classes=("Route53Zone",))
IPAM_POOL: Final = Kind(words="an IPAM pool", classes=("IpamPool",), prefix="ipam-pool-")
LISTENER: Final = Kind(
    words="a listener", classes=("Listener",), arns=("elasticloadbalancing:listener/",)
)
LOAD_BALANCER: Final = Kind(
    words="an Application Load Balancer",
    classes=("Lb", "Alb"),
    arns=("elasticloadbalancing:loadbalancer/app/",),
)
PREFIX_LIST: Final = Kind(words="a prefix list", classes=("PrefixList",), prefix="pl-")
SECURITY_GROUP: Final = Kind(words="a security group", classes=("SecurityGroup",), prefix="sg-")
SUBNET: Final = Kind(words="a subnet", classes=("Subnet",), prefix="subnet-")
TARGET_GROUP: Final = Kind(
    words="a target group",
    classes=("TargetGroup",),
    arns=("elasticloadbalancing:targetgroup/",),
)
TOPIC: Final = Kind(words="an SNS topic", classes=("SnsTopic",), arns=("sns:",))
TRUST_STORE: Final = Kind(
    words="a trust store", classes=("TrustStore",), arns=("elasticloadbalancing:truststore/",)
)
USER_POOL: Final = Kind(
    words="a Cognito user pool", classes=("UserPool",), arns=("cognito-idp:userpool/",)
)
USER_POOL_CLIENT: Final = Kind(words="a client of a user pool", classes=("UserPoolClient",))
VPC: Final = Kind(words="a VPC", classes=("Vpc",), prefix="vpc-")
WEB_ACL: Final = Kind(
    words="a web ACL of scope REGIONAL", classes=("WebAcl",), arns=("wafv2:regional/webacl/",)
)
