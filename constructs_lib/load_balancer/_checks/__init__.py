"""Checks of a load balancer: at synth, and at plan time."""
