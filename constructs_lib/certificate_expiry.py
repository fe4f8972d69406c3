"""When a certificate ends, told by Terraform from the certificate itself.

ACM's data source has no date. It has the certificate, in PEM: the dates stand in its DER encoding
(RFC 5280, 4.1.2.5) as ``YYMMDDhhmmssZ`` up to 2049 and as ``YYYYMMDDhhmmssZ`` from 2050 on, each
behind the two bytes of its tag and length, and the second one is the end.
"""

_TIMES = r"\\x{17}\\x{0d}(\\d{12})Z|\\x{18}\\x{0f}(\\d{14})Z"
_PARTS = r"/^(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)$/"
_TIMESTAMP = "$${1}-$${2}-$${3}T$${4}:$${5}:$${6}Z"


def not_after(certificate: str) -> str:
    """The timestamp at which a certificate ends: an expression for that of its PEM.

    ``null`` where it can't be read, which is no reason to refuse it.
    """
    pem = rf'replace(replace({certificate}, "/-----[^-]+-----/", ""), "/\\s/", "")'
    times = f'regexall("{_TIMES}", textdecodebase64({pem}, "ISO-8859-1"))'
    digits = f'try("20${{{times}[1][0]}}", {times}[1][1])'
    return f'try(replace({digits}, "{_PARTS}", "{_TIMESTAMP}"), null)'


def ends_after(certificate: str, *, hours: int = 0) -> str:
    """Whether a certificate is still good some hours after the plan."""
    moment = f'timeadd(plantimestamp(), "{hours}h")'
    return f"try(timecmp({not_after(certificate)}, {moment}) > 0, true)"
