"""The route tables of a VPC: which subnets are public."""

from constructs import Construct
from constructs_lib._core.compat import (
    DataAwsRouteTable,
    DataAwsRouteTables,
    TerraformIterator,
    TerraformLocal,
)

PUBLIC = (
    "whose route table (or the VPC's main route table, where it has none of its own) sends "
    "0.0.0.0/0 to an internet gateway"
)
"""What makes a subnet public, in words."""


class Routing:
    """What the route tables of a VPC say, read by Terraform; the VPC is there before the plan.

    Follows https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html#subnet-types
    """

    def __init__(self, scope: Construct, vpc_id: str) -> None:
        found = DataAwsRouteTables(scope, "route-tables", vpc_id=vpc_id)
        each = TerraformIterator.from_list(found.ids)
        tables = self._tables = DataAwsRouteTable(
            scope, "route-table", for_each=each, route_table_id="${each.value}"
        ).fqn
        is_public = (
            'anytrue([for r in t.routes : r.cidr_block == "0.0.0.0/0" '
            '&& startswith(r.gateway_id, "igw-")])'
        )
        self._local = TerraformLocal(
            scope,
            "routing",
            {
                "public": f"${{[for t in {tables} : t.id if {is_public}]}}",
                "main": f"${{one([for t in {tables} : t.id if anytrue(t.associations[*].main)])}}",
                "of_subnet": (
                    f"${{merge([for t in {tables} : "
                    '{for a in t.associations : a.subnet_id => t.id if a.subnet_id != ""}]...)}'
                ),
            },
        ).fqn

    @property
    def internet(self) -> str:
        """Whether any of them has a route to an internet gateway: an expression for another."""
        to_gateway = '[for r in t.routes : startswith(r.gateway_id, "igw-")]'
        return f"anytrue(flatten([for t in {self._tables} : {to_gateway}]))"

    def public(self, ids: str) -> str:
        """Those of some subnets that are public, sorted: an expression for another."""
        table = f"lookup({self._local}.of_subnet, s, {self._local}.main)"
        return f"sort([for s in {ids} : s if contains({self._local}.public, {table})])"
