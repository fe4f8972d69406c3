"""The web ACL of AWS WAF, which this library looks up and never makes."""

from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import DataAwsWafv2WebAcl
from constructs_lib._stack.construct import AwsConstruct


class WebAclLookup(AwsConstruct):
    """The AWS WAF web ACL with a given name and the scope REGIONAL, in the provider's region.

    Creates no resource; reads the data source ``aws_wafv2_web_acl``. The plan fails in the
    provider's own words where there is none.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: 1 to 128 letters, digits, ``-`` and ``_``.

    Attributes:
        resource: The data source ``aws_wafv2_web_acl``.

    Raises:
        ValidationError: The name can't be a web ACL's.

    Follows https://docs.aws.amazon.com/waf/latest/APIReference/API_WebACLSummary.html
    """

    def __init__(self, scope: Construct, id: str, *, name: str) -> None:
        expected = "1 to 128 letters, digits, - and _"

        super().__init__(
            scope,
            id,
            checks.string("name", name, pattern=r"[\w-]+", maximum=128, expected=expected),
        )
        self.resource = DataAwsWafv2WebAcl(self, "Default", name=name, scope="REGIONAL")

    @cached_property
    def arn(self) -> str:
        """The web ACL's ARN."""
        return self.resource.arn
