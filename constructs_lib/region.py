"""The region that a stack's AWS provider works in, and the Availability Zones in it."""

import re
from typing import cast

from constructs import Construct

from constructs_lib.cdk import TerraformProvider, TerraformStack
from constructs_lib.problems import gathered
from constructs_lib.tokens import is_known
from constructs_lib.tree import stack_of
from constructs_lib.validation import check_text, fail

# Of a stack, so that jsii is asked once.
_ATTRIBUTE, _PROVIDER = "_constructs_lib_region", "_constructs_lib_provider"
_REGION = r"[a-z]{2,}(?:-[a-z]+)+-[0-9]+"
_ZONE = re.compile(
    rf"(?P<region>{_REGION})(?:[a-z]|-[a-z]{{3}}-\d[a-z]|-wl\d-[a-z]{{3}}-wlz-\d)", re.ASCII
)


@gathered
def check_region(field: str, value: str) -> None:
    """The check of the code of an AWS region.

    For a value that a program is given, such as one of the context of ``cdktf.json``, to say where
    it was to be set.

    Args:
        field: What the error calls it.
        value: What was given. A token passes.

    Raises:
        ValueError: It is none.

    Follows https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
    """
    check_text(field, value, pattern=_REGION, allowed='an AWS region such as "ap-northeast-1"')


def region_of(scope: Construct) -> str | None:
    """The region written at the stack's default ``AwsProvider``.

    ``None`` where it can't be told at synth: it is a token, it comes from the environment, or the
    provider is added to the stack only later.
    """
    known = vars(stack_of(scope))
    if _ATTRIBUTE not in known and (provider := default_provider(scope)) is not None:
        known[_ATTRIBUTE] = cast("str | None", getattr(provider, "region", None))
    region: str | None = known.get(_ATTRIBUTE)
    return region if region is not None and is_known(region) else None


def default_provider(scope: Construct) -> TerraformProvider | None:
    """The ``AwsProvider`` of the stack that has no alias, if it is there already."""
    known = vars(stack := stack_of(scope))
    if _PROVIDER not in known:
        for provider in stack.all_providers():
            if provider.terraform_resource_type == "aws" and provider.alias is None:
                known[_PROVIDER] = provider
                break
    return cast("TerraformProvider | None", known.get(_PROVIDER))


def has_provider(stack: TerraformStack) -> bool:
    """Whether a stack has an ``AwsProvider``."""
    return _ATTRIBUTE in vars(stack) or any(
        provider.terraform_resource_type == "aws" for provider in stack.all_providers()
    )


@gathered
def check_in_region(field: str, value: str, found: str | None, scope: Construct) -> None:
    """That something known to be in a region is in the stack's own, where both are known."""
    region = region_of(scope)
    if found is not None and region is not None and found != region:
        fail(field, f"in the provider's region {region}", value)


def zone_region(field: str, zone: str) -> str:
    """The region of an Availability Zone, a Local Zone or a Wavelength Zone.

    Follows https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
    """
    match = _ZONE.fullmatch(zone) if isinstance(zone, str) else None
    if match is None:
        fail(field, 'the name of an Availability Zone such as "ap-northeast-1a"', zone)
    return match["region"]
