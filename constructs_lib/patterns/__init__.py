"""Patterns: compositions of the constructs of this library."""

from constructs_lib.patterns.application_load_balanced_backend import (
    ApplicationLoadBalancedBackend,
)
from constructs_lib.patterns.load_balancer_monitoring import LoadBalancerMonitoring

__all__ = ["ApplicationLoadBalancedBackend", "LoadBalancerMonitoring"]
