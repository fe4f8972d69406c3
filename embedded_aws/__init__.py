"""An emulated AWS for the demo and the tests: moto, on a loopback port.

It is not part of the library and its wheel.
"""
