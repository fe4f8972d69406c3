"""Lookups by filter: exact values, and a condition on the number of results.

The provider's singular data sources fail before Terraform evaluates a condition, and their errors
do not name the search criteria. The plural ones return a list, which a postcondition can check.
"""

import re
from collections.abc import Mapping

from constructs_lib._core.compat import Postcondition, TerraformResourceLifecycle
from constructs_lib._core.tokens import is_resolved


def escape_wildcards(value: str) -> str:
    """Escape the wildcards of an EC2 filter, so that the value matches literally.

    A token is returned as it is, and its wildcards apply.
    """
    if not is_resolved(value):
        return value
    return re.sub(r"([*?\\])", r"\\\1", value)


def exactly_one(noun: str, filters: Mapping[str, str], advice: str) -> TerraformResourceLifecycle:
    """Return a postcondition for a plural data source of EC2, whose ``id`` is the region."""
    criteria = " and ".join(f"{name} = {value}" for name, value in filters.items())
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
