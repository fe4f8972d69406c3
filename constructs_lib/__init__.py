"""CDKTF constructs that put a containerised backend behind an AWS Application Load Balancer.

Each name is imported from its module on first use, so ``import constructs_lib`` costs nothing and
the values need no provider. Whole arrangements are in `constructs_lib.patterns`.
"""

from constructs_lib import _lazy_provider

_lazy_provider.install()

TYPE_CHECKING = False  # what typing.TYPE_CHECKING is, without importing typing at Python's start
if TYPE_CHECKING:
    from constructs_lib.action import Action as Action
    from constructs_lib.action import FixedResponse as FixedResponse
    from constructs_lib.action import Forward as Forward
    from constructs_lib.action import Redirect as Redirect
    from constructs_lib.application_load_balancer import (
        ApplicationLoadBalancer as ApplicationLoadBalancer,
    )
    from constructs_lib.certificate import CertificateLookup as CertificateLookup
    from constructs_lib.health_check import HealthCheck as HealthCheck
    from constructs_lib.listener import RECOMMENDED_SSL_POLICY as RECOMMENDED_SSL_POLICY
    from constructs_lib.listener import HttpListener as HttpListener
    from constructs_lib.listener import HttpsListener as HttpsListener
    from constructs_lib.listener import Listener as Listener
    from constructs_lib.public_subnets import PublicSubnetsLookup as PublicSubnetsLookup
    from constructs_lib.refs import Arn as Arn
    from constructs_lib.refs import HasArn as HasArn
    from constructs_lib.refs import HasId as HasId
    from constructs_lib.refs import HasIds as HasIds
    from constructs_lib.refs import Id as Id
    from constructs_lib.security_group import SecurityGroup as SecurityGroup
    from constructs_lib.security_group import SecurityGroupLookup as SecurityGroupLookup
    from constructs_lib.security_group_rule import SecurityGroupRule as SecurityGroupRule
    from constructs_lib.target_group import TargetGroup as TargetGroup
    from constructs_lib.vpc import VpcLookup as VpcLookup

_MODULE_OF = {
    "Action": "action",
    "ApplicationLoadBalancer": "application_load_balancer",
    "Arn": "refs",
    "CertificateLookup": "certificate",
    "FixedResponse": "action",
    "Forward": "action",
    "HasArn": "refs",
    "HasId": "refs",
    "HasIds": "refs",
    "HealthCheck": "health_check",
    "HttpListener": "listener",
    "HttpsListener": "listener",
    "Id": "refs",
    "Listener": "listener",
    "PublicSubnetsLookup": "public_subnets",
    "RECOMMENDED_SSL_POLICY": "listener",
    "Redirect": "action",
    "SecurityGroup": "security_group",
    "SecurityGroupLookup": "security_group",
    "SecurityGroupRule": "security_group_rule",
    "TargetGroup": "target_group",
    "VpcLookup": "vpc",
}
__all__ = list(_MODULE_OF)


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module  # noqa: PLC0415 - only where something is used

    value = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
