"""An AWS on this machine (moto, on a loopback port) for the demo and the tests.

It is not part of the library, and not in its wheel.
"""
