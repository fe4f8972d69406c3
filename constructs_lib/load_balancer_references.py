"""What a load balancer is made of that others own: subnets, security groups, a web ACL."""

from collections.abc import Sequence

from cdktf import TerraformResource
from constructs import Construct

from constructs_lib.load_balancer_logs import LoadBalancerLogs
from constructs_lib.refs import HasArn, HasId, HasIds, Id, arn_of, id_of
from constructs_lib.region import check_in_region
from constructs_lib.tokens import is_known
from constructs_lib.validation import arn_region, check_arn_of, check_sequence, check_unique, fail


def subnet_ids_of(field: str, subnets: HasIds | Sequence[HasId]) -> list[str]:
    """The ids of a lookup, or of a list of references, in at least two zones."""
    if isinstance(subnets, str):
        fail(field, "a lookup of subnets or a list of references", subnets)
    if isinstance(subnets, Sequence):
        ids = [id_of(field, subnet, prefix="subnet-") for subnet in subnets]
    elif isinstance(found := getattr(subnets, "ids", None), Sequence) and not isinstance(
        found, str
    ):
        ids = list(found)
        for one in ids:
            id_of(field, Id(one), prefix="subnet-")
    else:
        fail(field, "a lookup of subnets or a list of references", subnets)
    check_unique(field, ids)
    # One token may stand for a whole list, as in the data source aws_subnets.
    if len(ids) < 2 and all(is_known(one) or "#{" not in one for one in ids):  # noqa: PLR2004
        fail(field, "subnets in at least 2 Availability Zones", ids)
    return ids


def security_group_ids_of(field: str, security_groups: Sequence[HasId]) -> list[str]:
    """The ids of 1 to 5 security groups."""
    check_sequence(field, security_groups, of="1 to 5 security groups")
    ids = [id_of(field, group, prefix="sg-") for group in security_groups]
    if not 1 <= len(ids) <= 5:  # noqa: PLR2004 - the quota that AWS does not raise
        fail(field, "a list of 1 to 5 security groups", ids)
    check_unique(field, ids)
    return ids


def web_acl_arn_of(field: str, web_acl: HasArn | None, scope: Construct) -> str | None:
    """The ARN of a web ACL of the provider's region, or ``None``."""
    if web_acl is None:
        return None
    arn = arn_of(field, web_acl)
    check_arn_of(
        field,
        arn,
        resources=["wafv2:regional/webacl/"],
        allowed="the ARN of a web ACL of scope REGIONAL",
    )
    check_in_region(field, arn, arn_region(arn), scope)
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
