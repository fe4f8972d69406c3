"""CDK for Terraform (``cdktf``) or CDK Terrain (``cdktn``), its fork: whichever the program is on.

The only module that knows which of the two it is, and what their AWS provider's package is called.
Its names are theirs, and each is imported on its first use::

    from constructs_lib._core.compat import LbListener, TerraformStack

A program is on the one that it has imported. Where it has imported none as yet, it is on CDK
Terrain if that has its AWS provider installed, as ``pip install constructs-lib[cdktn]`` does, and
on CDK for Terraform otherwise. ``docs/adr/0014-cdk-terrain.md`` tells the choice.
"""

import re
import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

PROVIDERS = {"cdktn": "cdktn_provider_aws", "cdktf": "cdktf_cdktf_provider_aws"}
"""The packages with the AWS provider's bindings."""

if TYPE_CHECKING:  # what this library takes from them
    from cdktf import *
    from cdktf_cdktf_provider_aws.acm_certificate import *
    from cdktf_cdktf_provider_aws.acm_certificate_validation import *
    from cdktf_cdktf_provider_aws.cloudwatch_dashboard import *
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
def in_use() -> str:
    """``cdktf`` or ``cdktn``: the one that the program is on, from the first construct on."""
    for name in PROVIDERS:
        if name in sys.modules:
            return name
    return "cdktn" if find_spec(PROVIDERS["cdktn"]) else "cdktf"


def of(construct: object) -> str | None:
    """``cdktf`` or ``cdktn``, where the construct's class is one of theirs."""
    packages = {one.__module__.partition(".")[0] for one in type(construct).__mro__}
    return next((name for name in PROVIDERS if name in packages), None)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - one of theirs
    if not name[0].isupper():
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    cdk = import_module(in_use())
    found = getattr(cdk if hasattr(cdk, name) else _provider_module(name), name)
    globals()[name] = found
    return found


def _provider_module(name: str) -> Any:  # noqa: ANN401 - a module
    """The module of a class of the provider, with whose name the class's begins."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_")
    for end in range(len(words), 0, -1):
        module = f"{PROVIDERS[in_use()]}.{'_'.join(words[:end])}"
        if _is_there(module):
            return import_module(module)
    msg = f"{PROVIDERS[in_use()]} has no {name}"
    raise AttributeError(msg)


@cache
def _is_there(module: str) -> bool:
    return find_spec(module) is not None
