"""Import blocks for the resources of a stack, with the IDs that ``docs/import.md`` documents."""

from collections.abc import Iterable
from typing import Any

from embedded_aws.prerequisites import Clients


def import_blocks(stack: dict[str, Any], aws: Clients) -> str:
    """A block for each resource of a synthesized stack with one load balancer."""
    [load_balancer] = stack["resource"]["aws_lb"].values()
    existing = _ExistingResources(aws, load_balancer["name"])
    return "".join(
        f'import {{\n  to = {kind}.{name}\n  id = "{getattr(existing, kind)(resource)}"\n}}\n'
        for kind, resources in stack["resource"].items()
        for name, resource in resources.items()
    )


NOT_IMPORTED = {
    "aws_acm_certificate_validation",
    "aws_lb_listener_certificate",
    "aws_lb_target_group_attachment",
}
"""Resources that can't be imported."""
REPLACED = {"aws_lambda_permission"}
"""Resources that an import replaces, as documented."""
_IDS = {
    "aws_cloudwatch_dashboard": "{dashboard_name}",
    "aws_cloudwatch_metric_alarm": "{alarm_name}",
    "aws_lambda_permission": "{function_name}/{statement_id}",
    "aws_route53_record": "{zone_id}_{name}_{type}",
    "aws_wafv2_web_acl": "{id}/{name}/{scope}",
    "aws_wafv2_web_acl_association": "{web_acl_arn},{resource_arn}",
}
"""Of the others, Terraform's own ``id``."""


def import_blocks_of(resources: Iterable[dict[str, Any]]) -> str:
    """Return a block for each resource of a state, with the ID that ``docs/import.md`` documents."""
    return "".join(
        f"import {{\n  to = {resource['address']}\n"
        f'  id = "{_IDS.get(resource["type"], "{id}").format(**resource["values"])}"\n}}\n'
        for resource in resources
        if resource["mode"] == "managed" and resource["type"] not in NOT_IMPORTED
    )


class _ExistingResources:
    """The ID of each resource in AWS, found by the arguments of its configuration."""

    def __init__(self, aws: Clients, name: str) -> None:
        self._aws = aws
        [self._alb] = aws.elbv2.describe_load_balancers(Names=[name])["LoadBalancers"]
        listeners = aws.elbv2.describe_listeners(LoadBalancerArn=self._alb["LoadBalancerArn"])
        self._listeners = {
            listener["Port"]: listener["ListenerArn"] for listener in listeners["Listeners"]
        }

    def aws_lb(self, _: dict[str, Any]) -> str:
        return self._alb["LoadBalancerArn"]

    def aws_lb_target_group(self, resource: dict[str, Any]) -> str:
        groups = self._aws.elbv2.describe_target_groups(Names=[resource["name"]])
        return groups["TargetGroups"][0]["TargetGroupArn"]

    def aws_lb_listener(self, resource: dict[str, Any]) -> str:
        return self._listeners[resource["port"]]

    def aws_lb_listener_rule(self, resource: dict[str, Any]) -> str:
        [arn] = [
            rule["RuleArn"]
            for listener in self._listeners.values()
            for rule in self._aws.elbv2.describe_rules(ListenerArn=listener)["Rules"]
            if rule["Priority"] == str(resource["priority"])
        ]
        return arn

    def aws_security_group(self, resource: dict[str, Any]) -> str:
        groups = self._aws.ec2.describe_security_groups(
            Filters=[{"Name": "group-name", "Values": [resource["name"]]}]
        )
        return groups["SecurityGroups"][0]["GroupId"]

    def _rule(self, resource: dict[str, Any], *, egress: bool) -> str:
        [group] = self._alb["SecurityGroups"]
        rules = self._aws.ec2.describe_security_group_rules(
            Filters=[{"Name": "group-id", "Values": [group]}]
        )["SecurityGroupRules"]
        [id] = [
            rule["SecurityGroupRuleId"]
            for rule in rules
            if rule["IsEgress"] is egress and rule["FromPort"] == resource["from_port"]
        ]
        return id

    def aws_vpc_security_group_ingress_rule(self, resource: dict[str, Any]) -> str:
        return self._rule(resource, egress=False)

    def aws_vpc_security_group_egress_rule(self, resource: dict[str, Any]) -> str:
        return self._rule(resource, egress=True)
