"""moto's server, with what it gets wrong about the resources of this library put right."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.elbv2.responses import ELBV2Response
from moto.server import main


def description(rule: SecurityGroupRule) -> str | None:
    """What AWS returns: moto 5.2 forgets the description of a rule that names a security group."""
    return rule.ip_range.get("Description") or rule.source_group.get("Description")


def keeps_mutual_authentication(
    action: Callable[[ELBV2Response], ActionResult],
) -> Callable[[ELBV2Response], ActionResult]:
    """A listener keeps what it was given, as on AWS: moto 5.2 forgets it."""

    @wraps(action)
    def keeping(response: ELBV2Response) -> ActionResult:
        made = action(response)
        given = response._get_param("MutualAuthentication")  # noqa: SLF001 - as moto's own do
        result: Any = made.result
        for listener in result["Listeners"] if given else ():
            listener.mutual_authentication = given
        return made

    return keeping


SecurityGroupRule.description = property(description)  # type: ignore[assignment,method-assign] # replaces moto's own property
for name in ("create_listener", "modify_listener"):
    setattr(ELBV2Response, name, keeps_mutual_authentication(getattr(ELBV2Response, name)))

if __name__ == "__main__":
    main()
