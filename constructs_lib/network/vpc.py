"""The VPC, which this library looks up and never makes."""

from collections.abc import Iterator, Mapping

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import DataAwsVpcs, DataAwsVpcsFilter
from constructs_lib._core.errors import error_message
from constructs_lib._core.lookups import exactly_one, literal
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import AwsConstruct


class VpcLookup(AwsConstruct):
    """The one Amazon VPC with a given name, tags or id, in the provider's region.

    Creates no resource; reads the data source ``aws_vpcs``. The plan fails, and tells what was
    searched for and what was found, unless exactly one VPC fits everything that is given::

        vpc = VpcLookup(self, "vpc", name="main")

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: The value of its ``Name`` tag, to the letter.
        tags: Tags that it has, among others.
        vpc_id: Its id.

    Attributes:
        resource: The data source ``aws_vpcs``, which finds it.

    Raises:
        ValidationError: Nothing to search by is given, or a value can't be a VPC's.

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
    ) -> None:
        super().__init__(scope, id, _search_errors(name, tags, vpc_id))
        searched = {f"tag:{key}": value for key, value in (tags or {}).items()}
        if name is not None:
            searched["tag:Name"] = name
        if vpc_id is not None:
            searched["vpc-id"] = vpc_id
        self.resource = DataAwsVpcs(
            self,
            "Default",
            filter=[
                DataAwsVpcsFilter(name=key, values=[literal(value)])
                for key, value in searched.items()
            ],
            lifecycle=exactly_one(
                "VPC",
                searched,
                "Check the spelling, the provider's region and account, or give vpc_id.",
            ),
        )
        self._id = f"${{one({self.resource.fqn}.ids)}}"

    @property
    def id(self) -> str:
        """The VPC's id."""
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
    # Tags to search by may start with aws:, as those that AWS sets do.
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
