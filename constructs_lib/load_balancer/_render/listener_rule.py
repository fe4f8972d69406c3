"""The provider's resources for the values of listener rules."""

from collections.abc import Iterable, Mapping
from typing import Any, assert_never

from constructs import Construct
from constructs_lib._core import compat as cdk
from constructs_lib._core.compat import (
    DataAwsLbListener,
    LbListenerRule,
    LbListenerRuleCondition,
    LbListenerRuleConditionHostHeader,
    LbListenerRuleConditionHttpHeader,
    LbListenerRuleConditionHttpRequestMethod,
    LbListenerRuleConditionPathPattern,
    LbListenerRuleConditionQueryString,
    LbListenerRuleConditionSourceIp,
    Op,
    Precondition,
    TerraformResource,
    TerraformResourceLifecycle,
)
from constructs_lib._core.tokens import literal, literal_tags, plain, to_string
from constructs_lib._stack.construct import constructs_in_stack
from constructs_lib._stack.environment import environment_arguments
from constructs_lib.listener.actions import https_requirement, target_groups
from constructs_lib.listener.conditions import (
    Condition,
    HostHeader,
    HttpHeader,
    HttpRequestMethod,
    PathPattern,
    QueryString,
    RegexCondition,
    SourceIp,
)
from constructs_lib.listener.listener_rule import ListenerRule
from constructs_lib.listener.rewrite import Rewrite
from constructs_lib.load_balancer._render.actions import RULE_ACTION
from constructs_lib.load_balancer.listener_lookup import ListenerLookup
from constructs_lib.references import HasArn


def listener_rule_resources(
    scope: Construct, prefix: str, listener: HasArn, rules: Mapping[str, ListenerRule]
) -> dict[str, LbListenerRule]:
    """Create the ``aws_lb_listener_rule`` of each rule, with its key as ID."""
    listener_arn = listener.arn if rules else ""
    return {
        key: LbListenerRule(
            scope,
            f"{prefix}{key}",
            **environment_arguments(scope),
            listener_arn=listener_arn,
            priority=plain(rule.priority),
            condition=[_condition(condition) for condition in rule.conditions],
            action=RULE_ACTION.of(rule.action),
            depends_on=attachments_of(scope, target_groups(rule.action)),
            lifecycle=_lifecycle(listener, rule),
            tags=literal_tags(rule.tags),
            **_transforms(rule),
        )
        for key, rule in rules.items()
    }


def _lifecycle(listener: HasArn, rule: ListenerRule) -> TerraformResourceLifecycle | None:
    requirement = https_requirement(rule.action)
    preconditions = (
        https_preconditions(listener, f"the rule ({requirement})") if requirement else None
    )
    if preconditions is None and not rule.ignore_action_changes:
        return None
    return TerraformResourceLifecycle(
        ignore_changes=["action"] if rule.ignore_action_changes else None,
        precondition=preconditions,
    )


def https_preconditions(listener: HasArn, purpose: str) -> list[Precondition] | None:
    """Return a condition on the protocol of a looked-up listener."""
    data_source = listener.resource if isinstance(listener, ListenerLookup) else listener
    if not isinstance(data_source, DataAwsLbListener):
        return None
    return [
        Precondition(
            condition=Op.eq(data_source.protocol, "HTTPS"),
            error_message=(
                f"The listener on port {to_string(data_source.port)} must be an HTTPS listener for "
                f"{purpose}, but its protocol is {data_source.protocol} ({data_source.arn})."
            ),
        )
    ]


def attachments_of(scope: Construct, groups: Iterable[HasArn]) -> list[TerraformResource] | None:
    """Return the attachments of targets, which a listener or rule depends on."""
    return [
        attachment
        for group in constructs_in_stack(scope, groups)
        for attachment in getattr(group, "attachments", ())
    ] or None


def _transforms(rule: ListenerRule) -> dict[str, Any]:
    """Return the rewrites of a rule, as an argument that older bindings do not have."""
    rewrites = {"host-header-rewrite": rule.host_header_rewrite, "url-rewrite": rule.url_rewrite}
    transforms = [_transform(kind, rewrite) for kind, rewrite in rewrites.items() if rewrite]
    return {"transform": transforms} if transforms else {}


def _transform(kind: str, rewrite: Rewrite) -> Any:  # noqa: ANN401 - a block of the provider
    regex, replace = literal(rewrite.regex), literal(rewrite.replace)
    config = {"rewrite": {"regex": regex, "replace": replace}}
    return cdk.LbListenerRuleTransform(type=kind, **{f"{kind.replace('-', '_')}_config": config})


def _values(condition: RegexCondition) -> dict[str, Any]:
    """Return the values of a condition, or its regular expressions."""
    if condition.regex_values:
        return {"regex_values": [literal(value) for value in condition.regex_values]}
    return {"values": [literal(value) for value in condition.values]}


def _condition(condition: Condition) -> LbListenerRuleCondition:
    match condition:
        case HostHeader():
            return LbListenerRuleCondition(
                host_header=LbListenerRuleConditionHostHeader(**_values(condition))
            )
        case PathPattern():
            return LbListenerRuleCondition(
                path_pattern=LbListenerRuleConditionPathPattern(**_values(condition))
            )
        case HttpHeader():
            return LbListenerRuleCondition(
                http_header=LbListenerRuleConditionHttpHeader(
                    http_header_name=condition.http_header_name, **_values(condition)
                )
            )
        case HttpRequestMethod():
            return LbListenerRuleCondition(
                http_request_method=LbListenerRuleConditionHttpRequestMethod(
                    values=list(condition.values)
                )
            )
        case QueryString():
            return LbListenerRuleCondition(
                query_string=[
                    LbListenerRuleConditionQueryString(key=key, value=value)
                    for key, value in condition.values
                ]
            )
        case SourceIp():
            return LbListenerRuleCondition(
                source_ip=LbListenerRuleConditionSourceIp(values=list(condition.values))
            )
        case _:
            assert_never(condition)
