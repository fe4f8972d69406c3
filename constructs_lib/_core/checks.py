"""Checks of single arguments.

A check is a generator: it yields one sentence for each problem, and `raise_errors` raises them.
Every check accepts a token and a string that holds a Terraform expression, as they have no value at
synth.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from types import UnionType
from typing import Any, TypeGuard

from constructs_lib._core.errors import describe, error_message, raise_errors
from constructs_lib._core.tokens import is_list_token, is_resolved

_ARN = re.compile(
    r"arn:(?P<partition>[^:]+):(?P<service>[^:]+):(?P<region>[^:]*):(?P<account>[^:]*):.+"
)
_HOST_NAME_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_REGION = r"[a-z]{2,}(?:-[a-z]+)+-[0-9]+"
_ZONE = re.compile(
    rf"(?P<region>{_REGION})(?:[a-z]|-[a-z]{{3}}-\d[a-z]|-wl\d-[a-z]{{3}}-wlz-\d)", re.ASCII
)


def integer(name: str, value: object, *, minimum: int, maximum: int) -> Iterator[str]:
    """Check for a whole number from ``minimum`` to ``maximum``, both included."""
    if not is_resolved(value):
        yield from _token(name, value, "a whole number", int | float, "as_number")
    elif isinstance(value, bool) or not isinstance(value, int):
        yield error_message(name, f"a whole number between {minimum} and {maximum}", value)
    elif not minimum <= value <= maximum:
        yield error_message(name, f"between {minimum} and {maximum}", value)


def number(name: str, value: object, *, above: float = -inf) -> Iterator[str]:
    """Check for a number, whole or not, above a limit."""
    if not is_resolved(value):
        yield from _token(name, value, "a number", int | float, "as_number")
    elif isinstance(value, bool) or not isinstance(value, int | float) or not above < value < inf:
        yield error_message(name, "a number" + f" above {above}" * (above > -inf), value)


def port(
    name: str, value: object, *, minimum: int = 1, or_literal: str | None = None
) -> Iterator[str]:
    """Check for a TCP port, or for the one string that AWS accepts in its place."""
    if or_literal is None or not isinstance(value, str):
        yield from integer(name, value, minimum=minimum, maximum=65535)
    elif value != or_literal and is_resolved(value):
        yield error_message(name, f'a whole number between 1 and 65535, or "{or_literal}"', value)


def boolean(name: str, value: object) -> Iterator[str]:
    """Check for ``True`` or ``False``."""
    if isinstance(value, str | float) and not is_resolved(value):
        yield from _token(name, value, "True or False", (), "as_any")
    elif is_resolved(value) and not isinstance(value, bool):
        yield error_message(name, "True or False", value)


def choice(name: str, value: object, choices: Iterable[object]) -> Iterator[str]:
    """Check for one of a closed set of values."""
    listed = list(choices)
    if not is_resolved(value):
        yield from _token(name, value, "a string", str, "as_string")
    elif value not in listed:
        yield error_message(name, f"one of {', '.join(map(str, listed))}", value)


def string(
    name: str,
    value: object,
    *,
    expected: str,
    pattern: str = r"(?s).*",
    minimum: int = 1,
    maximum: int | None = None,
) -> Iterator[str]:
    """Check the length of a string in characters, and that a pattern matches all of it."""
    if not is_resolved(value):
        yield from _token(name, value, "a string", str, "as_string")
    elif not isinstance(value, str):
        yield error_message(name, f"a string: {expected}", value)
    elif (
        len(value) < minimum
        or (maximum is not None and len(value) > maximum)
        or re.fullmatch(pattern, value, re.ASCII) is None
    ):
        yield error_message(name, expected, value)


def _token(
    name: str, value: object, expected: str, types: type | UnionType | tuple[()], function: str
) -> Iterator[str]:
    """Check for a token of the right type, as jsii rejects any other."""
    if not isinstance(value, types):
        yield (
            f"{name} must be {expected}, got a value of another type that is known only after "
            f"synth: convert it with Token.{function}(…)"
        )


def instance(name: str, value: object, *types: type, optional: bool = False) -> Iterator[str]:
    """Check for an instance of one of some classes."""
    if not isinstance(value, types) and not (optional and value is None):
        expected = " or ".join(item.__name__ for item in types)
        yield error_message(name, f"of type {expected}", value)


def unique(name: str, values: Iterable[object]) -> Iterator[str]:
    """Check that no value is repeated."""
    seen: list[object] = []  # not a set, as a wrong value may not be hashable
    for value in values:
        if value in seen:
            yield f"{name} must not repeat a value, got {describe(value)} twice"
            return
        seen.append(value)


def is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    """Return whether a value is a list, a tuple or another sequence, but not a string."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def list_errors(name: str, expected: str, value: object) -> Iterator[str]:
    """Yield the error of a value that is not a list."""
    if is_resolved(value):
        yield error_message(name, expected, value)
    else:
        yield from _token(name, value, expected, (), "as_list")


def known_list(name: str, value: object, expected: str, what: str) -> Iterator[str]:
    """Check for a list that is known at synth, as each of its items creates something."""
    if is_list_token(value) or not is_resolved(value):
        yield f"{name} must be known at synth, as each {what}"
    elif not is_sequence(value):
        yield error_message(name, expected, value)


def items(name: str, values: object, item_type: type) -> Iterator[str]:
    """Check for a list of instances of one class."""
    if not isinstance(values, Sequence) or not all(isinstance(item, item_type) for item in values):
        yield error_message(name, f"a list of {item_type.__name__}", values)


def mapping(name: str, values: object, *, value_type: type | str) -> Iterator[str]:
    """Check for a mapping whose keys become parts of construct IDs, and for its values' class."""
    label = value_type if isinstance(value_type, str) else value_type.__name__
    if not is_resolved(values):
        yield f"{name} must be known at synth, as it decides which resources there are"
        return
    if not isinstance(values, Mapping):
        yield error_message(name, f"a mapping of names to {label}", values)
        return
    for item_key, value in values.items():
        yield from key(f"{name} key", item_key)
        if not isinstance(value_type, str):
            yield from instance(f"{name}[{item_key!r}]", value, value_type)


def key(name: str, value: object) -> Iterator[str]:
    """Check for a construct ID, or for a key that becomes a part of one.

    cdktf drops other characters from Terraform addresses, so that two keys could collide.
    """
    expected = "letters, digits, - and _ that are known at synth"
    if not is_resolved(value):
        yield error_message(name, expected, value)
    yield from string(name, value, pattern=r"[A-Za-z0-9_-]+", expected=expected)


def elb_name(name: str, value: object, *, reserved_length: int = 0) -> Iterator[str]:
    """Check for the name of a load balancer or a target group, with room for a suffix.

    Follows ``CreateTargetGroup`` in the Elastic Load Balancing API reference.
    """
    maximum = 32 - reserved_length
    yield from string(
        name,
        value,
        pattern=r"(?!-)[A-Za-z0-9-]+(?<!-)",
        maximum=maximum,
        expected=f"1 to {maximum} letters, digits and hyphens, with no hyphen at either end",
    )


def path(name: str, value: object) -> Iterator[str]:
    """Check for the path of a health check, which may have a query.

    Follows ``CreateTargetGroup`` in the Elastic Load Balancing API reference.
    """
    yield from string(
        name,
        value,
        pattern=r"/\S*",
        maximum=1024,
        expected="1 to 1024 characters that start with / and contain no white space",
    )


def host_name(name: str, value: object) -> Iterator[str]:
    """Check for a fully qualified host name in lower case, as DNS stores it."""
    if is_resolved(value) and not _is_host_name(value):
        yield error_message(name, 'a lower-case host name such as "app.example.com"', value)


def account_id(name: str, value: object) -> Iterator[str]:
    """Check for the ID of an AWS account."""
    expected = 'a string of 12 digits, the ID of an AWS account, such as "012345678901"'
    if is_resolved(value) and not (isinstance(value, str) and re.fullmatch(r"[0-9]{12}", value)):
        yield error_message(name, expected, value)


def domain_name(name: str, value: object) -> Iterator[str]:
    """Check for the domain name of a certificate: a host name or a wildcard."""
    host = value.removeprefix("*.") if isinstance(value, str) else value
    if is_resolved(value) and not _is_host_name(host):
        expected = 'a lower-case host name such as "app.example.com" or a wildcard such as'
        yield error_message(name, f'{expected} "*.example.com"', value)


def _is_host_name(value: object) -> bool:
    if not isinstance(value, str):
        return False
    labels = value.split(".")
    return (
        len(value) <= 253  # noqa: PLR2004 - RFC 1035, without the length bytes
        and len(labels) >= 2  # noqa: PLR2004 - a public name has a label and a top-level domain
        and all(_HOST_NAME_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()  # an IP address is not a host name
    )


def cidr(name: str, value: object, *, version: int) -> Iterator[str]:
    """Check for a CIDR block of IP version 4 or 6, written as AWS stores it.

    AWS normalizes the block, and every later plan would try to change it back.
    """
    if not is_resolved(value):
        return
    example = {4: "10.0.0.0/16", 6: "2001:db8::/32"}[version]
    expected = f"an IPv{version} CIDR block such as {example}"
    network = _network(value)
    if network is None:
        yield error_message(name, expected, value)
    elif network.version != version:
        yield error_message(name, f"{expected} (use cidr_ipv{network.version})", value)
    elif str(network) != value:
        # The unspecified address without a prefix length usually means all addresses.
        normalized = {"0.0.0.0/32": "0.0.0.0/0", "::/128": "::/0"}.get(str(network), network)
        yield error_message(name, f"{expected} with no host bits set (here: {normalized})", value)


def _network(value: object) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    if not isinstance(value, str) or "%" in value:  # a zone index (RFC 4007) is not a CIDR block
        return None
    try:
        return ipaddress.ip_network(value, strict=False)
    except ValueError:
        return None


def bucket_name(name: str, value: object) -> Iterator[str]:
    """Check for the name of a general purpose bucket of Amazon S3.

    Follows https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    """
    yield from string(
        name,
        value,
        pattern=r"(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]*[a-z0-9]",
        minimum=3,
        maximum=63,
        expected=(
            "3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both "
            "ends, no two dots in a row, and not like an IP address"
        ),
    )


def arn(name: str, value: object) -> Iterator[str]:
    """Check for an Amazon Resource Name of any service."""
    yield from string(
        name,
        value,
        pattern=_ARN.pattern,
        expected='an ARN such as "arn:aws:acm:us-east-1:123456789012:certificate/0123"',
    )


def arn_region(value: str) -> str | None:
    """Return the region in an ARN, or ``None`` if it has none or is not known at synth."""
    return _arn_part(value, "region")


def arn_account(value: str) -> str | None:
    """Return the account in an ARN, or ``None`` if it has none or is not known at synth."""
    return _arn_part(value, "account")


def _arn_part(value: str, part: str) -> str | None:
    match = _ARN.fullmatch(value) if is_resolved(value) else None
    return (match[part] or None) if match else None


def region(name: str, value: object) -> Iterator[str]:
    """Check for the code of an AWS region."""
    expected = 'an AWS region such as "ap-northeast-1"'
    yield from string(name, value, pattern=_REGION, expected=expected)


def zone_region(value: object) -> str | None:
    """Return the region of an Availability Zone, Local Zone or Wavelength Zone, by its name.

    Follows https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
    """
    match = _ZONE.fullmatch(value) if isinstance(value, str) else None
    return match["region"] if match else None


def tags(name: str, value: object, *, allow_any_character: bool = False) -> Iterator[str]:
    """Check the tags of one resource; EC2 and CloudWatch allow any character in them.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html and
    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions
    """
    if value is None:
        return
    if not is_resolved(value):
        yield from _token(name, value, "a mapping", Mapping, "as_string_map")
        return
    if not isinstance(value, Mapping):
        yield error_message(name, "a mapping of strings to strings", value)
        return
    if len(value) > 50:  # noqa: PLR2004 - the limit of AWS
        yield error_message(name, "at most 50 tags", len(value))
    for tag_key, tag_value in value.items():
        yield from _tag_part(
            f"{name} key",
            tag_key,
            pattern=r"(?!(?i:aws:)).{1,128}",
            expected='1 to 128 characters that do not start with "aws:"',
            allow_any_character=allow_any_character,
        )
        yield from _tag_part(
            f"{name}[{describe(tag_key)}]",
            tag_value,
            pattern=r"(?s).{0,256}",
            expected="at most 256 characters",
            allow_any_character=allow_any_character,
        )


def _tag_part(
    name: str, text: object, *, pattern: str, expected: str, allow_any_character: bool
) -> Iterator[str]:
    errors = list(string(name, text, pattern=pattern, minimum=0, expected=expected))
    if not (errors or allow_any_character or not is_resolved(text) or _has_tag_characters(text)):
        errors.append(error_message(name, "letters, digits, spaces and _.:/=+-@", text))
    yield from errors


def _has_tag_characters(text: object) -> bool:
    """Unicode letters (L), numbers (N) and separators such as the space (Z), and some signs."""
    return all(
        unicodedata.category(character)[0] in "LNZ" or character in "_.:/=+-@"
        for character in str(text)
    )


def check_account_id(field: str, value: str) -> None:
    """Check the ID of an AWS account, such as one in the context of ``cdktf.json``.

    Args:
        field: The name that the error uses for the value.
        value: The account ID. A token passes.

    Raises:
        ValidationError: The value is not 12 digits.

    Follows https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html
    """
    raise_errors(account_id(field, value))


def check_domain_name(field: str, value: str) -> None:
    """Check the domain name of a certificate, such as one in the context of ``cdktf.json``.

    Args:
        field: The name that the error uses for the value.
        value: A lower-case host name, or one with a wildcard label. A token passes.

    Raises:
        ValidationError: The value is not a domain name.

    Follows https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
    """
    raise_errors(domain_name(field, value))


def check_region(field: str, value: str) -> None:
    """Check the code of an AWS region, such as one in the context of ``cdktf.json``.

    Args:
        field: The name that the error uses for the value.
        value: The code of the region. A token passes.

    Raises:
        ValidationError: The value is not the code of a region.

    Follows https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
    """
    raise_errors(region(field, value))
