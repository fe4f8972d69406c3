"""References: how one construct names another.

An argument takes whatever has the attribute that it needs, under Terraform's own name: a lookup,
a construct of this library, a raw provider resource, or a value that the user already knows::

    TargetGroup(self, "web", vpc=VpcLookup(self, "vpc", name="main"), ...)
    TargetGroup(self, "web", vpc=Id("vpc-0abc1234def567890"), ...)

A bare string does not fit, and mypy says so: in it, an id, an ARN and a name look alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from constructs_lib._core import checks
from constructs_lib._core.compat import PROVIDERS
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.kind import TARGET_GROUP, Kind
from constructs_lib._core.tokens import is_resolved

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
        ValidationError: The ID is empty or contains white space.
    """

    id: str

    def __post_init__(self) -> None:
        expected = 'an AWS id such as "vpc-0abc1234"'
        raise_errors(checks.string("id", self.id, pattern=r"[!-~]+", expected=expected))


@dataclass(frozen=True, slots=True)
class Arn:
    """An Amazon Resource Name that is already known: ``Arn("arn:aws:acm:…:certificate/…")``.

    Follows https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html

    Raises:
        ValidationError: The ARN does not have six parts.
    """

    arn: str

    def __post_init__(self) -> None:
        raise_errors(checks.arn("arn", self.arn))


def id_errors(name: str, reference: object, kind: Kind) -> Iterator[str]:
    """Check for a reference with an ``id``, to a resource of the right type."""
    identifier = getattr(reference, "id", None)
    if not isinstance(identifier, str):
        example = f'Id("{kind.prefix}0abc")' if kind.prefix else 'Id("…")'
        yield error_message(name, _expected(kind, "id", example), reference)
        return
    errors = list(_type_errors(name, reference, kind))
    expected = f"an id that starts with {kind.prefix}" if kind.prefix else "an id, and not an ARN"
    pattern = rf"(?!arn:){kind.prefix}[!-~]+"
    yield from errors or checks.string(name, identifier, pattern=pattern, expected=expected)


def arn_errors(name: str, reference: object, kind: Kind) -> Iterator[str]:
    """Check for a reference with an ``arn``, to a resource of the right type."""
    arn = getattr(reference, "arn", None)
    if not isinstance(arn, str):
        yield error_message(name, _expected(kind, "arn", 'Arn("arn:…")'), reference)
        return
    errors = [*_type_errors(name, reference, kind), *checks.arn(name, arn)]
    if not errors and is_resolved(arn):
        _, _, service, _, _, resource = arn.split(":", 5)
        if not f"{service}:{resource}".startswith(kind.arns):
            errors.append(error_message(name, f"the ARN of {kind.words}", arn))
    yield from errors


def arn_suffix_errors(name: str, reference: object, kind: Kind) -> Iterator[str]:
    """Check for a reference with an ``arn_suffix``, to a resource of the right type."""
    if isinstance(getattr(reference, "arn_suffix", None), str):
        yield from _type_errors(name, reference, kind)
    else:
        yield error_message(name, f"{kind.words}, created or looked up", reference)


def target_group_errors(name: str, target_groups: object) -> Iterator[str]:
    """Check for a mapping of keys to target groups with an ``arn_suffix``."""
    yield from checks.mapping(name, target_groups, value_type="target groups")
    if isinstance(target_groups, Mapping):
        for key, target_group in target_groups.items():
            yield from arn_suffix_errors(f"{name}[{key!r}]", target_group, TARGET_GROUP)


def _expected(kind: Kind, attribute: str, example: str) -> str:
    itself = f"the lookup, construct or resource itself, not its {attribute}"
    return f"{kind.words} ({itself}) or {example}"


def _type_errors(name: str, reference: object, kind: Kind) -> Iterator[str]:
    """Check the class of a provider resource, or of the resource in a construct."""
    for resource in (reference, getattr(reference, "resource", None)):
        class_name = type(resource).__name__
        is_of_type = class_name.endswith(kind.classes) or class_name.removesuffix("s").endswith(
            kind.classes
        )
        if type(resource).__module__.startswith(_PROVIDERS) and not is_of_type:
            yield error_message(name, kind.words, reference)
            return
