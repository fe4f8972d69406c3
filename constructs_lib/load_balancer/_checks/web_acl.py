"""The warning about a web ACL in front of HTTP/2 targets."""

from collections.abc import Sequence

from constructs_lib._core.compat import Lb
from constructs_lib._core.terraform import add_check_block, address
from constructs_lib._core.tokens import is_resolved
from constructs_lib._stack.construct import constructs_in_stack
from constructs_lib.references import HasArn
from constructs_lib.target_group.target_group import TargetGroup


def warn_of_http2_targets(load_balancer: Lb, name: str, target_groups: Sequence[HasArn]) -> None:
    """Add a ``check`` block about the target groups whose requests AWS WAF inspects in part.

    Follows bulletin 2026-048 of AWS, which is about CVE-2026-13763.
    """
    groups = [
        address(group.resource)
        for group in constructs_in_stack(load_balancer, target_groups)
        if isinstance(group, TargetGroup)
        and (group.protocol_version == "HTTP2" or not is_resolved(group.protocol_version))
    ]
    if not groups:
        return
    versions = ", ".join(f"{group}.protocol_version" for group in groups)
    names = ", ".join(f"${{{group}.name}}" for group in groups)
    add_check_block(
        load_balancer,
        f"{load_balancer.friendly_unique_id}_web_acl",
        condition=f'${{!contains([{versions}], "HTTP2")}}',
        message=(
            f"The web ACL of the load balancer {name} inspects the body of requests to HTTP/2 "
            f"target groups in part only (CVE-2026-13763): {names}. Use protocol version HTTP1, or "
            "set the target group attribute waf.http2.traffic_inspection_behavior."
        ),
    )
