"""Whole arrangements, made only of the constructs of this library."""

from constructs_lib.patterns.application_load_balanced_backend import (
    ApplicationLoadBalancedBackend,
)

__all__ = ["ApplicationLoadBalancedBackend"]
