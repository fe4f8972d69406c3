"""Amazon VPC: lookups of VPCs and subnets, security groups and their rules."""
