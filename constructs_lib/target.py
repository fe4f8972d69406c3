"""A target that a target group has from the start."""

from dataclasses import dataclass

from constructs_lib.refused import problems_of_value
from constructs_lib.validation import check_port, check_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target that is registered by Terraform, and not by an ECS service.

    A part of `TargetGroup`, which creates one ``aws_lb_target_group_attachment`` for it.

    Args:
        id: The IP address in a group of type ``ip``, the instance's id in one of type
            ``instance``.
        port: 1 to 65535. Left out: the target group's.
        availability_zone: ``all`` for an IP address outside of the VPC (a peered one, or on
            premises). Left out: the address is in the VPC.

    Raises:
        ValueError: A value is out of its range.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html
    """

    id: str
    port: int | None = None
    availability_zone: str | None = None

    @problems_of_value
    def __post_init__(self) -> None:
        check_text("id", self.id, pattern=r"\S+", allowed="an IP address or an instance's id")
        if self.port is not None:
            check_port("port", self.port)
        if self.availability_zone is not None:
            check_text(
                "availability_zone",
                self.availability_zone,
                pattern="all|[a-z]{2}(-[a-z0-9]+)+",
                allowed='"all" or an Availability Zone',
            )
