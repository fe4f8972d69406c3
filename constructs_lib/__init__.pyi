__version__: str

from constructs_lib._core.checks import check_account_id as check_account_id
from constructs_lib._core.checks import check_domain_name as check_domain_name
from constructs_lib._core.checks import check_region as check_region
from constructs_lib._core.errors import ValidationError as ValidationError
from constructs_lib._provider_loading import LateImportWarning as LateImportWarning
from constructs_lib.domain.alias_record import AliasRecord as AliasRecord
from constructs_lib.domain.certificate import Certificate as Certificate
from constructs_lib.domain.certificate import CertificateLookup as CertificateLookup
from constructs_lib.domain.hosted_zone import HostedZoneLookup as HostedZoneLookup
from constructs_lib.listener.actions import Action as Action
from constructs_lib.listener.authenticate import AuthenticateCognito as AuthenticateCognito
from constructs_lib.listener.authenticate import AuthenticateOidc as AuthenticateOidc
from constructs_lib.listener.conditions import Condition as Condition
from constructs_lib.listener.conditions import HostHeader as HostHeader
from constructs_lib.listener.conditions import HttpHeader as HttpHeader
from constructs_lib.listener.conditions import HttpRequestMethod as HttpRequestMethod
from constructs_lib.listener.conditions import PathPattern as PathPattern
from constructs_lib.listener.conditions import QueryString as QueryString
from constructs_lib.listener.conditions import SourceIp as SourceIp
from constructs_lib.listener.final_action import FinalAction as FinalAction
from constructs_lib.listener.fixed_response import FixedResponse as FixedResponse
from constructs_lib.listener.forward import Forward as Forward
from constructs_lib.listener.forward import WeightedForward as WeightedForward
from constructs_lib.listener.forward import WeightedTargetGroup as WeightedTargetGroup
from constructs_lib.listener.http_headers import SECURITY_HEADERS as SECURITY_HEADERS
from constructs_lib.listener.http_headers import RequestHeaderNames as RequestHeaderNames
from constructs_lib.listener.http_headers import ResponseHeaders as ResponseHeaders
from constructs_lib.listener.jwt_validation import JwtClaim as JwtClaim
from constructs_lib.listener.jwt_validation import JwtValidation as JwtValidation
from constructs_lib.listener.listener import HttpListener as HttpListener
from constructs_lib.listener.listener import HttpsListener as HttpsListener
from constructs_lib.listener.listener import Listener as Listener
from constructs_lib.listener.listener_rule import ListenerRule as ListenerRule
from constructs_lib.listener.mutual_authentication import (
    MutualAuthentication as MutualAuthentication,
)
from constructs_lib.listener.mutual_authentication import (
    MutualAuthenticationPassthrough as MutualAuthenticationPassthrough,
)
from constructs_lib.listener.mutual_authentication import (
    MutualAuthenticationVerify as MutualAuthenticationVerify,
)
from constructs_lib.listener.redirect import REDIRECT_TO_HTTPS as REDIRECT_TO_HTTPS
from constructs_lib.listener.redirect import Redirect as Redirect
from constructs_lib.listener.rewrite import Rewrite as Rewrite
from constructs_lib.listener.ssl_policy import RECOMMENDED_SSL_POLICY as RECOMMENDED_SSL_POLICY
from constructs_lib.listener.ssl_policy import SslPolicy as SslPolicy
from constructs_lib.load_balancer.application_load_balancer import (
    ApplicationLoadBalancer as ApplicationLoadBalancer,
)
from constructs_lib.load_balancer.ecs_deployment import (
    BlueGreenDeployment as BlueGreenDeployment,
)
from constructs_lib.load_balancer.ecs_deployment import CanaryDeployment as CanaryDeployment
from constructs_lib.load_balancer.ecs_deployment import (
    LambdaLifecycleHook as LambdaLifecycleHook,
)
from constructs_lib.load_balancer.ecs_deployment import LinearDeployment as LinearDeployment
from constructs_lib.load_balancer.ecs_deployment import (
    PauseLifecycleHook as PauseLifecycleHook,
)
from constructs_lib.load_balancer.http_check import HttpCheck as HttpCheck
from constructs_lib.load_balancer.listener_lookup import ListenerLookup as ListenerLookup
from constructs_lib.load_balancer.listener_rules import ListenerRules as ListenerRules
from constructs_lib.load_balancer.listeners import (
    LoadBalancerListeners as LoadBalancerListeners,
)
from constructs_lib.load_balancer.log_bucket import (
    LoadBalancerLogBucket as LoadBalancerLogBucket,
)
from constructs_lib.load_balancer.log_bucket import (
    log_delivery_statement as log_delivery_statement,
)
from constructs_lib.load_balancer.log_delivery import (
    LoadBalancerLogDelivery as LoadBalancerLogDelivery,
)
from constructs_lib.load_balancer.logs import BucketLookup as BucketLookup
from constructs_lib.load_balancer.logs import LoadBalancerLogs as LoadBalancerLogs
from constructs_lib.load_balancer.lookup import (
    ApplicationLoadBalancerLookup as ApplicationLoadBalancerLookup,
)
from constructs_lib.load_balancer.quotas import LoadBalancerQuotas as LoadBalancerQuotas
from constructs_lib.load_balancer.trust_store import S3Object as S3Object
from constructs_lib.load_balancer.trust_store import TrustStore as TrustStore
from constructs_lib.load_balancer.trust_store import TrustStoreLookup as TrustStoreLookup
from constructs_lib.load_balancer.web_acl import WebAclLookup as WebAclLookup
from constructs_lib.monitoring.alarms import AlarmThresholds as AlarmThresholds
from constructs_lib.monitoring.alarms import LoadBalancerAlarms as LoadBalancerAlarms
from constructs_lib.monitoring.dashboard import (
    LoadBalancerDashboard as LoadBalancerDashboard,
)
from constructs_lib.monitoring.metric_alarm import MetricAlarm as MetricAlarm
from constructs_lib.monitoring.topic import TopicLookup as TopicLookup
from constructs_lib.network.connection import Connection as Connection
from constructs_lib.network.security_group import SecurityGroup as SecurityGroup
from constructs_lib.network.security_group import SecurityGroupLookup as SecurityGroupLookup
from constructs_lib.network.security_group_rule import SecurityGroupRule as SecurityGroupRule
from constructs_lib.network.security_group_rules import SecurityGroupRules as SecurityGroupRules
from constructs_lib.network.subnets import PrivateSubnetsLookup as PrivateSubnetsLookup
from constructs_lib.network.subnets import PublicSubnetsLookup as PublicSubnetsLookup
from constructs_lib.network.vpc import VpcLookup as VpcLookup
from constructs_lib.patterns import (
    ApplicationLoadBalancedBackend as ApplicationLoadBalancedBackend,
)
from constructs_lib.patterns import LoadBalancerMonitoring as LoadBalancerMonitoring
from constructs_lib.references import Arn as Arn
from constructs_lib.references import HasArn as HasArn
from constructs_lib.references import HasArnSuffix as HasArnSuffix
from constructs_lib.references import HasCertificateArn as HasCertificateArn
from constructs_lib.references import HasId as HasId
from constructs_lib.references import HasIds as HasIds
from constructs_lib.references import Id as Id
from constructs_lib.references import Ids as Ids
from constructs_lib.s3_backend import state_backend as state_backend
from constructs_lib.target_group.health_check import GrpcHealthCheck as GrpcHealthCheck
from constructs_lib.target_group.health_check import HealthCheck as HealthCheck
from constructs_lib.target_group.lambda_target_group import (
    LambdaTargetGroup as LambdaTargetGroup,
)
from constructs_lib.target_group.lookup import TargetGroupLookup as TargetGroupLookup
from constructs_lib.target_group.stickiness import ApplicationCookie as ApplicationCookie
from constructs_lib.target_group.stickiness import LoadBalancerCookie as LoadBalancerCookie
from constructs_lib.target_group.stickiness import Stickiness as Stickiness
from constructs_lib.target_group.target import Target as Target
from constructs_lib.target_group.target_group import TargetGroup as TargetGroup
from constructs_lib.target_group.target_group_health import (
    TargetGroupHealth as TargetGroupHealth,
)
