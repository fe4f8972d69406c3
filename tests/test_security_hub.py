"""The defaults meet the controls of Security Hub that ``docs/security.md`` documents."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    FixedResponse,
    HttpsListener,
    Id,
)
from cdktf import TerraformStack

PAGE = (Path(__file__).parents[1] / "docs" / "security.md").read_text()
ROW = re.compile(
    r"^\| (ELB\.\d+) \| .+ \| (default|option|not for Application Load Balancers)\b.* \|$",
    re.MULTILINE,
)
RECOMMENDED = {  # the policies that ELB.17 accepts
    "ELBSecurityPolicy-TLS13-1-3-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
}


def test_page_has_every_control() -> None:
    missing = {11, 15, 19, 20}
    assert dict(ROW.findall(PAGE)).keys() == {
        f"ELB.{number}" for number in range(1, 23) if number not in missing
    }


def test_defaults_meet_controls(
    stack: TerraformStack, synthesized: Callable[[], dict[str, Any]]
) -> None:
    certificate = Arn("arn:aws:acm:ap-northeast-1:123456789012:certificate/1")
    ApplicationLoadBalancer(
        stack,
        "alb",
        name="web",
        subnets=[Id("subnet-1"), Id("subnet-2")],
        security_groups=[Id("sg-1")],
        listeners=[HttpsListener(certificate=certificate, default_action=FixedResponse(404))],
    )
    resources = synthesized()["resource"]
    alb = resources["aws_lb"]["alb"]
    [listener] = resources["aws_lb_listener"].values()
    met = {
        "ELB.4": alb["drop_invalid_header_fields"] is True,
        "ELB.6": alb["enable_deletion_protection"] is True,
        "ELB.12": alb["desync_mitigation_mode"] in {"defensive", "strictest"},
        "ELB.13": len(alb["subnets"]) >= 2,
        "ELB.17": listener["ssl_policy"] in RECOMMENDED,
    }
    assert all(met.values()), met
    assert met.keys() == {control for control, how in ROW.findall(PAGE) if how == "default"}
