"""The VPC, which this library looks up and never makes."""

from collections.abc import Mapping

from constructs import Construct

from constructs_lib.cdk import DataAwsVpcs, DataAwsVpcsFilter
from constructs_lib.construct import AwsConstruct, problems_of_construct
from constructs_lib.lookup import exactly_one, literal
from constructs_lib.problems import gathered
from constructs_lib.validation import check_text, fail, refuse


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
        ValueError: Nothing to search by is given, or a value can't be a VPC's.

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
        with problems_of_construct(scope, id):
            _check_searched_tags("tags", tags)
            if name is not None:
                check_text("name", name, high=256, allowed="1 to 256 characters")
            if vpc_id is not None:
                allowed = 'an id such as "vpc-0abc1234"'
                check_text("vpc_id", vpc_id, pattern=r"vpc-\S+", allowed=allowed)
            searched = {f"tag:{key}": value for key, value in (tags or {}).items()}
            if name is not None and searched.setdefault("tag:Name", name) != name:
                refuse("name", f"the same as the tag Name, {searched['tag:Name']!r}", name)
            if vpc_id is not None:
                searched["vpc-id"] = vpc_id
            if not searched:
                msg = "name, tags or vpc_id must be given, got none of them"
                raise ValueError(msg)

        super().__init__(scope, id)
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


@gathered
def _check_searched_tags(field: str, tags: Mapping[str, str] | None) -> None:
    """Tags to search by: also AWS's own, which nobody can set."""
    if tags is None:
        return
    if not isinstance(tags, Mapping):
        fail(field, "a mapping of strings to strings", tags)
    for key, value in tags.items():
        check_text(f"{field} key", key, high=128, allowed="1 to 128 characters")
        check_text(f"{field}[{key!r}]", value, low=0, high=256, allowed="at most 256 characters")
