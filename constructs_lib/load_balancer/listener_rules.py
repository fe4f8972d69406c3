"""Rules and certificates of a listener that another stack creates."""

from collections.abc import Iterator, Mapping, Sequence

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import (
    ITerraformDependable,
    LbListener,
    TerraformProvider,
)
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import environment_of
from constructs_lib._stack.environment import reference_errors
from constructs_lib._stack.uniqueness import claim_target_groups
from constructs_lib.listener.actions import target_groups
from constructs_lib.listener.listener import certificate_mapping_errors
from constructs_lib.listener.listener_rule import ListenerRule, rule_errors
from constructs_lib.load_balancer._checks.features import feature_errors
from constructs_lib.load_balancer._checks.listeners import claim_priority
from constructs_lib.load_balancer._render.listener import listener_certificates
from constructs_lib.load_balancer._render.listener_rule import listener_rule_resources
from constructs_lib.load_balancer._usage import add_usage
from constructs_lib.load_balancer.ecs_service import ActionResource, ForwardingConstruct
from constructs_lib.load_balancer.listener_lookup import listener_key, load_balancer_name
from constructs_lib.load_balancer.quotas import LoadBalancerQuotas
from constructs_lib.references import LISTENER, HasArn, HasCertificateArn, arn_errors


class ListenerRules(ForwardingConstruct):
    """Rules and certificates of an Application Load Balancer listener that another stack creates.

    Creates one ``aws_lb_listener_rule`` for each rule, and one ``aws_lb_listener_certificate`` for
    each certificate::

        https = ListenerLookup(self, "https", load_balancer=shared, port=443)
        ListenerRules(
            self, "shop", listener=https, certificates={"shop": shop_certificate},
            rules={
                "shop": ListenerRule(
                    priority=210,
                    conditions=[HostHeader(["shop.example.com"])],
                    action=Forward(shop),
                ),
            },
        )

    If this stack creates the listener, pass the rules to it instead. The plan fails if a rule
    requires HTTPS and the looked-up listener uses HTTP.

    Args:
        scope: The parent construct.
        id: The construct ID, which becomes part of the Terraform address.
        listener: The listener: a `ListenerLookup`, a raw ``LbListener`` or an `Arn`.
        rules: Rules. The key becomes part of the Terraform address. Defaults to none.
        certificates: Certificates that the listener uses for their names (SNI), in addition to its
            own. The key becomes part of the Terraform address. Defaults to none. At least one rule
            or certificate is required.
        quotas: The service quotas of your account for ``rules`` and ``targets`` of the load
            balancer. Defaults to the quotas that the stack sets elsewhere for the load balancer, or
            ``LoadBalancerQuotas()``, the default quotas of AWS.
        depends_on: As for `ApplicationLoadBalancer`. Defaults to none.
        provider: The ``AwsProvider`` of its resources. Defaults to that of the parent construct, or
            to the stack's provider without an alias.
        region: The AWS region of its resources. Requires version 6.0 or newer of the provider.
            Defaults to that of the parent construct, if ``provider`` is not given, or to the
            provider's region.

    Attributes:
        resources: The ``aws_lb_listener_rule`` of each key.
        certificates: The ``aws_lb_listener_certificate`` of each key.

    Raises:
        ValidationError: There is neither a rule nor a certificate, two rules have the same
            priority, or a value is not a reference to a listener or a certificate. At synth:
            another construct has a rule with the same priority, or the load balancer has more
            rules than the quota.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
    """

    _rule_example = 'resources["web"]'

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        listener: HasArn,
        rules: Mapping[str, ListenerRule] | None = None,
        certificates: Mapping[str, HasArn | HasCertificateArn] | None = None,
        quotas: LoadBalancerQuotas | None = None,
        depends_on: Sequence[ITerraformDependable] = (),
        provider: TerraformProvider | None = None,
        region: str | None = None,
    ) -> None:
        environment = environment_of(scope, provider, region)
        super().__init__(
            scope,
            id,
            arn_errors("listener", listener, LISTENER),
            reference_errors("listener", listener, environment),
            rule_errors("rules", rules, _protocol_and_port(listener)),
            () if rules or certificates else ["rules or certificates must not be empty"],
            _rule_errors("rules", rules, environment),
            certificate_mapping_errors("certificates", certificates, rules),
            _certificate_errors("certificates", certificates, listener, environment),
            checks.instance("quotas", quotas, LoadBalancerQuotas, optional=True),
            depends_on=depends_on,
            provider=provider,
            region=region,
        )
        self._rules = {} if rules is None else dict(rules)
        self.resources = listener_rule_resources(self, "", listener, self._rules)
        self.certificates = listener_certificates(self, "", listener, certificates or {})
        self._claim(listener, quotas)

    def _claim(self, listener: HasArn, quotas: LoadBalancerQuotas | None) -> None:
        load_balancer, key = load_balancer_name(listener), listener_key(listener)
        self._load_balancer_identity = load_balancer
        self._alternate_target_groups = []
        groups = [group for rule in self._rules.values() for group in target_groups(rule.action)]
        add_usage(
            self,
            load_balancer or key,
            certificates=len(self.certificates),
            rules=len(self._rules),
            target_groups=groups,
            quotas=quotas,
        )
        if load_balancer is not None:
            claim_target_groups(self, groups, load_balancer)
        owner = listener if isinstance(listener, LbListener) else None
        for rule_key, rule in self._rules.items():
            claim_priority(self, f"rules[{rule_key!r}]", key, rule.priority, listener=owner)

    def _actions(self) -> list[ActionResource]:
        return [
            ActionResource(self._rules[key].action, resource, self._rules[key])
            for key, resource in self.resources.items()
        ]


def _rule_errors(name: str, rules: object, scope: object) -> Iterator[str]:
    """Check the regions of the target groups, and the bindings of the provider."""
    for key, rule in rules.items() if isinstance(rules, Mapping) else ():
        if not isinstance(rule, ListenerRule):
            continue
        yield from feature_errors(f"{name}[{key!r}]", rule.action, rule)
        for group in target_groups(rule.action):
            yield from reference_errors("target_group", group, scope)


def _certificate_errors(
    name: str, certificates: object, listener: object, scope: object
) -> Iterator[str]:
    """Check the protocol of a raw listener, and the regions of its certificates."""
    if not isinstance(certificates, Mapping) or not certificates:
        return
    if isinstance(listener, LbListener) and listener.protocol_input == "HTTP":
        yield f"{name} requires an HTTPS listener, but the listener uses HTTP"
    for key, certificate in certificates.items():
        yield from reference_errors(f"{name}[{key!r}]", certificate, scope)


def _protocol_and_port(listener: object) -> tuple[str, int] | None:
    """Return the protocol and port of a raw listener, if they are known at synth."""
    if not isinstance(listener, LbListener):
        return None
    protocol, port = listener.protocol_input, listener.port_input
    return (protocol, int(port)) if protocol and port and is_resolved(port) else None
