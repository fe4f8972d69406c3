"""Lookup of an existing Application Load Balancer."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    DataAwsLb,
    DataAwsLbs,
    Fn,
    Postcondition,
    Precondition,
    TerraformProvider,
    TerraformResourceLifecycle,
)
from constructs_lib._core.tokens import is_resolved, literal_tags
from constructs_lib._stack.construct import AwsConstruct
from constructs_lib._stack.environment import environment_arguments
from constructs_lib.references import LOAD_BALANCER, HasId, Id, arn_text_errors


class ApplicationLoadBalancerLookup(AwsConstruct):
    """The existing Application Load Balancer with a name, an ARN or tags.

    Creates no resource; reads the data sources ``aws_lbs`` and ``aws_lb``. The plan fails if the
    load balancer does not exist before the apply, or is of another type::

        shared = ApplicationLoadBalancerLookup(self, "shared", name="shared")
        public = ApplicationLoadBalancerLookup(self, "public", tags={"tier": "public"})

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        name: The name of the load balancer. Exactly one of ``name``, ``arn`` and ``tags`` is
            required.
        arn: The ARN of the load balancer.
        tags: Tags that exactly one load balancer has. Network Load Balancers count, too.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resource: The data source ``aws_lb``.

    Raises:
        ValidationError: The name or the ARN is not valid for a load balancer, or not exactly one
            of the three is given.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str | None = None,
        arn: str | None = None,
        tags: Mapping[str, str] | None = None,
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        super().__init__(
            scope, id, _criteria_errors(name, arn, tags), provider=provider, region=region
        )
        self.name = name if arn is None else name_in_arn(arn)
        """The name of the load balancer, if it is known at synth."""
        message = (
            "The load balancer ${self.name} must be an Application Load Balancer, but its type is "
            "${self.load_balancer_type}. Check the search criteria."
        )
        condition = Postcondition(
            condition='${self.load_balancer_type == "application"}', error_message=message
        )
        self.resource = DataAwsLb(
            self,
            "Default",
            **environment_arguments(self),
            name=name,
            arn=arn,
            tags=literal_tags(tags),
            lifecycle=TerraformResourceLifecycle(
                precondition=self._existence_preconditions(name, arn, tags),
                postcondition=[condition],
            ),
        )

    @cached_property
    def id(self) -> str:
        """The ID of the load balancer, which is its ARN."""
        return self.resource.id

    def _existence_preconditions(
        self, name: str | None, arn: str | None, tags: Mapping[str, str] | None
    ) -> list[Precondition] | None:
        """Check with ``aws_lbs``, as the error of ``aws_lb`` does not show the criteria."""
        if not is_resolved(name) or not is_resolved(arn):
            return None
        all_arns = DataAwsLbs(
            self, "all", **environment_arguments(self), tags=literal_tags(tags)
        ).fqn
        if tags:
            condition = f"length({all_arns}.arns) == 1"
            message = (
                f"Exactly one load balancer must have the tags ${{jsonencode({all_arns}.tags)}}, "
                f"but ${{length({all_arns}.arns)}} have them in the region and account."
            )
        else:
            names = f'[for a in {all_arns}.arns : split("/", a)[2]]'
            condition = f'contains({names}, "{name}")'
            if arn is not None:
                condition = f'contains({all_arns}.arns, "{arn}")'
            message = (
                f"The load balancer {name or arn} does not exist in the region and account. "
                "Check the spelling, or create it first."
            )
        return [Precondition(condition=f"${{{condition}}}", error_message=message)]

    @cached_property
    def arn(self) -> str:
        """The ARN of the load balancer."""
        return self.resource.arn

    @cached_property
    def arn_suffix(self) -> str:
        """The last part of the ARN, which is the dimension of CloudWatch metrics."""
        return self.resource.arn_suffix

    @property
    def security_group(self) -> HasId:
        """The first security group of the load balancer, for a `Connection` to a backend."""
        return Id(str(Fn.element(self.resource.security_groups, 0)))

    @cached_property
    def dns_name(self) -> str:
        """The DNS name of the load balancer."""
        return self.resource.dns_name

    @cached_property
    def zone_id(self) -> str:
        """The ID of the hosted zone of the DNS name, for alias records."""
        return self.resource.zone_id


def name_in_arn(arn: str) -> str | None:
    """Return the name of the load balancer in its ARN, or in that of a listener, if it is known."""
    # arn:…:loadbalancer/app/<name>/<id>, and arn:…:listener/app/<name>/<id>/<id>
    parts = arn.split("/") if is_resolved(arn) else []
    return parts[2] if len(parts) > 2 else None  # noqa: PLR2004 - the name is the third part


def _criteria_errors(name: object, arn: object, tags: object) -> Iterator[str]:
    criteria = {"name": name, "arn": arn, "tags": tags}
    labels = [label for label, value in criteria.items() if value is not None]
    if len(labels) != 1:
        yield f"exactly one of name, arn and tags must be given, got {', '.join(labels) or 'none'}"
    if name is not None:
        yield from checks.elb_name("name", name)
    if arn is not None:
        yield from arn_text_errors("arn", arn, LOAD_BALANCER)
    if tags is not None:
        yield from checks.tags("tags", tags)
        if not tags:
            yield "tags must not be empty"
