"""Lookup of an existing AWS WAF web ACL."""

from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import DataAwsWafv2WebAcl, TerraformProvider
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import environment_arguments


class WebAclLookup(AwsConstruct):
    """The existing AWS WAF web ACL with a name and the scope REGIONAL.

    Creates no resource; reads the data source ``aws_wafv2_web_acl``. The plan fails with the
    provider's error if there is none.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: Name of the web ACL, 1–128 letters, digits, ``-`` and ``_``.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The data source ``aws_wafv2_web_acl``.

    Raises:
        ValidationError: The name is not valid for a web ACL.

    Follows https://docs.aws.amazon.com/waf/latest/APIReference/API_WebACLSummary.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        expected = "1 to 128 letters, digits, - and _"
        super().__init__(
            scope,
            id,
            checks.string("name", name, pattern=r"[\w-]+", maximum=128, expected=expected),
            provider=provider,
            region=region,
        )
        self.resource = DataAwsWafv2WebAcl(
            self, "Default", **environment_arguments(self), name=name, scope="REGIONAL"
        )

    @cached_property
    def arn(self) -> str:
        """The ARN of the web ACL."""
        return self.resource.arn
