"""Names of target groups, which AWS gives out once, also while one replaces another."""

import hashlib
from collections.abc import Sequence

from constructs import Construct

from constructs_lib.cdk import TerraformLocal
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


def replaceable_name(
    name: str | None, name_prefix: str | None, fixed: Sequence[int | str]
) -> str | None:
    """The name; or the prefix with a hash of what AWS can't change, so that a new one differs.

    ``None`` where not all of that is known at synth: then Terraform makes the `deferred_name`.
    """
    if name is not None:
        return name
    text = _text(fixed)
    return f"{name_prefix}-{_digits(text)}" if is_known(text) else None


def deferred_name(scope: Construct, name_prefix: str | None, fixed: Sequence[int | str]) -> str:
    """What `replaceable_name` would be, to the same digits, made by Terraform."""
    text = TerraformLocal(scope, "fixed", _text(fixed)).fqn
    return f"{name_prefix}-${{substr(sha256({text}), 0, {_DIGITS})}}"


def _text(fixed: Sequence[int | str]) -> str:
    return " ".join(as_text(value) for value in fixed)


def _digits(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
