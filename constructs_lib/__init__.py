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

_MODULE_OF = {
    "Action": "action",
    "AlarmThresholds": "alarm_thresholds",
    "AliasRecord": "alias_record",
    "ApplicationCookie": "stickiness",
    "ApplicationLoadBalancedBackend": "patterns",
    "ApplicationLoadBalancer": "application_load_balancer",
    "ApplicationLoadBalancerLookup": "application_load_balancer_lookup",
    "Arn": "refs",
    "AuthenticateCognito": "authenticate",
    "AuthenticateOidc": "authenticate",
    "BucketLookup": "bucket",
    "Certificate": "certificate",
    "CertificateLookup": "certificate",
    "Condition": "condition",
    "Connection": "connection",
    "FinalAction": "final_action",
    "FixedResponse": "fixed_response",
    "Forward": "forward",
    "GrpcHealthCheck": "health_check",
    "HasArn": "refs",
    "HasArnSuffix": "refs",
    "HasId": "refs",
    "HasIds": "refs",
    "HealthCheck": "health_check",
    "HostHeader": "condition",
    "HostedZoneLookup": "hosted_zone",
    "HttpCheck": "http_check",
    "HttpHeader": "condition",
    "HttpListener": "listener",
    "HttpRequestMethod": "condition",
    "HttpsListener": "listener",
    "Id": "refs",
    "LambdaTargetGroup": "lambda_target_group",
    "LateImportWarning": "_provider_loading",
    "Listener": "listener",
    "ListenerLookup": "listener_lookup",
    "ListenerRule": "listener_rule",
    "ListenerRules": "listener_rules",
    "LoadBalancerAlarms": "load_balancer_alarms",
    "LoadBalancerCookie": "stickiness",
    "LoadBalancerDashboard": "load_balancer_dashboard",
    "LoadBalancerLogBucket": "load_balancer_log_bucket",
    "LoadBalancerLogs": "load_balancer_logs",
    "LoadBalancerMonitoring": "patterns",
    "LoadBalancerQuotas": "load_balancer_quotas",
    "MutualAuthentication": "mutual_authentication",
    "MutualAuthenticationPassthrough": "mutual_authentication",
    "MutualAuthenticationVerify": "mutual_authentication",
    "PathPattern": "condition",
    "PublicSubnetsLookup": "public_subnets",
    "QueryString": "condition",
    "RECOMMENDED_SSL_POLICY": "ssl_policy",
    "REDIRECT_TO_HTTPS": "redirect",
    "Redirect": "redirect",
    "RequestHeaderNames": "http_headers",
    "ResponseHeaders": "http_headers",
    "S3Object": "s3_object",
    "SECURITY_HEADERS": "http_headers",
    "SecurityGroup": "security_group",
    "SecurityGroupLookup": "security_group",
    "SecurityGroupRule": "security_group_rule",
    "SourceIp": "condition",
    "SslPolicy": "ssl_policy",
    "Stickiness": "stickiness",
    "Target": "target",
    "TargetGroup": "target_group",
    "TargetGroupHealth": "target_group_health",
    "TargetGroupLookup": "target_group_lookup",
    "TopicLookup": "topic",
    "TrustStore": "trust_store",
    "TrustStoreLookup": "trust_store",
    "ValidationError": "_core.errors",
    "VpcLookup": "vpc",
    "WebAclLookup": "web_acl",
    "check_account_id": "_core.checks",
    "check_domain_name": "_core.checks",
    "check_region": "_core.checks",
    "state_backend": "s3_backend",
    "WeightedForward": "forward",
    "WeightedTargetGroup": "forward",
}
__all__ = [
    "RECOMMENDED_SSL_POLICY",
    "REDIRECT_TO_HTTPS",
    "SECURITY_HEADERS",
    "Action",
    "AlarmThresholds",
    "AliasRecord",
    "ApplicationCookie",
    "ApplicationLoadBalancedBackend",
    "ApplicationLoadBalancer",
    "ApplicationLoadBalancerLookup",
    "Arn",
    "AuthenticateCognito",
    "AuthenticateOidc",
    "BucketLookup",
    "Certificate",
    "CertificateLookup",
    "Condition",
    "Connection",
    "FinalAction",
    "FixedResponse",
    "Forward",
    "GrpcHealthCheck",
    "HasArn",
    "HasArnSuffix",
    "HasId",
    "HasIds",
    "HealthCheck",
    "HostHeader",
    "HostedZoneLookup",
    "HttpCheck",
    "HttpHeader",
    "HttpListener",
    "HttpRequestMethod",
    "HttpsListener",
    "Id",
    "LambdaTargetGroup",
    "LateImportWarning",
    "Listener",
    "ListenerLookup",
    "ListenerRule",
    "ListenerRules",
    "LoadBalancerAlarms",
    "LoadBalancerCookie",
    "LoadBalancerDashboard",
    "LoadBalancerLogBucket",
    "LoadBalancerLogs",
    "LoadBalancerMonitoring",
    "LoadBalancerQuotas",
    "MutualAuthentication",
    "MutualAuthenticationPassthrough",
    "MutualAuthenticationVerify",
    "PathPattern",
    "PublicSubnetsLookup",
    "QueryString",
    "Redirect",
    "RequestHeaderNames",
    "ResponseHeaders",
    "S3Object",
    "SecurityGroup",
    "SecurityGroupLookup",
    "SecurityGroupRule",
    "SourceIp",
    "SslPolicy",
    "Stickiness",
    "Target",
    "TargetGroup",
    "TargetGroupHealth",
    "TargetGroupLookup",
    "TopicLookup",
    "TrustStore",
    "TrustStoreLookup",
    "ValidationError",
    "VpcLookup",
    "WebAclLookup",
    "WeightedForward",
    "WeightedTargetGroup",
    "check_account_id",
    "check_domain_name",
    "check_region",
    "state_backend",
]


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
