"""When a certificate ends, told by Terraform from the certificate itself.

ACM's data source has no date. It has the certificate, in PEM: the dates stand in its DER encoding
(RFC 5280, 4.1.2.5) as ``YYMMDDhhmmssZ`` up to 2049 and as ``YYYYMMDDhhmmssZ`` from 2050 on, each
behind the two bytes of its tag and length, and the second one is the end.
"""

_DATE = r"[\\x{17}\\x{18}][\\x{0d}\\x{0f}](\\d{12,14})Z"


def not_after(certificate: str) -> str:
    """When a certificate ends, for people to read: an expression for that of its PEM."""
    parts = '"/(....)(..)(..)(..)(..)(..)/", "$1-$2-$3 $4:$5:$6 UTC"'
    return f'try(replace({_digits(certificate)}, {parts}), "an unknown time")'


def ends_after(certificate: str, *, hours: int = 0) -> str:
    """Whether a certificate is still good some hours after the plan.

    One that can't be read is taken for good.
    """
    moment = f'formatdate("YYYYMMDDhhmmss", timeadd(plantimestamp(), "{hours}h"))'
    return f"try(tonumber({_digits(certificate)}) > tonumber({moment}), true)"


def _digits(certificate: str) -> str:
    der = rf'textdecodebase64(replace({certificate}, "/-----[^-]+-----|\\s/", ""), "ISO-8859-1")'
    # Of two digits, the century is the 21st: the last 14 digits, with it before them.
    return f'substr("20${{regexall("{_DATE}", {der})[1][0]}}", -14, 14)'
