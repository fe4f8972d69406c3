"""Lookup of an existing VPC."""

from collections.abc import Iterator, Mapping

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import DataAwsVpcs, DataAwsVpcsFilter, Fn, TerraformProvider
from constructs_lib._core.errors import error_message
from constructs_lib._core.filters import escape_wildcards, exactly_one
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import environment_arguments


class VpcLookup(AwsConstruct):
    """The existing Amazon VPC with a name, tags or an ID.

    Creates no resource; reads the data source ``aws_vpcs``. The plan fails unless exactly one VPC
    matches all arguments; its error lists the search criteria and the VPCs found::

        vpc = VpcLookup(self, "vpc", name="main")

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: The value of the ``Name`` tag, without wildcards. Defaults to any name.
        tags: Other tags of the VPC. Defaults to any tags.
        vpc_id: The ID of the VPC. Defaults to any ID.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The data source ``aws_vpcs``.

    Raises:
        ValidationError: No argument is given, or a value is not valid for a VPC.

    Follows https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcs.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str | None = None,
        tags: Mapping[str, str] | None = None,
        vpc_id: str | None = None,
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        super().__init__(
            scope, id, _search_errors(name, tags, vpc_id), provider=provider, region=region
        )
        filters = {f"tag:{key}": value for key, value in (tags or {}).items()}
        if name is not None:
            filters["tag:Name"] = name
        if vpc_id is not None:
            filters["vpc-id"] = vpc_id
        self.resource = DataAwsVpcs(
            self,
            "Default",
            **environment_arguments(self),
            filter=[
                DataAwsVpcsFilter(name=key, values=[escape_wildcards(value)])
                for key, value in filters.items()
            ],
            lifecycle=exactly_one(
                "VPC",
                filters,
                "Check the spelling, the region and account, or give vpc_id.",
            ),
        )
        self._id = str(Fn.one(self.resource.ids))

    @property
    def id(self) -> str:
        """The ID of the VPC."""
        return self._id


def _search_errors(name: str | None, tags: object, vpc_id: str | None) -> Iterator[str]:
    if name is None and vpc_id is None and not tags:
        yield "name, tags or vpc_id must be given"
    if name is not None:
        yield from vpc_name_errors("name", name)
    if vpc_id is not None:
        expected = 'an id such as "vpc-0abc1234"'
        yield from checks.string("vpc_id", vpc_id, pattern=r"vpc-\S+", expected=expected)
    if tags is None:
        return
    if not isinstance(tags, Mapping):
        yield error_message("tags", "a mapping of strings to strings", tags)
        return
    # Tags that AWS sets start with aws:, and can be searched for.
    for key, value in tags.items():
        yield from checks.string("tags key", key, maximum=128, expected="1 to 128 characters")
        yield from checks.string(
            f"tags[{key!r}]", value, minimum=0, maximum=256, expected="at most 256 characters"
        )
    tag = tags.get("Name")
    are_known = tag is not None and name is not None and is_resolved(tag) and is_resolved(name)
    if are_known and tag != name:
        yield error_message("name", f"the same as the tag Name, {tag!r}", name)


def vpc_name_errors(name: str, value: object) -> Iterator[str]:
    """Check for the value of the ``Name`` tag of a VPC."""
    return checks.string(name, value, maximum=256, expected="1 to 256 characters")
