"""Checks of what the user wrote, made before Terraform starts.

Each check raises a ``ValueError`` that starts with the field, says what is allowed and gives the
value: ``port must be between 1 and 65535, got 70000``. A token, and a string that holds a
Terraform expression, has no value yet: every check lets it pass.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Never, cast

from constructs_lib.problems import gathered
from constructs_lib.tokens import is_known

_LONGEST, _SHORTENED = 160, 60  # of a value in an error
_ARN = re.compile(r"arn:(?P<partition>[^:]+):(?P<service>[^:]+):(?P<region>[^:]*):[^:]*:.+")
_HOST_NAME_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


def problem(field: str, allowed: str, value: object) -> str:
    """What the house says of a wrong value: the field, what is allowed, the value."""
    return f"{field} must be {allowed}, got {_told(value)}"


def _told(value: object) -> str:
    if not is_known(value) and (not isinstance(value, str) or "TfToken[" in value):
        return "a token, which only Terraform resolves"
    if isinstance(value, Sequence) and any(map(_path, value)):
        told = f"[{', '.join(map(_told, value))}]"
    else:
        path = _path(value)
        told = f"the {type(value).__name__} {path}" if path else repr(value)
    return told if len(told) <= _LONGEST else f"{told[:_SHORTENED]}… ({len(told)} characters)"


def _path(value: object) -> str | None:
    """The path of a construct."""
    return getattr(getattr(value, "node", None), "path", None)


def fail(field: str, allowed: str, value: object) -> Never:
    """Raise the house's ``ValueError``."""
    raise ValueError(problem(field, allowed, value))


@gathered
def refuse(field: str, allowed: str, value: object) -> None:
    """The same, where the checks that follow can still be made: they are, and told together."""
    fail(field, allowed, value)


@gathered
def check_integer(field: str, value: object, *, low: int, high: int) -> None:
    """A whole number from ``low`` to ``high``, both included."""
    if not isinstance(value, str) and not is_known(value):
        return
    if isinstance(value, bool) or not isinstance(value, int):
        fail(field, f"a whole number between {low} and {high}", value)
    if not low <= value <= high:
        fail(field, f"between {low} and {high}", value)


@gathered
def check_number(field: str, value: object, *, above: float) -> None:
    """A number, whole or not, above a limit."""
    if not isinstance(value, str) and not is_known(value):
        return
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > above:
        fail(field, f"a number above {above}", value)


@gathered
def check_port(field: str, value: int | str, *, low: int = 1, or_word: str | None = None) -> None:
    """A TCP or UDP port, 1 to 65535, or the one word that AWS takes in its place."""
    if or_word is None or not isinstance(value, str):
        check_integer(field, value, low=low, high=65535)
    elif value != or_word and is_known(value):
        fail(field, f'a whole number between 1 and 65535, or "{or_word}"', value)


@gathered
def check_boolean(field: str, value: bool) -> None:  # noqa: FBT001 - it is the value to check
    """``True`` or ``False``."""
    if isinstance(value, str) or (is_known(value) and not isinstance(value, bool)):
        fail(field, "True or False", value)


@gathered
def check_choice(field: str, value: object, choices: Iterable[object]) -> None:
    """One of a closed set of values."""
    listed = list(choices)
    if is_known(value) and value not in listed:
        fail(field, "one of " + ", ".join(str(choice) for choice in listed), value)


@gathered
def check_text(
    field: str,
    value: str,
    *,
    allowed: str,
    pattern: str = r"(?s).*",
    low: int = 1,
    high: int | None = None,
) -> None:
    """A string of ``low`` to ``high`` characters that the pattern matches as a whole."""
    if not is_known(value):
        return
    if not isinstance(value, str):
        fail(field, f"a string: {allowed}", value)
    if (
        len(value) < low
        or (high is not None and len(value) > high)
        or re.fullmatch(pattern, value, re.ASCII) is None
    ):
        fail(field, allowed, value)


@gathered
def check_optional(field: str, value: object, *kinds: type) -> None:
    """Nothing, or a value of one of some classes."""
    if value is not None and not isinstance(value, kinds):
        names = [kind.__name__ for kind in kinds]
        allowed = " or ".join(("an " if name[0] in "AEIO" else "a ") + name for name in names)
        fail(field, allowed, value)


@gathered
def check_unique(field: str, values: Iterable[Hashable]) -> None:
    """No value twice."""
    seen: set[Hashable] = set()
    for value in values:
        if value in seen:
            msg = f"{field} must not repeat a value, got {value!r} twice"
            raise ValueError(msg)
        seen.add(value)


@gathered
def check_sequence(field: str, values: object, *, of: str) -> None:
    """A list or a tuple: what has an order."""
    if isinstance(values, str) or not isinstance(values, Sequence):
        fail(field, f"a list of {of}", values)


@gathered
def check_values(field: str, values: object, kind: type) -> None:
    """A list of values of one class."""
    check_sequence(field, values, of=kind.__name__)
    for value in cast("Sequence[object]", values):
        if not isinstance(value, kind):
            fail(field, f"a list of {kind.__name__}", value)


@gathered
def check_mapping(field: str, values: object, *, to: str) -> None:
    """A mapping whose keys become parts of construct ids."""
    if not isinstance(values, Mapping):
        fail(field, f"a mapping of names to {to}", values)
    for key in values:
        check_key(f"{field} key", key)


@gathered
def check_key(field: str, value: str) -> None:
    """A construct's id, or the user's key that becomes a part of one.

    Of other characters, cdktf would make an address without them, which another key may have.
    """
    allowed = "letters, digits, - and _ that are known at synth"
    if not is_known(value):
        fail(field, allowed, value)
    check_text(field, value, pattern=r"[A-Za-z0-9_-]+", allowed=allowed)


@gathered
def check_elb_name(field: str, value: str, *, reserve: int = 0) -> None:
    """The name of a load balancer or a target group, with room for ``reserve`` characters behind.

    Follows ``CreateTargetGroup`` in the Elastic Load Balancing API reference.
    """
    check_text(
        field,
        value,
        pattern=r"(?!-)[A-Za-z0-9-]+(?<!-)",
        high=32 - reserve,
        allowed=f"1 to {32 - reserve} letters, digits and hyphens, with no hyphen at either end",
    )


@gathered
def check_path(field: str, value: str) -> None:
    """The path, and perhaps the query, of a health check.

    Follows ``CreateTargetGroup`` in the Elastic Load Balancing API reference.
    """
    check_text(
        field,
        value,
        pattern=r"/\S*",
        high=1024,
        allowed="1 to 1024 characters that start with / and hold no white space",
    )


@gathered
def check_host_name(field: str, value: str) -> None:
    """A fully qualified host name in lower case, as DNS stores it."""
    if is_known(value) and not _is_host_name(value):
        fail(field, 'a lower-case host name such as "app.example.com"', value)


@gathered
def check_account_id(field: str, value: str) -> None:
    """The check of the id of an AWS account.

    For a value that a program is given, such as one of the context of ``cdktf.json``, to say where
    it was to be set.

    Args:
        field: What the error calls it.
        value: What was given. A token passes.

    Raises:
        ValueError: It is none.

    Follows https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html
    """
    allowed = 'the 12 digits of an AWS account, in quotes as they may start with 0: "012345678901"'
    check_text(field, value, pattern=r"\d{12}", allowed=allowed)


@gathered
def check_domain_name(field: str, value: str) -> None:
    """The check of the domain name of a certificate: a host name, or one with a wildcard label.

    For a value that a program is given, such as one of the context of ``cdktf.json``, to say where
    it was to be set.

    Args:
        field: What the error calls it.
        value: What was given. A token passes.

    Raises:
        ValueError: It is none.

    Follows https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
    """
    if not is_known(value):
        return
    host = value.removeprefix("*.") if isinstance(value, str) else value
    if not _is_host_name(host):
        allowed = 'a lower-case host name such as "app.example.com" or a wildcard such as'
        fail(field, f'{allowed} "*.example.com"', value)


def _is_host_name(value: object) -> bool:
    if not isinstance(value, str):
        return False
    labels = value.split(".")
    return (
        len(value) <= 253  # noqa: PLR2004 - RFC 1035 with the length bytes taken off
        and len(labels) >= 2  # noqa: PLR2004 - a public name has a label and a top-level domain
        and all(_HOST_NAME_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()  # an IP address is no host name
    )


@gathered
def check_cidr(field: str, value: str, *, version: int) -> None:
    """A CIDR block of IP version 4 or 6, written as AWS stores it.

    AWS canonicalises what it gets, and every later plan would want to change it back.
    """
    if not is_known(value):
        return
    example = {4: "10.0.0.0/16", 6: "2001:db8::/32"}[version]
    allowed = f"an IPv{version} CIDR block such as {example}"
    if not isinstance(value, str) or "%" in value:  # Python takes a number, and a zone (RFC 4007)
        fail(field, allowed, value)
    try:
        network = ipaddress.ip_network(value, strict=False)
    except ValueError:
        fail(field, allowed, value)
    if network.version != version:
        fail(field, f"{allowed} (cidr_ipv{network.version} takes the other kind)", value)
    if str(network) != value:
        # Who writes no prefix length behind the unspecified address means all of them.
        meant = {"0.0.0.0/32": "0.0.0.0/0", "::/128": "::/0"}.get(str(network), network)
        fail(field, f"{allowed} with no host bits set (here: {meant})", value)


@gathered
def check_arn(field: str, value: str) -> None:
    """An Amazon Resource Name of any service."""
    check_text(
        field,
        value,
        pattern=_ARN.pattern,
        allowed='an ARN such as "arn:aws:acm:us-east-1:123456789012:certificate/0123"',
    )


def arn_region(arn: str) -> str | None:
    """The region in an ARN; ``None`` where it has none or is not known yet."""
    match = _ARN.fullmatch(arn) if is_known(arn) else None
    return (match["region"] or None) if match else None


@gathered
def check_tags(field: str, value: Mapping[str, str] | None, *, any_character: bool = False) -> None:
    """Tags of one AWS resource; EC2 and CloudWatch take any character, other services do not.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html and
    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions
    """
    if value is None:
        return
    if not isinstance(value, Mapping):
        fail(field, "a mapping of strings to strings", value)
    if len(value) > 50:  # noqa: PLR2004 - AWS's quota for one resource
        fail(field, "at most 50 tags", len(value))
    for key, text in value.items():
        check_text(
            f"{field} key",
            key,
            pattern=r"(?!(?i:aws:)).{1,128}",
            allowed='1 to 128 characters that do not start with "aws:"',
        )
        check_text(f"{field}[{key!r}]", text, low=0, high=256, allowed="at most 256 characters")
        for place, given in ((f"{field} key", key), (f"{field}[{key!r}]", text)):
            if not any_character and is_known(given) and not _is_tag(given):
                refuse(place, "letters, digits, spaces and _.:/=+-@", given)


def _is_tag(text: object) -> bool:
    """In Unicode's terms: letters (L), numbers (N), separators such as the space (Z)."""
    return all(unicodedata.category(one)[0] in "LNZ" or one in "_.:/=+-@" for one in str(text))
