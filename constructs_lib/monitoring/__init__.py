"""CloudWatch alarms and dashboard of a load balancer."""
