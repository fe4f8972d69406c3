"""What the lookups share: search by exact values, and say what was found instead.

The provider's singular data sources fail before any condition of ours is read, and never say
what was searched for. The plural ones return a list, on which a postcondition can stand.
"""

import re
from collections.abc import Mapping

from constructs_lib._core.compat import Postcondition, TerraformResourceLifecycle
from constructs_lib._core.tokens import is_resolved


def literal(value: str) -> str:
    """The value as an EC2 filter that matches it to the letter: ``*`` and ``?`` are wildcards.

    A token passes as it is: its wildcards work.
    """
    if not is_resolved(value):
        return value
    return re.sub(r"([*?\\])", r"\\\1", value)


def exactly_one(noun: str, searched: Mapping[str, str], advice: str) -> TerraformResourceLifecycle:
    """A postcondition for a plural data source of EC2, whose own ``id`` is the region."""
    criteria = " and ".join(f"{name} = {value}" for name, value in searched.items())
    return TerraformResourceLifecycle(
        postcondition=[
            Postcondition(
                condition="${length(self.ids) == 1}",
                error_message=(
                    f"Exactly one {noun} must have {criteria} in ${{self.id}}, found "
                    '${length(self.ids) == 0 ? "none" : join(", ", sort(self.ids))}. '
                    f"{advice}"
                ),
            )
        ]
    )
