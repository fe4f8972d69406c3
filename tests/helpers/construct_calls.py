"""All constructs of the library, and a valid call of each."""

import constructs_lib
from constructs_lib._stack.construct import AwsConstruct
from helpers.validation_errors_page import tables

CONSTRUCTS = [
    name
    for name in dir(constructs_lib)
    if isinstance(getattr(constructs_lib, name), type)
    and issubclass(getattr(constructs_lib, name), AwsConstruct)
]
CALLS = {table.call.partition("(")[0]: table.call for table in tables()}
"""The valid call in the table of invalid arguments of each construct."""
