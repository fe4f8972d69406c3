"""References: how one construct names another.

An argument takes whatever has the attribute that it needs, under Terraform's own name: a lookup,
a construct of this library, a raw provider resource, or a value that the user already knows::

    TargetGroup(self, "web", vpc=VpcLookup(self, "vpc", name="main"), ...)
    TargetGroup(self, "web", vpc=Id("vpc-0abc1234def567890"), ...)

A bare string does not fit, and mypy says so: in it, an id, an ARN and a name look alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from constructs_lib.validation import check_arn, check_text, fail


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

    Raises:
        ValueError: It is empty or holds white space.
    """

    id: str

    def __post_init__(self) -> None:
        check_text("id", self.id, pattern=r"\S+", allowed='an AWS id such as "vpc-0abc1234"')


@dataclass(frozen=True, slots=True)
class Arn:
    """An Amazon Resource Name that is already known: ``Arn("arn:aws:acm:…:certificate/…")``.

    Follows https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html

    Raises:
        ValueError: It does not have the six parts of an ARN.
    """

    arn: str

    def __post_init__(self) -> None:
        check_arn("arn", self.arn)


def id_of(field: str, reference: HasId, *, prefix: str = "") -> str:
    """The id in a reference; ``prefix`` is how AWS starts the ids of that resource, if it does.

    Raises:
        ValueError: The reference has no ``id``, or the id is another resource's.
    """
    identifier = getattr(reference, "id", None)
    if not isinstance(identifier, str):
        example = f'Id("{prefix or "id-"}0abc")'
        fail(field, f"a reference with an id, such as a lookup or {example}", reference)
    allowed = f"an id that starts with {prefix}" if prefix else "an id without white space"
    check_text(field, identifier, pattern=rf"{prefix}\S+", allowed=allowed)
    return identifier


def arn_of(field: str, reference: HasArn) -> str:
    """The ARN in a reference.

    Raises:
        ValueError: The reference has no ``arn``.
    """
    arn = getattr(reference, "arn", None)
    if not isinstance(arn, str):
        fail(field, 'a reference with an arn, such as a construct or Arn("arn:…")', reference)
    return arn


def arn_suffix_of(field: str, reference: HasArnSuffix) -> str:
    """The end of the ARN in a reference.

    Raises:
        ValueError: The reference has no ``arn_suffix``.
    """
    suffix = getattr(reference, "arn_suffix", None)
    if not isinstance(suffix, str):
        fail(field, "a load balancer or a target group, made or looked up", reference)
    return suffix
