"""moto's server, with what it gets wrong about the resources of this library put right."""

from moto.ec2.models.security_groups import SecurityGroupRule
from moto.server import main


def description(rule: SecurityGroupRule) -> str | None:
    """What AWS returns: moto 5.2 forgets the description of a rule that names a security group."""
    return rule.ip_range.get("Description") or rule.source_group.get("Description")


SecurityGroupRule.description = property(description)  # type: ignore[assignment,method-assign] # replaces moto's own property

if __name__ == "__main__":
    main()
