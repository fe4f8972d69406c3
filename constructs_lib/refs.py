"""References: how one construct names another.

An argument takes whatever has the attribute that it needs, under Terraform's own name: a lookup,
a construct of this library, a raw provider resource, or a value that the user already knows::

    TargetGroup(self, "web", vpc=VpcLookup(self, "vpc", name="main"), ...)
    TargetGroup(self, "web", vpc=Id("vpc-0abc1234def567890"), ...)

A bare string does not fit, and mypy says so: in it, an id, an ARN and a name look alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from constructs_lib.cdk import PROVIDERS
from constructs_lib.kind import TARGET_GROUP, Kind
from constructs_lib.problems import gathered
from constructs_lib.refused import problems_of_value
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_arn, check_mapping, check_text, fail

_PROVIDERS = tuple(f"{package}." for package in PROVIDERS.values())


class HasId(Protocol):
    """Anything with an ``id``: a VPC, a subnet, a security group."""

    @property
    def id(self) -> str:
        """The AWS id, or the token that stands for it until Terraform knows it."""


class HasIds(Protocol):
    """Anything with several ``ids``: a lookup of subnets."""

    @property
    def ids(self) -> Sequence[str]:
        """The AWS ids, or the tokens that stand for them."""


class HasArn(Protocol):
    """Anything with an ``arn``: a certificate, a target group, a load balancer."""

    @property
    def arn(self) -> str:
        """The ARN, or the token that stands for it until Terraform knows it."""


class HasArnSuffix(Protocol):
    """Anything with an ``arn_suffix``, as CloudWatch names it: a load balancer, a target group."""

    @property
    def arn_suffix(self) -> str:
        """The end of the ARN, or the token that stands for it."""


@dataclass(frozen=True, slots=True)
class Id:
    """An AWS id that is already known, such as ``Id("vpc-0abc1234def567890")``.

    Follows https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html

    Raises:
        ValueError: It is empty or holds white space.
    """

    id: str

    @problems_of_value
    def __post_init__(self) -> None:
        check_text("id", self.id, pattern=r"[!-~]+", allowed='an AWS id such as "vpc-0abc1234"')


@dataclass(frozen=True, slots=True)
class Arn:
    """An Amazon Resource Name that is already known: ``Arn("arn:aws:acm:…:certificate/…")``.

    Follows https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html

    Raises:
        ValueError: It does not have the six parts of an ARN.
    """

    arn: str

    @problems_of_value
    def __post_init__(self) -> None:
        check_arn("arn", self.arn)


@gathered
def id_of(field: str, reference: HasId, kind: Kind) -> str:
    """The id in a reference.

    Raises:
        ValueError: The reference has no ``id``, or is one to another kind of resource.
    """
    identifier = getattr(reference, "id", None)
    if not isinstance(identifier, str):
        example = f'Id("{kind.prefix}0abc")' if kind.prefix else 'Id("…")'
        fail(field, _itself(kind, "id", example), reference)
    _check_kind(field, reference, kind)
    allowed = f"an id that starts with {kind.prefix}" if kind.prefix else "an id, and not an ARN"
    check_text(field, identifier, pattern=rf"(?!arn:){kind.prefix}[!-~]+", allowed=allowed)
    return identifier


@gathered
def arn_of(field: str, reference: HasArn, kind: Kind) -> str:
    """The ARN in a reference.

    Raises:
        ValueError: The reference has no ``arn``, or is one to another kind of resource.
    """
    arn = getattr(reference, "arn", None)
    if not isinstance(arn, str):
        fail(field, _itself(kind, "arn", 'Arn("arn:…")'), reference)
    _check_kind(field, reference, kind)
    if is_known(arn):
        check_arn(field, arn)
        _, _, service, _, _, resource = arn.split(":", 5)
        if not f"{service}:{resource}".startswith(kind.arns):
            fail(field, f"the ARN of {kind.words}", arn)
    return arn


def _itself(kind: Kind, attribute: str, known: str) -> str:
    itself = f"the lookup, construct or resource itself, and not its {attribute}"
    return f"{kind.words} ({itself}) or {known}"


def _check_kind(field: str, reference: object, kind: Kind) -> None:
    """That a resource of the provider, or a construct of ours around one, is of the kind."""
    for resource in (reference, getattr(reference, "resource", None)):
        name = type(resource).__name__
        of_kind = name.endswith(kind.classes) or name.removesuffix("s").endswith(kind.classes)
        if type(resource).__module__.startswith(_PROVIDERS) and not of_kind:
            fail(field, kind.words, type(reference).__name__)


@gathered
def arn_suffix_of(field: str, reference: HasArnSuffix, kind: Kind) -> str:
    """The end of the ARN in a reference.

    Raises:
        ValueError: The reference has no ``arn_suffix``, or is one to another kind of resource.
    """
    suffix = getattr(reference, "arn_suffix", None)
    if not isinstance(suffix, str):
        fail(field, f"{kind.words}, made or looked up", reference)
    _check_kind(field, reference, kind)
    return suffix


@gathered
def arn_suffixes_of(field: str, references: Mapping[str, HasArnSuffix]) -> dict[str, str]:
    """The ends of the ARNs in some references to target groups, by their keys.

    Raises:
        ValueError: They are no mapping, or a reference is none to a target group.
    """
    check_mapping(field, references, to="target groups")
    return {
        key: arn_suffix_of(f"{field}[{key!r}]", one, TARGET_GROUP)
        for key, one in references.items()
    }
