"""Rewrites of requests before they reach a target."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from constructs_lib._core import checks
from constructs_lib._core.errors import error_message, raise_errors
from constructs_lib._core.tokens import is_resolved

_MAXIMUM_LENGTH = 1024
_PARTS = re.compile(
    r"\[\^?\]?(?:\\.|[^\]\\])*\]"  # a character class, in which everything is supported
    r"|(?P<unsupported>"
    r"\(\?<?[=!]"  # look-around
    r"|\(\?>"  # atomic groups
    r"|\(\?(?:R|&|P>|P=|[-+]?[0-9])"  # recursion, subroutines and named back-references
    r"|\\[1-9]|\\k[<{']|\\g[0-9{<'-]|\\[pP]"  # back-references and Unicode classes
    r"|[*+?]\+"  # possessive quantifiers
    r")|\\."  # another escape
)


@dataclass(frozen=True, slots=True)
class Rewrite:
    r"""A rewrite of the URL or the host header of a request, by a regular expression.

    A part of `ListenerRule`. AWS calls it a transform::

        ListenerRule(
            priority=100, conditions=[PathPattern(["/api/*"])], action=Forward(api),
            url_rewrite=Rewrite("^/api/(.*)$", "/$1"),
        )

    The conditions of rules see the original request. If the expression does not match, the target
    receives the original request, too.

    Args:
        regex: Regular expression that is searched in the path and query string of the URL, or in
            the host header: 1–1024 ASCII characters without white space. Look-around,
            back-references, atomic groups, possessive quantifiers, recursion and Unicode classes
            are not supported.
        replace: Replacement of the match, 0–1024 printable ASCII characters without spaces, in
            which ``$1`` is the first group of the expression.

    Raises:
        ValidationError: A value is too long, or has characters or features that AWS does not
            support.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.html
    """

    regex: str
    replace: str

    def __post_init__(self) -> None:
        raise_errors(
            _regex_errors("regex", self.regex),
            checks.string(
                "replace",
                self.replace,
                minimum=0,
                maximum=_MAXIMUM_LENGTH,
                pattern=r"[!-~]*",
                expected=f"at most {_MAXIMUM_LENGTH} printable ASCII characters without spaces",
            ),
        )


def _regex_errors(name: str, value: object) -> Iterator[str]:
    """Check for a regular expression with the features that load balancers support.

    The rest of its syntax is not checked, as that of Python is different.
    """
    expected = f"1 to {_MAXIMUM_LENGTH} ASCII characters without white space"
    yield from checks.string(
        name, value, maximum=_MAXIMUM_LENGTH, pattern="[!-~]+", expected=expected
    )
    if isinstance(value, str) and is_resolved(value):
        parts = (match["unsupported"] for match in _PARTS.finditer(value))
        unsupported = next(filter(None, parts), None)
        if unsupported:
            expected = f"a regular expression without {unsupported}, which AWS does not support"
            yield error_message(name, expected, value)
