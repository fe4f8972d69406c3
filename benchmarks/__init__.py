"""Benchmarks of the synth beside other tools: ``make bench``."""

import re


def without_messages(stack: str) -> str:
    """Return the JSON of a stack without the messages of its conditions.

    Programs whose JSON is otherwise the same are compared.
    """
    return re.sub(r'"error_message": "(?:[^"\\]|\\.)*"', '"error_message": ""', stack)
