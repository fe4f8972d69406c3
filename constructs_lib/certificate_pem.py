"""When a certificate ends, and of what key it is, told by Terraform from the certificate itself.

ACM's data source tells neither. It has the certificate, in PEM: the dates stand in its DER encoding
(RFC 5280, 4.1.2.5) as ``YYMMDDhhmmssZ`` up to 2049 and as ``YYYYMMDDhhmmssZ`` from 2050 on, each
behind the two bytes of its tag and length, and the second one is the end. An RSA key (RFC 3279,
2.3.1) is a bit string behind the identifier of its algorithm, whose length tells that of the key.
"""

_DATE = r"[\\x{17}\\x{18}][\\x{0d}\\x{0f}](\\d{12,14})Z"

# The last byte: the length stands in one byte, and that of a key of 2048 bits in two.
_SHORT_RSA = "".join(
    rf"\\x{{{byte:02x}}}" for byte in bytes.fromhex("2a 86 48 86 f7 0d 01 01 01 05 00 03 81")
)


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


def has_rsa_below_2048(certificate: str) -> str:
    """Whether a certificate has an RSA key of fewer than 2048 bits, such as 1024.

    One that can't be read has none.
    """
    return f'try(length(regexall("{_SHORT_RSA}", {_der(certificate)})) > 0, false)'


def _der(certificate: str) -> str:
    return rf'textdecodebase64(replace({certificate}, "/-----[^-]+-----|\\s/", ""), "ISO-8859-1")'


def _digits(certificate: str) -> str:
    # Of two digits, the century is the 21st: the last 14 digits, with it before them.
    return f'substr("20${{regexall("{_DATE}", {_der(certificate)})[1][0]}}", -14, 14)'
