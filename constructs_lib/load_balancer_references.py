"""What a load balancer is made of that others own: subnets, security groups, a web ACL."""

from collections.abc import Sequence

from constructs import Construct

from constructs_lib.cdk import TerraformResource
from constructs_lib.kind import SECURITY_GROUP, SUBNET, WEB_ACL
from constructs_lib.load_balancer_logs import LoadBalancerLogs
from constructs_lib.problems import gathered
from constructs_lib.reference_region import check_reference_of_stack
from constructs_lib.refs import HasArn, HasId, HasIds, Id, arn_of, id_of
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_sequence, check_unique, fail


@gathered
def subnet_ids_of(field: str, subnets: HasIds | Sequence[HasId], *, on_outpost: bool) -> list[str]:
    """The ids of a lookup, or of a list of references: in two zones, or the one on an Outpost."""
    if isinstance(subnets, str):
        fail(field, "a lookup of subnets or a list of references", subnets)
    if isinstance(subnets, Sequence):
        ids = [id_of(f"{field}[{n}]", subnet, SUBNET) for n, subnet in enumerate(subnets)]
    elif isinstance(found := getattr(subnets, "ids", None), Sequence) and not isinstance(
        found, str
    ):
        ids = [id_of(field, Id(one), SUBNET) for one in found]
    else:
        fail(field, "a lookup of subnets or a list of references", subnets)
    check_unique(field, filter(None, ids))  # which are empty where they were refused
    if on_outpost:
        if len(ids) != 1:
            fail(field, "the one subnet on the Outpost, with customer_owned_ipv4_pool", ids)
        return ids
    # One token may stand for a whole list, as in the data source aws_subnets.
    if len(ids) < 2 and all(is_known(one) or "#{" not in one for one in ids):  # noqa: PLR2004
        fail(field, "subnets in at least 2 Availability Zones", ids)
    return ids


@gathered
def security_group_ids_of(field: str, security_groups: Sequence[HasId], quota: int) -> list[str]:
    """The ids of as many security groups as a network interface may have."""
    allowed = f"1 to {quota} security groups"
    check_sequence(field, security_groups, of=allowed)
    ids = [id_of(f"{field}[{n}]", one, SECURITY_GROUP) for n, one in enumerate(security_groups)]
    if not 1 <= len(ids) <= quota:
        raised = "LoadBalancerQuotas(security_groups=…), if AWS has raised yours"
        fail(field, f"a list of {allowed} ({raised})", ids)
    check_unique(field, filter(None, ids))  # which are empty where they were refused
    return ids


@gathered
def web_acl_arn_of(field: str, web_acl: HasArn | None, scope: Construct) -> str | None:
    """The ARN of a web ACL of the provider's region, or ``None``."""
    if web_acl is None:
        return None
    arn = arn_of(field, web_acl, WEB_ACL)
    check_reference_of_stack(field, web_acl, scope)
    return arn


def prerequisites_of(
    security_groups: Sequence[HasId], *logs: LoadBalancerLogs | None
) -> list[TerraformResource]:
    """What must be there before the load balancer is, though no argument names it.

    The rules of its security groups, so that a group that replaces another has them by the time
    that the load balancer takes it; and the policies of its buckets, to which AWS writes at once.
    """
    rules = [rule for group in security_groups for rule in getattr(group, "rules", ())]
    buckets = [one.bucket for one in logs if one]
    return [*rules, *(bucket.policy for bucket in buckets if hasattr(bucket, "policy"))]
