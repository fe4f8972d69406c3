"""References: how one construct refers to another.

An argument accepts any object that has the attribute it needs, under Terraform's own name: a
lookup, a construct of this library, a raw provider resource, or a value that is already known::

    TargetGroup(self, "web", vpc=VpcLookup(self, "vpc", name="main"), ...)
    TargetGroup(self, "web", vpc=Id("vpc-0abc1234def567890"), ...)

A plain string is not accepted, and mypy reports it: IDs, ARNs and names are all strings.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from constructs_lib._core import checks
from constructs_lib._core.compat import PROVIDERS
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved

_PROVIDERS = tuple(f"{package}." for package in PROVIDERS.values())


class HasId(Protocol):
    """An object with an ``id``, such as a VPC, a subnet or a security group."""

    @property
    def id(self) -> str:
        """The ID, or a token for it."""


class HasIds(Protocol):
    """An object with several ``ids``, such as a lookup of subnets."""

    @property
    def ids(self) -> Sequence[str]:
        """The IDs, or tokens for them."""


class HasArn(Protocol):
    """An object with an ``arn``, such as a certificate, a target group or a load balancer."""

    @property
    def arn(self) -> str:
        """The ARN, or a token for it."""


class HasCertificateArn(Protocol):
    """A raw ``AcmCertificateValidation``, which waits until a certificate is issued."""

    @property
    def certificate_arn(self) -> str:
        """The ARN of the certificate, or a token for it."""


class HasArnSuffix(Protocol):
    """An object with an ``arn_suffix`` for CloudWatch: a load balancer or a target group."""

    @property
    def arn_suffix(self) -> str:
        """The last part of the ARN, or a token for it."""


@dataclass(frozen=True, slots=True)
class Id:
    """The ID of an AWS resource that exists, such as ``Id("vpc-0abc1234def567890")``.

    Raises:
        ValidationError: The ID is empty or contains white space.

    Follows https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
    """

    id: str

    def __post_init__(self) -> None:
        expected = 'an AWS id such as "vpc-0abc1234"'
        raise_errors(checks.string("id", self.id, pattern=r"[!-~]+", expected=expected))


@dataclass(frozen=True, slots=True)
class Ids:
    """The IDs of several AWS resources that exist: known ones, or a token for a list.

    For the subnets and security groups that a Terraform variable or another module provides::

        subnets = TerraformVariable(self, "subnets", type="list(string)")
        ApplicationLoadBalancer(self, "alb", subnets=Ids(subnets.list_value), ...)

    Args:
        ids: IDs, or a token such as ``variable.list_value`` or the result of ``Token.as_list``.

    Raises:
        ValidationError: The value is not a list, or an ID is empty or contains white space.

    Follows https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
    """

    ids: Sequence[str]

    def __post_init__(self) -> None:
        expected = 'AWS ids such as "subnet-0abc1234"'
        if not checks.is_sequence(self.ids):
            raise_errors(checks.list_errors("ids", f"a list of {expected}", self.ids))
        raise_errors(
            *(checks.string("ids", id, pattern=r"[!-~]+", expected=expected) for id in self.ids)
        )


@dataclass(frozen=True, slots=True)
class Arn:
    """The Amazon Resource Name (ARN) of an AWS resource that exists: ``Arn("arn:aws:acm:…")``.

    Raises:
        ValidationError: The value does not have the six parts of an ARN.

    Follows https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    """

    arn: str

    def __post_init__(self) -> None:
        raise_errors(checks.arn("arn", self.arn))

    @property
    def arn_suffix(self) -> str:
        """The last part of the ARN of a load balancer or target group, for CloudWatch."""
        *_, resource = self.arn.split(":", 5)
        if is_resolved(resource):
            return resource.removeprefix("loadbalancer/")
        from constructs_lib._core.compat import Fn  # noqa: PLC0415 - starts Node, so only where it is needed

        return str(Fn.trimprefix(Fn.element(Fn.split(":", self.arn), 5), "loadbalancer/"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceType:
    """A type of AWS resource that an argument accepts a reference to."""

    label: str
    """The type as messages show it."""
    class_suffixes: tuple[str, ...]
    """The endings of the names of the provider's classes for the type."""
    id_prefix: str = ""
    """The prefix of its IDs, if all of them have one."""
    arn_prefixes: tuple[str, ...] = ()
    """The service and the start of the resource part in its ARNs."""


BUCKET: Final = ResourceType(label="a bucket", class_suffixes=("S3Bucket",), arn_prefixes=("s3:",))
CERTIFICATE: Final = ResourceType(
    label="an ACM certificate or an IAM server certificate",
    class_suffixes=("Certificate", "CertificateValidation"),
    arn_prefixes=("acm:certificate/", "iam:server-certificate/"),
)
FUNCTION: Final = ResourceType(
    label="a Lambda function",
    class_suffixes=("LambdaFunction", "LambdaAlias"),
    arn_prefixes=("lambda:function:",),
)
HOSTED_ZONE: Final = ResourceType(label="a hosted zone", class_suffixes=("Route53Zone",))
IPAM_POOL: Final = ResourceType(
    label="an IPAM pool", class_suffixes=("IpamPool",), id_prefix="ipam-pool-"
)
LISTENER: Final = ResourceType(
    label="a listener",
    class_suffixes=("Listener",),
    arn_prefixes=("elasticloadbalancing:listener/",),
)
LOAD_BALANCER: Final = ResourceType(
    label="an Application Load Balancer",
    class_suffixes=("Lb", "Alb"),
    arn_prefixes=("elasticloadbalancing:loadbalancer/app/",),
)
LOG_DESTINATION: Final = ResourceType(
    label="a CloudWatch log group, a Firehose stream or a bucket",
    class_suffixes=("LogGroup", "FirehoseDeliveryStream", "S3Bucket"),
    arn_prefixes=("logs:log-group:", "firehose:deliverystream/", "s3:"),
)
PREFIX_LIST: Final = ResourceType(
    label="a prefix list", class_suffixes=("PrefixList",), id_prefix="pl-"
)
ROLE: Final = ResourceType(
    label="an IAM role", class_suffixes=("IamRole",), arn_prefixes=("iam:role/",)
)
SECURITY_GROUP: Final = ResourceType(
    label="a security group", class_suffixes=("SecurityGroup",), id_prefix="sg-"
)
SUBNET: Final = ResourceType(label="a subnet", class_suffixes=("Subnet",), id_prefix="subnet-")
TARGET_GROUP: Final = ResourceType(
    label="a target group",
    class_suffixes=("TargetGroup",),
    arn_prefixes=("elasticloadbalancing:targetgroup/",),
)
TOPIC: Final = ResourceType(
    label="an SNS topic", class_suffixes=("SnsTopic",), arn_prefixes=("sns:",)
)
TRUST_STORE: Final = ResourceType(
    label="a trust store",
    class_suffixes=("TrustStore",),
    arn_prefixes=("elasticloadbalancing:truststore/",),
)
USER_POOL: Final = ResourceType(
    label="a Cognito user pool",
    class_suffixes=("UserPool",),
    arn_prefixes=("cognito-idp:userpool/",),
)
USER_POOL_CLIENT: Final = ResourceType(
    label="a client of a user pool", class_suffixes=("UserPoolClient",)
)
VPC: Final = ResourceType(label="a VPC", class_suffixes=("Vpc",), id_prefix="vpc-")
WEB_ACL: Final = ResourceType(
    label="a web ACL of scope REGIONAL",
    class_suffixes=("WebAcl",),
    arn_prefixes=("wafv2:regional/webacl/",),
)


def references_of(value: Sequence[HasId] | HasIds) -> Sequence[HasId]:
    """Return a reference for each of several IDs; a list of references is returned as it is."""
    ids = getattr(value, "ids", None)
    if isinstance(value, Sequence) or not checks.is_sequence(ids):
        return value  # type: ignore[return-value] # a wrong type is reported by the checks
    return [Id(id) for id in ids]


def id_errors(name: str, reference: object, resource_type: ResourceType) -> Iterator[str]:
    """Check for a reference with an ``id``, to a resource of a type."""
    identifier, prefix = getattr(reference, "id", None), resource_type.id_prefix
    if not isinstance(identifier, str):
        example = f'Id("{prefix}0abc")' if prefix else 'Id("…")'
        yield error_message(name, _expected(resource_type, "id", example), reference)
        return
    errors = list(_type_errors(name, reference, resource_type))
    expected = f"an id that starts with {prefix}" if prefix else "an id, and not an ARN"
    pattern = rf"(?!arn:){prefix}[!-~]+"
    yield from errors or checks.string(name, identifier, pattern=pattern, expected=expected)


def arn_errors(name: str, reference: object, resource_type: ResourceType) -> Iterator[str]:
    """Check for a reference with an ``arn``, to a resource of a type."""
    arn = getattr(reference, "arn", None)
    if arn is None and resource_type is CERTIFICATE:
        arn = getattr(reference, "certificate_arn", None)
    if not isinstance(arn, str):
        yield error_message(name, _expected(resource_type, "arn", 'Arn("arn:…")'), reference)
        return
    errors = list(_type_errors(name, reference, resource_type))
    yield from errors or arn_text_errors(name, arn, resource_type)


def arn_text_errors(name: str, arn: object, resource_type: ResourceType) -> Iterator[str]:
    """Check for the ARN of a resource of a type, as text."""
    errors = list(checks.arn(name, arn))
    if not errors and isinstance(arn, str) and is_resolved(arn):
        _, _, service, _, _, resource = arn.split(":", 5)
        if not f"{service}:{resource}".startswith(resource_type.arn_prefixes):
            errors.append(error_message(name, f"the ARN of {resource_type.label}", arn))
    yield from errors


def certificate_arn(certificate: HasArn | HasCertificateArn) -> str:
    """Return the ARN of a certificate, or of that of a raw ``AcmCertificateValidation``."""
    arn: str | None = getattr(certificate, "arn", None)
    return certificate.certificate_arn if arn is None else arn  # type: ignore[union-attr] # the other one


def arn_suffix_errors(name: str, reference: object, resource_type: ResourceType) -> Iterator[str]:
    """Check for a reference with an ``arn_suffix``, to a resource of a type."""
    if isinstance(reference, Arn):
        yield from arn_text_errors(name, reference.arn, resource_type)
    elif isinstance(getattr(reference, "arn_suffix", None), str):
        yield from _type_errors(name, reference, resource_type)
    else:
        expected = f'{resource_type.label}, created or looked up, or Arn("arn:…")'
        yield error_message(name, expected, reference)


def target_group_errors(name: str, target_groups: object) -> Iterator[str]:
    """Check for a mapping of keys to target groups with an ``arn_suffix``."""
    yield from checks.mapping(name, target_groups, value_type="target groups")
    if isinstance(target_groups, Mapping):
        for key, target_group in target_groups.items():
            yield from arn_suffix_errors(f"{name}[{key!r}]", target_group, TARGET_GROUP)


def _expected(resource_type: ResourceType, attribute: str, example: str) -> str:
    reference = f"the lookup, construct or resource itself, not its {attribute}"
    return f"{resource_type.label} ({reference}) or {example}"


def _type_errors(name: str, reference: object, resource_type: ResourceType) -> Iterator[str]:
    """Check the class of a provider resource, or of the resource in a construct."""
    for resource in (reference, getattr(reference, "resource", None)):
        class_name = type(resource).__name__
        names = class_name, class_name.removesuffix("s")  # data sources such as DataAwsVpcs
        is_of_type = any(name.endswith(resource_type.class_suffixes) for name in names)
        if type(resource).__module__.startswith(_PROVIDERS) and not is_of_type:
            yield error_message(name, resource_type.label, reference)
            return
