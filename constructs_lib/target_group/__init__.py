"""Target groups: of ECS tasks, IP addresses, instances and Lambda functions."""
