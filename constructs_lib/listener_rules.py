"""Rules on a listener that another stack owns."""

from collections.abc import Mapping

from constructs import Construct

from constructs_lib.action import target_groups
from constructs_lib.cdk import LbListener
from constructs_lib.construct import AwsConstruct, problems_of_construct
from constructs_lib.ecs_service import EcsServiceArguments, ecs_service_arguments
from constructs_lib.kind import LISTENER
from constructs_lib.listener_identity import listener_identity, load_balancer_name
from constructs_lib.listener_rule import ListenerRule, check_rules
from constructs_lib.listener_rule_resource import listener_rule_resources
from constructs_lib.load_balancer_quotas import LoadBalancerQuotas
from constructs_lib.load_balancer_total import keep_total, total_with
from constructs_lib.once_in_a_stack import take_once, take_target_groups
from constructs_lib.reference_region import check_reference_of_stack
from constructs_lib.refs import HasArn, arn_of
from constructs_lib.tokens import is_known
from constructs_lib.validation import check_optional, refuse


class ListenerRules(AwsConstruct):
    """Rules on an Application Load Balancer's listener that this stack does not own.

    Creates one ``aws_lb_listener_rule`` for each rule::

        ListenerRules(
            self, "shop", listener=ListenerLookup(self, "https", load_balancer=shared, port=443),
            rules={"shop": ListenerRule(priority=210, conditions=[HostHeader(["shop.example.com"])],
                                        action=Forward(shop))},
        )

    The rules of a listener that this stack does own are given to the listener itself. Where a
    looked-up one is no HTTPS listener, and a rule that signs users in or forwards to HTTP/2 or gRPC
    targets wants one, the plan fails.

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        listener: The listener: a `ListenerLookup`, a raw ``LbListener`` or an `Arn`.
        rules: At least one. The key names a rule in its Terraform address. Each has its priority
            given, as others put rules there, too.
        quotas: The load balancer's, where AWS has raised them: for its ``rules`` and ``targets``,
            of which these are a part. Left out: those that the stack gave for it last, or
            ``LoadBalancerQuotas()``, AWS's own.

    Attributes:
        resources: Each ``aws_lb_listener_rule``, by its key.

    Raises:
        ValueError: There is no rule, one has no priority, two of the listener have the same, there
            are more on the load balancer than the quota, or a known ARN is not a listener's.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        listener: HasArn,
        rules: Mapping[str, ListenerRule],
        quotas: LoadBalancerQuotas | None = None,
    ) -> None:
        with problems_of_construct(scope, id):
            arn_of("listener", listener, LISTENER)
            check_reference_of_stack("listener", listener, scope)
            check_rules("rules", rules, on=_protocol_and_port(listener))
            check_optional("quotas", quotas, LoadBalancerQuotas)
            if not rules:
                refuse("rules", "at least one rule", rules)
            for key, rule in rules.items():
                if rule.priority is None:
                    refuse(f"rules[{key!r}] priority", "given on a listener of another stack", None)
                for group in target_groups(rule.action):
                    check_reference_of_stack("target_group", group, scope)

        load_balancer, identified = load_balancer_name(listener), listener_identity(listener)
        place = load_balancer or identified
        total = total_with(
            scope,
            id,
            field="rules",
            load_balancer=place,
            quotas=quotas,
            rules=list(rules.values()),
        )
        for key, rule in rules.items():
            take_once(
                scope,
                id,
                field=f"rules[{key!r}]",
                kind="rule priority of its listener",
                value=(*identified, rule.priority),
                told=rule.priority,
                among=listener if isinstance(listener, LbListener) else None,
            )
            if load_balancer is not None:
                take_target_groups(
                    scope,
                    id,
                    field="rules",
                    target_groups=target_groups(rule.action),
                    load_balancer=load_balancer,
                )
        keep_total(scope, place, total)

        super().__init__(scope, id)
        self._rules = dict(rules)
        self.resources = listener_rule_resources(self, "", listener, rules)

    def ecs_service_arguments(
        self, target_group: HasArn, *, container_name: str, container_port: int
    ) -> EcsServiceArguments:
        """As of an `ApplicationLoadBalancer`, for a target group that these rules forward to."""
        return ecs_service_arguments(
            [(self._rules[key].action, rule) for key, rule in self.resources.items()],
            target_group,
            container_name,
            container_port,
        )


def _protocol_and_port(listener: HasArn) -> tuple[str, int] | None:
    """Those of a listener's resource, where it tells them."""
    if not isinstance(listener, LbListener):
        return None
    protocol, port = listener.protocol_input, listener.port_input
    return (protocol, int(port)) if protocol and port and is_known(port) else None
