"""Terraform expressions for the expiry of a certificate, read from the certificate itself.

The data source of ACM returns the certificate in PEM, but not its expiry. In the DER encoding (RFC
5280, 4.1.2.5) the validity has two dates, ``YYMMDDhhmmssZ`` until 2049 and ``YYYYMMDDhhmmssZ`` from
2050, each after two bytes for its type and length. The second date is the expiry.
"""

_DATE = r"[\\x{17}\\x{18}][\\x{0d}\\x{0f}](\\d{12,14})Z"


def not_after(certificate: str) -> str:
    """Return an expression for the expiry of a PEM certificate, as readable text."""
    parts = '"/(....)(..)(..)(..)(..)(..)/", "$1-$2-$3 $4:$5:$6 UTC"'
    return f'try(replace({_digits(certificate)}, {parts}), "an unknown time")'


def ends_after(certificate: str, *, hours: int = 0) -> str:
    """Return an expression that is false if a certificate expires within some hours of the plan.

    The expression is true if the certificate can't be read.
    """
    moment = f'formatdate("YYYYMMDDhhmmss", timeadd(plantimestamp(), "{hours}h"))'
    return f"try(tonumber({_digits(certificate)}) > tonumber({moment}), true)"


def _digits(certificate: str) -> str:
    pem = rf'replace({certificate}, "/-----[^-]+-----|\\s/", "")'
    der = f'textdecodebase64({pem}, "ISO-8859-1")'
    # A year of two digits is in the 21st century: prefix it, and keep the last 14 digits.
    return f'substr("20${{regexall("{_DATE}", {der})[1][0]}}", -14, 14)'
