"""Compatibility with CDK for Terraform (``cdktf``) and its fork CDK Terrain (``cdktn``).

Other modules import the classes of both, and of their AWS provider bindings, from here; each is
imported from the package of the active CDK on first use::

    from constructs_lib._core.compat import LbListener, TerraformStack

The active CDK is the one that the program has imported. If the program has imported neither, CDK
Terrain is active if its AWS provider bindings are installed (``pip install
constructs-lib[cdktn]``), and CDK for Terraform otherwise. ``docs/adr/0014-cdk-terrain.md`` gives
the reasons.
"""

import re
import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

PROVIDERS = {"cdktn": "cdktn_provider_aws", "cdktf": "cdktf_cdktf_provider_aws"}
"""The package with the AWS provider bindings of each CDK."""

if TYPE_CHECKING:  # what this library uses of them
    from cdktf import *
    from cdktf_cdktf_provider_aws.acm_certificate import *
    from cdktf_cdktf_provider_aws.acm_certificate_validation import *
    from cdktf_cdktf_provider_aws.cloudwatch_dashboard import *
    from cdktf_cdktf_provider_aws.cloudwatch_log_delivery import *
    from cdktf_cdktf_provider_aws.cloudwatch_log_delivery_destination import *
    from cdktf_cdktf_provider_aws.cloudwatch_log_delivery_source import *
    from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import *
    from cdktf_cdktf_provider_aws.data_aws_acm_certificate import *
    from cdktf_cdktf_provider_aws.data_aws_caller_identity import *
    from cdktf_cdktf_provider_aws.data_aws_lb import *
    from cdktf_cdktf_provider_aws.data_aws_lb_listener import *
    from cdktf_cdktf_provider_aws.data_aws_lb_target_group import *
    from cdktf_cdktf_provider_aws.data_aws_lb_trust_store import *
    from cdktf_cdktf_provider_aws.data_aws_lbs import *
    from cdktf_cdktf_provider_aws.data_aws_region import *
    from cdktf_cdktf_provider_aws.data_aws_route53_zone import *
    from cdktf_cdktf_provider_aws.data_aws_route53_zones import *
    from cdktf_cdktf_provider_aws.data_aws_route_table import *
    from cdktf_cdktf_provider_aws.data_aws_route_tables import *
    from cdktf_cdktf_provider_aws.data_aws_s3_bucket import *
    from cdktf_cdktf_provider_aws.data_aws_security_groups import *
    from cdktf_cdktf_provider_aws.data_aws_sns_topic import *
    from cdktf_cdktf_provider_aws.data_aws_subnet import *
    from cdktf_cdktf_provider_aws.data_aws_subnets import *
    from cdktf_cdktf_provider_aws.data_aws_vpcs import *
    from cdktf_cdktf_provider_aws.data_aws_wafv2_web_acl import *
    from cdktf_cdktf_provider_aws.ecs_service import *
    from cdktf_cdktf_provider_aws.lambda_alias import *
    from cdktf_cdktf_provider_aws.lambda_permission import *
    from cdktf_cdktf_provider_aws.lb import *
    from cdktf_cdktf_provider_aws.lb_listener import *
    from cdktf_cdktf_provider_aws.lb_listener_certificate import *
    from cdktf_cdktf_provider_aws.lb_listener_rule import *
    from cdktf_cdktf_provider_aws.lb_target_group import *
    from cdktf_cdktf_provider_aws.lb_target_group_attachment import *
    from cdktf_cdktf_provider_aws.lb_trust_store import *
    from cdktf_cdktf_provider_aws.lb_trust_store_revocation import *
    from cdktf_cdktf_provider_aws.route53_record import *
    from cdktf_cdktf_provider_aws.s3_bucket import *
    from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import *
    from cdktf_cdktf_provider_aws.s3_bucket_ownership_controls import *
    from cdktf_cdktf_provider_aws.s3_bucket_policy import *
    from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import *
    from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import *
    from cdktf_cdktf_provider_aws.s3_bucket_versioning import *
    from cdktf_cdktf_provider_aws.security_group import *
    from cdktf_cdktf_provider_aws.vpc_security_group_egress_rule import *
    from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import *
    from cdktf_cdktf_provider_aws.wafv2_web_acl_association import *


@cache
def active_cdk() -> str:
    """Return the package of the active CDK, ``cdktf`` or ``cdktn``."""
    for name in PROVIDERS:
        if name in sys.modules:
            return name
    return "cdktn" if find_spec(PROVIDERS["cdktn"]) else "cdktf"


def cdk_of(construct: object) -> str | None:
    """Return the CDK that the class of a construct derives from, if it derives from one."""
    packages = {base.__module__.partition(".")[0] for base in type(construct).__mro__}
    return next((name for name in PROVIDERS if name in packages), None)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class of the CDK or its provider
    if not name[0].isupper():
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    cdk = import_module(active_cdk())
    value = getattr(cdk if hasattr(cdk, name) else _provider_module(name), name)
    globals()[name] = value
    return value


def _provider_module(name: str) -> Any:  # noqa: ANN401 - a module
    """Return the module of a provider class: the class name starts with the module name."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_")
    for end in range(len(words), 0, -1):
        module = f"{PROVIDERS[active_cdk()]}.{'_'.join(words[:end])}"
        if _exists(module):
            return import_module(module)
    msg = f"{PROVIDERS[active_cdk()]} has no {name}"
    raise AttributeError(msg)


@cache
def _exists(module: str) -> bool:
    return find_spec(module) is not None
