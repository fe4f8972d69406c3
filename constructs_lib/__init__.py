"""CDKTF constructs that put a containerised backend behind an AWS Application Load Balancer.

Each name is imported from its module on first use, so that values need no provider. Import this
package before ``cdktf`` and the provider, which it then loads faster: `docs/performance.md`.
"""

from typing import TYPE_CHECKING

from constructs_lib import _provider_loading

_provider_loading.install()

if TYPE_CHECKING:
    from constructs_lib._core.checks import check_account_id as check_account_id
    from constructs_lib._core.checks import check_domain_name as check_domain_name
    from constructs_lib._core.checks import check_region as check_region
    from constructs_lib._core.errors import ValidationError as ValidationError
    from constructs_lib._provider_loading import LateImportWarning as LateImportWarning
    from constructs_lib.action import Action as Action
    from constructs_lib.alarm_thresholds import AlarmThresholds as AlarmThresholds
    from constructs_lib.alias_record import AliasRecord as AliasRecord
    from constructs_lib.application_load_balancer import (
        ApplicationLoadBalancer as ApplicationLoadBalancer,
    )
    from constructs_lib.application_load_balancer_lookup import (
        ApplicationLoadBalancerLookup as ApplicationLoadBalancerLookup,
    )
    from constructs_lib.authenticate import AuthenticateCognito as AuthenticateCognito
    from constructs_lib.authenticate import AuthenticateOidc as AuthenticateOidc
    from constructs_lib.bucket import BucketLookup as BucketLookup
    from constructs_lib.certificate import Certificate as Certificate
    from constructs_lib.certificate import CertificateLookup as CertificateLookup
    from constructs_lib.condition import Condition as Condition
    from constructs_lib.condition import HostHeader as HostHeader
    from constructs_lib.condition import HttpHeader as HttpHeader
    from constructs_lib.condition import HttpRequestMethod as HttpRequestMethod
    from constructs_lib.condition import PathPattern as PathPattern
    from constructs_lib.condition import QueryString as QueryString
    from constructs_lib.condition import SourceIp as SourceIp
    from constructs_lib.connection import Connection as Connection
    from constructs_lib.final_action import FinalAction as FinalAction
    from constructs_lib.fixed_response import FixedResponse as FixedResponse
    from constructs_lib.forward import Forward as Forward
    from constructs_lib.forward import WeightedForward as WeightedForward
    from constructs_lib.forward import WeightedTargetGroup as WeightedTargetGroup
    from constructs_lib.health_check import GrpcHealthCheck as GrpcHealthCheck
    from constructs_lib.health_check import HealthCheck as HealthCheck
    from constructs_lib.hosted_zone import HostedZoneLookup as HostedZoneLookup
    from constructs_lib.http_check import HttpCheck as HttpCheck
    from constructs_lib.http_headers import SECURITY_HEADERS as SECURITY_HEADERS
    from constructs_lib.http_headers import RequestHeaderNames as RequestHeaderNames
    from constructs_lib.http_headers import ResponseHeaders as ResponseHeaders
    from constructs_lib.lambda_target_group import LambdaTargetGroup as LambdaTargetGroup
    from constructs_lib.listener import HttpListener as HttpListener
    from constructs_lib.listener import HttpsListener as HttpsListener
    from constructs_lib.listener import Listener as Listener
    from constructs_lib.listener_lookup import ListenerLookup as ListenerLookup
    from constructs_lib.listener_rule import ListenerRule as ListenerRule
    from constructs_lib.listener_rules import ListenerRules as ListenerRules
    from constructs_lib.load_balancer_alarms import LoadBalancerAlarms as LoadBalancerAlarms
    from constructs_lib.load_balancer_dashboard import (
        LoadBalancerDashboard as LoadBalancerDashboard,
    )
    from constructs_lib.load_balancer_log_bucket import (
        LoadBalancerLogBucket as LoadBalancerLogBucket,
    )
    from constructs_lib.load_balancer_logs import LoadBalancerLogs as LoadBalancerLogs
    from constructs_lib.load_balancer_quotas import LoadBalancerQuotas as LoadBalancerQuotas
    from constructs_lib.mutual_authentication import MutualAuthentication as MutualAuthentication
    from constructs_lib.mutual_authentication import (
        MutualAuthenticationPassthrough as MutualAuthenticationPassthrough,
    )
    from constructs_lib.mutual_authentication import (
        MutualAuthenticationVerify as MutualAuthenticationVerify,
    )
    from constructs_lib.patterns import (
        ApplicationLoadBalancedBackend as ApplicationLoadBalancedBackend,
    )
    from constructs_lib.patterns import LoadBalancerMonitoring as LoadBalancerMonitoring
    from constructs_lib.public_subnets import PublicSubnetsLookup as PublicSubnetsLookup
    from constructs_lib.redirect import REDIRECT_TO_HTTPS as REDIRECT_TO_HTTPS
    from constructs_lib.redirect import Redirect as Redirect
    from constructs_lib.refs import Arn as Arn
    from constructs_lib.refs import HasArn as HasArn
    from constructs_lib.refs import HasArnSuffix as HasArnSuffix
    from constructs_lib.refs import HasId as HasId
    from constructs_lib.refs import HasIds as HasIds
    from constructs_lib.refs import Id as Id
    from constructs_lib.s3_backend import state_backend as state_backend
    from constructs_lib.s3_object import S3Object as S3Object
    from constructs_lib.security_group import SecurityGroup as SecurityGroup
    from constructs_lib.security_group import SecurityGroupLookup as SecurityGroupLookup
    from constructs_lib.security_group_rule import SecurityGroupRule as SecurityGroupRule
    from constructs_lib.ssl_policy import RECOMMENDED_SSL_POLICY as RECOMMENDED_SSL_POLICY
    from constructs_lib.ssl_policy import SslPolicy as SslPolicy
    from constructs_lib.stickiness import ApplicationCookie as ApplicationCookie
    from constructs_lib.stickiness import LoadBalancerCookie as LoadBalancerCookie
    from constructs_lib.stickiness import Stickiness as Stickiness
    from constructs_lib.target import Target as Target
    from constructs_lib.target_group import TargetGroup as TargetGroup
    from constructs_lib.target_group_health import TargetGroupHealth as TargetGroupHealth
    from constructs_lib.target_group_lookup import TargetGroupLookup as TargetGroupLookup
    from constructs_lib.topic import TopicLookup as TopicLookup
    from constructs_lib.trust_store import TrustStore as TrustStore
    from constructs_lib.trust_store import TrustStoreLookup as TrustStoreLookup
    from constructs_lib.vpc import VpcLookup as VpcLookup
    from constructs_lib.web_acl import WebAclLookup as WebAclLookup

_NAMES = {
    "_core.checks": ("check_account_id", "check_domain_name", "check_region"),
    "_core.errors": ("ValidationError",),
    "_provider_loading": ("LateImportWarning",),
    "action": ("Action",),
    "alarm_thresholds": ("AlarmThresholds",),
    "alias_record": ("AliasRecord",),
    "application_load_balancer": ("ApplicationLoadBalancer",),
    "application_load_balancer_lookup": ("ApplicationLoadBalancerLookup",),
    "authenticate": ("AuthenticateCognito", "AuthenticateOidc"),
    "bucket": ("BucketLookup",),
    "certificate": ("Certificate", "CertificateLookup"),
    "condition": (
        "Condition",
        "HostHeader",
        "HttpHeader",
        "HttpRequestMethod",
        "PathPattern",
        "QueryString",
        "SourceIp",
    ),
    "connection": ("Connection",),
    "final_action": ("FinalAction",),
    "fixed_response": ("FixedResponse",),
    "forward": ("Forward", "WeightedForward", "WeightedTargetGroup"),
    "health_check": ("GrpcHealthCheck", "HealthCheck"),
    "hosted_zone": ("HostedZoneLookup",),
    "http_check": ("HttpCheck",),
    "http_headers": ("RequestHeaderNames", "ResponseHeaders", "SECURITY_HEADERS"),
    "lambda_target_group": ("LambdaTargetGroup",),
    "listener": ("HttpListener", "HttpsListener", "Listener"),
    "listener_lookup": ("ListenerLookup",),
    "listener_rule": ("ListenerRule",),
    "listener_rules": ("ListenerRules",),
    "load_balancer_alarms": ("LoadBalancerAlarms",),
    "load_balancer_dashboard": ("LoadBalancerDashboard",),
    "load_balancer_log_bucket": ("LoadBalancerLogBucket",),
    "load_balancer_logs": ("LoadBalancerLogs",),
    "load_balancer_quotas": ("LoadBalancerQuotas",),
    "mutual_authentication": (
        "MutualAuthentication",
        "MutualAuthenticationPassthrough",
        "MutualAuthenticationVerify",
    ),
    "patterns": ("ApplicationLoadBalancedBackend", "LoadBalancerMonitoring"),
    "public_subnets": ("PublicSubnetsLookup",),
    "redirect": ("REDIRECT_TO_HTTPS", "Redirect"),
    "refs": ("Arn", "HasArn", "HasArnSuffix", "HasId", "HasIds", "Id"),
    "s3_backend": ("state_backend",),
    "s3_object": ("S3Object",),
    "security_group": ("SecurityGroup", "SecurityGroupLookup"),
    "security_group_rule": ("SecurityGroupRule",),
    "ssl_policy": ("RECOMMENDED_SSL_POLICY", "SslPolicy"),
    "stickiness": ("ApplicationCookie", "LoadBalancerCookie", "Stickiness"),
    "target": ("Target",),
    "target_group": ("TargetGroup",),
    "target_group_health": ("TargetGroupHealth",),
    "target_group_lookup": ("TargetGroupLookup",),
    "topic": ("TopicLookup",),
    "trust_store": ("TrustStore", "TrustStoreLookup"),
    "vpc": ("VpcLookup",),
    "web_acl": ("WebAclLookup",),
}
"""The public names of each module."""

_MODULE_OF = {name: module for module, names in _NAMES.items() for name in names}
__all__ = sorted(_MODULE_OF)  # noqa: PLE0605 - the type checker reads the imports above


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module  # noqa: PLC0415 - only where something is used

    value = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
