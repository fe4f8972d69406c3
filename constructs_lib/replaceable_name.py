"""Names of target groups, which AWS gives out once, also while one replaces another."""

import hashlib
from collections.abc import Sequence

from constructs_lib.problems import gathered
from constructs_lib.tokens import as_text, is_known
from constructs_lib.validation import check_elb_name, fail

_DIGITS = 8


@gathered
def check_replaceable_name(name: str | None, name_prefix: str | None) -> None:
    """Exactly one of a name and a prefix, each as AWS takes it."""
    if (name is None) == (name_prefix is None):
        fail(
            "name",
            "given, or else name_prefix, and not both",
            {"name": name, "name_prefix": name_prefix},
        )
    if name is not None:
        check_elb_name("name", name)
    else:
        check_elb_name("name_prefix", name_prefix or "", reserve=1 + _DIGITS)


def replaceable_name(name: str | None, name_prefix: str | None, fixed: Sequence[int | str]) -> str:
    """The name; or the prefix with a hash of what AWS can't change, so that a new one differs.

    The hash is made at synth where all of it is known, and by Terraform where it is not, to the
    same digits.
    """
    if name is not None:
        return name
    text = " ".join(as_text(value) for value in fixed)
    if is_known(text):
        digits = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
        return f"{name_prefix}-{digits}"
    return f'{name_prefix}-${{substr(sha256("{text}"), 0, {_DIGITS})}}'
